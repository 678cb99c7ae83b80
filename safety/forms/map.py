"""Asking for two days of the map, and noting that a report has been made."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families.models import Family, Professional
from families.pages import DeedForm
from roskilde import clock
from safety.models import Report


class CompareForm(forms.Form):
    first = forms.DateField(label=gettext_lazy("From"), widget=forms.DateInput)
    second = forms.DateField(label=gettext_lazy("To"), widget=forms.DateInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, second = cleaned.get("first"), cleaned.get("second")
        if first and second and first > second:
            self.add_error("second", _("The last day cannot come before the first."))
        if second and second > clock.today():
            self.add_error("second", _("The date lies ahead."))
        return cleaned


class ReportForm(DeedForm):
    on = forms.DateField(
        label=gettext_lazy("When did you report?"),
        widget=forms.DateInput,
        help_text=gettext_lazy("What you reported is not written here."),
    )

    def __init__(self, *args: Any, family: Family, **kwargs: Any) -> None:
        self.family = family
        super().__init__(*args, **kwargs)
        self.initial = {"on": clock.today()}

    def do(self, *, by: Professional) -> None:
        Report.note(self.family, by=by, on=self.cleaned_data["on"])
