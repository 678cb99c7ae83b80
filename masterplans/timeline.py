"""What this floor puts on a family's timeline: contributions, agreed plans, settled goals."""

from typing import Any

from django.db.models import F, OuterRef, Q, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families.rights import Right
from families.timeline import Asked, Entry, Source, asked_of_timeline, who
from masterplans.models import Contribution, Handing, Version
from roskilde.ready import address
from roskilde.templatetags.look import quoted
from safety.models import Goal, GoalStatus


@asked_of_timeline
def _contributions(asked: Asked) -> Any:
    moment = "shared_at" if asked.is_news else "logged_at"
    rows = asked.visible(Contribution, "contributions")
    if asked.sector:
        rows = rows.filter(professional__sector=asked.sector)
    if asked.member:
        goals = asked.visible(Goal, "goals").filter(member=asked.member)
        theirs = Q(activity__members=asked.member) | Q(activity__goal__in=goals)
        rows = rows.filter(theirs).distinct()
    rows = rows.filter(asked.within(moment, by="logged_by"))
    rows = rows.select_related("activity", "professional__sector").only(
        *("family", "professional", "logged_by", "title", "outcome", "note", "sign", "sign_by"),
        *("logged_at", "shared_at", "activity__title", *who("professional")),
    )
    return asked.first(rows, moment)


def contributions(asked: Asked) -> list[Entry]:
    """What was logged; of what is new, also what was logged before and opened to more since."""
    return [
        Entry(
            family=each.family_id,
            kind="contribution",
            key=each.pk,
            moment=each.shared_at if asked.is_news else each.logged_at,
            reached_at=each.shared_at,
            who=each.professional.name,
            words=_in_a_sentence(each),
            label=_("Contribution"),
            url=address("masterplans:list_contributions", each.family_id),
            by=each.logged_by_id,
            sector=each.professional.sector,
        )
        for each in _contributions(asked)
    ]


def _in_a_sentence(contribution: Contribution) -> str:
    """Why it came to nothing is not for everybody, and not for here."""
    said = f"{contribution.what}: {contribution.get_outcome_display()}"
    if contribution.sign:
        by = f" ({contribution.sign_by})" if contribution.sign_by else ""
        return f"{said} – {quoted(contribution.sign)}{by}"
    return f"{said} – {contribution.note}" if contribution.note else said


def changes_of_plan(asked: Asked) -> list[Entry]:
    """What was agreed, what became of the goals, and who was given the plan on paper."""
    return [*_agreed(asked), *_settled(asked), *_handed_over(asked)]


@asked_of_timeline
def _versions(asked: Asked) -> Any:
    # Never the content: each version holds the whole plan.
    rows = Version.objects.annotate(family=F("plan__family")).select_related("agreed_by__sector")
    rows = rows.only("number", "agreed_at", *who("agreed_by"))
    if asked.family:
        rows = rows.filter(plan__family=asked.family)
    if asked.member:
        rows = rows.none()  # a plan is agreed with all of them
    if asked.sector:
        rows = rows.filter(agreed_by__sector=asked.sector)
    return asked.first(rows.filter(asked.within("agreed_at", by="agreed_by")), "agreed_at")


def _agreed(asked: Asked) -> list[Entry]:
    return [
        Entry(
            family=each.family,
            kind="version",
            key=each.pk,
            moment=each.agreed_at,
            who=each.agreed_by.name,
            words=_("agreed the plan with the family (version %(number)s)") % {"number": each.number},
            label=_("Plan"),
            url=address("masterplans:list_versions", each.family),
            by=each.agreed_by_id,
            sector=each.agreed_by.sector,
        )
        for each in _versions(asked)
    ]


@asked_of_timeline
def _settled_goals(asked: Asked) -> Any:
    """Read from the history, which alone knows the moment and who it was; the words are those of today."""
    seen = asked.visible(Goal, "goals").filter(pk=OuterRef("id"))
    told = seen.values("words")[:1]
    saves: Any = Goal.history.filter(asked.within("history_date", by="history_user"))
    # A save with that reason is the settling itself; later ones mend the words.
    saves = saves.exclude(status=GoalStatus.ON_THE_WAY).filter(history_change_reason=F("status_reason"))
    if asked.family:
        saves = saves.filter(family=asked.family)
    if asked.member:
        saves = saves.filter(member=asked.member)
    if asked.sector:
        saves = saves.filter(history_user__sector=asked.sector)
    saves = saves.annotate(told=Subquery(told)).exclude(told=None).select_related("history_user__sector")
    saves = saves.only("family", "status", "history_date", *who("history_user"))
    return asked.first(saves, "history_date")


def _settled(asked: Asked) -> list[Entry]:
    words = {
        GoalStatus.REACHED: _("a goal is reached: %(goal)s"),
        GoalStatus.GIVEN_UP: _("a goal is given up: %(goal)s"),
    }
    return [
        Entry(
            family=each.family_id,
            kind="goal",
            key=each.pk,
            moment=each.history_date,
            who=str(each.history_user or _("The system")),
            words=words[GoalStatus(each.status)] % {"goal": each.told},
            label=_("Plan"),
            url=address("masterplans:show_plan", each.family_id),
            by=each.history_user_id,
            sector=each.history_user.sector if each.history_user else None,
        )
        for each in _settled_goals(asked)
    ]


@asked_of_timeline
def _handings(asked: Asked) -> Any:
    rows = Handing.objects.annotate(family=F("copy__family")).select_related(
        "copy__member", "noted_by__sector"
    )
    rows = rows.only("noted_at", "copy__version", "copy__member__name", *who("noted_by"))
    rows = rows.filter(corrects=None)
    if asked.family:
        rows = rows.filter(copy__family=asked.family)
    if asked.member:
        rows = rows.filter(copy__member=asked.member)
    if asked.sector:
        rows = rows.filter(noted_by__sector=asked.sector)
    return asked.first(rows.filter(asked.within("noted_at", by="noted_by")), "noted_at")


def _handed_over(asked: Asked) -> list[Entry]:
    """Who of the family was given the plan on paper."""
    return [
        Entry(
            family=each.family,
            kind="handing",
            key=each.pk,
            moment=each.noted_at,
            who=each.noted_by.name,
            words=_("handed the plan over to %(name)s on paper") % {"name": each.copy.member.name},
            label=_("Plan"),
            url=address("masterplans:list_copies", each.family),
            by=each.noted_by_id,
            sector=each.noted_by.sector,
        )
        for each in _handings(asked)
    ]


SOURCES = [
    Source(
        gettext_lazy("Contributions"),
        frozenset({"contributions"}),
        Right.SEE_PLAN,
        contributions,
        frozenset({"member", "sector"}),
    ),
    Source(
        gettext_lazy("The plan"),
        frozenset({"plan"}),
        Right.SEE_PLAN,
        changes_of_plan,
        frozenset({"member", "sector"}),
    ),
]
