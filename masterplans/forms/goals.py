from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from families.models import Professional
from families.pages import DeedForm
from masterplans.forms.shares import ShareForm
from safety.models import Goal, GoalStatus


class GoalForm(ShareForm):
    folded = ("addition", "co_owners", "named")
    read_by_family = ("words",)

    class Meta:
        model = Goal
        fields = ("words", "addition", "member", "whose", "field", "responsible", "co_owners", "visibility")
        widgets = {"whose": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        member = self._choices("member")
        member.queryset = self._members(self.instance.member_id)
        member.empty_label = _("The whole family")

    def do(self, *, by: Professional) -> None:
        if self.instance._state.adding:
            self.instance = Goal.set_for(self.family, by=by, **self.fields_to_write())
        else:
            super().do(by=by)
        self.write(self.instance, by=by)


class SettleGoalForm(DeedForm):
    status = forms.ChoiceField(label=_("Status"), choices=GoalStatus, widget=forms.RadioSelect)
    on = forms.DateField(label=_("Since"), widget=forms.DateInput)
    reason = forms.CharField(
        label=_("Because"),
        max_length=1000,
        widget=forms.Textarea,
        help_text=_("What has been seen, and by whom? The family reads it."),
    )

    def __init__(self, *args: Any, goal: Goal, today: date, **kwargs: Any) -> None:
        self.goal = goal
        super().__init__(*args, **kwargs)
        self.initial = {"status": goal.status, "on": today}

    def do(self, *, by: Professional) -> None:
        status = GoalStatus(self.cleaned_data["status"])
        self.goal.settle(status, by=by, on=self.cleaned_data["on"], reason=self.cleaned_data["reason"])
