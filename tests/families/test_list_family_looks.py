"""Who has looked at the family, when, at what, and what the door answered."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from families.models import Family, Look, Professional
from roskilde import clock

SignedIn = Callable[[Professional], Client]


def url(family: Family) -> str:
    return f"/families/{family.pk}/looks/"


def test_the_core_sees_everybodys_looks_and_what_the_door_answered(
    family: Family, near: Professional, stranger: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    signed_in(near).get(family.get_absolute_url())
    signed_in(near).get(f"/families/{family.pk}/background/")
    signed_in(stranger).get(family.get_absolute_url())
    rows = signed_in(coordinator).get(url(family)).context["rows"]
    assert [(row.who, row.was_opened) for row in rows[1:]] == [
        (stranger.name, False),
        (near.name, False),
        (near.name, True),
    ]
    assert "families:" not in rows[3].page


def test_others_see_their_own(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    signed_in(coordinator).get(family.get_absolute_url())
    answer = signed_in(near).get(url(family), {"who": "Jonas"})
    assert {row.who for row in answer.context["rows"]} == {near.name}
    assert "Jonas" not in str(answer.context["rows"])


def test_it_is_narrowed_by_person_and_period(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    with clock.set_to(clock.today() - timedelta(days=40)):
        Look.objects.note(near, [family.pk], page="families:show_family")
    Look.objects.note(near, [family.pk], page="families:show_people")
    client = signed_in(coordinator)
    assert len(client.get(url(family), {"who": "ørum"}).context["rows"]) == 2
    before = str(clock.today() - timedelta(days=40))
    assert len(client.get(url(family), {"until": before}).context["rows"]) == 1
    recent = client.get(url(family), {"who": "birgitte", "since": str(clock.today())})
    assert len(recent.context["rows"]) == 1


@pytest.mark.parametrize(
    "query",
    [{"since": "x"}, {"until": "9999-12-31"}, {"since": "0001-01-01"}, {"who": "\0"}, {"page": "0"}],
)
def test_a_query_that_cannot_be_read_is_no_error_page(
    query: dict[str, str], family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    assert signed_in(coordinator).get(url(family), query).status_code == 200


def test_a_look_outlives_whom_it_names(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    Look(
        at=clock.now(),
        professional_id=uuid4(),
        on_behalf_of_id=coordinator.pk,
        family_id=family.pk,
        page="gone:page",
        method="POST",
        verdict="opened",
    ).save()
    row = signed_in(coordinator).get(url(family)).context["rows"][1]
    assert (row.for_whom, row.page, row.is_deed) == (coordinator.name, "gone:page", True)


def test_another_familys_looks_are_elsewhere(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    Look.objects.note(coordinator, [uuid4()], page="families:show_family")
    assert len(signed_in(coordinator).get(url(family)).context["rows"]) == 1


def test_it_shows_fifty_at_a_time_in_as_many_queries(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)
    client.get(url(family))
    with CaptureQueriesContext(connection) as few:
        client.get(url(family))
    for person in (near, coordinator):
        Look.objects.note(person, [family.pk] * 40, page="families:show_family")
    with CaptureQueriesContext(connection) as many:
        answer = client.get(url(family))
    assert len(answer.context["rows"]) == 50
    assert answer.context["page"].has_next()
    assert len(many) == len(few)


def test_a_stranger_finds_nothing(family: Family, stranger: Professional, signed_in: SignedIn) -> None:
    assert signed_in(stranger).get(url(family)).status_code == 404
