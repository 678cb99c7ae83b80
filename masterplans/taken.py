"""Time that is taken: whose, from when to when, and where, as one reader may know it.

What takes time says so here, each through one function: to whoever asks, an activity and a meeting are alike.
Of what the reader may not see there is the time and who is not free, and nothing else: no words, no place.

A day is told by the clock on the wall, as people agree it.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from families.models import Family, Member, NetworkPerson, Professional
from families.protection import is_core
from families.questions import asked_by_reader, asked_in_families
from masterplans.models import Activity, PlaceKind
from masterplans.occurrences import Occurrence
from masterplans.places import is_known, place_of
from roskilde import danish
from roskilde.keys import KeysThrough, keys_in
from roskilde.ready import address
from safety.models import Attendance, FollowUp

# A follow-up has no end written; so long it is expected to last.
FOLLOW_UP_LASTS = timedelta(minutes=90)
# Nobody meets so many families in two weeks; who coordinates thousands gets a page all the same.
MOST_ELSEWHERE = 200


class Kind(StrEnum):
    """Whoever, or whatever, cannot be in two places."""

    MEMBER = "member"
    NETWORK = "network"
    PROFESSIONAL = "professional"
    ROOM = "room"
    INTERPRETER = "interpreter"


WHY_ALL = "that a time is taken is for all who plan to know; what takes it is left out where it is not seen"
Who = tuple[Kind, UUID]
# The kind of place and what tells it from others of its kind; equal spots need no way between them.
Spot = tuple[str, object]


@dataclass(frozen=True)
class Taken:
    """From a moment to another somebody cannot be elsewhere."""

    key: UUID  # of what takes the time
    starts: datetime
    ends: datetime
    who: frozenset[Who]
    spot: Spot | None = None  # None: unknown, or not for the reader to know; no way to it is counted
    what: str = ""  # "": the reader may know that the time is taken, and no more
    place: str = ""
    family: UUID | None = None
    url: str = ""
    move_url: str = ""  # where it is planned otherwise
    # False: it is to happen on some day of the week that begins with ``starts``: it asks, and takes no time.
    has_hour: bool = True

    @property
    def is_seen(self) -> bool:
        return bool(self.what)

    @property
    def on(self) -> date:
        return self.starts.date()

    @property
    def minutes(self) -> int:
        return int((self.ends - self.starts).total_seconds()) // 60

    def keys(self, kind: Kind) -> set[UUID]:
        return {key for each, key in self.who if each == kind}


AtHome = Mapping[UUID, Collection[UUID]]  # by family, who lives there


def by_activities(
    activities: Iterable[Any],
    at_home: AtHome,
    first: date,
    last: date,
    *,
    told: Callable[[Activity, Occurrence], dict[str, Any]] | None = None,
) -> list[Taken]:
    """What activities take in first..last; each was read with ``is_seen`` and the keys of who takes part.

    What the whole family does takes everybody at home. ``told`` says of one that is seen what may be known.
    """
    told = told or _told
    taken = []
    for activity in activities:
        times = activity.occurrences(first, last)
        if not times:
            continue
        members = keys_in(activity.member_keys) or at_home.get(activity.family_id, ())
        who = {(Kind.MEMBER, key) for key in members}
        who |= {(Kind.PROFESSIONAL, key) for key in keys_in(activity.co_owner_keys)}
        if activity.responsible_id:
            who.add((Kind.PROFESSIONAL, activity.responsible_id))
        if activity.network_key:
            who.add((Kind.NETWORK, activity.network_key))
        everybody = frozenset(who)
        for once in times:
            has_hour = once.starts_at is not None
            if not has_hour and (not activity.is_seen or once.on < first):
                continue  # a hidden one that takes no time is told to nobody; a week asks once, as it begins
            starts = datetime.combine(once.on, once.starts_at or time())
            facts = told(activity, once) if activity.is_seen else {}
            ends = starts + timedelta(minutes=once.minutes)
            taken.append(Taken(activity.pk, starts, ends, everybody, has_hour=has_hour, **facts))
    return taken


def _told(activity: Activity, once: Occurrence) -> dict[str, Any]:
    """What a reader who sees it may know of it."""
    return {
        "spot": _spot_of(activity, once) if is_known(activity, once.place_kind) else None,
        "what": activity.title,
        "place": place_of(activity, at=once),
        "family": activity.family_id,
        "url": address("masterplans:show_activity", activity.family_id, activity.pk),
        "move_url": day_address("move_occurrence", activity.family_id, activity.pk, once.planned_on),
    }


def day_address(view: str, family: UUID, activity: UUID, day: date) -> str:
    """The address of a page about what is planned for one day of an activity."""
    return f"{address('masterplans:show_activity', family, activity)}{day}/{view.partition('_')[0]}/"


def _told_elsewhere(activity: Any, once: Occurrence) -> dict[str, Any]:
    """The same in another family: where nobody's whereabouts are kept, and with no word of the place."""
    return {
        "spot": None if activity.is_place_kept else _spot_of(activity, once),
        "what": activity.title,
        "family": activity.family_id,
        "url": address("masterplans:show_activity", activity.family_id, activity.pk),
    }


