from typing import Any

from django.db import migrations, models
from django.db.models import F

import roskilde.clock


def when_they_were_logged(apps: Any, schema_editor: Any) -> None:
    """What was there already has reached whom it reached: none of it is new to anybody."""
    found = apps.get_model("masterplans", "Contribution")._base_manager.using(schema_editor.connection.alias)
    found.update(shared_at=F("logged_at"))


class Migration(migrations.Migration):
    dependencies = [
        ("masterplans", "0003_contributions_by_when_they_were_logged"),
    ]

    operations = [
        migrations.AddField(
            model_name="contribution",
            name="shared_at",
            field=models.DateTimeField(default=roskilde.clock.now, editable=False),
        ),
        migrations.AddIndex(
            model_name="contribution",
            index=models.Index(fields=["family", "-shared_at"], name="masterplans_contribution_told"),
        ),
        migrations.RunPython(when_they_were_logged, migrations.RunPython.noop, elidable=True),
    ]
