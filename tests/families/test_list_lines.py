"""The timeline: everything that happened around the family, as far as one may see it."""

from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
import time_machine
from django.utils import timezone

from families.models import Family, Line, Professional, ReadMark, Tier
from masterplans.models import Contribution, Outcome
from roskilde import clock
from safety.models import GoalStatus
from tests.families.lines import SignedIn, entries, text, url, words
from tests.makers import make_activity, make_goal, make_letter, make_line, make_person, make_plan
from tests.masterplans.asking import cost
from tests.world import fill, second_family


@pytest.fixture(autouse=True)
def _real_time(settings: Any) -> None:
    settings.TODAY = None


@pytest.mark.demand("R46")
def test_the_newest_stands_first(family: Family, near: Professional, signed_in: SignedIn) -> None:
    for said in ("Først", "Så", "Sidst"):
        make_line(family, near, text=said)
    assert words(signed_in(near).get(url("list_lines", family))) == ["Sidst", "Så", "Først"]


def test_lines_stand_among_what_else_happened(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    world = fill(family, coordinator=coordinator, near=near)
    world.goal.settle(GoalStatus.REACHED, by=coordinator, reason="Set i seks måneder")
    letter = make_letter(family, near)
    letter.settle(by=coordinator, outcome="Sendt")
    world.involvement.end(by=coordinator, reason="staff")
    found = entries(signed_in(near).get(url("list_lines", family)))
    kinds = [entry.kind for entry in found]
    for kind in ("line", "contribution", "version", "goal", "letter", "settled-letter", "person", "farewell"):
        assert kind in kinds
    assert [entry.moment for entry in found] == sorted((entry.moment for entry in found), reverse=True)
    page = text(signed_in(near).get(url("list_lines", family)))
    for told in (world.goal.words, letter.sender, world.involvement.professional.name, "Alle var der."):
        assert told in page


def test_a_change_of_tier_is_no_farewell(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    family.involvements.get(professional=near).change_tier(Tier.CORE, by=coordinator, reason="need")
    told = [
        entry for entry in entries(signed_in(near).get(url("list_lines", family))) if entry.who == near.name
    ]
    assert [entry.kind for entry in told] == ["person", "person"]


def test_an_answer_names_the_line_it_answers(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    line = make_line(family, near, text="Må han komme med?")
    line.answer(by=coordinator, text="Ja, gerne.")
    [answer, question] = [e for e in entries(signed_in(near).get(url("list_lines", family))) if e.is_quote]
    assert (answer.words, answer.answered, question.answered) == ("Ja, gerne.", line, None)


def test_an_answer_to_a_line_that_one_may_not_see_does_not_repeat_it(
    family: Family,
    near: Professional,
    coordinator: Professional,
    peripheral: Professional,
    signed_in: SignedIn,
) -> None:
    host = make_person("Ulla Berg", sector="Projektkerne")
    family.involve(host, tier=Tier.NEAR, function="Husvært", reason="need", by=coordinator)
    hidden = make_line(family, peripheral, text="Hemmeligt.", visibility="sector")
    hidden.answer(by=coordinator, text="Tak for det.")
    answer = signed_in(host).get(url("list_lines", family))
    assert words(answer) == ["Tak for det."]
    assert "Hemmeligt." not in text(answer)


@pytest.mark.demand("R43", "R53")
def test_each_sees_what_they_may(
    family: Family,
    near: Professional,
    coordinator: Professional,
    peripheral: Professional,
    signed_in: SignedIn,
) -> None:
    for visibility in ("core", "sector", "near", "named"):
        make_line(family, coordinator, text=visibility, visibility=visibility)
    own = make_line(family, peripheral, text="set i klubben", visibility="core")
    own.answer(by=coordinator, text="svar")

    def seen(person: Professional) -> set[str]:
        return set(words(signed_in(person).get(url("list_lines", family))))

    assert seen(coordinator) == {"core", "sector", "near", "named", "set i klubben", "svar"}
    assert seen(near) == {"near"}
    assert seen(peripheral) == {"set i klubben", "svar"}


@pytest.mark.demand("R43")
def test_a_line_about_a_child_reaches_whoever_works_with_that_child_and_nobody_else(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    son, daughter = family.members.get(name="Zakariye"), family.members.get(name="Ayaan")
    with_son, with_daughter = (make_person(name, sector="PPR") for name in ("Nanna Lyng", "Ida Vang"))
    for person, child in ((with_son, son), (with_daughter, daughter)):
        standing = family.involve(person, tier=Tier.NEAR, function="x", reason="need", by=coordinator)
        standing.works_with.add(child)
    make_line(family, near, text="Om Zakariye", about=son, visibility="sector")
    make_line(family, near, text="Om familien", visibility="sector")
    make_line(family, near, text="Kun kernen om Zakariye", about=son, visibility="core")
    assert words(signed_in(with_son).get(url("list_lines", family))) == ["Om Zakariye"]
    assert words(signed_in(with_daughter).get(url("list_lines", family))) == []


@pytest.mark.demand("R53")
def test_a_peripheral_reader_learns_nothing_of_family_people_or_plan(
    family: Family,
    near: Professional,
    coordinator: Professional,
    peripheral: Professional,
    signed_in: SignedIn,
) -> None:
    fill(family, coordinator=coordinator, near=near)
    son = family.members.get(name="Zakariye")
    make_line(family, peripheral, text="Han kom ikke.", about=son, visibility="core")
    answer = signed_in(peripheral).get(url("list_lines", family))
    assert [entry.words for entry in entries(answer)] == ["Han kom ikke."]
    page = text(answer)
    for hidden in ("Zakariye", "Hodan", near.name):
        assert hidden not in page
    assert not {"member", "sector"} & set(answer.context["form"].fields)
    assert "becoming" not in page


@pytest.mark.demand("R46")
@pytest.mark.parametrize("asked", ["rima", "ØSTERGÅRD", "oestergaard nabil", "østergård Nabil", "sexo"])
def test_a_search_finds_words_however_they_are_written(
    asked: str, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    make_line(family, near, text="Rima og Nabil Østergård mødte Şêxo.")
    make_line(family, near, text="Noget helt andet.")
    found = words(signed_in(near).get(url("list_lines", family), {"q": asked}))
    wanted = [] if asked.startswith("oe") else ["Rima og Nabil Østergård mødte Şêxo."]
    assert found == wanted


def test_a_search_never_finds_what_one_may_not_see(
    family: Family,
    near: Professional,
    coordinator: Professional,
    peripheral: Professional,
    signed_in: SignedIn,
) -> None:
    make_line(family, coordinator, text="Nøglen ligger hos naboen.", visibility="core")
    other = second_family()
    make_line(other.family, other.line.author, text="Nøglen er væk.")
    for person in (near, peripheral):
        answer = signed_in(person).get(url("list_lines", family), {"q": "nøglen"})
        assert entries(answer) == []
        assert "naboen" not in text(answer)
    assert len(entries(signed_in(coordinator).get(url("list_lines", family), {"q": "nøglen"}))) == 1


def test_a_search_that_finds_nothing_says_so_and_leads_back(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    make_line(family, near)
    page = text(signed_in(near).get(url("list_lines", family), {"q": "giraf"}))
    assert page.count(f'href="{url("list_lines", family)}"') >= 2


def test_it_is_narrowed_by_child_kind_and_sector(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    client, page = signed_in(coordinator), url("list_lines", family)
    son = family.members.get(name="Zakariye")
    make_line(family, near, text="om sønnen", about=son, kind="phone").become("concern", by=near)
    make_line(family, coordinator, text="om alle", kind="visit")
    Contribution.log(family, by=near, on=clock.today(), outcome=Outcome.HAPPENED, title="Hentede posten")
    make_letter(family, near)

    def told(**narrowing: str) -> set[str]:
        return {
            entry.kind if not entry.is_quote else entry.words
            for entry in entries(client.get(page, narrowing))
        }

    assert told(member=str(son.pk)) == {"om sønnen"}
    assert told(kind="phone") == {"om sønnen"}
    assert told(kind="concern") == {"om sønnen"}
    assert told(kind="visit") == {"om alle"}
    assert told(kind="contributions") == {"contribution"}
    assert told(kind="letters") == {"letter"}
    assert told(kind="people") == {"person"}
    assert told(sector=str(near.sector_id)) == {"om sønnen", "contribution", "letter", "person"}
    assert told(sector=str(near.sector_id), kind="visit") == set()
    everything = told()
    for nonsense in ({"kind": "rumour"}, {"member": "x"}, {"sector": str(son.pk)}, {"before": "yesterday"}):
        assert told(**nonsense) == everything


def test_light_help_is_found_among_the_contributions(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    make_line(family, near, text="Hjalp med NemID.", kind="help")
    make_line(family, near, text="Snak.", kind="talk")
    assert words(signed_in(near).get(url("list_lines", family), {"kind": "contributions"})) == [
        "Hjalp med NemID."
    ]


def test_what_a_child_took_part_in_is_found_by_the_child(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    make_plan(family, coordinator)
    son = family.members.get(name="Zakariye")
    goal = make_goal(family, near, member=son)
    activity = make_activity(family, near, goal=goal, members=[son])
    Contribution.log(family, by=near, on=clock.today(), outcome=Outcome.HAPPENED, activity=activity)
    goal.settle(GoalStatus.REACHED, by=coordinator, reason="Set")
    found = entries(signed_in(near).get(url("list_lines", family), {"member": str(son.pk)}))
    assert [entry.kind for entry in found] == ["goal", "contribution"]


def test_a_goal_that_one_may_not_see_is_not_settled_before_ones_eyes(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    make_plan(family, coordinator)
    goal = make_goal(family, coordinator, words="Kun kernens mål", visibility="core")
    goal.settle(GoalStatus.GIVEN_UP, by=coordinator, reason="Kernens grund")
    assert "Kernens" not in text(signed_in(near).get(url("list_lines", family)))
    assert "Kun kernens mål" in text(signed_in(coordinator).get(url("list_lines", family)))


def lay(family: Family, by: Professional, count: int, *, minutes_apart: int = 1) -> list[str]:
    """So many lines, the last one newest."""
    began = clock.now() - timedelta(days=20)
    texts = [f"Linje {number:03}" for number in range(count)]
    for number, said in enumerate(texts):
        with time_machine.travel(began + timedelta(minutes=minutes_apart * number), tick=False):
            make_line(family, by, text=said)
    return texts


def leafed(client: Any, page: str) -> list[list[str]]:
    """Every page from the newest back."""
    pages = []
    while page:
        answer = client.get(page)
        pages.append(words(answer))
        older = answer.context["older"]
        page = f"{page.partition('?')[0]}{older}" if older else ""
    return pages


def test_it_goes_back_25_at_a_time_and_leaves_nothing_out(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    texts = lay(family, near, 60)
    pages = leafed(signed_in(near), url("list_lines", family) + "?kind=school")
    assert [len(each) for each in pages] == [25, 25, 10]
    assert [said for each in pages for said in each] == texts[::-1]


def test_what_happened_at_one_moment_is_not_torn_apart(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    texts = lay(family, near, 20) + [f"Samtidig {number}" for number in range(30)]
    with time_machine.travel(clock.now() - timedelta(days=10), tick=False):
        for said in texts[20:]:
            make_line(family, near, text=said)
    shown = [said for each in leafed(signed_in(near), url("list_lines", family)) for said in each]
    assert sorted(shown) == sorted(texts)


def test_many_lines_cost_as_many_queries_as_few(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    client, page = signed_in(coordinator), url("list_lines", family)
    world = fill(family, coordinator=coordinator, near=near)
    world.line.answer(by=coordinator, text="Godt.")
    make_letter(family, near).settle(by=near)
    son = family.members.get(name="Zakariye")

    def costs() -> list[int]:
        narrowed = (f"?q=linje&kind=&member={son.pk}", "?kind=contributions", f"?before={quote(now)}")
        return [cost(client, page), *(cost(client, page + each) for each in narrowed)]

    now = timezone.localtime().isoformat()
    lay(family, near, 4)
    few = costs()
    lay(family, near, 30)
    for number in range(30):
        line = make_line(family, near, text=f"linje {number}", about=son)
        line.answer(by=coordinator, text="Ja")
        make_letter(family, near)
        Contribution.log(family, by=near, on=clock.today(), outcome=Outcome.HAPPENED, title=f"{number}")
    assert costs() == few


def test_what_is_new_is_marked_in_words(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    make_line(family, coordinator, text="gammel")
    ReadMark.move(near, family, clock.now())
    make_line(family, coordinator, text="ny")
    make_line(family, near, text="egen")
    shown = {entry.words: entry.is_new for entry in entries(signed_in(near).get(url("list_lines", family)))}
    assert (shown["gammel"], shown["ny"], shown["egen"]) == (False, True, False)


def test_an_empty_timeline_teaches(
    family: Family, near: Professional, peripheral: Professional, signed_in: SignedIn
) -> None:
    page = signed_in(peripheral).get(url("list_lines", family))
    assert entries(page) == []
    assert '<div class="empty">' in text(page)
    far = url("list_lines", family) + "?before=2001-01-01T00:00:00%2B00:00"
    assert entries(signed_in(near).get(far)) == []


def test_what_people_write_is_text_and_nothing_else(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    make_line(family, near, text="<script>alert(1)</script>\nnæste")
    page = text(signed_in(near).get(url("list_lines", family)))
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;<br>næste" in page


@pytest.mark.demand("R54")
def test_it_asks_for_the_right(
    family: Family, near: Professional, stranger: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    page = url("list_lines", family)
    assert signed_in(stranger).get(page).status_code == 404
    assert signed_in(near).get(url("list_lines", second_family().family)).status_code == 404
    client = signed_in(near)
    assert client.get(page).status_code == 200
    family.involvements.get(professional=near).end(by=coordinator, reason="staff")
    assert client.get(page).status_code == 404
    assert not Line.objects.visible_to(near).exists()
