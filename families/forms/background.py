"""What is asked for in the first six weeks."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families.models import (
    Background,
    EarlierMeasure,
    Family,
    Member,
    Problem,
    ProblemGrade,
    Professional,
    Sector,
    TargetCriterion,
)
from families.models.background import GRADES
from families.pages import DeedForm, RecordForm
from roskilde import clock
from roskilde.forms import Conflict, Difference


class BackgroundForm(RecordForm):
    """Why this family, whom it meets, what repeats itself, what we doubt."""

    all_optional = True
    criteria = forms.MultipleChoiceField(
        label=gettext_lazy("The family is in the target group because it"),
        choices=TargetCriterion.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    class Meta:
        model = Background
        fields = ("criteria", "contact_points", "sibling_pattern", "doubts")
        widgets = {"contact_points": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A sector that has closed since stays ticked where it was.
        usable = Sector.objects.active_on(clock.today()) | Sector.objects.filter(
            pk__in=self.instance.contact_points.values("pk")
        )
        cast("Any", self.fields["contact_points"]).queryset = usable


class FuturesForm(DeedForm):
    """The hoped-for future of each member, all on one page."""

    all_optional = True
    conflict: Conflict | None = None

    def __init__(self, data: Any = None, *, family: Family) -> None:
        super().__init__(data)
        self.family = family
        self.members = {str(member.pk): member for member in family.members.at_home()}
        for key, member in self.members.items():
            field = cast("forms.Field", Member._meta.get_field("preferred_future").formfield())
            field.label, field.initial = member.name, member.preferred_future
            self.fields[key] = field
            self.fields[f"{key}-opened"] = forms.IntegerField(
                widget=forms.HiddenInput, required=False, initial=member.revision
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        differences = []
        # Read anew and held: somebody may have saved since this form was built.
        held = self.family.members.filter(pk__in=list(self.members)).select_for_update()
        self.members = {str(member.pk): member for member in held}
        for key, member in self.members.items():
            opened_at, typed = cleaned.get(f"{key}-opened"), cleaned.get(key)
            if opened_at is None or typed is None or opened_at == member.revision:
                continue
            if typed != member.preferred_future:
                differences.append(Difference(member.name, member.preferred_future, typed))
                last = member.history.select_related("history_user").latest("history_date")
            # Saved once more, what this person wrote stands: they have seen both.
            seen: Any = cast("Any", self.data).copy()
            seen[f"{key}-opened"] = str(member.revision)
            self.data = seen
        if differences:
            self.conflict = Conflict(
                who=str(last.history_user or _("Somebody")), at=last.history_date, differences=differences
            )
            raise ValidationError(_("Somebody changed this while you were writing."), code="conflict")
        return cleaned

    def do(self, *, by: Professional) -> None:
        for key, member in self.members.items():
            text = self.cleaned_data[key]
            if text != member.preferred_future:
                member.lock()
                member.preferred_future = text
                member.full_clean()
                member.save(by=by, update_fields=["preferred_future"])


class MeasureForm(RecordForm):
    """Something that was tried before, and what came of it."""

    class Meta:
        model = EarlierMeasure
        fields = ("what", "period", "member", "result")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        member = cast("Any", self.fields["member"])
        member.queryset, member.empty_label = self.instance.family.members.all(), _("The whole family")


class ProblemsForm(DeedForm):
    """The ten kinds of problem, each with its degree; what is left open is not graded."""

    template_name = "families/problems.html"
    grades = GRADES

    def __init__(self, data: Any = None, *, family: Family) -> None:
        super().__init__(data)
        self.family = family
        latest = family.problem_grades.latest()
        for problem in Problem:
            self.fields[problem.value] = forms.TypedChoiceField(
                label=problem.label,
                choices=GRADES,
                coerce=int,
                empty_value=None,
                required=False,
                widget=forms.RadioSelect,
                initial=latest[problem].grade if problem in latest else None,
            )

    def do(self, *, by: Professional) -> None:
        grades = {name: grade for name, grade in self.cleaned_data.items() if grade is not None}
        ProblemGrade.grade_all(self.family, grades, by=by)
