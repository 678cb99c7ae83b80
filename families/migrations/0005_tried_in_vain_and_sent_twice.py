import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("families", "0004_whom_the_missing_work_with")]

    operations = [
        migrations.AlterField(
            model_name="look",
            name="family_id",
            field=models.UUIDField(blank=True, null=True, verbose_name="family"),
        ),
        migrations.AddConstraint(
            model_name="look",
            constraint=models.CheckConstraint(
                condition=models.Q(("family_id__isnull", False), ("verdict", "not_found"), _connector="OR"),
                name="families_look_of_a_family_or_in_vain",
            ),
        ),
        migrations.CreateModel(
            name="Sending",
            fields=[
                (
                    "author",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("digest", models.CharField(max_length=64)),
                ("led_to", models.TextField()),
                ("sent_at", models.DateTimeField()),
            ],
        ),
    ]
