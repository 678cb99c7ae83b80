"""The safety plan: writing a rule, trying it, and telling somebody in the network more."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.db.models import Q
from django.http import HttpRequest
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from families.forms.family import THINKABLE
from families.forms.visible import VisibleForm
from families.models import Family, Knows, NetworkPerson, Professional, Tier
from families.pages import DeedForm
from roskilde import clock
from safety.forms.voice import SpeakerField
from safety.models import Answer, Held, Move, RuleKind, SafetyRule, Statement
from safety.models.move import STEPS

INNER = frozenset({Tier.CORE, Tier.NEAR})
LONGEST_CHOICE = 110


class ReasonForm(DeedForm):
    """Asks why, and does it."""

    reason = forms.CharField(label=_("Because"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, verb: Callable[..., None], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.verb = verb

    def do(self, *, by: Professional) -> None:
        self.verb(by=by, reason=self.cleaned_data["reason"])


class RuleForm(VisibleForm):
    """What somebody does when it gets hard; it may begin with the family's own answer."""

    speaker = SpeakerField(
        label=_("Who does it, or steps in"),
        error_messages={"required": _("Choose who does it: one person.")},
        help_text=_("The plan is the family's own: first those at home and their network."),
    )
    field_order = (
        "kind", "trigger", "words", "speaker", "child", "danger", "since", "visibility", "named",
    )  # fmt: skip
    can_be_named = INNER

    class Meta:
        model = SafetyRule
        fields = ("kind", "trigger", "words", "child", "danger", "since", "visibility")
        widgets = {
            "kind": forms.RadioSelect,
            "words": forms.Textarea(attrs={"rows": 3}),
            "child": forms.Select(attrs={"data-shown-when": f"kind={RuleKind.CALL}"}),
        }

    def __init__(
        self,
        *args: Any,
        family: Family,
        by: Professional,
        answer: Answer | None = None,
        danger: Statement | None = None,
        **kwargs: Any,
    ) -> None:
        self.answer, self.danger = answer, danger
        super().__init__(*args, family=family, by=by, **kwargs)
        rule: SafetyRule = self.instance
        self.fields["since"].validators.extend(THINKABLE)
        self.choice("kind").choices = RuleKind.choices
        self.choice("child").queryset = family.members.filter(Q(left_on=None) | Q(pk=rule.child_id))
        statements = family.statements.visible_to(by).dangers()
        dangers = self.choice("danger")
        dangers.queryset = statements.filter(Q(ending="") | Q(pk=rule.danger_id))
        dangers.label_from_instance = lambda each: Truncator(each.words).chars(LONGEST_CHOICE)
        # A worry that the reader may not see does not exist for them, and stays where it was.
        is_hidden = rule.danger_id and not statements.filter(pk=rule.danger_id).exists()
        self.hidden_danger = rule.danger if is_hidden else None
        speaker = self.choice("speaker")
        speaker.offer(family, also=[each for each in (self._first_speaker(),) if each])
        self.initial["speaker"] = self._first_speaker()
        if danger:
            self.initial["danger"] = danger
        if answer:
            self.initial["words"], self.initial["visibility"] = answer.words, answer.visibility
            self.initial["named"] = list(answer.named)

    def _first_speaker(self) -> Any:
        return self.answer.speaker if self.answer else self.instance.speaker

    def drafted_for(self, request: HttpRequest, name: str, family: Family | None = None) -> Any:
        """What is typed about one answer or worry is not found again under another."""
        begins_with = self.answer or self.danger
        return super().drafted_for(request, f"{name}?{begins_with.pk}" if begins_with else name, family)

    def clean_danger(self) -> Statement | None:
        chosen: Statement | None = self.cleaned_data["danger"]
        return chosen or self.hidden_danger

    def _post_clean(self) -> None:
        if self.instance._state.adding:
            self.instance.from_answer = self.answer
        super()._post_clean()

    def do(self, *, by: Professional) -> None:
        who, asked = self.cleaned_data["speaker"], self.fields_to_write()
        if not self.instance._state.adding:
            self.instance.change(by=by, who=who, **asked)
            return
        self.instance = SafetyRule.write(self.family, by=by, who=who, from_answer=self.answer, **asked)


class TryRuleForm(DeedForm):
    """One day on which the rule was needed or tried."""

    adds = True

    result = forms.ChoiceField(label=_("How did it go?"), choices=Held.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("What happened?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    speaker = SpeakerField(
        label=_("Who saw it?"), error_messages={"required": _("Choose who saw it: one person.")}
    )
    on = forms.DateField(label=_("When?"), validators=THINKABLE)

    def __init__(self, *args: Any, rule: SafetyRule, family: Family, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["on"] = clock.today()
        self.rule = rule
        speaker: Any = self.fields["speaker"]
        speaker.offer(family)

    def do(self, *, by: Professional) -> None:
        asked = dict(self.cleaned_data)
        self.rule.test(by=by, seen_by=asked.pop("speaker"), **asked)


class TellForm(DeedForm):
    """Somebody in the network knows more from a day on."""

    adds = True

    knows = forms.ChoiceField(label=_("What do they know now?"), widget=forms.RadioSelect)
    speaker = SpeakerField(
        label=_("Who told it?"), error_messages={"required": _("Choose who told it: one person.")}
    )
    agreed = forms.CharField(
        label=_("What did the family agree to?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What may be told, what not, and what the child said to it."),
    )
    on = forms.DateField(label=_("Since when?"), validators=THINKABLE)

    def __init__(self, *args: Any, person: NetworkPerson, family: Family, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["on"] = clock.today()
        self.person = person
        further = [after for before, after in STEPS if before == person.knows]
        knows: Any = self.fields["knows"]
        knows.choices = [(each.value, each.label) for each in Knows if each in further]
        if len(further) == 1:
            self.initial["knows"] = further[0]
        speaker: Any = self.fields["speaker"]
        speaker.offer(family)

    def do(self, *, by: Professional) -> None:
        asked = self.cleaned_data
        Move.tell(
            self.person,
            by=by,
            told_by=asked["speaker"],
            knows=asked["knows"],
            agreed=asked["agreed"],
            on=asked["on"],
        )