def _spot_of(activity: Activity, once: Occurrence) -> Spot:
    kind = once.place_kind
    if kind in (PlaceKind.UNIT, PlaceKind.CITY_HALL):
        return (kind, None)  # one house; its rooms lie wall to wall
    if kind == PlaceKind.HOME:
        return (kind, activity.family_id)
    return (kind, danish.key(once.place) or activity.family_id)


# -- The reader's own families ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Asked:
    """Whose time is asked for, by whom, and of which days."""

    families: Sequence[Family]  # read ``with_tier`` for the reader
    reader: Professional
    first: date
    last: date

    def family(self, key: UUID) -> Family:
        return next(family for family in self.families if family.pk == key)


def of_activities(asked: Asked, at_home: AtHome) -> list[Taken]:
    found = _activities(asked.families, asked.reader, asked.first, asked.last)
    for each in found:
        each.family = asked.family(each.family_id)
    return by_activities(found, at_home, asked.first, asked.last)


@asked_in_families
def _activities(families: Sequence[Family], reader: Professional, first: date, last: date) -> Any:
    found = Activity.objects.for_nobody(WHY_ALL).filter(family__in=[family.pk for family in families])
    return with_who(found.touching(first, last), Activity.objects.visible_in(families, reader))


def with_who(activities: Any, seen: Any) -> Any:
    """Each with whether it is among those ``seen``, and the keys of who takes part: members, professionals,
    and whoever of the network has the name that is written."""
    named = NetworkPerson.objects.filter(family=OuterRef("family"), name=OuterRef("network_name"))
    return (
        activities.annotate(
            is_seen=ExpressionWrapper(Q(pk__in=seen.values("pk")), BooleanField()),
            network_key=Subquery(named.order_by("pk").values("pk")[:1]),
        )
        .with_exceptions()
        .with_member_keys()
        .with_co_owner_keys()
    )


def asked_of(taken: Iterable[Taken]) -> dict[UUID, list[Taken]]:
    """What is taken, by member."""
    asks: dict[UUID, list[Taken]] = defaultdict(list)
    for each in taken:
        for key in each.keys(Kind.MEMBER):
            asks[key].append(each)
    return asks


def as_planned(
    activity: Activity, *, members: Iterable[Member], co_owners: Iterable[Professional]
) -> Activity:
    """An activity that is not (only) in the database, with what a list of them is read with."""
    vars(activity).update(
        is_seen=True,
        member_keys=",".join(str(each.pk) for each in members),
        co_owner_keys=",".join(str(each.pk) for each in co_owners),
        network_key=None,
    )
    if activity._state.adding:
        vars(activity)["changes_told"] = None
    if activity.network_name:
        network = NetworkPerson.objects.filter(family=activity.family_id, name=activity.network_name)
        vars(activity)["network_key"] = network.order_by("pk").values_list("pk", flat=True).first()
    return activity


# -- What takes time beside their activities ----------------------------------------------------------------


def of_follow_ups(asked: Asked, people: Sequence[UUID]) -> list[Taken]:
    """The families' own, which all see who see the plan; and, only as taken, those that others' families have
    with these people, or with who comes to the families' own."""
    here = {family.pk: family for family in asked.families}
    found = _follow_ups(asked.reader, tuple(here), tuple(people), asked.first, asked.last)
    taken = []
    for each in found:
        if family := here.get(each.family_id):
            each.family = family
            taken.append(_by_follow_up(each, _told_of_follow_up(each)))
        else:
            taken.append(_of_professionals(_by_follow_up(each, {})))
    return taken


