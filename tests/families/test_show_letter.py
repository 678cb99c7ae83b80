"""One letter: what it says and what to do, its pages, and who can see it."""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client

from families.models import Family, Look, Professional, Tier
from roskilde import clock
from tests.makers import make_letter, make_line, make_person, make_scan
from tests.masterplans.asking import cost, text
from tests.world import second_family

SignedIn = Callable[[Professional], Client]


def test_it_says_from_whom_by_when_what_to_do_who_helps_and_who_sees(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    letter = make_letter(
        family, near, helper=coordinator, deadline=clock.today() - timedelta(days=1), visibility="sector"
    )
    page = text(signed_in(near).get(letter.get_absolute_url()))
    for words in ("Udbetaling Danmark", "Send lejekontrakten ind.", coordinator.name, "overskredet"):
        assert words in page
    assert f"Kan ses af: {near.name}" in page


def test_a_title_names_nobody(family: Family, near: Professional, signed_in: SignedIn) -> None:
    page = text(signed_in(near).get(make_letter(family, near, sender="Kvinfo").get_absolute_url()))
    assert "Kvinfo" not in page.partition("</title>")[0]


def test_its_pages_are_shown_with_words_and_fetched_when_they_come_into_sight(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    letter = make_letter(family, near)
    scan = make_scan(letter, near)
    page = text(signed_in(near).get(letter.get_absolute_url()))
    assert f'src="/families/{family.pk}/scans/{scan.pk}/"' in page
    assert 'alt="Side 1 af brevet fra Udbetaling Danmark"' in page
    assert 'loading="lazy"' in page


def test_the_line_that_it_was_is_shown_to_those_who_see_the_line(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    line = make_line(family, coordinator, text="Naboen må ikke vide det.", visibility="core")
    letter = make_letter(family, coordinator, line=line, visibility="near")
    assert line.text in text(signed_in(coordinator).get(letter.get_absolute_url()))
    shown = signed_in(near).get(letter.get_absolute_url())
    assert shown.status_code == 200
    assert line.text not in text(shown)


def test_what_was_removed_is_told_with_who_and_when(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    letter = make_letter(family, near)
    scan = make_scan(letter, near)
    scan.remove(by=near)
    page = text(signed_in(near).get(letter.get_absolute_url()))
    assert f"/scans/{scan.pk}/" not in page
    assert f"fjernet af {near.name}" in page


def test_ten_pages_cost_as_much_as_one(family: Family, near: Professional, signed_in: SignedIn) -> None:
    letter = make_letter(family, near)
    make_scan(letter, near)
    make_scan(letter, near).remove(by=near)
    client = signed_in(near)
    before = cost(client, letter.get_absolute_url())
    for _number in range(5):
        make_scan(letter, near)
        make_scan(letter, near).remove(by=near)
    assert cost(client, letter.get_absolute_url()) == before


def test_what_one_may_not_see_is_not_there(
    family: Family,
    near: Professional,
    leader: Professional,
    coordinator: Professional,
    peripheral: Professional,
    stranger: Professional,
    signed_in: SignedIn,
) -> None:
    hidden = make_letter(family, coordinator, visibility="named")
    theirs = second_family().letter
    url = hidden.get_absolute_url()
    asked = {
        near: url,
        leader: url.replace(str(hidden.pk), str(theirs.pk)),
        peripheral: url,
        stranger: url,
    }
    answers = [signed_in(each).get(page).status_code for each, page in asked.items()]
    assert answers == [404, 404, 403, 404]


def test_sight_ends_with_the_involvement(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    letter = make_letter(family, near)
    client = signed_in(near)
    assert client.get(letter.get_absolute_url()).status_code == 200
    family.involvements.open().get(professional=near).end(by=coordinator, reason="staff")
    assert client.get(letter.get_absolute_url()).status_code == 404


def test_a_letter_that_names_somebody_stays_shut_to_them_while_they_are_peripheral(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    person = make_person("Kasper Holst", sector="Jobcenter")
    here = family.involve(person, tier=Tier.NEAR, function="Job", reason="need", by=coordinator)
    letter = make_letter(family, coordinator, visibility="named", named=[person])
    assert signed_in(person).get(letter.get_absolute_url()).status_code == 200
    here.change_tier(Tier.PERIPHERAL, by=coordinator, reason="need")
    assert signed_in(person).get(letter.get_absolute_url()).status_code == 403


def test_it_is_one_look(family: Family, near: Professional, signed_in: SignedIn) -> None:
    letter = make_letter(family, near)
    make_scan(letter, near)
    signed_in(near).get(letter.get_absolute_url())
    assert [look.page for look in Look.objects.by(near)] == ["families:show_letter"]
