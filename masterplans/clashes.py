"""Collisions in words: on the week, on the start page, and while something is being planned."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from families.models import Family, Involvement, Member, NetworkPerson, Professional, Relation
from families.models.visibility import Standing
from families.questions import asked_by_reader
from families.sections import Waiting
from masterplans.collisions import Collision, Travel, against, collisions
from masterplans.load import Load
from masterplans.models import LoadLimit
from masterplans.rule import monday_of
from masterplans.taken import Asked, Kind, Taken, Who, asked_of, by_activities, of_activities, with_the_rest
from masterplans.week import FURTHEST, Row, Week
from roskilde import clock
from roskilde.templatetags.look import day, kl, quoted

DAYS_AHEAD = 14  # of which the start page tells
WEEKS_AHEAD = 4  # that are looked through for what is being planned

Names = Mapping[Who, str]


@dataclass(frozen=True)
class Clash:
    """A collision that concerns one family, as one reader may know it."""

    collision: Collision
    family: UUID
    names: Names

    @property
    def who(self) -> str:
        known = sorted(self.names[who] for who in self.collision.who if who in self.names)
        return get_text_list(known, _("and")) or _("Somebody")

    @property
    def ours(self) -> list[Taken]:
        """The one or two that belong to the family, and that the reader sees."""
        both = (self.collision.first, self.collision.second)
        return [each for each in both if each.is_seen and each.family == self.family]

    @property
    def mover(self) -> Taken | None:
        """Which of them is moved most easily: that of the fewest people, then the later."""
        can_move = [each for each in self.ours if each.move_url]
        return max(can_move, key=lambda each: (-len(each.who), each.starts), default=None)

    @property
    def sentence(self) -> str:
        """ "Samir: “Trauma treatment” and “Jobcentre” at the same time on Tuesday 24 November 9.00." """
        found = self.collision
        facts = self._facts(found.first, found.second) | {"who": self.who}
        if not found.is_at_once:
            return _("%(who)s: %(gap)s on %(when)s from %(one)s to %(other)s, and the way takes %(way)s.") % (
                facts | {"when": day(found.first.on)}
            )
        return _("%(who)s: %(one)s and %(other)s at the same time on %(when)s.") % facts

    def on_card(self, card: Taken) -> str:
        """What stands on the card of one of the two."""
        found = self.collision
        facts = self._facts(card, found.other(card)) | {"who": self.who}
        if not found.is_at_once:
            way = _("%(who)s: %(gap)s to or from %(other)s, and the way takes %(way)s")
            return way % facts
        return _("%(who)s: at the same time as %(other)s") % facts

    def _facts(self, one: Taken, other: Taken) -> dict[str, str]:
        found = self.collision
        return {
            "one": self._called(one),
            "other": self._called(other),
            "when": f"{day(found.second.on)} {kl(found.second.starts)}",
            "gap": _minutes(found.gap),
            "way": _minutes(found.way),
        }

    def _called(self, taken: Taken) -> str:
        """By its name only in the family's own pages: who reads along there is no other family's reader."""
        if not taken.is_seen:
            return _("something else (busy)")
        if taken.family != self.family:
            return _("something in another of your families")
        return quoted(taken.what)


def _minutes(length: timedelta) -> str:
    number = int(length.total_seconds()) // 60
    return ngettext("%(number)s minute", "%(number)s minutes", number) % {"number": number}


def clashes_of(found: Iterable[Collision], families: Iterable[UUID], names: Names) -> list[Clash]:
    """Those that the reader can do something about: one of the two is the family's, and seen."""
    here, clashes = set(families), []
    for each in found:
        own = [one for one in (each.first, each.second) if one.is_seen and one.family in here]
        if own and own[0].family:
            clashes.append(Clash(each, own[0].family, names))
    return clashes


def read_names(families: Sequence[Family], reader: Professional, members: Iterable[Member]) -> dict[Who, str]:
    """Of everybody who may be meant: the members, and who stands around the families. One query."""
    names: dict[Who, str] = {(Kind.MEMBER, member.pk): member.name for member in members}
    around = _around(reader, tuple(family.pk for family in families))
    return names | {(Kind.PROFESSIONAL, person.pk): person.name for person in around}


@asked_by_reader
def _around(reader: Professional, families: tuple[UUID, ...]) -> Any:
    standing = Involvement.objects.open().filter(family__in=families)
    return Professional.objects.filter(pk__in=standing.values("professional")).only("name")


def names_in(
    family: Family, reader: Professional, members: Iterable[Member], found: Sequence[Collision]
) -> dict[Who, str]:
    """Who collides in one family; nothing is asked where nobody does."""
    return _with_network(read_names([family], reader, members), found) if found else {}


def _with_network(names: dict[Who, str], found: Sequence[Collision]) -> dict[Who, str]:
    """Somebody of the network is seldom in two places; then they are asked for by name."""
    keys = {key for each in found for kind, key in each.who if kind == Kind.NETWORK}
    if not keys:
        return names
    network = NetworkPerson.objects.filter(pk__in=keys).values_list("pk", "name")
    return names | {(Kind.NETWORK, key): name for key, name in network}


# -- The week ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Weighed:
    """A family's week with what is too much in it."""

    week: Week
    clashes: list[Clash]
    on_cards: Mapping[tuple[UUID, date], list[str]]
    over: Mapping[UUID, str]  # by member


