"""Writing what is said in the map, and everything that is done with it."""

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families.forms.visible import VisibleForm, visibilities_with_names
from families.models import Family, Line, Member, NetworkPerson, Professional, Tier, Visibility
from families.pages import DeedForm, RecordForm
from roskilde import clock
from safety.forms.voice import SpeakerField
from safety.models import (
    WORKING,
    WORRIES,
    Answer,
    Category,
    Disagreement,
    Goal,
    Question,
    Statement,
)

INNER = frozenset({Tier.CORE, Tier.NEAR})
SAID_TWICE_WITHIN = timedelta(minutes=1)
COLUMNS: dict[str, frozenset[Category]] = {"worried": WORRIES, "working": WORKING}
SAFETY_ONLY = {"data-shown-when": f"category={Category.SAFETY}"}
HARM_ONLY = {"data-shown-when": f"category={Category.PAST_HARM}"}
WORKING_ONLY = {"data-shown-when": f"category={Category.STRENGTH}|{Category.SAFETY}"}


def rows(number: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": number})


if TYPE_CHECKING:
    _Statements = forms.ModelMultipleChoiceField[Statement]
else:
    _Statements = forms.ModelMultipleChoiceField


class DangerChoice(_Statements):
    """Dangers that the reader can see, each by the beginning of its words."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        words = " ".join(obj.words.split())
        return words if len(words) <= 120 else f"{words[:119]}…"


class StatementForm(VisibleForm):
    """Puts something into the map, from nothing, from a line or from an answer."""

    read_by_family = ("words",)

    can_be_named = INNER
    folded = ("addition", "beside", "named")
    field_order = (
        "category", "speaker", "about", "words", "happened_on", "happened_until", "saw_on", "saw",
        "saw_words", "on", "visibility", "addition", "beside", "named",
    )  # fmt: skip

    speaker = SpeakerField(
        label=gettext_lazy("Who says it?"),
        help_text=gettext_lazy("One person, never an office. Others who say the same stand in the words."),
    )
    saw_on = forms.DateField(
        label=gettext_lazy("When did it protect the child?"),
        required=False,
        widget=forms.DateInput(attrs=SAFETY_ONLY),
    )
    saw = SpeakerField(
        label=gettext_lazy("Who saw it?"), required=False, widget=forms.Select(attrs=SAFETY_ONLY)
    )
    saw_words = forms.CharField(
        label=gettext_lazy("What happened that day?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2, **SAFETY_ONLY}),
    )
    beside = DangerChoice(
        queryset=Statement.objects.none(), required=False, label=gettext_lazy("Stands beside the worry")
    )

    class Meta:
        model = Statement
        fields = (
            "category", "about", "on", "words", "addition", "happened_on", "happened_until", "visibility"
        )  # fmt: skip
        widgets: ClassVar[dict[str, Any]] = {
            "category": forms.RadioSelect,
            "about": forms.CheckboxSelectMultiple,
            "words": forms.Textarea(attrs={"rows": 5, "autofocus": True}),
            "addition": forms.Textarea(attrs={"rows": 2}),
            "happened_on": forms.DateInput(attrs=HARM_ONLY),
            "happened_until": forms.DateInput(attrs=HARM_ONLY),
        }

    def __init__(
        self,
        *args: Any,
        family: Family,
        by: Professional,
        column: str = "",
        line: Line | None = None,
        answer: Answer | None = None,
        **kwargs: Any,
    ) -> None:
        self.line, self.answer, self.column = line, answer, column
        about = [line.about_id] if line and line.about_id else []
        super().__init__(*args, family=family, by=by, about=about, **kwargs)
        allowed = COLUMNS.get(column, WORRIES | WORKING)
        self.choice("category").choices = [(each.value, each.label) for each in Category if each in allowed]
        self.choice("about").queryset = family.members.all()
        said_by = [line.author] if line else [answer.speaker] if answer and answer.speaker else []
        for name in ("speaker", "saw"):
            self.choice(name).offer(family, also=said_by)
        dangers = family.statements.visible_to(by).open().dangers()
        self.choice("beside").queryset = dangers
        if column == "worried" or not dangers.exists():
            del self.fields["beside"]
        if column == "worried":
            for name in ("saw_on", "saw", "saw_words"):
                del self.fields[name]
        if column == "working":
            del self.fields["happened_on"], self.fields["happened_until"]
        if source := line or answer:
            self._keep_from(source)

    def _keep_from(self, source: Line | Answer) -> None:
        """Its words, who said it and when, for the same eyes."""
        named = self.who_stands(*INNER).filter(pk__in=source.named.values("pk"))
        self.initial.update(
            words=source.text if isinstance(source, Line) else source.words,
            speaker=source.author if isinstance(source, Line) else source.speaker,
            on=timezone.localtime(source.written_at).date(),
            visibility=source.visibility,
            named=list(named),
        )
        if isinstance(source, Line) and source.about_id:
            self.initial["about"] = [source.about_id]

    def drafted_for(self, request: HttpRequest, name: str, family: Family | None = None) -> Any:
        """What is typed in one column, or about one line or answer, is not found again under another."""
        source = self.line or self.answer
        return super().drafted_for(request, f"{name}?from={source.pk if source else self.column}", family)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("category") == Category.SAFETY:
            for name in ("saw_on", "saw", "saw_words"):
                if name in self.fields and not cleaned.get(name):
                    self.add_error(
                        name, _("Safety has been seen: write the day, who saw it and what happened.")
                    )
        return cleaned

    def do(self, *, by: Professional) -> None:
        fields = self.fields_to_write()
        category = fields["category"]
        if category != Category.PAST_HARM:
            fields |= {"happened_on": None, "happened_until": None}
        occasion = None
        if category == Category.SAFETY:
            occasion = {
                "on": self.cleaned_data["saw_on"],
                "saw": self.cleaned_data["saw"],
                "words": self.cleaned_data["saw_words"],
            }
        if before := self._said_before(by):
            self.instance = before
            return
        self.instance = Statement.write(
            self.family,
            by=by,
            speaker=self.cleaned_data["speaker"],
            beside=self.cleaned_data.get("beside", ()) if category in WORKING else (),
            occasion=occasion,
            line=self.line,
            answer=self.answer,
            **fields,
        )

    def _said_before(self, by: Professional) -> Statement | None:
        """The same, sent twice by a trembling thumb; two at once wait for each other at the author's row."""
        Professional.objects.select_for_update().get(pk=by.pk)
        lately = clock.now() - SAID_TWICE_WITHIN
        own = self.family.statements.visible_to(by).filter(author=by, written_at__gte=lately)
        same = own.filter(words=self.cleaned_data["words"].strip(), category=self.cleaned_data["category"])
        return same.filter(line=self.line, answer=self.answer).first()


class ChangeStatementForm(RecordForm):
    """Words it anew; who says it and who sees it stay."""

    read_by_family = ("words",)

    folded = ("addition",)

    class Meta:
        model = Statement
        fields = ("about", "on", "words", "addition", "happened_on", "happened_until")
        widgets: ClassVar[dict[str, Any]] = {
            "about": forms.CheckboxSelectMultiple,
            "words": forms.Textarea(attrs={"rows": 5}),
            "addition": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args: Any, family: Family, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        about: Any = self.fields["about"]
        about.queryset = family.members.all()
        if self.instance.category != Category.PAST_HARM:
            del self.fields["happened_on"], self.fields["happened_until"]

    @property
    def is_unfolded(self) -> bool:
        return bool(self["addition"].value())

    def do(self, *, by: Professional) -> None:
        fields = {name: self.cleaned_data[name] for name in self.fields if name != "revision"}
        self.instance.change(by=by, **fields)


class _OfStatement(DeedForm):
    """A deed on one statement."""

    def __init__(self, *args: Any, statement: Statement, by: Professional, **kwargs: Any) -> None:
        self.statement, self.by = statement, by
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, SpeakerField):
                field.offer(statement.family, also=[statement.speaker] if statement.speaker else [])


class SupersedeForm(_OfStatement):
    read_by_family = ("words",)

    speaker = SpeakerField(label=gettext_lazy("Who says it?"))
    about = forms.ModelMultipleChoiceField(
        queryset=Member.objects.none(),
        required=False,
        label=gettext_lazy("About"),
        widget=forms.CheckboxSelectMultiple,
    )
    words = forms.CharField(
        label=gettext_lazy("In words that the family can read"), max_length=3000, widget=rows(5)
    )
    reason = forms.CharField(
        label=gettext_lazy("Why a new one?"),
        max_length=1000,
        widget=rows(2),
        help_text=gettext_lazy("The family can read it later."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        about: Any = self.fields["about"]
        about.queryset = self.statement.family.members.all()
        self.initial = {
            "speaker": self.statement.speaker,
            "about": list(self.statement.about.all()),
            "words": self.statement.words,
        }
        self.successor = self.statement

    def do(self, *, by: Professional) -> None:
        self.successor = self.statement.supersede(
            by=by,
            speaker=self.cleaned_data["speaker"],
            about=self.cleaned_data["about"],
            words=self.cleaned_data["words"],
            reason=self.cleaned_data["reason"],
            happened_on=self.statement.happened_on,
            happened_until=self.statement.happened_until,
        )


class ResolveForm(_OfStatement):
    reason = forms.CharField(
        label=gettext_lazy("What has changed?"),
        max_length=1000,
        widget=rows(3),
        help_text=gettext_lazy("What has been seen, and by whom? The family reads it."),
    )

    def do(self, *, by: Professional) -> None:
        self.statement.resolve(by=by, reason=self.cleaned_data["reason"])


class AddGoalForm(RecordForm):
    """A safety goal for a danger: one that the plan has already, or a new one for the same eyes."""

    read_by_family = ("words",)

    folded = ("addition",)

    existing = forms.ModelChoiceField(
        queryset=Goal.objects.none(),
        required=False,
        label=gettext_lazy("One of the goals that there are"),
        empty_label=gettext_lazy("A new goal, written below"),
    )
    field_order = ("existing", "words", "member", "whose", "field", "addition")

    class Meta:
        model = Goal
        fields = ("words", "member", "whose", "field", "addition")
        widgets: ClassVar[dict[str, Any]] = {
            "whose": forms.RadioSelect,
            "words": forms.Textarea(attrs={"rows": 4}),
            "addition": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args: Any, statement: Statement, by: Professional, **kwargs: Any) -> None:
        self.statement, self.by = statement, by
        super().__init__(*args, **kwargs)
        family = statement.family
        fields: dict[str, Any] = self.fields
        paired = family.statements.visible_to(by).exclude(goal=None).values("goal")
        free = family.goals.visible_to(by).open().exclude(pk__in=paired.order_by())
        is_shielded = statement.is_shielded
        free = (
            free.filter(visibility=Visibility.NAMED)
            if is_shielded
            else free.exclude(visibility=Visibility.NAMED)
        )
        fields["existing"].queryset = free
        if not free.exists():
            del self.fields["existing"]
        fields["member"].queryset = family.members.at_home()
        fields["member"].empty_label = _("The whole family")
        fields["words"].required = fields["field"].required = False

    @property
    def is_unfolded(self) -> bool:
        return bool(self["addition"].value())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("existing"):
            for name in ("words", "field"):
                if not cleaned.get(name):
                    self.add_error(name, _("Write the goal, or choose one that there is."))
        return cleaned

    def _post_clean(self) -> None:
        """The verb checks the goal, where a new one is written at all."""

    def do(self, *, by: Professional) -> None:
        goal = self.cleaned_data.get("existing")
        new = {"words", "member", "whose", "field", "addition"}
        fields = {name: self.cleaned_data[name] for name in new} | {"responsible": by}
        self.statement.aim(by=by, goal=goal, **({} if goal else fields))


class PutBesideForm(_OfStatement):
    dangers = DangerChoice(
        queryset=Statement.objects.none(),
        required=False,
        label=gettext_lazy("Which worries does it answer?"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dangers: Any = self.fields["dangers"]
        dangers.queryset = self.statement.family.statements.visible_to(self.by).open().dangers()
        self.initial = {"dangers": list(self.statement.beside.visible_to(self.by))}

    def do(self, *, by: Professional) -> None:
        self.statement.put_beside(self.cleaned_data["dangers"], by=by)


class OccasionForm(_OfStatement):
    """A day on which it protected the child; the first one makes a strength safety."""

    on = forms.DateField(label=gettext_lazy("When?"), widget=forms.DateInput)
    saw = SpeakerField(label=gettext_lazy("Who saw it?"))
    words = forms.CharField(
        label=gettext_lazy("What happened that day?"),
        max_length=1000,
        widget=rows(3),
        help_text=gettext_lazy("How was the danger there, and what was done then?"),
    )

    def do(self, *, by: Professional) -> None:
        self.statement.add_occasion(by=by, **self.cleaned_data)


class PromoteForm(OccasionForm):
    def do(self, *, by: Professional) -> None:
        self.statement.promote(by=by, **self.cleaned_data)


class DisagreementForm(_OfStatement):
    who = SpeakerField(label=gettext_lazy("Who sees it otherwise?"))
    words = forms.CharField(
        label=gettext_lazy("How do they see it, and why?"), max_length=1000, widget=rows(3)
    )
    on = forms.DateField(label=gettext_lazy("Said on"), widget=forms.DateInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"on": clock.today()}

    def do(self, *, by: Professional) -> None:
        self.statement.disagree(by=by, **self.cleaned_data)


class EndDisagreementForm(DeedForm):
    """Asks once."""

    def __init__(self, *args: Any, disagreement: Disagreement, **kwargs: Any) -> None:
        self.disagreement = disagreement
        super().__init__(*args, **kwargs)

    def do(self, *, by: Professional) -> None:
        self.disagreement.end(by=by)


class PresentForm(_OfStatement):
    on = forms.DateField(label=gettext_lazy("When?"), widget=forms.DateInput)
    members = forms.ModelMultipleChoiceField(
        queryset=Member.objects.none(),
        required=False,
        label=gettext_lazy("To whom of the family?"),
        widget=forms.CheckboxSelectMultiple,
    )
    network = forms.ModelMultipleChoiceField(
        queryset=NetworkPerson.objects.none(),
        required=False,
        label=gettext_lazy("To whom of the network?"),
        widget=forms.CheckboxSelectMultiple,
    )
    words = forms.CharField(
        label=gettext_lazy("As it was said"),
        max_length=3000,
        widget=rows(5),
        help_text=gettext_lazy("Word for word, or as much of it as was told. It stays as it was said."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Why may it be told?"),
        max_length=500,
        widget=rows(2),
        help_text=gettext_lazy("What the child answered, and why it is safe."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["members"].queryset = self.statement.family.members.at_home()
        fields["network"].queryset = self.statement.family.network.open()
        self.initial = {"on": clock.today()}
        if self.statement.is_shielded:
            del self.fields["network"]  # whom it concerns at home is told first, if anybody
        else:
            self.initial["words"] = self.statement.words
            del self.fields["reason"]

    def do(self, *, by: Professional) -> None:
        self.statement.present(by=by, **self.cleaned_data)


class RiskForm(_OfStatement):
    on = forms.DateField(label=gettext_lazy("When?"), widget=forms.DateInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"on": clock.today()}


class OrderRiskForm(RiskForm):
    def do(self, *, by: Professional) -> None:
        self.statement.order_risk_assessment(by=by, on=self.cleaned_data["on"])


class FinishRiskForm(RiskForm):
    def do(self, *, by: Professional) -> None:
        self.statement.finish_risk_assessment(by=by, on=self.cleaned_data["on"])


class ShieldForm(_OfStatement):
    named = forms.ModelMultipleChoiceField(
        queryset=Professional.objects.none(),
        label=gettext_lazy("Who may still see it?"),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("You stay among them. To everybody else it has never been there."),
    )
    reason = forms.CharField(label=gettext_lazy("Why is it shielded?"), max_length=1000, widget=rows(2))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        inner = self.statement.family.involvements.open().exclude(tier=Tier.PERIPHERAL)
        named: Any = self.fields["named"]
        named.queryset = Professional.objects.filter(pk__in=inner.values("professional"))
        self.initial = {"named": list(self.statement.named) or [self.by]}

    def do(self, *, by: Professional) -> None:
        self.statement.shield(by=by, **self.cleaned_data)


class ReleaseForm(_OfStatement):
    visibility = forms.ChoiceField(label=gettext_lazy("Can be seen by"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=gettext_lazy("Why may more people see it?"),
        max_length=1000,
        widget=rows(2),
        help_text=gettext_lazy("What has the child answered, and who says that it is safe?"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        family = self.statement.family
        standing = family.involvements.open().select_related("professional", "stands_in_for")
        about: Iterable[UUID] = self.statement.about.values_list("pk", flat=True)
        choices = visibilities_with_names(family, standing, author=self.statement.author, about=about)
        visibility: Any = self.fields["visibility"]
        visibility.choices = [each for each in choices if each[0] != Visibility.NAMED]

    def do(self, *, by: Professional) -> None:
        self.statement.release(by=by, **self.cleaned_data)


def column_of(answer: Answer) -> str:
    """An answer about what goes better is a strength, one about worries a worry."""
    return "worried" if answer.question == Question.WORRY else "working"


def refused(reasons: Iterable[ValidationError]) -> str:
    return " ".join(message for each in reasons for message in each.messages)
