from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from families.models import Family, Professional
from families.pages import RecordForm
from families.rights import Right, rights_in
from masterplans.forms.shares import standing_near
from masterplans.models import Activity, Contribution, Outcome, Why

NOTHING = {"data-shown-when": f"outcome={Outcome.NOTHING}"}
FIELDS = ("outcome", "why", "note", "sign", "sign_by", "minutes")
WIDGETS = {
    "outcome": forms.RadioSelect,
    "why": forms.RadioSelect(attrs=NOTHING),
    "note": forms.Textarea(attrs={"rows": 2}),
    "sign": forms.Textarea(attrs={"rows": 2}),
    "sign_by": forms.TextInput(attrs={"list": "speakers"}),
}


class _ContributionForm(RecordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        outcome: Any = self.fields["outcome"]
        outcome.choices = Outcome.choices
        why: Any = self.fields["why"]
        why.choices = Why.choices


class ChangeContributionForm(_ContributionForm):
    """Mends what was written, or adds the sentence that there was no time for."""

    class Meta:
        model = Contribution
        fields = FIELDS
        widgets = WIDGETS

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("outcome") != Outcome.NOTHING:
            cleaned["why"] = ""
        return cleaned

    def do(self, *, by: Professional) -> None:
        self.instance.change(by=by, **{name: self.cleaned_data[name] for name in FIELDS})


class LogContributionForm(_ContributionForm):
    """Writes what happened: something from the plan, or something that was not in it."""

    activity = forms.ModelChoiceField(
        label=_("From the plan"),
        queryset=Activity.objects.none(),
        required=False,
        empty_label=_("Something that was not planned"),
    )
    professional = forms.ModelChoiceField(
        label=_("Who did it"), queryset=Professional.objects.none(), required=False, empty_label=_("I did")
    )

    class Meta:
        model = Contribution
        fields = ("on", "title", *FIELDS)
        widgets = {**WIDGETS, "title": forms.TextInput(attrs={"data-shown-when": "activity="})}

    field_order = (
        "activity",
        "title",
        "on",
        "outcome",
        "why",
        "minutes",
        "note",
        "sign",
        "sign_by",
        "professional",
    )

    def __init__(
        self,
        *args: Any,
        family: Family,
        by: Professional,
        today: date,
        corrects: Contribution | None = None,
        **kwargs: Any,
    ) -> None:
        self.family, self.corrects = family, corrects
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", today)
        self.initial.setdefault("outcome", Outcome.HAPPENED)
        activity: Any = self.fields["activity"]
        activity.queryset = family.activities.visible_to(by)
        if corrects is None and Right.LOG_FOR_OTHERS in rights_in(family, by):
            professional: Any = self.fields["professional"]
            professional.queryset = standing_near(family).exclude(pk=by.pk)
        else:
            del self.fields["professional"]
        if corrects is not None:
            del self.fields["activity"]
            if corrects.activity:
                del self.fields["title"]
        self.fields["minutes"].required = False
        self.initial.setdefault("minutes", None)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("outcome") != Outcome.NOTHING:
            cleaned["why"] = ""
        if cleaned.get("activity"):
            cleaned["title"] = ""
        return cleaned

    def _post_clean(self) -> None:
        """The verb makes and checks the row; nothing is checked on the empty one."""

    def do(self, *, by: Professional) -> None:
        fields = {name: self.cleaned_data.get(name, "") for name in ("on", *FIELDS, "title")}
        activity, professional = self.cleaned_data.get("activity"), self.cleaned_data.get("professional")
        if self.corrects is not None:
            activity, professional = self.corrects.activity, self.corrects.professional
        self.instance = Contribution.log(
            self.family, by=by, activity=activity, professional=professional, corrects=self.corrects, **fields
        )