def weigh_week(family: Family, week: Week, reader: Professional) -> Weighed:
    """The collisions of a week that was read for this reader, and each load with all that takes time. Three
    queries, whether or not something collides."""
    asked = Asked([family], reader, week.monday, week.days[-1])
    taken = with_the_rest(asked, week.taken)
    found = collisions(taken, Travel.of(family.pilot))
    members = [row.member for row in week.rows if row.member]
    names = _with_network(read_names([family], reader, members), found)
    clashes = clashes_of(found, [family.pk], names)
    cards: dict[tuple[UUID, date], list[str]] = defaultdict(list)
    for clash in clashes:
        for each in clash.ours:
            cards[each.key, each.on].append(clash.on_card(each))
    asks = asked_of(taken)
    rows = [_reweighed(row, asks) for row in week.rows]
    over = {
        row.member.pk: words
        for row in rows
        if row.member and row.load and (words := row.load.over(LoadLimit.of(row.member)))
    }
    return Weighed(replace(week, rows=rows), clashes, cards, over)


def _reweighed(row: Row, asks: Mapping[UUID, list[Taken]]) -> Row:
    return Row(row.member, row.days, Load.of(asks.get(row.member.pk, ()))) if row.member else row


# -- The start page ------------------------------------------------------------------------------------------


def waiting(reader: Professional, families: Sequence[Family]) -> list[Waiting]:
    """The first collision of each family in the coming days, and how many more there are; as many queries
    for one family as for all."""
    if not families:
        return []
    for family in families:
        family.standing = Standing.of(family, reader)
    today = clock.today()
    asked = Asked(families, reader, today, today + timedelta(days=DAYS_AHEAD - 1))
    members = _at_home(reader, tuple(family.pk for family in families))
    at_home: dict[UUID, list[UUID]] = defaultdict(list)
    for member in members:
        at_home[member.family_id].append(member.pk)
    taken = with_the_rest(asked, of_activities(asked, at_home))
    names = read_names(families, reader, members)
    found: dict[Travel, list[Collision]] = {}
    lines = []
    for family in families:
        travel = Travel.of(family.pilot)
        if travel not in found:
            found[travel] = collisions(taken, travel)
            names = _with_network(names, found[travel])
        if clashes := clashes_of(found[travel], [family.pk], names):
            lines.append(_line(family, clashes))
    return lines


@asked_by_reader
def _at_home(reader: Professional, families: tuple[UUID, ...]) -> Any:
    members = Member.objects.at_home().filter(family__in=families)
    return members.only("name", "family_id").order_by()


def _line(family: Family, clashes: Sequence[Clash]) -> Waiting:
    first = clashes[0].collision
    more = len({(each.collision.first.key, each.collision.second.key) for each in clashes}) - 1
    sentence = clashes[0].sentence
    if more:
        also = ngettext(
            "And %(number)s more in the coming %(days)s days.",
            "And %(number)s more in the coming %(days)s days.",
            more,
        )
        sentence = f"{sentence} {also % {'number': more, 'days': DAYS_AHEAD}}"
    year, number, _day = first.second.on.isocalendar()
    week = reverse("masterplans:show_week", args=[family.pk])
    url = f"{week}?week={year}-W{number:02}#collisions"
    return Waiting(family, sentence, _("Move one"), url, first.second.on, is_urgent=True)


# -- Something that is being planned -------------------------------------------------------------------------


@dataclass(frozen=True)
class Weight:
    """What one more would mean to one member."""

    member: Member
    load: Load
    over: str
    limit: LoadLimit | None


@dataclass(frozen=True)
class Answer:
    """What an activity that is being planned runs into, and what it asks of each member."""

    clashes: list[Clash]
    more: int
    weights: list[Weight]
    since: date


MOST_SAID = 6


def weigh(activity: Any, reader: Professional, *, instead_of: UUID | None = None) -> Answer | None:
    """Of an activity with the keys of who takes part, not saved: its collisions in the weeks to come, and the
    load of each member in the first week that it changes. None where it takes place in none of them."""
    family: Family = activity.family
    first = max(activity.starts_on, clock.today())
    if first - clock.today() > FURTHEST:
        return None
    monday = monday_of(first)
    last = monday + timedelta(days=7 * WEEKS_AHEAD - 1)
    members = list(family.members.select_related("load_limit"))
    at_home = {family.pk: [member.pk for member in members if not member.left_on]}
    asked = Asked([family], reader, monday, last)
    mine = by_activities([activity], at_home, first, last)
    if not mine:
        return None
    others = [each for each in of_activities(asked, at_home) if each.key != instead_of]
    taken = with_the_rest(asked, others, also=mine[0].keys(Kind.PROFESSIONAL))
    travel = Travel.of(family.pilot)
    found = [each for one in mine if one.has_hour for each in against(one, taken, travel)]
    names = names_in(family, reader, members, found)
    clashes = clashes_of(found, [family.pk], names)
    asks = asked_of(each for each in [*taken, *mine] if monday_of(each.on) == monday_of(mine[0].on))
    weights = weights_of(members, mine[0], asks)
    return Answer(clashes[:MOST_SAID], len(clashes[MOST_SAID:]), weights, monday_of(mine[0].on))


def weights_of(
    members: Iterable[Member], meeting: Taken, asks: Mapping[UUID, Iterable[Taken]]
) -> list[Weight]:
    """What a week asks of each who takes part, the mothers first; the meeting is among what it ``asks``."""
    part = meeting.keys(Kind.MEMBER)
    taking_part = [member for member in members if member.pk in part]
    taking_part.sort(key=lambda member: member.relation != Relation.MOTHER)
    return [_weight(member, asks[member.pk]) for member in taking_part]


def _weight(member: Member, taken: Iterable[Taken]) -> Weight:
    load, limit = Load.of(taken), LoadLimit.of(member)
    return Weight(member, load, load.over(limit), limit)
