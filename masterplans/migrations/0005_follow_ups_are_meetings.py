import uuid

from django.db import migrations
from django.utils import timezone


def agree_what_was_a_date(apps, schema_editor):
    """The date that a plan in force held becomes a coming follow-up, with its history."""
    plans = apps.get_model("masterplans", "Masterplan").objects.exclude(next_follow_up_on=None)
    follow_ups = apps.get_model("safety", "FollowUp")
    saves = apps.get_model("safety", "HistoricalFollowUp")
    now = timezone.now()
    for plan in plans.exclude(status="closed").iterator():
        agreed = follow_ups.objects.create(family_id=plan.family_id, on=plan.next_follow_up_on)
        kept = {field.attname: getattr(agreed, field.attname) for field in agreed._meta.concrete_fields}
        saves.objects.create(history_id=uuid.uuid4(), history_date=now, history_type="+", **kept)


class Migration(migrations.Migration):
    dependencies = [
        ("masterplans", "0004_contributions_shared_again"),
        ("safety", "0002_the_shared_picture"),
    ]

    operations = [
        migrations.RunPython(agree_what_was_a_date, migrations.RunPython.noop),
        migrations.RemoveField(model_name="historicalmasterplan", name="next_follow_up_on"),
        migrations.RemoveField(model_name="masterplan", name="next_follow_up_on"),
    ]