@asked_by_reader
def _follow_ups(
    reader: Professional, here: tuple[UUID, ...], people: tuple[UUID, ...], first: date, last: date
) -> Any:
    own = Attendance.objects.filter(follow_up__family__in=here, follow_up__on__range=(first, last))
    coming_here = Attendance.objects.filter(professional__in=own.values("professional"))
    expected = Attendance.objects.filter(professional__in=people)
    return (
        FollowUp.objects.coming()
        .filter(
            Q(family__in=here)
            | Q(led_by__in=people)
            | Q(pk__in=expected.values("follow_up"))
            | Q(pk__in=coming_here.values("follow_up"))
        )
        .filter(on__range=(first, last), at__isnull=False)
        .annotate(
            member_keys=KeysThrough(Attendance, "follow_up_id", "member_id"),
            network_keys=KeysThrough(Attendance, "follow_up_id", "network_person_id"),
            professional_keys=KeysThrough(Attendance, "follow_up_id", "professional_id"),
        )
        .order_by()[:MOST_ELSEWHERE]
    )


def _by_follow_up(each: Any, told: dict[str, Any]) -> Taken:
    who = {(Kind.MEMBER, key) for key in keys_in(each.member_keys)}
    who |= {(Kind.NETWORK, key) for key in keys_in(each.network_keys)}
    who |= {(Kind.PROFESSIONAL, key) for key in keys_in(each.professional_keys)}
    if each.led_by_id:
        who.add((Kind.PROFESSIONAL, each.led_by_id))
    if each.interpreting_member_id:
        who.add((Kind.MEMBER, each.interpreting_member_id))
    starts = datetime.combine(each.on, each.at)
    return Taken(each.pk, starts, starts + FOLLOW_UP_LASTS, frozenset(who), **told)


def _told_of_follow_up(each: FollowUp) -> dict[str, Any]:
    told = {"what": _("Follow-up"), "family": each.family_id, "url": each.get_absolute_url()}
    family, place = each.family, danish.key(each.place)
    if place and (is_core(family) or not family.protected.takes_part(())):
        is_unit = place == danish.key(family.pilot.default_place)
        told |= {"place": each.place, "spot": (PlaceKind.UNIT, None) if is_unit else (PlaceKind.TOWN, place)}
    return told


def of_activities_elsewhere(asked: Asked, people: Sequence[UUID]) -> list[Taken]:
    here = tuple(family.pk for family in asked.families)
    found = _activities_elsewhere(asked.reader, here, tuple(people), asked.first, asked.last)
    taken = by_activities(found, {}, asked.first, asked.last, told=_told_elsewhere)
    return [_of_professionals(each) for each in taken]


@asked_by_reader
def _activities_elsewhere(
    reader: Professional, here: tuple[UUID, ...], people: tuple[UUID, ...], first: date, last: date
) -> Any:
    kept = Member.objects.protected().filter(family=OuterRef("family"))
    found = Activity.objects.for_nobody(WHY_ALL).shared_by(*people).exclude(family__in=here)
    return (
        with_who(found.touching(first, last), Activity.objects.visible_to(reader))
        .annotate(is_place_kept=Exists(kept))
        .order_by()[:MOST_ELSEWHERE]
    )


def _of_professionals(taken: Taken) -> Taken:
    """Of another family only the professionals count: whom they meet there is not this family's to know."""
    return replace(taken, who=frozenset(each for each in taken.who if each[0] == Kind.PROFESSIONAL))


# Each gives what takes time in the families asked about, and what takes these professionals' time elsewhere.
SOURCES: list[Callable[[Asked, Sequence[UUID]], list[Taken]]] = [of_follow_ups, of_activities_elsewhere]


def with_the_rest(asked: Asked, taken: Iterable[Taken], *, also: Iterable[UUID] = ()) -> list[Taken]:
    """What the families' activities take, and whatever else takes the time of those who meet them, or of
    others (``also``). A query a source, for one family as for all."""
    found = list(taken)
    people = set(also).union(*(each.keys(Kind.PROFESSIONAL) for each in found))
    for source in SOURCES:
        more = source(asked, sorted(people))
        people = people.union(*(each.keys(Kind.PROFESSIONAL) for each in more))
        found += more
    return found
