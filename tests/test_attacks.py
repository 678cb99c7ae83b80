"""What ill will, or bad luck, must not reach: each of these was tried once and is kept shut from then on."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django import forms
from django.conf import settings as project
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from families.models import Draft, Family, Look, Member, Professional, Role, RoleHolding, Tier, Visibility
from masterplans.models import Contribution, Masterplan, Outcome, Part
from roskilde import clock
from roskilde.editing import DeedForm
from roskilde.logs import without_names
from tests.makers import make_activity, make_goal, make_person, make_plan

SignedIn = Callable[[Professional], Client]
EMERGENCY = "Moderen er indlagt, og børnene skal hentes."


def of(name: str, family: Family, *keys: object) -> str:
    return reverse(f"masterplans:{name}", args=[family.pk, *keys])


def hidden_fields(page: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))


def text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.fixture
def plan(family: Family, coordinator: Professional) -> Masterplan:
    return make_plan(family, coordinator)


@pytest.fixture
def mother(family: Family) -> Member:
    return family.members.get(name="Hodan")


# -- What was written for fewer eyes -------------------------------------------------------------------------


def test_opening_a_goal_to_more_people_does_not_open_what_it_said_before(
    plan: Masterplan,
    family: Family,
    mother: Member,
    near: Professional,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    goal = make_goal(family, coordinator, words="Volden i hjemmet hører op.", visibility=Visibility.CORE)
    plan.agree(
        by=coordinator,
        on=clock.today(),
        members=[mother],
        professionals=[],
        language="so",
        interpreter="not_needed",
    )
    goal.words, goal.visibility = "Der er ro hjemme.", Visibility.NEAR
    goal.save(by=coordinator)
    reader = signed_in(near)
    for page in (of("show_goal_history", family, goal.pk), of("show_version", family, 1)):
        answer = reader.get(page)
        assert answer.status_code == 200
        assert "Volden" not in text(answer), page
        assert "Volden" in text(signed_in(coordinator).get(page)), page


def test_the_names_under_a_sentence_are_those_who_will_read_it(
    plan: Masterplan,
    family: Family,
    near: Professional,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    """A sentence about something that is for named people is read by them, not by its writer alone."""
    friend = make_person("Kasper Holst", sector="Jobcenter")
    family.involve(friend, tier=Tier.NEAR, function="Jobkonsulent", reason="need", by=coordinator)
    activity = make_activity(family, coordinator, visibility=Visibility.NAMED)
    activity.name_people([near, friend], by=coordinator)
    row = Contribution.log(family, by=near, activity=activity, on=clock.today(), outcome=Outcome.HAPPENED)
    page = text(signed_in(near).get(of("change_contribution", family, row.pk)))
    told = re.search(r'class="[^"]*seen-by[^"]*"[^>]*>([^<]+)', page)
    assert told, page
    for reader in (coordinator, near, friend):
        assert reader.name in told[1]


# -- Typed text ----------------------------------------------------------------------------------------------


def test_text_found_again_after_somebody_else_saved_does_not_go_over_theirs(
    family: Family, coordinator: Professional, leader: Professional, signed_in: SignedIn
) -> None:
    """A draft remembers the revision that it was begun at."""
    url = reverse("families:change_family", args=[family.pk])
    mine, theirs = signed_in(coordinator), signed_in(leader)
    typed = {"name": "Warsame", "language": "so", "what_works": "Det går."}
    opened = hidden_fields(text(mine.get(url)))
    mine.post("/drafts/", {**opened, **typed, "hopes": "Mine ord."})
    theirs.post(url, {**hidden_fields(text(theirs.get(url))), **typed, "hopes": "Deres ord."})
    again = hidden_fields(text(mine.get(url)))
    answer = mine.post(url, {**again, **typed, "hopes": "Mine ord."})
    assert answer.status_code == 200
    assert "Deres ord." in text(answer)
    assert Family.objects.get().hopes == "Deres ord."


def test_two_who_write_what_the_plan_wants_with_one_member_do_not_overwrite_each_other(
    plan: Masterplan,
    family: Family,
    mother: Member,
    coordinator: Professional,
    leader: Professional,
    signed_in: SignedIn,
) -> None:
    url = of("change_member_aim", family, mother.pk)
    mine, theirs = signed_in(coordinator), signed_in(leader)
    opened = hidden_fields(text(mine.get(url)))
    theirs.post(url, {**hidden_fields(text(theirs.get(url))), "aim": "Deres ord."})
    answer = mine.post(url, {**opened, "aim": "Mine ord."})
    assert answer.status_code == 200
    assert "Deres ord." in text(answer)
    assert Part.objects.get().aim == "Deres ord."
    assert mine.post(url, {**hidden_fields(text(answer)), "aim": "Mine ord."}).status_code == 302
    assert Part.objects.get().aim == "Mine ord."


def test_a_form_sent_with_an_old_secret_keeps_its_text(family: Family, coordinator: Professional) -> None:
    """Signed out and in again in another window: the page's secret is worth nothing, its text is."""
    url = reverse("families:change_family", args=[family.pk])
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(coordinator, backend="families.accounts.SignIn")
    opened = hidden_fields(text(browser.get(url)))
    del browser.cookies[project.CSRF_COOKIE_NAME]
    browser.get("/")
    answer = browser.post(
        url, {**opened, "name": "Warsame", "language": "so", "hopes": "Mine ord.", "what_works": "x"}
    )
    assert Family.objects.get().hopes != "Mine ord."
    assert Draft.objects.get().fields["hopes"] == ["Mine ord."]
    assert answer.status_code == 403
    assert "Mine ord." in text(browser.get(url))


