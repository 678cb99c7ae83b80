"""One tap, and a line is a sign, a concern, a strength, a letter, a next step."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from families.models import Becoming, Family, Line, Professional, Tier
from tests.families.lines import SignedIn, text, url
from tests.makers import make_line, make_person
from tests.world import second_family


def stored(line: Line) -> Line:
    return Line.objects.for_nobody("the test reads it").get(pk=line.pk)


@pytest.mark.demand("R42")
@pytest.mark.parametrize("becoming", ["sign", "concern", "strength"])
def test_the_author_says_what_it_is_and_it_keeps_its_words(
    becoming: str, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    line = make_line(family, near)
    answer = signed_in(near).post(url("become", family, line.pk), {"becoming": becoming}, follow=True)
    after = stored(line)
    assert (after.became, after.became_by) == (becoming, near)
    assert (after.text, after.author, after.written_at) == (line.text, near, line.written_at)
    assert answer.redirect_chain == [(f"{url('list_lines', family)}#line-{line.pk}", 302)]
    assert f'<span class="status status-done">{Becoming(becoming).label}</span>' in text(answer)


def test_a_letter_is_brought_and_a_next_step_is_said_to_somebody(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    line = make_line(family, near)
    client, page = signed_in(near), url("become", family, line.pk)
    letter = client.post(page, {"becoming": "letter"})["Location"]
    assert letter == f"{reverse('families:bring_letter', args=[family.pk])}?line={line.pk}"
    step = client.post(page, {"becoming": "next_step"})["Location"]
    assert step == reverse("families:tell", args=[family.pk, line.pk])
    assert client.get(letter).status_code == client.get(step).status_code == 200


def test_it_can_be_taken_back(family: Family, near: Professional, signed_in: SignedIn) -> None:
    line = make_line(family, near)
    line.become("concern", by=near)
    assert signed_in(near).post(url("become", family, line.pk), {"becoming": ""}).status_code == 302
    assert (stored(line).became, stored(line).became_by, stored(line).became_at) == ("", None, None)


def test_one_comes_back_to_where_one_tapped(family: Family, near: Professional, signed_in: SignedIn) -> None:
    line = make_line(family, near)
    client, page = signed_in(near), url("become", family, line.pk)
    query = "q=r%C3%A6kte&next=https%3A%2F%2Fexample.com"
    narrowed = client.post(page, {"becoming": "sign", "query": query})["Location"]
    assert narrowed == f"{url('list_lines', family)}?q=r%C3%A6kte#line-{line.pk}"
    assert client.post(page, {"becoming": "", "at": "line"})["Location"] == line.get_absolute_url()


def test_in_place_the_line_answers_for_itself(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    line = make_line(family, near)
    client, page = signed_in(near), url("become", family, line.pk)
    answer = client.post(page, {"becoming": "sign"}, headers={"HX-Request": "true"})
    piece = text(answer)
    assert piece.strip().startswith("<li")
    assert piece.count(f'id="line-{line.pk}"') == 1
    assert 'role="status"' in piece
    gone = client.post(page, {"becoming": "letter"}, headers={"HX-Request": "true"})
    assert gone["HX-Redirect"].endswith(f"?line={line.pk}")


def test_the_buttons_are_the_authors_and_the_cores(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    line = make_line(family, near)
    consultant = make_person("Kasper Holst", sector="Jobcenter")
    family.involve(consultant, tier=Tier.NEAR, function="x", reason="need", by=coordinator)
    buttons = {
        person.name: [
            text(signed_in(person).get(page)).count('name="becoming"')
            for page in (url("list_lines", family), url("show_line", family, line.pk))
        ]
        for person in (near, coordinator, consultant)
    }
    assert buttons == {near.name: [5, 5], coordinator.name: [5, 5], consultant.name: [0, 0]}


def test_a_near_colleague_is_refused_with_the_reason(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    line = make_line(family, coordinator)
    client, page = signed_in(near), url("become", family, line.pk)
    answer = client.post(page, {"becoming": "concern"}, follow=True)
    assert any(coordinator.name in str(message) for message in answer.context["messages"])
    piece = client.post(page, {"becoming": "concern"}, headers={"HX-Request": "true"})
    assert coordinator.name in text(piece)
    assert stored(line).became == ""


@pytest.mark.parametrize("nonsense", ["rumour", "x" * 300, "\x00"])
def test_nonsense_changes_nothing(
    nonsense: str, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    line = make_line(family, near)
    for headers in ({}, {"HX-Request": "true"}):
        answer = signed_in(near).post(url("become", family, line.pk), {"becoming": nonsense}, headers=headers)
        assert answer.status_code in (200, 302)
    assert stored(line).became == ""


@pytest.mark.demand("R53")
def test_whoever_may_not_see_the_line_does_not_find_it(
    family: Family,
    near: Professional,
    coordinator: Professional,
    peripheral: Professional,
    stranger: Professional,
    signed_in: SignedIn,
) -> None:
    line = make_line(family, coordinator, visibility="core")
    own = make_line(family, peripheral, visibility="core")
    answers = [
        signed_in(person).post(url("become", family, each.pk), {"becoming": "sign"}).status_code
        for person, each in ((near, line), (stranger, line), (peripheral, own))
    ]
    assert answers == [404, 404, 403]
    other = second_family()
    assert signed_in(near).post(url("become", family, other.line.pk), {"becoming": "sign"}).status_code == 404
    assert signed_in(near).get(url("become", family, line.pk)).status_code == 405
    with pytest.raises(ValidationError):
        line.become("sign", by=near)
