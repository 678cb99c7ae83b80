"""Who stands in for whom, and for how long."""

from datetime import timedelta
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from families.forms.family import THINKABLE
from families.models import Professional, Substitution
from families.pages import DeedForm
from roskilde import clock

A_WEEK = timedelta(days=7)


class _Colleague(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name}, {obj.title}"


class SubstitutionForm(DeedForm):
    """A colleague of the same sector, from a day to a day."""

    substitute = _Colleague(
        queryset=Professional.objects.none(),
        label=_("Who stands in for you?"),
        empty_label=_("Choose a colleague"),
    )
    since = forms.DateField(label=_("First day"), validators=THINKABLE)
    until = forms.DateField(
        label=_("Last day"),
        validators=THINKABLE,
        help_text=_("It ends by itself when this day is over."),
    )

    def __init__(self, data: Any = None, *, absent: Professional) -> None:
        today = clock.today()
        super().__init__(data, initial={"since": today, "until": today + A_WEEK})
        self.absent = absent
        cast("Any", self.fields["substitute"]).queryset = colleagues_of(absent)

    def do(self, *, by: Professional) -> None:
        self.substitution = Substitution.arrange(self.absent, by=by, **self.cleaned_data)


class CallOffForm(DeedForm):
    """Asks for nothing but the press of the button."""

    def __init__(self, data: Any = None, *, substitution: Substitution) -> None:
        super().__init__(data)
        self.substitution = substitution

    def do(self, *, by: Professional) -> None:
        self.substitution.call_off(by=by)


def colleagues_of(professional: Professional) -> Any:
    """Whoever else works here in the same sector, in Danish order."""
    return Professional.objects.active().filter(sector=professional.sector_id).exclude(pk=professional.pk)
