"""The child's voice, child by child: what the reader sees, and no hint of what they do not."""

from collections.abc import Callable

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from families.models import Family, Member, Professional
from families.sections import Waiting
from safety import hearing
from tests.makers import make_child_voice, make_family
from tests.makers import years_ago as born
from tests.masterplans.asking import text

SignedIn = Callable[[Professional], Client]


def url(family: Family) -> str:
    return reverse("safety:list_child_voices", args=[family.pk])


def test_an_empty_page_teaches_how_to_ask(family: Family, near: Professional, signed_in: SignedIn) -> None:
    shown = text(signed_in(near).get(url(family)))
    for words in ("De Tre Huse", "Troldmand og fe", "Drømmehuset", "Må jeg vise det her til nogen"):
        assert words in shown


def test_each_child_stands_there_with_what_it_said(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    voice = make_child_voice(family, near)
    shown = text(signed_in(near).get(url(family)))
    assert voice.get_absolute_url() in shown
    assert "At vi skal flytte." in shown
    assert "Hodan" not in shown.partition("<main")[2]
    assert "Du kan ikke se noget, som Ayaan har sagt." in shown


@pytest.mark.demand("S50")
@pytest.mark.parametrize(("age", "rights"), [(9, 2), (10, 3), (14, 3), (15, 4)])
def test_the_law_gives_more_with_age(age: int, rights: int) -> None:
    child = Member(name="Sumaya", relation="daughter", born_on=born(age))
    assert len(hearing.rights_of(child)) == rights


def test_the_rights_stand_with_the_child(family: Family, near: Professional, signed_in: SignedIn) -> None:
    for page in (
        url(family),
        reverse("families:show_member", args=[family.pk, family.members.get(name="Zakariye").pk]),
    ):
        shown = text(signed_in(near).get(page))
        assert "Er part i sin egen sag" in shown
        assert "Samtykker selv" not in shown
        assert "bisidder" in shown


def test_whom_it_is_not_for_reads_the_page_as_if_it_were_not_there(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)
    child = family.members.get(name="Zakariye")
    asked = (
        url(family),
        reverse("families:show_member", args=[family.pk, child.pk]),
        reverse("families:show_family", args=[family.pk]),
        reverse("families:list_lines", args=[family.pk]),
        reverse("families:list_news", args=[family.pk]),
        reverse("start"),
    )

    def read() -> list[str]:
        return [client.get(page).content.decode().partition("<main")[2] for page in asked]

    read()
    before = read()
    make_child_voice(family, near)
    assert read() == before


def test_the_log_does_not_tell_a_child_heard_from_a_page_opened(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    voice = make_child_voice(family, near)
    client = signed_in(near)
    client.get(url(family))
    client.get(voice.get_absolute_url())
    client.post(reverse("safety:hear_child", args=[family.pk]), {})
    rows = signed_in(coordinator).get(reverse("families:list_family_looks", args=[family.pk])).context["rows"]
    assert {(row.page, row.is_deed) for row in rows if row.who == near.name} == {("Barnets stemme", False)}


# -- Whose view has grown old --------------------------------------------------------------------------------


def waiting(reader: Professional) -> list[Waiting]:
    return hearing.waiting(reader, list(Family.objects.with_tier(reader)))


@pytest.mark.demand("S58")
def test_the_core_is_reminded_of_children_not_heard_for_three_months(
    family: Family, near: Professional, coordinator: Professional, leader: Professional
) -> None:
    assert not waiting(leader)  # enrolled today
    with time_machine.travel(timezone.now() + hearing.GROWS_OLD_AFTER):
        (line,) = waiting(leader)
        assert "Zakariye eller Ayaan" in line.sentence
        assert line.url == url(family)
        assert line.since == family.enrolled_on + hearing.GROWS_OLD_AFTER
        make_child_voice(family, near)
        make_child_voice(family, near, child=family.members.get(name="Ayaan"))
        assert not waiting(leader)
        assert not waiting(near)


def test_a_talk_in_confidence_neither_silences_nor_raises_the_reminder(
    family: Family, near: Professional, coordinator: Professional
) -> None:
    with time_machine.travel(timezone.now() + hearing.GROWS_OLD_AFTER):
        before = waiting(coordinator)
        voice = make_child_voice(family, near)
        assert waiting(coordinator) == before
        voice.release(by=near, answer="yes", reason="Han vil gerne.", visibility="near")
        (line,) = waiting(coordinator)
        assert "Zakariye" not in line.sentence


def test_small_children_and_grown_ups_are_not_waited_for(
    family: Family, coordinator: Professional, leader: Professional
) -> None:
    members = [
        Member(name="Layla", relation="mother", born_on=born(40)),
        Member(name="Ali", relation="son", born_on=born(20)),
        Member(name="Adam", relation="son", born_on=born(2)),
    ]
    other = make_family(coordinator, "Al-Jabouri", members=members)
    with time_machine.travel(timezone.now() + hearing.GROWS_OLD_AFTER):
        assert [line.family for line in waiting(leader)] == [family]
        assert {each.child.name for each in hearing.heard_in(other, leader)} == {"Adam"}


def test_it_asks_once_of_many_children(family: Family, near: Professional, signed_in: SignedIn) -> None:
    client = signed_in(near)

    def queries() -> int:
        client.get(url(family))
        with CaptureQueriesContext(connection) as asked:
            client.get(url(family))
        return len(asked)

    make_child_voice(family, near)
    before = queries()
    for number in range(5):
        child = Member(family=family, name=f"Barn {number}", relation="child", born_on=born(6))
        child.save(by=near)
        make_child_voice(family, near, child=child)
    assert queries() == before
