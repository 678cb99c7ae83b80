from typing import Any

from django.db import migrations, models
from django.db.models import F

import roskilde.clock


def when_they_were_written(apps: Any, schema_editor: Any) -> None:
    """What was there already has reached whom it reached: none of it is new to anybody."""
    letters = apps.get_model("families", "Letter")._base_manager.using(schema_editor.connection.alias)
    letters.update(shared_at=F("written_at"))


class Migration(migrations.Migration):
    dependencies = [
        ("families", "0002_around_the_family"),
    ]

    operations = [
        migrations.AddField(
            model_name="letter",
            name="shared_at",
            field=models.DateTimeField(default=roskilde.clock.now, editable=False),
        ),
        migrations.AlterField(
            model_name="historicalline",
            name="shared_at",
            field=models.DateTimeField(default=roskilde.clock.now, editable=False),
        ),
        migrations.AlterField(
            model_name="line",
            name="shared_at",
            field=models.DateTimeField(default=roskilde.clock.now, editable=False),
        ),
        migrations.RunPython(when_they_were_written, migrations.RunPython.noop, elidable=True),
    ]
