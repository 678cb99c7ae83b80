"""Forms about time: what is being planned, when people could meet, how much a week may ask."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from families.models import Family, Member, Professional
from families.pages import DeedForm
from masterplans.forms.activities import Weekdays
from masterplans.forms.shares import standing_near
from masterplans.models import Activity, LoadLimit, PlaceKind
from masterplans.rule import BY_WEEKDAY, Rhythm, rule_of
from masterplans.taken import as_planned
from masterplans.week import FURTHEST
from roskilde import clock

LENGTHS = (15, 30, 45, 60, 90, 120, 180, 240)


class PlannedForm(forms.Form):
    """As much of an activity as takes somebody's time; whatever is not written yet may be missing."""

    title = forms.CharField(required=False, max_length=120)
    starts_on = forms.DateField(required=False)
    starts_at = forms.TimeField(required=False)
    minutes = forms.IntegerField(required=False, min_value=5, max_value=720)
    repeats = forms.ChoiceField(required=False, choices=Rhythm)
    weekdays = Weekdays(required=False)
    skips_public_holidays = forms.BooleanField(required=False)
    skips_school_holidays = forms.BooleanField(required=False)
    ends_on = forms.DateField(required=False)
    members = forms.ModelMultipleChoiceField(queryset=Member.objects.none(), required=False)
    responsible = forms.ModelChoiceField(queryset=Professional.objects.none(), required=False)
    co_owners = forms.ModelMultipleChoiceField(queryset=Professional.objects.none(), required=False)
    network_name = forms.CharField(required=False, max_length=120)
    place_kind = forms.ChoiceField(required=False, choices=PlaceKind)
    place = forms.CharField(required=False, max_length=120)

    def __init__(self, data: Any, *, family: Family) -> None:
        super().__init__(data)
        self.family = family
        offered: dict[str, Any] = {"members": family.members.all()}
        offered["responsible"] = offered["co_owners"] = standing_near(family)
        for name, queryset in offered.items():
            field: Any = self.fields[name]
            field.queryset = queryset

    @property
    def written(self) -> dict[str, Any]:
        """What is there and can be read."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def activity(self, *, by: Professional, composes: bool) -> Activity | None:
        """What it would be; None while its day, hour or length is missing. Nothing is saved."""
        told = self.written
        repeats, weekdays = told.pop("repeats", Rhythm.ONCE), told.pop("weekdays", "")
        needed = {"starts_on", "minutes"} | ({"starts_at"} if repeats != Rhythm.FLEXIBLE else set())
        if not needed <= set(told) or (repeats in BY_WEEKDAY and not weekdays):
            return None
        if repeats == Rhythm.FLEXIBLE:
            told["starts_at"] = None
        members, co_owners = told.pop("members", ()), told.pop("co_owners", ())
        told.setdefault("title", gettext("this appointment"))
        rule = rule_of(repeats, weekdays, told["starts_on"])
        activity = Activity(family=self.family, author=by, rule=rule, **told)
        if not composes:
            activity.responsible = by
        if not rule:
            activity.ends_on = activity.starts_on
        return as_planned(activity, members=members, co_owners=co_owners)


class FindTimeForm(forms.Form):
    """For whom a time is looked for, how long, and where; and, if asked, why one time is not free."""

    all_optional = True

    members = forms.ModelMultipleChoiceField(
        label=_("Who of the family"),
        queryset=Member.objects.none(),
        required=False,
        help_text=_("Nobody chosen: the whole family."),
        widget=forms.CheckboxSelectMultiple,
    )
    professionals = forms.ModelMultipleChoiceField(
        label=_("Which professionals"),
        queryset=Professional.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    minutes = forms.TypedChoiceField(
        label=_("Minutes"), coerce=int, choices=[(each, str(each)) for each in LENGTHS], initial=60
    )
    place_kind = forms.ChoiceField(
        label=_("Kind of place"), choices=PlaceKind, required=False, initial=PlaceKind.UNIT
    )
    place = forms.CharField(label=_("Place"), max_length=120, required=False)
    any_time = forms.BooleanField(label=_("Evenings and weekends, too"), required=False)
    on = forms.DateField(label=_("Is this day free?"), required=False, widget=forms.DateInput)
    at = forms.TimeField(label=_("At"), required=False, widget=forms.TimeInput)
    week = forms.CharField(max_length=8, required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, family: Family, week: str) -> None:
        super().__init__(data, initial={"week": week})
        members: Any = self.fields["members"]
        members.queryset = family.members.at_home()
        professionals: Any = self.fields["professionals"]
        professionals.queryset = standing_near(family)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if bool(cleaned.get("on")) != bool(cleaned.get("at")) and not {"on", "at"} & set(self.errors):
            self.add_error("at", _("Write both the day and the hour."))
        if cleaned.get("on") and abs(cleaned["on"] - clock.today()) > FURTHEST:
            self.add_error("on", _("Choose a day that lies nearer."))
        return cleaned


class LoadLimitForm(DeedForm):
    """How much a week may ask of one member; both empty lifts the limit."""

    appointments = forms.IntegerField(
        label=_("Appointments a week, at most"), min_value=1, max_value=50, required=False
    )
    hours = forms.IntegerField(label=_("Hours a week, at most"), min_value=1, max_value=80, required=False)

    def __init__(self, data: Any, *, member: Member) -> None:
        super().__init__(data)
        self.member = member
        if limit := LoadLimit.of(member):
            self.initial = {"appointments": limit.appointments, "hours": limit.hours}

    def do(self, *, by: Professional) -> None:
        LoadLimit.agree(self.member, by=by, **self.cleaned_data)
