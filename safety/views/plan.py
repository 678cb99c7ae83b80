"""The safety plan: the family's own rules, how they are tried, and who around the family knows what."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families import danger
from families.circles import Drawing, Someone, draw
from families.door import PageRequest, needs
from families.history import entries
from families.models import Family, Knows, NetworkPerson, Visibility
from families.pages import form_page
from families.rights import Right
from roskilde.keys import key_of
from safety.forms.plan import ReasonForm, RuleForm, TellForm, TryRuleForm
from safety.models import Answer, Move, Question, RuleKind, RuleTest, SafetyRule, Statement

LISTENING = "safety/listening_form.html"


def _plan(family: Family) -> str:
    return reverse("safety:show_safety_plan", args=[family.pk])


def _rule(request: PageRequest, family: Family, pk: UUID, *, only_open: bool = True) -> SafetyRule:
    rules = family.safety_rules.visible_to(request.user)
    rule: SafetyRule = get_object_or_404(rules.open() if only_open else rules, pk=pk)
    return rule


# -- The plan ------------------------------------------------------------------------------------------------


@dataclass
class Group:
    """The rules that answer one worry; without one, those that hold anyway."""

    danger: Statement | None
    rules: list[SafetyRule] = field(default_factory=list)


@needs(Right.SEE_SAFETY, gettext_lazy("The safety plan"))
def show_safety_plan(request: PageRequest, family: Family) -> HttpResponse:
    """What the family and its network do when it gets hard, and whether it has been tried."""
    tests = RuleTest.objects.select_related("member", "network_person", "professional")
    seen = family.safety_rules.visible_to(request.user).with_speakers().with_tried_on()
    rules = list(seen.prefetch_related(Prefetch("tests", tests)))
    kept = [rule for rule in rules if rule.is_open]
    dangers = family.statements.visible_to(request.user).open().dangers()
    return render(
        request,
        "safety/show_safety_plan.html",
        {
            "family": family,
            "groups": _groups(kept, dangers),
            "rules": kept,
            "own": sum(rule.is_in_own_hands for rule in kept),
            "untried": sum(rule.is_untried for rule in kept),
            "ended": sorted(
                (rule for rule in rules if not rule.is_open),
                key=lambda rule: (rule.ended_on or rule.since, rule.pk),
                reverse=True,
            ),
            "may_plan": Right.PLAN_SAFETY in request.rights,
        },
    )


def _groups(rules: Iterable[SafetyRule], dangers: Iterable[Statement]) -> list[Group]:
    """By worry, then by kind; what answers a worry that the reader does not see stands with the rest."""
    groups: dict[Any, Group] = {each.pk: Group(each) for each in dangers}
    rest = Group(None)
    for rule in sorted(rules, key=lambda rule: RuleKind.values.index(rule.kind)):
        groups.get(rule.danger_id, rest).rules.append(rule)
    return [*groups.values(), *([rest] if rest.rules else [])]


@needs(Right.SEE_SAFETY, gettext_lazy("The family's copy of the safety plan"))
def print_safety_plan(request: PageRequest, family: Family) -> HttpResponse:
    """One sheet for the wall: nothing that is not open to everybody near, no number and no address."""
    rules = list(family.safety_rules.visible_to(request.user).for_paper().open().with_speakers())
    first = [rule for rule in rules if rule.kind in (RuleKind.EVERYDAY, RuleKind.STEPS_IN)]
    by_trigger: dict[str, list[SafetyRule]] = {}
    for rule in sorted(first, key=lambda rule: not rule.trigger):
        by_trigger.setdefault(rule.trigger, []).append(rule)
    return render(
        request,
        "safety/print_safety_plan.html",
        {
            "family": family,
            "rules": rules,
            "by_trigger": by_trigger,
            "calls": [rule for rule in rules if rule.kind == RuleKind.CALL],
            "trials": [rule for rule in rules if rule.kind == RuleKind.TRIAL],
        },
    )


@needs(Right.PLAN_SAFETY, gettext_lazy("Wrote a rule of the safety plan"))
def write_rule(request: PageRequest, family: Family) -> HttpResponse:
    """A rule from nothing, for a worry (``?danger=``), or out of "How did you do it?" (``?answer=``)."""
    answer = _answer_asked_for(request, family)
    if answer:
        known = SafetyRule.objects.for_nobody("an answer becomes one rule").filter(from_answer=answer)
        if known.exists():
            if rule := family.safety_rules.visible_to(request.user).filter(from_answer=answer).first():
                return redirect(rule)
            raise PermissionDenied(_("The answer has become a rule already, which not everybody sees."))
    dangers = family.statements.visible_to(request.user).open().dangers()
    asked = dangers.filter(pk__in=key_of(request.GET.get("danger", ""))).first()
    form = RuleForm(request.POST or None, family=family, by=request.user, answer=answer, danger=asked)
    return form_page(
        request,
        form,
        family=family,
        heading=_("Write a rule"),
        intro=_("Ask the family: what do you do then, and who comes? Write it as they say it."),
        then=lambda form: _advised(request, form),
        back=_plan(family),
        submit=_("Put it into the plan"),
        template="safety/write_rule.html",
        answer=answer,
    )


def _answer_asked_for(request: PageRequest, family: Family) -> Answer | None:
    if not (key := request.GET.get("answer")):
        return None
    answers = family.answers.visible_to(request.user).to(Question.HOW).with_speakers()
    answer: Answer = get_object_or_404(answers, pk__in=key_of(key))
    return answer


def _advised(request: PageRequest, form: RuleForm) -> str:
    rule: SafetyRule = form.instance
    danger.advise(request, rule.words)
    return rule.get_absolute_url()


@needs(Right.PLAN_SAFETY, gettext_lazy("Changed a rule of the safety plan"))
def change_rule(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """Other words, or somebody else who does it."""
    rule = _rule(request, family, pk)
    form = RuleForm(request.POST or None, instance=rule, family=family, by=request.user)
    return form_page(
        request,
        form,
        family=family,
        heading=_("Change the rule"),
        then=lambda form: _advised(request, form),
        back=rule.get_absolute_url(),
        template=LISTENING,
        seen_by=None if "visibility" in form.fields else rule.seen_by(),
    )


@needs(Right.PLAN_SAFETY, gettext_lazy("Ended a rule of the safety plan"))
def end_rule(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """It no longer fits; it stays readable with its reason."""
    rule = _rule(request, family, pk)
    return form_page(
        request,
        ReasonForm(request.POST or None, verb=rule.end),
        family=family,
        heading=_("The rule holds no longer"),
        intro=_("“%(rule)s” stays readable under the rules that have ended.") % {"rule": rule.words},
        then=_plan(family),
        back=rule.get_absolute_url(),
        submit=_("End the rule"),
        seen_by=rule.seen_by(),
    )


@needs(Right.PLAN_SAFETY, gettext_lazy("Tried a rule of the safety plan"))
def test_rule(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """What happened on a day when it was needed, and whether it held."""
    rule = _rule(request, family, pk)

    def advised(form: TryRuleForm) -> str:
        danger.advise(request, form.cleaned_data["words"])
        return rule.get_absolute_url()

    return form_page(
        request,
        TryRuleForm(request.POST or None, rule=rule, family=family),
        family=family,
        heading=_("The rule was tried"),
        intro=_("“%(rule)s”") % {"rule": rule.words},
        then=advised,
        back=rule.get_absolute_url(),
        template=LISTENING,
        seen_by=rule.seen_by(),
    )


@needs(Right.SEE_SAFETY, gettext_lazy("History of a rule of the safety plan"))
def show_rule_history(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """Who changed what of it, when and why."""
    rule = _rule(request, family, pk, only_open=False)
    told = entries(rule, reader=request.user)
    return render(request, "safety/show_rule_history.html", {"family": family, "rule": rule, "entries": told})


# -- The network ---------------------------------------------------------------------------------------------


@needs(Right.SEE_SAFETY, gettext_lazy("The safety network"))
def show_safety_network(request: PageRequest, family: Family) -> HttpResponse:
    """Who knows it all, who knows something, who must not know yet; and how each came further in."""
    moves = Move.objects.select_related("member", "network_person", "professional")
    people = list(family.network.open().prefetch_related(Prefetch("moves", moves)))
    rings = [(Knows(knows), [each for each in people if each.knows == knows]) for knows in Knows.values]
    told = [ring for ring in rings if ring[0] != Knows.NOT_YET]
    return render(
        request,
        "safety/show_safety_network.html",
        {
            "family": family,
            "rings": rings,
            "people": people,
            "drawing": _drawing(family, rings),
            # Who must not know yet stands on no paper.
            "drawing_on_paper": _drawing(family, told),
            "described": ", ".join(f"{knows.label}: {len(found)}" for knows, found in rings),
            "may_plan": Right.PLAN_SAFETY in request.rights,
            "may_change": Right.CHANGE_NETWORK in request.rights,
        },
    )


def _drawing(family: Family, rings: Iterable[tuple[Knows, list[NetworkPerson]]]) -> Drawing:
    return draw(
        family.name,
        [
            (f"knows-{knows.value}", str(knows.label), [_someone(each) for each in found])
            for knows, found in rings
        ],
    )


def _someone(each: NetworkPerson) -> Someone:
    return Someone(
        name=each.name,
        told=f"{each.name}, {each.relation}, {each.get_knows_display().lower()}",
        note=each.relation,
        sector=each.name,
        knows=each.knows,
    )


@needs(Right.PLAN_SAFETY, gettext_lazy("Told somebody in the network more"))
def tell_network_person(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """Move somebody inwards: who told it, since when, and what the family agreed to."""
    person: NetworkPerson = get_object_or_404(family.network.open(), pk=pk)
    if person.knows == Knows.ALL and request.method != "POST":
        raise Http404
    network = reverse("safety:show_safety_network", args=[family.pk])
    return form_page(
        request,
        TellForm(request.POST or None, person=person, family=family),
        family=family,
        heading=_("Knows more now"),
        intro=_("%(name)s: tell only what the family has agreed to. Ask the child first.") % {"name": person},
        then=network,
        template=LISTENING,
        seen_by=Visibility.NEAR,
    )
