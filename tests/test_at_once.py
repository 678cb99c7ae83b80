"""Two at the same moment. PostgreSQL lets both work; SQLite lets one write at a time, and needs no test."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, connections
from django.test import Client
from django.urls import reverse

from families.models import Family, Mail, MailKind, Professional, Role, RoleHolding
from tests.families.test_enrol_family import typed
from tests.makers import make_person, make_pilot

SignedIn = Callable[[Professional], Client]

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="two write at once on PostgreSQL alone"),
]


def at_once(*deeds: Callable[[], object]) -> list[object]:
    """What each did, or was refused with; all begin together, each in a transaction of its own."""
    start = Barrier(len(deeds))

    def run(deed: Callable[[], object]) -> object:
        start.wait()
        try:
            return deed()
        except ValidationError as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(deeds)) as together:
        return list(together.map(run, deeds))


@pytest.fixture
def second(administrator: Professional) -> Professional:
    """The other administrator."""
    return make_person("Eva Toft", role=Role.ADMINISTRATOR)


@pytest.mark.parametrize("_time", range(5))
def test_two_administrators_who_stop_each_other_leave_one(
    _time: int, administrator: Professional, second: Professional, signed_in: SignedIn
) -> None:
    stop = "families:stop_professional"
    pairs = ((administrator, second), (second, administrator))
    clients = [(signed_in(by), reverse(stop, args=[whom.pk])) for by, whom in pairs]
    at_once(*(lambda client=client, url=url: client.post(url) for client, url in clients))
    assert Professional.objects.with_role(Role.ADMINISTRATOR).count() == 1


@pytest.mark.parametrize("_time", range(5))
def test_two_administrators_who_take_each_others_role_leave_one(
    _time: int, administrator: Professional, second: Professional
) -> None:
    first_role, second_role = (
        RoleHolding.objects.get(professional=person) for person in (administrator, second)
    )
    found = at_once(lambda: first_role.end(by=second), lambda: second_role.end(by=administrator))
    assert sorted(type(each).__name__ for each in found) == ["NoneType", "ValidationError"]
    assert Professional.objects.with_role(Role.ADMINISTRATOR).count() == 1


@pytest.mark.parametrize("_time", range(5))
def test_a_role_given_while_its_receiver_is_stopped_does_not_outlive_it(
    _time: int, administrator: Professional, second: Professional, stranger: Professional
) -> None:
    copy = Professional.objects.get(pk=stranger.pk)
    at_once(
        lambda: stranger.stop_working_here(by=administrator),
        lambda: RoleHolding.give(copy, Role.DPO, by=second),
    )
    stranger.refresh_from_db()
    assert not stranger.is_active
    assert not RoleHolding.objects.open().filter(professional=stranger).exists()


def test_somebody_let_back_by_two_gets_one_link(
    administrator: Professional, second: Professional, stranger: Professional
) -> None:
    stranger.stop_working_here(by=administrator)
    copies = [Professional.objects.get(pk=stranger.pk) for _copy in range(2)]
    found = at_once(
        lambda: copies[0].let_back(by=administrator, reason="Tilbage."),
        lambda: copies[1].let_back(by=second, reason="Tilbage."),
    )
    assert sorted(type(each).__name__ for each in found) == ["NoneType", "ValidationError"]
    assert Mail.objects.filter(to=stranger, kind=MailKind.INVITATION).count() == 1


def test_a_family_sent_four_times_at_once_is_one(coordinator: Professional, signed_in: SignedIn) -> None:
    make_pilot()
    url = reverse("families:enrol_family")
    clients = [signed_in(coordinator) for _thumb in range(4)]
    answers = at_once(*(lambda client=client: client.post(url, typed(coordinator)) for client in clients))
    family = Family.objects.get()
    assert {answer["Location"] for answer in answers} == {family.get_absolute_url()}  # type: ignore[index]


@pytest.mark.parametrize("_time", range(3))
def test_two_who_enrol_each_their_family_at_once_both_do(
    _time: int, coordinator: Professional, leader: Professional, signed_in: SignedIn
) -> None:
    """Each becomes core of the other's family: whoever waits for the pilot must hold nobody."""
    make_pilot()
    url = reverse("families:enrol_family")
    one, other = signed_in(coordinator), signed_in(leader)
    answers = at_once(
        lambda: one.post(url, typed(leader, name="Warsame")),
        lambda: other.post(url, typed(coordinator, name="Haidari")),
    )
    assert [answer.status_code for answer in answers] == [302, 302]  # type: ignore[attr-defined]
    assert Family.objects.count() == 2
