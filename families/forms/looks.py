"""Narrowing the log."""

from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from families.models import Verdict


class LookFilterForm(forms.Form):
    """Finds looks by who, at which family, when, and what the door answered."""

    all_optional = True

    person = forms.CharField(label=_("Who"), max_length=80, required=False)
    family = forms.RegexField(
        r"^[0-9a-fA-F]{4,32}$",
        label=_("Family"),
        required=False,
        help_text=_("The mark that stands in the log."),
        error_messages={"invalid": _("A mark is four to thirty-two of the signs 0–9 and a–f.")},
    )
    since = forms.DateField(label=_("From"), required=False)
    until = forms.DateField(label=_("Until"), required=False)
    verdict = forms.ChoiceField(label=_("Answer"), required=False, choices=[("", _("All")), *Verdict.choices])

    def clean_family(self) -> tuple[UUID, UUID] | None:
        """The first and the last key that begin with the mark."""
        mark: str = self.cleaned_data["family"]
        return (UUID(mark.ljust(32, "0")), UUID(mark.ljust(32, "f"))) if mark else None
