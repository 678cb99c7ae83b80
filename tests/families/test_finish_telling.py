"""'Done': it is off the start page, and who said it can read so."""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client

from families.models import Family, Professional, Telling
from roskilde import clock
from tests.makers import make_line

SignedIn = Callable[[Professional], Client]


def test_done_is_done(
    family: Family, coordinator: Professional, near: Professional, signed_in: SignedIn
) -> None:
    due = clock.today() + timedelta(days=3)
    telling = Telling.tell(make_line(family, coordinator), [near], by=coordinator, due_on=due)[0]
    base, client = f"/families/{family.pk}/tellings/{telling.pk}", signed_in(near)
    telling.see(by=near)
    assert f"{base}/finish/" in client.get("/").content.decode()  # a next step waits though it was seen
    client.post(f"{base}/finish/", {"next": "/"})
    telling.refresh_from_db()
    assert (telling.seen_by, telling.taken_by, telling.done_by) == (near, None, near)
    assert base not in client.get("/").content.decode()


def test_somebody_else_is_refused(
    family: Family, coordinator: Professional, near: Professional, signed_in: SignedIn
) -> None:
    telling = Telling.tell(make_line(family, coordinator), [near], by=coordinator)[0]
    signed_in(coordinator).post(f"/families/{family.pk}/tellings/{telling.pk}/finish/")
    telling.refresh_from_db()
    assert telling.done_at is None
