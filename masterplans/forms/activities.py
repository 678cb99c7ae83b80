from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from families.models import Family, Professional
from families.pages import DeedForm
from masterplans.forms.shares import ShareForm, open_for_change
from masterplans.models import Activity, Masterplan, ShareRequest
from safety.models import GoalStatus


class Weekdays(forms.MultipleChoiceField):
    """Days of the week, kept as digits: "024" is Monday, Wednesday and Friday."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=[(str(number), name) for number, name in WEEKDAYS.items()], **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return list(value) if isinstance(value, str) else value

    def clean(self, value: Any) -> Any:
        return "".join(sorted(super().clean(value)))


class ActivityForm(ShareForm):
    folded = ("purpose", "co_owners", "network_name", "ends_on", "needs_interpreter", "stage", "named")
    weekdays = Weekdays(
        required=False, label=_("Every week on"), help_text=_("No day chosen: only once, on the date.")
    )

    class Meta:
        model = Activity
        fields = (
            "title",
            "starts_on",
            "starts_at",
            "minutes",
            "weekdays",
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
        widgets = {"members": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, family: Family, by: Professional, **kwargs: Any) -> None:
        super().__init__(*args, family=family, by=by, **kwargs)
        taking_part = [] if self.instance._state.adding else [each.pk for each in self.instance.members.all()]
        self._choices("members").queryset = self._members(*taking_part)
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
