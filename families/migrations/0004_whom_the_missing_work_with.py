import uuid

import django.db.models.deletion
import simple_history.models
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("families", "0003_shared_again"),
    ]

    operations = [
        migrations.AddField(
            model_name="missingfunction",
            name="works_with",
            field=models.ManyToManyField(
                blank=True, editable=False, related_name="+", to="families.member", verbose_name="works with"
            ),
        ),
        migrations.AlterField(
            model_name="historicalmissingfunction",
            name="decline_reason",
            field=models.CharField(
                blank=True, editable=False, max_length=300, verbose_name="said no because"
            ),
        ),
        migrations.AlterField(
            model_name="historicalmissingfunction",
            name="drop_reason",
            field=models.CharField(
                blank=True, editable=False, max_length=300, verbose_name="not missing any more because"
            ),
        ),
        migrations.AlterField(
            model_name="historicalmissingfunction",
            name="noted_on",
            field=models.DateField(editable=False, verbose_name="noted"),
        ),
        migrations.AlterField(
            model_name="missingfunction",
            name="decline_reason",
            field=models.CharField(
                blank=True, editable=False, max_length=300, verbose_name="said no because"
            ),
        ),
        migrations.AlterField(
            model_name="missingfunction",
            name="drop_reason",
            field=models.CharField(
                blank=True, editable=False, max_length=300, verbose_name="not missing any more because"
            ),
        ),
        migrations.AlterField(
            model_name="missingfunction",
            name="noted_on",
            field=models.DateField(editable=False, verbose_name="noted"),
        ),
        migrations.CreateModel(
            name="HistoricalMissingFunction_works_with",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "m2m_history_id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="families.historicalmissingfunction",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="families.member",
                    ),
                ),
                (
                    "missingfunction",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="families.missingfunction",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalMissingFunction_works_with",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
    ]
