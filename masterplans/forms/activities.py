from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from families.models import Family, Professional
from families.pages import DeedForm
from masterplans.forms.shares import ShareForm, open_for_change
from masterplans.models import Activity, Masterplan, PlaceKind, ShareRequest
from masterplans.occurrences import Occurrence
from masterplans.rule import BY_WEEKDAY, Rhythm, rhythm_of, rule_of, weekdays_of
from safety.models import GoalStatus


class Weekdays(forms.MultipleChoiceField):
    """Days of the week, kept as digits: "024" is Monday, Wednesday and Friday."""

    widget = forms.CheckboxSelectMultiple(attrs={"data-shown-when": f"repeats={'|'.join(BY_WEEKDAY)}"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=[(str(number), name) for number, name in WEEKDAYS.items()], **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return list(value) if isinstance(value, str) else value

    def clean(self, value: Any) -> Any:
        return "".join(sorted(super().clean(value)))


SKIPS = ("skips_public_holidays", "skips_school_holidays")
AT_AN_HOUR = [each for each in Rhythm.values if each != Rhythm.FLEXIBLE]
REPEATED = {"data-shown-when": f"repeats={'|'.join(each for each in Rhythm.values if each != Rhythm.ONCE)}"}


def _chosen(rule: str) -> dict[str, str]:
    """What the form's own fields hold of a rule."""
    return {"repeats": rhythm_of(rule), "weekdays": weekdays_of(rule)}


class ActivityForm(ShareForm):
    folded = ("purpose", "co_owners", "network_name", "ends_on", "needs_interpreter", "stage", "named")
    repeats = forms.ChoiceField(
        label=_("Repeated"),
        choices=Rhythm.choices,
        initial=Rhythm.WEEKLY,
        help_text=_("Every month: on the weekday that the date is, the second Tuesday for instance."),
    )
    weekdays = Weekdays(
        required=False,
        label=_("On these weekdays"),
        error_messages={"required": _("Choose at least one weekday.")},
    )
    field_order = ("title", "repeats", "weekdays", "starts_on", "starts_at", "minutes", *SKIPS)

    class Meta:
        model = Activity
        fields = (
            "title",
            "starts_on",
            "starts_at",
            "minutes",
            *SKIPS,
            "members",
            "responsible",
            "goal",
            "place_kind",
            "place",
            "visibility",
            "purpose",
            "co_owners",
            "network_name",
            "ends_on",
            "needs_interpreter",
            "stage",
        )
        error_messages = {"starts_at": {"required": _("Write when it begins.")}}
        widgets = {
            "members": forms.CheckboxSelectMultiple,
            "starts_at": forms.TimeInput(attrs={"data-shown-when": f"repeats={'|'.join(AT_AN_HOUR)}"}),
            **{name: forms.CheckboxInput(attrs=REPEATED) for name in SKIPS},
        }

    def __init__(self, *args: Any, family: Family, by: Professional, **kwargs: Any) -> None:
        super().__init__(*args, family=family, by=by, **kwargs)
        taking_part = [] if self.instance._state.adding else [each.pk for each in self.instance.members.all()]
        self._choices("members").queryset = self._members(*taking_part)
        if not self.instance._state.adding:
            self.initial.update(_chosen(self.instance.rule))
        # What applies is asked for; the others are not there, or are nobody's concern.
        chosen = self["repeats"].value() if self.is_bound else None
        self.fields["starts_at"].required = chosen != Rhythm.FLEXIBLE
        self.fields["weekdays"].required = chosen is None or chosen in BY_WEEKDAY
        self._offer_goals()
        if self.composes:
            self.fields["responsible"].help_text = _(
                "Somebody in the network instead? Write the name under More."
            )
        plan = Masterplan.of(family)
        if plan and plan.stages.exists():
            self._choices("stage").queryset = plan.stages.all()
        else:
            del self.fields["stage"]

    def _offer_goals(self) -> None:
        """The open ones and the one it serves; where that is not the writer's to see, it stays as it is."""
        goals = self.family.goals.visible_to(self.by)
        served = self.instance.goal_id
        if served and not goals.filter(pk=served).exists():
            del self.fields["goal"]
        else:
            self._choices("goal").queryset = goals.filter(Q(status=GoalStatus.ON_THE_WAY) | Q(pk=served))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("repeats") == Rhythm.FLEXIBLE:
            cleaned["starts_at"] = None
        return cleaned

    def fields_to_write(self) -> dict[str, Any]:
        chosen = (self.cleaned_data[name] for name in ("repeats", "weekdays", "starts_on"))
        return super().fields_to_write() | {"rule": rule_of(*chosen)}

    def stored(self) -> dict[str, Any]:
        return super().stored() | _chosen(self.instance.rule)

    def do(self, *, by: Professional) -> None:
        if self.instance._state.adding:
            self.instance = Activity.plan(self.family, by=by, **self.fields_to_write())
            self.write(self.instance, by=by)
        else:
            # What was checked stands in the record already; the verb reads it anew before it changes it.
            self.instance.change(by=by, named=self.cleaned_data.get("named"), **self.fields_to_write())
            open_for_change(self.family, by=by)
            ShareRequest.meet(self.instance, by=by)


class EndActivityForm(DeedForm):
    on = forms.DateField(label=_("Last day"), widget=forms.DateInput)
    reason = forms.CharField(label=_("Because"), max_length=300)

    def __init__(self, *args: Any, activity: Activity, today: date, **kwargs: Any) -> None:
        self.activity = activity
        super().__init__(*args, **kwargs)
        self.initial = {"on": today}

    def do(self, *, by: Professional) -> None:
        self.activity.end(by=by, on=self.cleaned_data["on"], reason=self.cleaned_data["reason"])
        open_for_change(self.activity.family, by=by)


class MoveOccurrenceForm(DeedForm):
    """One day of an activity at another time or place; the rest stays as planned."""

    to = forms.DateField(label=_("Date"), widget=forms.DateInput)
    starts_at = forms.TimeField(label=_("Begins at"))
    minutes = forms.IntegerField(label=_("Minutes"), min_value=5, max_value=720)
    place_kind = forms.ChoiceField(label=_("Kind of place"), choices=PlaceKind.choices)
    place = forms.CharField(label=_("Place"), max_length=120, required=False)
    reason = forms.CharField(label=_("Because"), max_length=300)

    def __init__(self, *args: Any, activity: Activity, planned_on: date, once: Occurrence, **kwargs: Any):
        self.activity, self.planned_on = activity, planned_on
        super().__init__(*args, **kwargs)
        names = ("starts_at", "minutes", "place_kind", "place")
        self.initial = {"to": once.on, **{name: getattr(once, name) for name in names}}

    def do(self, *, by: Professional) -> None:
        self.activity.move(on=self.planned_on, by=by, **self.cleaned_data)


class CancelOccurrenceForm(DeedForm):
    """One day on which it does not take place."""

    reason = forms.CharField(
        label=_("Because"), max_length=300, help_text=_("Stands in the week for all who see the activity.")
    )

    def __init__(self, *args: Any, activity: Activity, planned_on: date, **kwargs: Any):
        self.activity, self.planned_on = activity, planned_on
        super().__init__(*args, **kwargs)

    def do(self, *, by: Professional) -> None:
        self.activity.cancel(on=self.planned_on, by=by, reason=self.cleaned_data["reason"])


class RestoreOccurrenceForm(DeedForm):
    """One day that is as planned again."""

    def __init__(self, *args: Any, activity: Activity, planned_on: date, **kwargs: Any):
        self.activity, self.planned_on = activity, planned_on
        super().__init__(*args, **kwargs)

    def do(self, *, by: Professional) -> None:
        self.activity.restore(on=self.planned_on, by=by)
