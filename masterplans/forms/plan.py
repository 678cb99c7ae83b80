from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from families.models import InterpreterUse, Language, Member, Professional
from families.pages import DeedForm, RecordForm
from masterplans.forms.shares import open_for_change, standing_near
from masterplans.models import Masterplan, Stage, StatutoryPlan
from roskilde.forms import Conflict, Difference


class AgreeForm(DeedForm):
    """What agreeing needs: a date, who took part, the language and the interpreter; nothing more."""

    on = forms.DateField(label=_("Agreed on"), widget=forms.DateInput)
    members = forms.ModelMultipleChoiceField(
        label=_("Who of the family took part"),
        queryset=Member.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    professionals = forms.ModelMultipleChoiceField(
        label=_("Which professionals took part"),
        queryset=Professional.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    language = forms.ChoiceField(label=_("Language spoken"), choices=Language)
    interpreter = forms.ChoiceField(label=_("Interpreter"), choices=InterpreterUse, widget=forms.RadioSelect)
    interpreter_name = forms.CharField(
        label=_("Agency and interpreter"),
        max_length=120,
        required=False,
        help_text=_("A child or a relative never interprets."),
        widget=forms.TextInput(attrs={"data-shown-when": "interpreter=present|video|phone"}),
    )

    def __init__(self, *args: Any, plan: Masterplan, today: date, **kwargs: Any) -> None:
        self.plan = plan
        family = plan.family
        interpreter = InterpreterUse.PRESENT if family.needs_interpreter else InterpreterUse.NOT_NEEDED
        super().__init__(*args, **kwargs)
        self.initial = {"on": today, "language": family.language, "interpreter": interpreter}
        members: Any = self.fields["members"]
        members.queryset = family.members.at_home()
        professionals: Any = self.fields["professionals"]
        professionals.queryset = standing_near(family)

    def do(self, *, by: Professional) -> None:
        self.version = self.plan.agree(by=by, **self.cleaned_data)


TODAY = 0


class CompareForm(forms.Form):
    """Two versions, or a version and the plan of today; the last two unless others are asked for."""

    all_optional = True

    first = forms.TypedChoiceField(label=_("From"), coerce=int)
    last = forms.TypedChoiceField(label=_("To"), coerce=int)

    def __init__(self, data: Any = None, *, numbers: Sequence[tuple[int, date]]) -> None:
        choices = [
            (
                number,
                gettext("Version %(number)s, %(date)s")
                % {"number": number, "date": date_format(on, "SHORT_DATE_FORMAT")},
            )
            for number, on in numbers
        ]
        if data is None and numbers:
            before, newest = ([TODAY, *(number for number, _on in numbers)])[-2:]
            data = {"first": before or newest, "last": newest if before else TODAY}
        super().__init__(data)
        first: Any = self.fields["first"]
        last: Any = self.fields["last"]
        first.choices, last.choices = choices, [*choices, (TODAY, gettext("The plan of today"))]


class ClosePlanForm(DeedForm):
    reason = forms.CharField(
        label=_("Because"), max_length=1000, widget=forms.Textarea, help_text=_("The family reads it.")
    )

    def __init__(self, *args: Any, plan: Masterplan, **kwargs: Any) -> None:
        self.plan = plan
        super().__init__(*args, **kwargs)

    def do(self, *, by: Professional) -> None:
        self.plan.close(by=by, reason=self.cleaned_data["reason"])


class FamilyAimForm(RecordForm):
    """What the plan wants with the family as a whole."""

    read_by_family = ("aim",)

    class Meta:
        model = Masterplan
        fields = ("aim",)

    def do(self, *, by: Professional) -> None:
        self.instance.aim_at(self.cleaned_data["aim"], by=by)
        self.instance.revise(by=by)


class MemberAimForm(DeedForm):
    """What the plan wants with one member; the part is made with its first words."""

    read_by_family = ("aim",)

    aim = forms.CharField(
        label=_("What we want together"),
        required=False,
        max_length=2000,
        widget=forms.Textarea,
        help_text=_("Two or three sentences that the family would recognise."),
    )
    opened = forms.IntegerField(widget=forms.HiddenInput, required=False)
    conflict: Conflict | None = None

    def __init__(self, *args: Any, plan: Masterplan, member: Member, **kwargs: Any) -> None:
        self.plan, self.member = plan, member
        part = plan.parts.filter(member=member).first()
        super().__init__(*args, **kwargs)
        self.initial = {"aim": part.aim if part else "", "opened": part.revision if part else 0}

    def clean(self) -> dict[str, Any]:
        """Refuse to write over what somebody else wrote while this form was open; the plan's row is held."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self.plan.lock()
        part, opened = self.plan.parts.filter(member=self.member).first(), cleaned.get("opened")
        if part is None or opened is None or opened == part.revision or cleaned.get("aim") == part.aim:
            return cleaned
        last = part.history.select_related("history_user").latest("history_date")
        self.conflict = Conflict(
            who=str(last.history_user or gettext("Somebody")),
            at=last.history_date,
            differences=[Difference(str(self["aim"].label), part.aim or "–", cleaned.get("aim") or "–")],
        )
        # Saved once more, what this person wrote stands: they have seen both.
        seen: Any = cast("Any", self.data).copy()
        seen["opened"] = str(part.revision)
        self.data = seen
        raise ValidationError(gettext("Somebody changed this while you were writing."), code="conflict")

    def do(self, *, by: Professional) -> None:
        self.plan.aim_at(self.cleaned_data["aim"], by=by, member=self.member)
        self.plan.revise(by=by)


STAGE = ("title", "aim", "since", "until", "reached_on")


class StageForm(RecordForm):
    class Meta:
        model = Stage
        fields = STAGE

    def __init__(self, *args: Any, plan: Masterplan, **kwargs: Any) -> None:
        self.plan = plan
        super().__init__(*args, **kwargs)

    def do(self, *, by: Professional) -> None:
        if self.instance._state.adding:
            self.instance = Stage.add(self.plan, by=by, **{name: self.cleaned_data[name] for name in STAGE})
        else:
            super().do(by=by)
        open_for_change(self.plan.family, by=by)


class StatutoryPlanForm(RecordForm):
    class Meta:
        model = StatutoryPlan
        fields = ("kind", "member", "unit", "case_number", "made_on")

    def __init__(self, *args: Any, plan: Masterplan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.plan = plan
        member: Any = self.fields["member"]
        member.queryset = plan.family.members.filter(Q(left_on=None) | Q(pk=self.instance.member_id))
        member.empty_label = _("The whole family")
