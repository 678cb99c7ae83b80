"""Where a protected member is met: for the core, and for whoever does it with them, on every page."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext as _

import masterplans
from families.models import Family, Member, Professional
from masterplans.models import Activity, Masterplan
from roskilde import clock
from tests.makers import make_activity
from tests.masterplans.asking import Answer, SignedIn, cost, text, url
from tests.masterplans.conftest import agree
from tests.test_every_route import EXAMPLES, marked

SECRET = "Krisecentret Viften"
KINDS = ("school", "home", "city_hall", "town", "other_municipality")


def protect(member: Member, by: Professional) -> None:
    member.protection, member.phone, member.email = "threatened", "20 99 88 77", "hemmelig@example.org"
    member.address = "Gemmevej 7"
    member.save(by=by)


@pytest.fixture
def secret(plan: Masterplan, family: Family, mother: Member, coordinator: Professional) -> Activity:
    """The coordinator meets the mother, who is protected, in town; everybody near sees that they meet."""
    protect(mother, coordinator)
    activity = make_activity(
        family, coordinator, title="Samtale", members=[mother], place_kind="town", place=SECRET
    )
    activity.place = SECRET  # saved twice: the history has something to tell
    activity.title = "Samtaler"
    activity.save(by=coordinator)
    agree(plan, coordinator, mother)
    return activity


def pages(family: Family, activity: Activity, member: Member) -> Iterator[str]:
    """Every page of the family that can be opened by its key and that of the activity or the member."""
    keys = {"activity": activity.pk, "member": member.pk}
    for name, path, _view in marked():
        example = EXAMPLES.get(name)
        if example is None or not example.get or (example.also and "number" not in example.also):
            continue
        if example.key and example.key not in keys:
            continue
        kwargs: dict[str, Any] = dict(example.also)
        if "<uuid:family>" in path:
            kwargs["family"] = family.pk
        if example.key:
            kwargs["pk"] = keys[example.key]
        yield reverse(name, kwargs=kwargs)


def read_all(client: Client, family: Family, activity: Activity, member: Member) -> str:
    # A PDF is packed; what stands on one is looked into where it is made.
    answers = (client.get(each) for each in pages(family, activity, member))
    return "".join(answer.content.decode(errors="replace") for answer in answers)


def test_whoever_is_near_finds_neither_place_nor_number_on_any_page(
    secret: Activity, family: Family, mother: Member, near: Professional, signed_in: SignedIn
) -> None:
    found = read_all(signed_in(near), family, secret, mother)
    assert "Samtaler" in found  # the activity itself is no secret
    for never in (SECRET, "Gemmevej 7", "20 99 88 77", "hemmelig@example.org"):
        assert never not in found


@pytest.mark.parametrize("who", ["peripheral", "stranger", "steering", "city_hall", "dpo", "administrator"])
def test_whoever_stands_further_off_finds_nothing_even_of_what_names_them(
    who: str, secret: Activity, family: Family, mother: Member, coordinator: Professional, request: Any,
    signed_in: SignedIn,
) -> None:  # fmt: skip
    person = request.getfixturevalue(who)
    if who == "peripheral":
        secret.name_people([person], by=coordinator)
        assert _("Protected place") in text(signed_in(person).get(url("show_activity", family, secret.pk)))
    found = read_all(signed_in(person), family, secret, mother)
    for never in (SECRET, "Gemmevej 7", "20 99 88 77", "hemmelig@example.org"):
        assert never not in found


SHOWS = ("show_plan", "show_week", "show_activity", "show_version")


def shown(client: Client, family: Family, activity: Activity, page: str) -> Answer:
    keys: dict[str, list[Any]] = {"show_activity": [activity.pk], "show_version": [1]}
    return text(client.get(url(page, family, *keys.get(page, []))))


@pytest.mark.parametrize("page", SHOWS)
def test_the_core_reads_the_place_and_who_is_near_that_it_is_protected(
    page: str,
    secret: Activity,
    family: Family,
    near: Professional,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    assert SECRET in shown(signed_in(coordinator), family, secret, page)
    hidden = shown(signed_in(near), family, secret, page)
    assert _("Protected place") in hidden
    assert str(secret.get_place_kind_display()) not in hidden


@pytest.mark.parametrize("page", SHOWS)
def test_whoever_does_it_with_her_reads_where(
    page: str, secret: Activity, family: Family, near: Professional, consultant: Professional,
    coordinator: Professional, signed_in: SignedIn,
) -> None:  # fmt: skip
    secret.co_owners.add(near)
    assert SECRET in shown(signed_in(near), family, secret, page)
    assert SECRET not in shown(signed_in(consultant), family, secret, page)
    secret.responsible = consultant
    secret.save(by=coordinator)
    assert SECRET in shown(signed_in(consultant), family, secret, page)


def test_the_history_is_silent_about_places_but_not_to_whoever_does_it(
    secret: Activity, family: Family, mother: Member, near: Professional, signed_in: SignedIn
) -> None:
    secret.members.clear()  # nobody named any more; the earlier place was hers all the same
    address = url("show_activity_history", family, secret.pk)
    page = text(signed_in(near).get(address))
    assert "Samtaler" in page
    assert SECRET not in page
    secret.co_owners.add(near)
    assert SECRET in text(signed_in(near).get(address))


@pytest.mark.parametrize("kind", KINDS)
def test_what_the_whole_family_does_is_hidden_while_she_is_at_home(
    kind: str, plan: Masterplan, family: Family, mother: Member, near: Professional,
    coordinator: Professional, signed_in: SignedIn,
) -> None:  # fmt: skip
    make_activity(family, coordinator, place_kind=kind, place=SECRET)
    client = signed_in(near)
    assert SECRET in text(client.get(url("show_week", family)))
    protect(mother, coordinator)
    assert SECRET not in text(client.get(url("show_week", family)))
    assert SECRET not in text(client.get(url("show_plan", family)))
    mother.left_on = clock.today()
    mother.save(by=coordinator)
    assert SECRET in text(client.get(url("show_week", family)))


def test_the_unit_is_no_secret_and_neither_is_where_another_member_goes(
    plan: Masterplan, family: Family, mother: Member, son: Member, near: Professional,
    coordinator: Professional, signed_in: SignedIn,
) -> None:  # fmt: skip
    protect(mother, coordinator)
    make_activity(family, coordinator, members=[mother], place_kind="unit", place="Lokale 2")
    make_activity(family, coordinator, members=[son], place_kind="town", place="Hallen")
    make_activity(family, coordinator, members=[son, mother], place_kind="town", place=SECRET)
    for page in ("show_week", "show_plan"):
        found = text(signed_in(near).get(url(page, family)))
        assert "Lokale 2" in found
        assert "Hallen" in found
        assert SECRET not in found


def test_a_second_activity_of_hers_costs_no_more_queries(
    secret: Activity, family: Family, mother: Member, near: Professional, coordinator: Professional,
    signed_in: SignedIn,
) -> None:  # fmt: skip
    for page in ("show_week", "show_plan", "show_granted_parts"):
        client, address = signed_in(near), url(page, family)
        secret.name_people([near], by=coordinator)
        one = cost(client, address)
        for number in range(3):
            more = make_activity(family, coordinator, title=str(number), members=[mother], place_kind="town")
            more.name_people([near], by=coordinator)
        assert cost(client, address) == one <= 11


def test_no_template_and_no_code_shows_a_place_but_through_the_one_that_answers() -> None:
    folder = Path(masterplans.__file__).parent
    templates = [each for app in folder.parent.glob("*/templates") for each in app.rglob("*.*")]
    raw = re.compile(r"\.(place|place_kind|get_place_kind_display|place_label)\b")
    assert not [str(each) for each in templates if raw.search(each.read_text())]
    code = [each for each in folder.rglob("*.py") if "migrations" not in each.parts]
    shows = re.compile(r"(?<!self)\.(place|get_place_kind_display)\b")
    # What answers, what freezes without showing, and what compares places or asks what answers first.
    allowed = {"places.py", "version.py", "taken.py", "load.py", "family_copy.py"}
    assert {each.name for each in code if shows.search(each.read_text())} <= allowed
