"""Four hours, for a reason that the log repeats."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from families.models import Family, Involvement, Look, Mail, MailKind, Professional, Role, Tier
from tests.makers import make_person

REASON = "Jonas er syg, og skolen har ringet om Zakariye."
URL = "/families/emergency/"

SignIn = Callable[[Professional], Client]


@pytest.fixture
def colleague(db: None) -> Professional:
    return make_person("Sara Lindskov", "koordinator2", sector="Projektkerne", role=Role.COORDINATOR)


def take(client: Client, name: str = "Warsame", reason: str = REASON) -> object:
    return client.post(URL, {"name": name, "reason": reason})


def test_it_opens_the_family_for_four_hours(
    family: Family, colleague: Professional, signed_in: SignIn
) -> None:
    client = signed_in(colleague)
    plan = reverse("families:show_background", args=[family.pk])
    assert client.get(plan).status_code == 404

    take(client)

    assert client.get(plan).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(hours=4, minutes=1)):
        later = signed_in(colleague)
        assert later.get(plan).status_code == 404


def test_every_look_repeats_the_reason(family: Family, colleague: Professional, signed_in: SignIn) -> None:
    client = signed_in(colleague)
    take(client)
    client.get(reverse("families:show_family", args=[family.pk]))

    assert Look.objects.by(colleague).newest_first()[0].reason == REASON


def test_the_project_leader_is_told_at_once(
    family: Family, leader: Professional, colleague: Professional, signed_in: SignIn
) -> None:
    take(signed_in(colleague))

    assert Mail.objects.filter(kind=MailKind.EMERGENCY, to=leader).count() == 1
    assert REASON in signed_in(leader).get("/").content.decode()


@pytest.mark.parametrize(
    ("name", "reason"), [("Warsame", ""), ("Warsame", "hastesag"), ("Warsa", REASON), ("", REASON)]
)
def test_without_a_reason_or_the_exact_name_it_stays_shut(
    name: str, reason: str, family: Family, colleague: Professional, signed_in: SignIn
) -> None:
    response = signed_in(colleague).post(URL, {"name": name, "reason": reason})

    assert response.status_code == 200
    assert reason in response.content.decode()
    assert not Involvement.objects.filter(is_emergency=True).exists()


def test_whoever_stands_around_the_family_already_is_told_so(
    family: Family, coordinator: Professional, signed_in: SignIn
) -> None:
    response = signed_in(coordinator).post(URL, {"name": "warsame", "reason": REASON})

    assert response.status_code == 200
    assert not Involvement.objects.filter(is_emergency=True).exists()


@pytest.mark.parametrize(
    "who", ["near", "peripheral", "stranger", "city_hall", "steering", "dpo", "administrator"]
)
def test_only_the_unit_has_it(
    who: str, request: pytest.FixtureRequest, family: Family, signed_in: SignIn
) -> None:
    assert signed_in(request.getfixturevalue(who)).get(URL).status_code == 403


def test_it_lets_nobody_in_and_is_never_prolonged(
    family: Family, colleague: Professional, signed_in: SignIn
) -> None:
    client = signed_in(colleague)
    take(client)
    own = family.involvements.get(professional=colleague)

    for page, key in (("families:change_tier", own.pk), ("families:end_involvement", own.pk)):
        assert client.get(reverse(page, args=[family.pk, key])).status_code == 403
    assert client.get(reverse("families:hand_family", args=[family.pk])).status_code == 403
    with pytest.raises(ValidationError):
        own.change_tier(Tier.NEAR, by=colleague, reason="need")


# -- A name tried in vain ----------------------------------------------------------------------------------


def test_it_leaves_an_entry_in_the_log_and_not_the_name(
    family: Family, colleague: Professional, dpo: Professional, signed_in: SignIn
) -> None:
    take(signed_in(colleague), name="Warsami")

    look = Look.objects.by(colleague).get()
    assert (look.family_id, look.page, look.verdict) == (None, "families:take_emergency_access", "not_found")
    assert "Warsami" not in repr(vars(look))
    assert REASON not in repr(vars(look))
    shown = signed_in(dpo).get("/looks/?verdict=not_found").content.decode()
    assert colleague.name in shown
    assert "Warsami" not in shown
    (told,) = signed_in(colleague).get("/account/looks/").context["lines"]
    assert told[0] == "Ingen familie med det navn"
    assert (
        "Warsami" not in signed_in(family.coordinator).get(f"/families/{family.pk}/looks/").content.decode()
    )


def test_the_project_leader_sees_who_tries_names_for_a_week(
    family: Family,
    leader: Professional,
    colleague: Professional,
    coordinator: Professional,
    signed_in: SignIn,
) -> None:
    client = signed_in(colleague)
    for name in ("Ali", "Ahmed", "Hassan"):
        take(client, name=name)

    page = signed_in(leader).get("/").content.decode()
    assert f"{colleague.name} skrev 3 gange navne" in page
    assert "Hassan" not in page
    for other in (colleague, coordinator):
        assert "tried-in-vain" not in signed_in(other).get("/").content.decode()
    with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1)):
        assert "tried-in-vain" not in signed_in(leader).get("/").content.decode()


def test_a_leaders_own_tries_are_for_the_data_protection_officer(
    family: Family, leader: Professional, dpo: Professional, signed_in: SignIn
) -> None:
    take(signed_in(leader), name="Ali")

    assert "tried-in-vain" not in signed_in(leader).get("/").content.decode()
    assert leader.name in signed_in(dpo).get("/looks/").content.decode()
    assert signed_in(dpo).get("/looks/sample/", follow=True).status_code == 200


def test_a_form_that_could_not_have_opened_anything_tells_nothing_and_is_no_try(
    family: Family, colleague: Professional, signed_in: SignIn
) -> None:
    for name in ("Warsame", "Ali"):
        answer = signed_in(colleague).post(URL, {"name": name, "reason": "hastesag"})
        assert "name" not in answer.context["form"].errors

    assert not Look.objects.exists()
