"""What is said in the map: written, worded anew, followed, ended; and what stands with it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from families import danger, sections
from families.door import PageRequest, needs
from families.history import entries, entries_of, merged
from families.models import Becoming, Family, Line
from families.pages import form_page
from families.rights import Right
from safety import advice
from safety.forms.statements import (
    AddGoalForm,
    ChangeStatementForm,
    DisagreementForm,
    EndDisagreementForm,
    FinishRiskForm,
    OccasionForm,
    OrderRiskForm,
    PresentForm,
    PromoteForm,
    PutBesideForm,
    ReleaseForm,
    ResolveForm,
    ShieldForm,
    StatementForm,
    SupersedeForm,
    column_of,
    refused,
)
from safety.known import was_written_elsewhere
from safety.map import cards_of
from safety.models import Answer, Disagreement, Goal, Statement
from safety.models.voice import VOICES
from safety.views.map import map_of


def statement_of(request: PageRequest, family: Family, pk: UUID) -> Statement:
    """A statement that the reader may see."""
    rows = family.statements.visible_to(request.user).with_speakers().select_related("line", "answer")
    statement: Statement = get_object_or_404(rows, pk=pk)
    statement.family = family
    return statement


def key_in(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


# -- Writing -------------------------------------------------------------------------------------------------


@needs(Right.WRITE_STATEMENT, gettext_lazy("Wrote in the map"))
def write_statement(request: PageRequest, family: Family) -> HttpResponse:
    """From nothing, from a line or from an answer; the column says what it can be."""
    line, answer = line_asked_for(request, family), _answer_asked_for(request, family)
    for source in (line, answer):
        if source and (known := _already_in_the_map(request, family, source)):
            return redirect(known)
    column = request.GET.get("column", "")
    if line and (obstacles := line.obstacles_to_becoming(request.user)):
        raise PermissionDenied(refused(obstacles))
    if line and line.became in (Becoming.CONCERN, Becoming.STRENGTH):
        column = "worried" if line.became == Becoming.CONCERN else "working"
    if answer:
        column = column_of(answer)
    dangers = family.statements.visible_to(request.user).open().dangers()
    asked = key_in(request.GET.get("danger", ""))
    form = StatementForm(
        request.POST or None,
        family=family,
        by=request.user,
        column=column,
        line=line,
        answer=answer,
        initial={"beside": list(dangers.filter(pk=asked)) if asked else []},
    )
    return form_page(
        request,
        form,
        family=family,
        heading=_("Write what works") if column == "working" else _("Write in the map"),
        then=lambda form: _advised(request, form.instance),
        back=line.get_absolute_url() if line else map_of(family),
        submit=_("Put it into the map"),
        template="safety/write_statement.html",
        advice_url=reverse("safety:advise_statement", args=[family.pk]),
    )


def line_asked_for(request: PageRequest, family: Family) -> Line | None:
    if not (key := key_in(request.GET.get("line", ""))):
        return None
    lines = family.lines.visible_to(request.user).select_related("author", "family", "about")
    line: Line = get_object_or_404(lines, pk=key)
    return line


def _answer_asked_for(request: PageRequest, family: Family) -> Answer | None:
    if not (key := key_in(request.GET.get("answer", ""))):
        return None
    answer: Answer = get_object_or_404(family.answers.visible_to(request.user).with_speakers(), pk=key)
    return answer


def _already_in_the_map(request: PageRequest, family: Family, source: Line | Answer) -> Statement | None:
    """What it has become; where that is for other eyes, nothing more can be said of it."""
    field = "line" if isinstance(source, Line) else "answer"
    known = Statement.objects.for_nobody("each becomes one statement").filter(**{field: source})
    if not known.exists():
        return None
    if seen := family.statements.visible_to(request.user).filter(**{field: source}).first():
        return seen
    raise PermissionDenied(_("This has been taken up already."))


def _advice_on(statement: Statement, words: str = "") -> list[str]:
    """What could be said better in a statement that is in the map."""
    family = statement.family
    return advice.advise(
        words or statement.words,
        category=statement.category,
        people=_people(family),
        children=[member.name for member in statement.about.all()],
        is_known=was_written_elsewhere(words or statement.words, family),
    )


def _people(family: Family) -> list[str]:
    """Who can be named as worried: the family, its network, the professionals."""
    return [
        *family.members.values_list("name", flat=True),
        *family.network.values_list("name", flat=True),
        *family.involvements.open().values_list("professional__name", flat=True),
    ]


def _advised(request: PageRequest, statement: Statement) -> str:
    """On the way back: what to do where a child is in danger, and what could be said better."""
    danger.advise(request, f"{statement.words} {statement.addition}")
    for each in _advice_on(statement):
        messages.info(request, each)
    return statement.get_absolute_url()


@require_POST
@needs(Right.WRITE_STATEMENT, gettext_lazy("Asked how it could be said"), looks=False)
def advise_statement(request: PageRequest, family: Family) -> HttpResponse:
    """What could be said better, while it is being written; nothing is kept."""
    about = [key for text in request.POST.getlist("about") if (key := key_in(text))]
    words = request.POST.get("words", "")[:3000]
    found = advice.advise(
        words,
        category=request.POST.get("category", ""),
        people=_people(family),
        children=list(family.members.filter(pk__in=about).values_list("name", flat=True)),
        is_known=was_written_elsewhere(words, family),
    )
    return render(request, "safety/advice.html", {"advice": found})


# -- One statement -------------------------------------------------------------------------------------------


@needs(Right.SEE_SAFETY, gettext_lazy("A statement"))
def show_statement(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """Who says it, of whom, since when and for whose eyes; what stands with it, and what can be done."""
    statement = statement_of(request, family, pk)
    seen = family.statements.visible_to(request.user)
    (card,) = cards_of([statement], request.user)
    steps = family.next_steps.visible_to(request.user).select_related(
        "member", "network_person", "professional"
    )
    goals = family.goals.visible_to(request.user)
    lines = family.lines.visible_to(request.user).select_related("author")
    return render(
        request,
        "safety/show_statement.html",
        {
            "family": family,
            "statement": statement,
            "card": card,
            "goal": goals.filter(pk=statement.goal_id).first() if statement.goal_id else None,
            "dangers": seen.filter(pk__in=statement.beside.for_nobody("keys").order_by().values("pk")),
            "beside": seen.filter(
                pk__in=statement.answered_by.for_nobody("keys").order_by().values("pk")
            ).open(),
            "steps": steps.filter(danger=statement),
            "line": lines.filter(pk=statement.line_id).first() if statement.line_id else None,
            "successor": seen.filter(pk=statement.successor_id).first() if statement.successor_id else None,
            "predecessors": seen.filter(successor=statement),
            "seen_by": statement.seen_by(),
            "shares": statement.may_be_shared_by(request.user),
            "writes": Right.WRITE_STATEMENT in request.rights,
            "scale": family.scales.visible_to(request.user).filter(danger=statement).first(),
        },
    )


@needs(Right.SEE_SAFETY, gettext_lazy("A statement's history"))
def show_statement_history(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """Who changed what of it and when; what it said while it was shielded stays with whom it named."""
    statement = statement_of(request, family, pk)
    (card,) = cards_of([statement], request.user)
    ended = list(statement.disagreements.exclude(ended_on=None))
    return render(
        request,
        "safety/show_statement_history.html",
        {
            "family": family,
            "statement": statement,
            "entries": merged(
                entries(
                    statement,
                    reader=request.user,
                    without=("line", "answer", "successor", *VOICES),
                    called=_("The statement"),
                ),
                entries_of(card.occasions, without=VOICES, called=_("A day on which it protected the child")),
                entries_of(
                    [*card.disagreements, *_shown_too(card, ended)],
                    without=VOICES,
                    called=_("Sees it otherwise"),
                ),
                entries_of(card.presentations, called=_("Said to the family")),
            ),
        },
    )


def _shown_too(card: Any, ended: list[Disagreement]) -> list[Disagreement]:
    """Disagreements that are over, where nothing of the statement's time has been shut."""
    was_shielded = card.statement.history.filter(visibility="named").exists()
    return [] if was_shielded and not card.statement.is_shielded else ended


