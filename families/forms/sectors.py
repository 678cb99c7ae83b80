"""Forms about the frame of the work: where people come from, and the pilot itself."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from families.models import Pilot, Sector
from families.pages import RecordForm

TINTS = range(1, 15)


class SectorForm(RecordForm):
    """A department, or a body outside the municipality."""

    class Meta:
        model = Sector
        fields = ("name", "name_en", "letter", "tint", "is_municipal", "area", "decides", "since", "until")
        error_messages = {
            "name": {"unique": _("There is already a sector with this name.")},
            "letter": {"unique": _("Another sector has this letter.")},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tint"].help_text = _("A number from 1 to 14; the colours stand below.")
        for name in ("since", "until"):
            self.fields[name].widget = forms.DateInput()


class PilotForm(RecordForm):
    """The period, the place and the room that the pilot has."""

    class Meta:
        model = Pilot
        fields = (
            "name",
            "since",
            "until",
            "default_place",
            "intake_cap",
            "minutes_in_town",
            "minutes_out_of_town",
        )