def test_a_draft_keeps_all_but_what_the_database_cannot(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    url = reverse("families:change_family", args=[family.pk])
    client = signed_in(coordinator)
    opened = hidden_fields(text(client.get(url)))
    assert client.post("/drafts/", {**opened, "hopes": "Mine\x00 ord."}).status_code == 200
    assert Draft.objects.get().fields["hopes"] == ["Mine ord."]


def test_what_the_database_refuses_is_told_and_keeps_the_text(
    stranger: Professional, leader: Professional
) -> None:
    """Two at the same moment: both were allowed by what they could see, one of them was second."""

    class Twice(DeedForm):
        words = forms.CharField()

        def do(self, *, by: Professional) -> None:
            for _number in range(2):
                RoleHolding(professional=stranger, role=Role.DPO, given_by=by, given_at=clock.now()).save(
                    by=by
                )

    form = Twice({"words": "Mine ord."})
    assert not form.done(by=leader)
    assert form.has_error("__all__", "at_once")
    assert form["words"].value() == "Mine ord."
    assert not RoleHolding.objects.filter(professional=stranger).exists()


# -- The trace -----------------------------------------------------------------------------------------------


def test_every_look_of_an_emergency_says_why(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    helper = make_person("Ida Frost", sector="Projektkerne", role=Role.COORDINATOR)
    family.open_in_emergency(by=helper, reason=EMERGENCY)
    client = signed_in(helper)
    for url in ("/", "/families/", family.get_absolute_url(), of("list_contributions", family)):
        client.get(url)
    looks = Look.objects.by(helper)
    assert looks.count() == 4
    assert {look.reason for look in looks} == {EMERGENCY}


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "X" * 20])
def test_only_the_methods_that_pages_know_are_answered(
    method: str, family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)
    for url in ("/", family.get_absolute_url(), reverse("families:change_family", args=[family.pk])):
        answer = client.generic(method, url)
        assert answer.status_code == 405, url
        assert "Warsame" not in text(answer)


def test_a_head_request_is_a_look(family: Family, near: Professional, signed_in: SignedIn) -> None:
    signed_in(near).head(family.get_absolute_url())
    assert Look.objects.by(near).get().method == "HEAD"


def test_why_an_emergency_was_one_is_for_those_who_read_the_log(
    family: Family, near: Professional, coordinator: Professional, settings: Any, signed_in: SignedIn
) -> None:
    """It is written for the leader and the core, in haste; who stands near sees that it was one."""
    settings.TODAY = None
    helper = make_person("Ida Frost", sector="Projektkerne", role=Role.COORDINATOR)
    family.open_in_emergency(by=helper, reason=EMERGENCY)
    url = reverse("families:show_people", args=[family.pk])
    for hours in (0, 5):
        with time_machine.travel(timezone.now() + timedelta(hours=hours)):
            assert EMERGENCY in text(signed_in(coordinator).get(url))
            page = text(signed_in(near).get(url))
            assert "Ida Frost" in page
            assert EMERGENCY not in page


# -- Who stands where ----------------------------------------------------------------------------------------


def test_a_family_given_to_somebody_who_is_in_by_an_emergency_stays_with_them(
    family: Family, coordinator: Professional, leader: Professional, settings: Any
) -> None:
    settings.TODAY = None
    helper = make_person("Ida Frost", sector="Projektkerne", role=Role.COORDINATOR)
    family.open_in_emergency(by=helper, reason=EMERGENCY)
    family.hand_to(helper, by=leader)
    with time_machine.travel(timezone.now() + timedelta(hours=5)):
        assert Family.objects.visible_to(helper).get().coordinator == helper


def test_a_grant_from_before_does_not_come_back_with_the_person(
    plan: Masterplan, family: Family, peripheral: Professional, coordinator: Professional
) -> None:
    goal = make_goal(family, coordinator, visibility=Visibility.NAMED)
    goal.name_people([peripheral], by=coordinator)
    assert goal in family.goals.visible_to(peripheral)
    family.involvements.open().get(professional=peripheral).end(by=coordinator, reason="staff")
    family.involve(peripheral, tier=Tier.PERIPHERAL, function="Klub", reason="need", by=coordinator)
    assert not family.goals.visible_to(peripheral)
    assert peripheral not in goal.seen_by()


# -- What stays in the browser and in the server's own log ---------------------------------------------------


def test_no_page_stays_in_the_browser_after_signing_out(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)
    for url in ("/", family.get_absolute_url(), "/families/?q=warsame", "/families/x/", "/account/"):
        assert "no-store" in client.get(url).headers.get("Cache-Control", ""), url


def test_the_servers_log_never_holds_what_was_searched_for(
    family: Family, near: Professional, signed_in: SignedIn, caplog: Any
) -> None:
    """The path with its keys is enough to find the fault; the question behind it may be a name."""
    client = signed_in(near)
    client.get("/looks/?person=Warsame")
    client.get(of("show_plan", family) + "nowhere/?q=Warsame")
    assert "/looks/" in caplog.text
    assert "Warsame" not in caplog.text


def test_a_fault_in_the_servers_log_does_not_quote_the_row() -> None:
    """As PostgreSQL words it, with a text of several lines and the exception that came of it."""
    told = (
        'Traceback:\nIntegrityError: violates "x"\nDETAIL:  Failing row contains (1, og\nWarsame, so).\n\n'
        "The above exception was the direct cause of:\nTraceback:\n"
        "DataError: unsupported\nLINE 1: ... E'{Warsame'...\n      ^\n"
    )
    said = without_names(None, "error", {"request": "POST /families/?q=Warsame", "exception": told})
    assert "Warsame" not in str(said)
    assert said["exception"].count("Traceback") == 2
    assert "DataError: unsupported" in said["exception"]
