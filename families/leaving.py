"""Leaving a family: what is open and theirs gets a new owner, among those who can see it.

What is for named people only exists for nobody else, so it stops nobody else's deed (docs/rights.md).
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from families import sections
from families.models import Family, Involvement, Letter, Professional, Telling, Tier, Visibility, Visible
from families.models.visibility import about_whom, who_sees
from families.sections import Carried, Waiting
from roskilde.ready import address

WHY = "what somebody must hand on, whoever may see it"


def letters_and_tellings(people: Collection[Professional], families: "QuerySet[Any]") -> list[Carried]:
    """The letters they help with, and what was said to them and waits. Two queries."""
    letters = Letter.objects.for_nobody(WHY).open().filter(family__in=families, helper__in=people)
    tellings = Telling.objects.open().filter(line__family__in=families, to__in=people)
    return [
        *(
            Carried(
                of=letter.helper,
                kind=_("Letter"),
                label=letter.sender,
                record=letter,
                url=address("families:show_letter", letter.family_id, letter.pk),
                hand_to=partial(_give_letter, letter),
                without=_("Nobody helps with it for now"),
            )
            for letter in letters.select_related("helper", "family", "author__sector")
            if letter.helper
        ),
        *(
            Carried(
                of=telling.to,
                kind=_("Said to them"),
                label=telling.line.text,
                record=telling.line,
                url=address("families:show_line", telling.line.family_id, telling.line_id),
                hand_to=partial(_give_telling, telling),
            )
            for telling in tellings.select_related(
                "to", "line__family", "line__author__sector", "line__about"
            )
        ),
    ]


def _give_letter(letter: Letter, to: Professional | None, by: Professional) -> None:
    letter.hand_to(to, by=by)


def _give_telling(telling: Telling, to: Professional | None, by: Professional) -> None:
    assert to
    telling.hand_to(to, by=by)


def carried(professional: Professional, families: "QuerySet[Any]", *, by: Professional) -> list[Carried]:
    """What stands in the way of their going, for whoever asks: nothing that names others only."""
    items = _all([professional], families)
    hidden = [each for each in items if each.record.visibility == Visibility.NAMED]
    shown = {each.key for each in seen(hidden, by)}
    return [each for each in items if each.record.visibility != Visibility.NAMED or each.key in shown]


def carried_in_one(involvement: Involvement, *, by: Professional) -> list[Carried]:
    """The same of one family; one that has left the project needs nobody any more."""
    return carried(involvement.professional, _only(involvement), by=by)


def seen_in_one(involvement: Involvement, reader: Professional) -> list[Carried]:
    """What they carry in one family, as far as the reader may see it."""
    return seen(_all([involvement.professional], _only(involvement)), reader)


def _all(people: Collection[Professional], families: "QuerySet[Any]") -> list[Carried]:
    return [each for source in sections.LEAVING for each in source(people, families)]


def _only(involvement: Involvement) -> "QuerySet[Any]":
    return Family.objects.enrolled().filter(pk=involvement.family_id).values("pk")


def seen(items: Sequence[Carried], reader: Professional) -> list[Carried]:
    """Those that the reader may see; one query for each kind of record."""
    by_model: dict[type[Visible], list[UUID]] = defaultdict(list)
    for each in items:
        by_model[type(each.record)].append(each.record.pk)
    visible: set[UUID] = set()
    for model, keys in by_model.items():
        found = model.objects.visible_to(reader).filter(pk__in=keys)  # type: ignore[attr-defined]
        visible |= set(found.values_list("pk", flat=True))
    return [each for each in items if each.record.pk in visible]


def left_by_substitutes(reader: Professional, families: Sequence[Family]) -> list[Waiting]:
    """What somebody took on while they stood in and carries still, though their place has ended: for the one
    who came back and for the coordinator, as far as they may see it. One query, where nothing is left."""
    by_key = {family.pk: family for family in families}
    here = Involvement.objects.open().exclude(tier=Tier.PERIPHERAL)
    stays = here.filter(family=OuterRef("family"), professional=OuterRef("professional"))
    places = Involvement.objects.former().filter(family__in=by_key, until__gt=F("since"))
    mine = places.filter(Q(stands_in_for=reader) | Q(stands_in_for__isnull=False, family__coordinator=reader))
    gone = mine.exclude(Exists(stays)).select_related("professional", "stands_in_for").order_by("until")
    last = {(each.family_id, each.professional_id): each for each in gone}
    if not last:
        return []
    people = {each.professional_id: each.professional for each in last.values()}
    items = _all(
        people.values(), Family.objects.filter(pk__in={family for family, _person in last}).values("pk")
    )
    left = [each for each in items if (each.record.family_id, each.of.pk) in last]
    counted = Counter((each.record.family_id, each.of.pk) for each in seen(left, reader))
    return [_left(by_key[key[0]], last[key], count, reader) for key, count in counted.items()]


def left_in_one(place: Involvement, reader: Professional) -> list[Carried]:
    """The same in one family, thing by thing; nothing, where the substitute stands near by now themselves."""
    here = Involvement.objects.open().exclude(tier=Tier.PERIPHERAL).of(place.professional)
    return [] if here.filter(family=place.family_id).exists() else seen_in_one(place, reader)


def _left(family: Family, place: Involvement, count: int, reader: Professional) -> Waiting:
    """ "Ida stood in for you until 20 November and still carries two things." """
    day = place.last_day
    assert day
    told = {
        "name": place.professional,
        "absent": place.stands_in_for,
        "date": date_format(day, "MONTH_DAY_FORMAT"),
        "count": count,
    }
    if place.stands_in_for_id == reader.pk:
        words = ngettext(
            "%(name)s stood in for you until %(date)s and still carries %(count)s thing.",
            "%(name)s stood in for you until %(date)s and still carries %(count)s things.",
            count,
        )
    else:
        words = ngettext(
            "%(name)s stood in for %(absent)s until %(date)s and still carries %(count)s thing.",
            "%(name)s stood in for %(absent)s until %(date)s and still carries %(count)s things.",
            count,
        )
    url = address("families:take_over", family.pk, place.pk)
    return Waiting(family, words % told, str(_("Take it over")), url, day)


def coordinators_to_ask(professional: Professional, *, by: Professional) -> list[tuple[Professional, int]]:
    """Who can give what somebody carries to others, each with the number of families; not themselves."""
    open_now = Involvement.objects.open().of(professional)
    families = Family.objects.enrolled().filter(pk__in=open_now.values("family"))
    items = carried(professional, families.values("pk"), by=by)
    coordinators = {each.record.family_id: each.record.family.coordinator_id for each in items}
    counted = Counter(key for key in coordinators.values() if key != professional.pk)
    return [(person, counted[person.pk]) for person in Professional.objects.filter(pk__in=counted)]


def known_to(by: Professional, professional: Professional) -> list[Involvement]:
    """Where somebody carries something in a family that whoever asks is core of, by its name."""
    core = Involvement.objects.open().of(by).filter(tier=Tier.CORE, family__left_on=None)
    both = Involvement.objects.open().of(professional).filter(family__in=core.values("family"))
    items = carried(professional, both.values("family"), by=by)
    carrying = both.filter(family__in={each.record.family_id for each in items})
    return list(carrying.select_related("family").order_by("family__name_key"))


def who_could_take(involvement: Involvement, items: Iterable[Carried]) -> dict[str, list[Involvement]]:
    """For each thing the core and the near who can see it, in Danish order; nobody who is there for days."""
    family, items = involvement.family, list(items)
    standing = list(
        family.involvements.open()
        .of_their_own()
        .exclude(tier=Tier.PERIPHERAL)
        .exclude(professional=involvement.professional_id)
        .select_related("professional", "stands_in_for")
        .order_by("professional__name_key")
    )
    named = _named(items)
    found: dict[Any, set[UUID]] = {}  # many things have the same readers
    could = {}
    for each in items:
        record = each.record
        people = named[record.pk]
        about = about_whom(record, record.about_child)
        asked = (record.visibility, record.author_id, about, frozenset(people))
        if asked not in found:
            readers = who_sees(
                family,
                Visibility(record.visibility),
                author=record.author,
                named=people,
                standing=standing,
                about=about,
            )
            found[asked] = {person.pk for person in readers}
        could[each.key] = [one for one in standing if one.professional_id in found[asked]]
    return could


def _named(items: Iterable[Carried]) -> dict[UUID, list[Professional]]:
    """Whom each record names; one query for each kind of record."""
    by_model: dict[type[Visible], list[UUID]] = defaultdict(list)
    for each in items:
        by_model[type(each.record)].append(each.record.pk)
    named: dict[UUID, list[Professional]] = defaultdict(list)
    for model, keys in by_model.items():
        for grant in model.grants._default_manager.filter(
            content_object__in=keys, permission__codename=f"view_{model._meta.model_name}"
        ).select_related("user"):
            named[grant.content_object_id].append(grant.user)
    return named
