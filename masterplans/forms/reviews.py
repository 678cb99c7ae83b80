from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from families.models import Professional
from families.pages import DeedForm
from masterplans.models import Activity, Decision, Review
from masterplans.models.review import OF_ACTIVITY, OF_GOAL
from safety.models import FollowUp, Goal


class _ReviewForm(DeedForm):
    verdict = forms.ChoiceField(label=_("What becomes of it?"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Because"),
        max_length=1000,
        widget=forms.Textarea,
        help_text=_("What has been seen, and by whom? The family reads it."),
    )

    def __init__(self, data: Any = None, *, follow_up: FollowUp, review: Review | None) -> None:
        initial = {"verdict": review.verdict, "reason": review.reason} if review else {}
        super().__init__(data, initial=initial)
        self.follow_up = follow_up

    def _offer(self, *verdicts: Decision) -> None:
        verdict: Any = self.fields["verdict"]
        verdict.choices = [(each.value, each.label) for each in verdicts]


class ReviewGoalForm(_ReviewForm):
    words = forms.CharField(
        label=_("The goal from now on"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"data-shown-when": f"verdict={Decision.CHANGED}"}),
        help_text=_("In the family's own words: what do they do, what does the child notice?"),
    )

    field_order = ("verdict", "words", "reason")

    def __init__(self, data: Any = None, *, goal: Goal, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.goal = goal
        self.initial["words"] = goal.words
        self._offer(*OF_GOAL)

    def do(self, *, by: Professional) -> None:
        told = self.cleaned_data
        verdict = Decision(told["verdict"])
        Review.of_goal(
            self.goal, verdict, by=by, follow_up=self.follow_up, reason=told["reason"], words=told["words"]
        )


class ReviewActivityForm(_ReviewForm):
    def __init__(self, data: Any = None, *, activity: Activity, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.activity = activity
        self._offer(*OF_ACTIVITY)

    def do(self, *, by: Professional) -> None:
        verdict = Decision(self.cleaned_data["verdict"])
        reason = self.cleaned_data["reason"]
        Review.of_activity(self.activity, verdict, by=by, follow_up=self.follow_up, reason=reason)