@needs(Right.WRITE_STATEMENT, gettext_lazy("Worded a statement anew"))
def change_statement(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    statement = statement_of(request, family, pk)
    return form_page(
        request,
        ChangeStatementForm(request.POST or None, instance=statement, family=family),
        family=family,
        heading=_("Word it anew"),
        intro=_("What it says now stays in its history."),
        then=lambda form: _advised(request, form.instance),
        back=statement.get_absolute_url(),
        template="safety/write_statement.html",
        advice_url=reverse("safety:advise_statement", args=[family.pk]),
        category=statement.category,
        seen_by=statement.seen_by(),
    )


def _deed(
    request: PageRequest, family: Family, pk: UUID, form: type, *, heading: str, **page: Any
) -> HttpResponse:
    """A deed on one statement, and back to it."""
    statement = statement_of(request, family, pk)
    page = {"then": statement.get_absolute_url(), "template": "safety/statement_deed.html", **page}
    return form_page(
        request,
        form(request.POST if request.method == "POST" else None, statement=statement, by=request.user),
        family=family,
        heading=heading,
        seen_by=statement.seen_by(),
        back=statement.get_absolute_url(),
        statement=statement,
        **page,
    )


@needs(Right.WRITE_STATEMENT, gettext_lazy("Let a new statement take its place"))
def supersede_statement(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    return _deed(
        request, family, pk, SupersedeForm,
        heading=_("A new one takes its place"),
        intro=_("The old one ends and stays readable. Goal, scale and next steps follow the new one."),
        then=lambda form: _advised(request, form.successor),
    )  # fmt: skip


@needs(Right.WRITE_STATEMENT, gettext_lazy("Ended a statement"))
def resolve_statement(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    return _deed(
        request, family, pk, ResolveForm,
        heading=_("It no longer holds"),
        intro=_("It leaves the map and stays readable with the reason."),
        submit=_("It no longer holds"),
        then=map_of(family),
    )  # fmt: skip


@needs(Right.WRITE_STATEMENT, gettext_lazy("Set a safety goal"))
def add_goal(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """Danger and goal stand as one set, for the same eyes."""

    def after(form: AddGoalForm) -> str:
        goal: Goal | None = form.statement.goal
        if goal and not form.cleaned_data.get("existing"):
            for each in advice.of_goal(goal.words):
                messages.info(request, each)
            if not form.statement.is_shielded:
                for told in sections.GOAL_SET:
                    told(family, request.user)
        return map_of(family)

    return _deed(
        request, family, pk, AddGoalForm,
        heading=_("What shall we see happen?"),
        intro=_("The same people see the goal as see the worry. The plan shows the same goal."),
        then=after,
    )  # fmt: skip


@needs(Right.WRITE_STATEMENT, gettext_lazy("Put something beside a danger"))
def put_beside(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    return _deed(request, family, pk, PutBesideForm, heading=_("Put it beside a worry"), then=map_of(family))


@needs(Right.WRITE_STATEMENT, gettext_lazy("Made a strength safety"))
def promote_statement(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    return _deed(
        request, family, pk, PromoteForm,
        heading=_("The strength has protected the child"),
        intro=_("A strength is safety once somebody saw it protect the child while the danger was there."),
    )  # fmt: skip


@needs(Right.WRITE_STATEMENT, gettext_lazy("Added a day on which it protected the child"))
def add_occasion(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    return _deed(request, family, pk, OccasionForm, heading=_("Another day on which it protected the child"))


@needs(Right.WRITE_STATEMENT, gettext_lazy("Wrote that somebody sees it otherwise"))
def add_disagreement(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    return _deed(request, family, pk, DisagreementForm, heading=_("We do not agree"))


@needs(Right.WRITE_STATEMENT, gettext_lazy("Ended a disagreement"))
def end_disagreement(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    statements = family.statements.visible_to(request.user).order_by()
    found = Disagreement.objects.filter(statement__in=statements).select_related("statement")
    disagreement = get_object_or_404(found, pk=pk)
    (card,) = cards_of([statement_of(request, family, disagreement.statement_id)], request.user)
    if disagreement not in card.disagreements and disagreement.ended_on is None:
        raise PermissionDenied
    return form_page(
        request,
        EndDisagreementForm(request.POST if request.method == "POST" else None, disagreement=disagreement),
        family=family,
        heading=_("They agree now"),
        intro=str(disagreement),
        submit=_("They agree now"),
        then=card.statement.get_absolute_url(),
    )


@needs(Right.WRITE_STATEMENT, gettext_lazy("Noted what was said to the family"))
def present_statement(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    statement = statement_of(request, family, pk)
    if statement.is_shielded and (obstacles := statement.obstacles_to_telling()):
        raise PermissionDenied(refused(obstacles))
    return _deed(
        request, family, pk, PresentForm,
        heading=_("Said to the family"),
        intro=_("What has been said stays as it was said, also when the wording changes later."),
    )  # fmt: skip


# -- Shielded ------------------------------------------------------------------------------------------------


@needs(Right.WRITE_STATEMENT, gettext_lazy("Ordered a risk assessment"))
def order_risk_assessment(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    return _deed(
        request, family, pk, OrderRiskForm,
        heading=_("Risk assessment ordered"),
        intro=_(
            "Where honour or control is feared, the risk is assessed before parents and network are involved."
        ),
    )  # fmt: skip


@needs(Right.WRITE_STATEMENT, gettext_lazy("Finished a risk assessment"))
def finish_risk_assessment(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    return _deed(
        request, family, pk, FinishRiskForm,
        heading=_("Risk assessment finished"),
        intro=_("What it says is kept where it was made. Here only its day is written."),
    )  # fmt: skip


def _sharing(request: PageRequest, family: Family, pk: UUID) -> None:
    if not statement_of(request, family, pk).may_be_shared_by(request.user):
        raise PermissionDenied(_("Only the core or the author can say who sees it."))


@needs(Right.WRITE_STATEMENT, gettext_lazy("Shielded a statement"))
def shield_statement(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    _sharing(request, family, pk)
    return _deed(
        request, family, pk, ShieldForm,
        heading=_("Shield it"),
        intro=_(
            "It vanishes for everybody else from map, plan, print and news, with its goal and next steps, "
            "and with the line or the answer that it came from."
        ),
        submit=_("Shield it"),
    )  # fmt: skip


@needs(Right.WRITE_STATEMENT, gettext_lazy("Released a statement"))
def release_statement(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    _sharing(request, family, pk)
    return _deed(
        request, family, pk, ReleaseForm,
        heading=_("Let more people see it"),
        intro=_(
            "Its goal and its next steps come along as they read today. What it said before stays with those "
            "who could see it then."
        ),
        submit=_("Release it"),
        along=True,
    )  # fmt: skip
