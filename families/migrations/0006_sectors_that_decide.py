from django.db import migrations, models

DECIDING = (
    "Jobcenter",
    "Børn og Unge",
    "Social og Sundhed",
    "Pension og Voksenservice",
    "Borgerservice og Ydelse",
)


def say_which_decide(apps, schema_editor):
    """Those of the sectors that a municipality begins with; its own it marks itself."""
    apps.get_model("families", "Sector").objects.filter(name__in=DECIDING).update(decides=True)


class Migration(migrations.Migration):
    dependencies = [
        ("families", "0005_tried_in_vain_and_sent_twice"),
    ]

    operations = [
        migrations.AddField(
            model_name="historicalsector",
            name="decides",
            field=models.BooleanField(
                default=False,
                help_text="Whoever comes from here leads no follow-up with a family, unless they are of its core.",
                verbose_name="decides in families' cases",
            ),
        ),
        migrations.AddField(
            model_name="sector",
            name="decides",
            field=models.BooleanField(
                default=False,
                help_text="Whoever comes from here leads no follow-up with a family, unless they are of its core.",
                verbose_name="decides in families' cases",
            ),
        ),
        migrations.RunPython(say_which_decide, migrations.RunPython.noop),
    ]
