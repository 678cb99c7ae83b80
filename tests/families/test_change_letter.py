"""A letter written anew: what to do, who helps, who sees it."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from families.models import Family, Letter, Professional, Tier
from tests.makers import make_letter, make_person
from tests.masterplans.asking import as_shown, errors, text

SignedIn = Callable[[Professional], Client]


def url(letter: Letter) -> str:
    return reverse("families:change_letter", args=[letter.family_id, letter.pk])


@pytest.fixture
def helper(family: Family, coordinator: Professional) -> Professional:
    person = make_person("Hassan Nur", sector="Jobcenter")
    family.involve(person, tier=Tier.NEAR, function="Hjælper med post", reason="need", by=coordinator)
    return person


def test_whoever_sees_it_changes_what_it_says_and_not_who_sees_it(
    family: Family, near: Professional, helper: Professional, signed_in: SignedIn
) -> None:
    letter = make_letter(family, near)
    client = signed_in(helper)
    shown = client.get(url(letter))
    assert not {"visibility", "named"} & set(shown.context["form"].fields)
    assert f"Kan ses af: {', '.join(each.name for each in letter.seen_by())}" in text(shown)
    answer = client.post(
        url(letter), as_shown(shown, what_to_do="Ring kl. 9.", helper=helper.pk, visibility="named", named=[])
    )
    assert answer["Location"] == letter.get_absolute_url()
    letter.refresh_from_db()
    assert (letter.what_to_do, letter.helper, letter.visibility) == ("Ring kl. 9.", helper, "near")
    with pytest.raises(ValidationError):
        letter.change(by=helper, visibility="named")
    with pytest.raises(ValidationError):
        letter.change(by=helper, named=[])


def test_the_author_and_the_core_say_who_sees_it(
    family: Family, near: Professional, helper: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    letter = make_letter(family, near)
    for person, visibility, named in ((near, "sector", [helper]), (coordinator, "core", [near])):
        client = signed_in(person)
        keys = [each.pk for each in named]
        shown = client.get(url(letter))
        assert client.post(url(letter), as_shown(shown, visibility=visibility, named=keys)).status_code == 302
        letter.refresh_from_db()
        assert (letter.visibility, list(letter.named)) == (visibility, named)


def test_hiding_it_from_who_helps_is_refused(
    family: Family, near: Professional, helper: Professional, signed_in: SignedIn
) -> None:
    letter = make_letter(family, near, helper=helper)
    client = signed_in(near)
    answer = client.post(url(letter), as_shown(client.get(url(letter)), visibility="sector"))
    assert helper.name in errors(answer)["visibility"][0]
    letter.refresh_from_db()
    assert letter.visibility == "near"


def test_a_helper_who_cannot_see_it_is_refused_also_where_one_cannot_choose_who_sees(
    family: Family, near: Professional, helper: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    colleague = make_person("Ida Frost", sector="Skole")
    family.involve(colleague, tier=Tier.NEAR, function="Lærer", reason="need", by=coordinator)
    letter = make_letter(family, near, visibility="sector")
    client = signed_in(colleague)
    answer = client.post(url(letter), as_shown(client.get(url(letter)), helper=helper.pk))
    assert answer.status_code == 200
    assert helper.name in " ".join(answer.context["form"].non_field_errors())
    letter.refresh_from_db()
    assert letter.helper is None


def test_who_helped_and_has_left_stays_until_somebody_takes_over(
    family: Family, near: Professional, helper: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    letter = make_letter(family, near, helper=helper)
    family.involvements.open().get(professional=helper).cut_short(by=coordinator)
    client = signed_in(near)
    client.post(url(letter), as_shown(client.get(url(letter)), what_to_do="Vent."))
    letter.refresh_from_db()
    assert (letter.helper, letter.what_to_do) == (helper, "Vent.")


def test_two_who_change_it_at_once_see_both(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    letter = make_letter(family, near)
    first, second = signed_in(near), signed_in(coordinator)
    theirs, yours = as_shown(first.get(url(letter))), as_shown(second.get(url(letter)))
    first.post(url(letter), {**theirs, "what_to_do": "Ring."})
    answer = second.post(url(letter), {**yours, "what_to_do": "Skriv."})
    (difference,) = answer.context["form"].conflict.differences
    assert (difference.theirs, difference.yours) == ("Ring.", "Skriv.")


def test_it_asks_for_the_right(
    family: Family,
    near: Professional,
    peripheral: Professional,
    stranger: Professional,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    letter = make_letter(family, coordinator, visibility="core")
    people = (near, peripheral, stranger)
    assert [signed_in(each).post(url(letter), {}).status_code for each in people] == [404, 403, 404]


@pytest.mark.demand("R53")
def test_who_sees_what_is_for_named_people_only_is_for_its_author_to_say(
    family: Family, near: Professional, helper: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    letter = make_letter(family, near, visibility="named", named=[coordinator])
    client = signed_in(coordinator)
    shown = client.get(url(letter))
    assert not {"visibility", "named"} & set(shown.context["form"].fields)
    client.post(url(letter), as_shown(shown, what_to_do="Ring.", visibility="near", named=[helper.pk]))
    letter.refresh_from_db()
    assert (letter.what_to_do, letter.seen_by()) == ("Ring.", [near, coordinator])
    for changes in ({"visibility": "near"}, {"named": [helper, coordinator]}):
        with pytest.raises(ValidationError):
            letter.change(by=coordinator, **changes)
    letter.change(by=near, visibility="near")
    letter.change(by=coordinator, visibility="core")  # what is not for named people only, the core may say


@pytest.mark.demand("R42", "R46")
def test_opened_to_more_people_it_is_new_to_them(
    family: Family, near: Professional, helper: Professional, signed_in: SignedIn
) -> None:
    letter = make_letter(family, near, visibility="sector")
    client, news = signed_in(helper), reverse("families:list_news", args=[family.pk])
    client.get(news)
    shared_at = letter.shared_at
    letter.change(by=near, what_to_do="Ring.")
    letter.change(by=near, visibility="core")
    assert letter.shared_at == shared_at  # it reached nobody new
    assert letter.sender not in text(client.get(news))
    letter.change(by=near, visibility="sector", named=[helper])
    assert letter.sender in text(client.get("/"))
    (entry,) = client.get(news).context["entries"]
    assert (entry.kind, entry.key) == ("letter", letter.pk)
    assert client.get(news).context["entries"] == []
    on_the_timeline = client.get(reverse("families:list_lines", args=[family.pk])).context["entries"]
    (entry,) = (each for each in on_the_timeline if each.kind == "letter")
    assert (entry.moment, entry.is_new) == (letter.written_at, False)
