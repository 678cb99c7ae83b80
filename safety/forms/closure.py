"""The path to closure: its steps, what must be seen, and the two events that end it."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families.forms.family import THINKABLE
from families.models import Family, Professional
from families.pages import DeedForm, RecordForm
from roskilde import clock
from safety.closure import LONGEST, Unfinished
from safety.models import CaseClosing, Criterion, Discharge, Finding, Milestone


class MilestoneForm(RecordForm):
    """What will be seen on the way, and by when."""

    class Meta:
        model = Milestone
        fields = ("words", "planned_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["planned_on"].validators.extend(THINKABLE)

    def do(self, *, by: Professional) -> None:
        if not self.instance._state.adding:
            super().do(by=by)
            return
        asked = {name: self.cleaned_data[name] for name in self.Meta.fields}
        Milestone.plan(self.instance.family, by=by, **asked)


class ReachForm(DeedForm):
    """The day on which it was seen."""

    on = forms.DateField(label=gettext_lazy("When was it seen?"), validators=THINKABLE)

    def __init__(self, *args: Any, milestone: Milestone, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["on"] = clock.today()
        self.milestone = milestone

    def do(self, *, by: Professional) -> None:
        self.milestone.reach(by=by, on=self.cleaned_data["on"])


class CriterionForm(RecordForm):
    """What must be seen, in words that the family reads."""

    class Meta:
        model = Criterion
        fields = ("words",)
        widgets = {"words": forms.Textarea(attrs={"rows": 2})}

    def do(self, *, by: Professional) -> None:
        words, family = self.cleaned_data["words"], self.instance.family
        if not self.instance._state.adding:
            self.instance.word(by=by, words=words)
        else:
            Criterion.add(family, by=by, words=words)


class AnswerCriterionForm(DeedForm):
    """Whether it is seen, what shows it, and since when."""

    finding = forms.ChoiceField(
        label=gettext_lazy("Is it seen?"), choices=Finding.choices, widget=forms.RadioSelect
    )
    evidence = forms.CharField(
        label=gettext_lazy("What shows it?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Who saw what? The family reads it."),
    )
    on = forms.DateField(label=gettext_lazy("When was it seen?"), validators=THINKABLE)

    def __init__(self, *args: Any, criterion: Criterion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criterion = criterion
        self.initial["finding"], self.initial["evidence"] = criterion.finding, criterion.evidence
        self.initial["on"] = clock.today()

    def do(self, *, by: Professional) -> None:
        self.criterion.answer(by=by, **self.cleaned_data)


class LeaveForm(DeedForm):
    """Who has decided it, why, and who takes over each thing that is open."""

    on = forms.DateField(label=gettext_lazy("Last day in the project"), validators=THINKABLE)
    decided_by = Discharge._meta.get_field("decided_by").formfield()
    words = Discharge._meta.get_field("words").formfield()
    receiver = forms.CharField(
        label=gettext_lazy("Who takes over what is open"),
        max_length=200,
        required=False,
        help_text=gettext_lazy(
            "A person by name, title and place of work. Under “More” you can name another for each thing."
        ),
    )

    def __init__(self, *args: Any, family: Family, items: list[Unfinished], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["on"] = clock.today()
        self.family, self.items = family, items
        if not items:
            del self.fields["receiver"]
        for each in items:
            label = f"{each.kind}: {Truncator(each.label).chars(LONGEST)}"
            self.fields[f"to-{each.key}"] = forms.CharField(label=label, max_length=200, required=False)
        # One name is enough for most families; who reads it is said once.
        self.folded = self.other_readers = tuple(f"to-{each.key}" for each in items)

    @property
    def is_unfolded(self) -> bool:
        return any(self[name].value() or self[name].errors for name in self.folded)

    def do(self, *, by: Professional) -> None:
        asked = self.cleaned_data
        Discharge.leave_pilot(
            self.family,
            by=by,
            on=asked["on"],
            decided_by=asked["decided_by"],
            words=asked["words"],
            receivers={each.key: asked[f"to-{each.key}"] or asked["receiver"] for each in self.items},
        )


class CaseClosingForm(RecordForm):
    """Where the decision lies: it was made at the town hall."""

    class Meta:
        model = CaseClosing
        fields = ("decided_on", "unit", "decided_by", "case_number", "member")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        closing: CaseClosing = self.instance
        self.fields["decided_on"].validators.extend(THINKABLE)
        member: Any = self.fields["member"]
        member.queryset = closing.family.members.filter(Q(left_on=None) | Q(pk=closing.member_id))
        member.empty_label = _("The whole family")

    def do(self, *, by: Professional) -> None:
        asked = {name: self.cleaned_data[name] for name in self.Meta.fields}
        if self.instance._state.adding:
            CaseClosing.note(self.instance.family, by=by, **asked)
        else:
            self.instance.change(by=by, **asked)
