"""Next steps, bottom lines, and that a report has been made."""

from datetime import timedelta
from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from families.forms.visible import VisibleForm
from families.models import Family, Line, Professional, Tier
from families.pages import DeedForm, RecordForm
from roskilde import clock
from safety.forms.statements import SAID_TWICE_WITHIN, rows
from safety.forms.voice import SpeakerField
from safety.models import BottomLine, NextStep, Statement

SMALL = timedelta(days=14)  # a small step is taken within two weeks


class NextStepForm(VisibleForm):
    """Who does what by when."""

    can_be_named = frozenset({Tier.CORE, Tier.NEAR})
    field_order = ("words", "who", "due_on", "danger", "visibility", "named")

    who = SpeakerField(label=gettext_lazy("Who does it?"))

    class Meta:
        model = NextStep
        fields = ("words", "due_on", "danger", "visibility")
        widgets: ClassVar[dict[str, Any]] = {"words": forms.Textarea(attrs={"rows": 2, "autofocus": True})}
        help_texts: ClassVar[dict[str, Any]] = {
            "words": gettext_lazy("The smallest thing that can be done now.")
        }

    def __init__(
        self, *args: Any, family: Family, by: Professional, line: Line | None = None, **kwargs: Any
    ) -> None:
        self.line = line
        super().__init__(*args, family=family, by=by, **kwargs)
        self.choice("who").offer(family)
        danger = self.choice("danger")
        danger.queryset = family.statements.visible_to(by).open().dangers()
        danger.empty_label = "–"
        danger.label_from_instance = _short
        self.initial.setdefault("due_on", clock.today() + SMALL)
        if line:
            self.initial["words"] = " ".join(line.text.split())[:300]
            self.initial["visibility"] = line.visibility
            self.initial["named"] = list(
                self.who_stands(*self.can_be_named).filter(pk__in=line.named.values("pk"))
            )

    def drafted_for(self, request: HttpRequest, name: str, family: Family | None = None) -> Any:
        return super().drafted_for(request, f"{name}?from={self.line.pk}" if self.line else name, family)

    def do(self, *, by: Professional) -> None:
        Professional.objects.select_for_update().get(pk=by.pk)  # two at once wait for each other here
        lately = clock.now() - SAID_TWICE_WITHIN
        own = self.family.next_steps.visible_to(by).filter(author=by, written_at__gte=lately)
        fields = self.fields_to_write()
        same = own.filter(words=fields["words"], due_on=fields["due_on"], danger=fields["danger"])
        self.instance = same.first() or NextStep.agree(
            self.family, by=by, who=self.cleaned_data["who"], line=self.line, **fields
        )


def _short(danger: Statement) -> str:
    words = " ".join(danger.words.split())
    return words if len(words) <= 80 else f"{words[:79]}…"


class FinishStepForm(DeedForm):
    outcome = forms.CharField(
        label=gettext_lazy("What came of it?"), max_length=300, required=False, widget=rows(2)
    )
    on = forms.DateField(label=gettext_lazy("When?"), widget=forms.DateInput)

    def __init__(self, *args: Any, step: NextStep, **kwargs: Any) -> None:
        self.step = step
        super().__init__(*args, **kwargs)
        self.initial = {"on": clock.today()}

    def do(self, *, by: Professional) -> None:
        self.step.finish(by=by, **self.cleaned_data)


class DropStepForm(DeedForm):
    reason = forms.CharField(label=gettext_lazy("Why not?"), max_length=300, widget=rows(2))

    def __init__(self, *args: Any, step: NextStep, **kwargs: Any) -> None:
        self.step = step
        super().__init__(*args, **kwargs)

    def do(self, *, by: Professional) -> None:
        self.step.drop(by=by, **self.cleaned_data)


class BottomLineForm(RecordForm):
    class Meta:
        model = BottomLine
        fields = ("decision", "decided_on", "unit", "case_number")

    def __init__(self, *args: Any, family: Family, **kwargs: Any) -> None:
        self.family = family
        super().__init__(*args, **kwargs)

    def do(self, *, by: Professional) -> None:
        fields = {name: self.cleaned_data[name] for name in self._meta.fields or ()}
        if self.instance._state.adding:
            BottomLine.add(self.family, by=by, **fields)
        else:
            self.instance.change(by=by, **fields)


class EndBottomLineForm(DeedForm):
    """Asks once."""

    def __init__(self, *args: Any, bottom_line: BottomLine, **kwargs: Any) -> None:
        self.bottom_line = bottom_line
        super().__init__(*args, **kwargs)

    def do(self, *, by: Professional) -> None:
        self.bottom_line.end(by=by)
