"""'I take it': the line waits no longer for somebody, it waits for this one."""

from collections.abc import Callable

from django.test import Client

from families.models import Family, Professional, Telling
from tests.makers import make_line

SignedIn = Callable[[Professional], Client]


def test_who_takes_it_has_seen_it_and_has_it_until_it_is_done(
    family: Family, coordinator: Professional, near: Professional, signed_in: SignedIn
) -> None:
    telling = Telling.tell(make_line(family, coordinator), [near], by=coordinator)[0]
    client = signed_in(near)
    base = f"/families/{family.pk}/tellings/{telling.pk}"
    client.post(f"{base}/take/", {"next": "/"})
    telling.refresh_from_db()
    assert (telling.seen_by, telling.taken_by, telling.done_by) == (near, near, None)
    page = client.get("/").content.decode()
    assert f"{base}/finish/" in page
    assert f"{base}/take/" not in page


def test_what_was_only_to_be_seen_is_off_the_start_page_when_it_is(
    family: Family, coordinator: Professional, near: Professional, signed_in: SignedIn
) -> None:
    telling = Telling.tell(make_line(family, coordinator), [near], by=coordinator)[0]
    client = signed_in(near)
    assert str(telling.pk) in client.get("/").content.decode()
    telling.see(by=near)
    assert str(telling.pk) not in client.get("/").content.decode()


def test_somebody_else_is_refused(
    family: Family, coordinator: Professional, near: Professional, signed_in: SignedIn
) -> None:
    telling = Telling.tell(make_line(family, coordinator), [near], by=coordinator)[0]
    signed_in(coordinator).post(f"/families/{family.pk}/tellings/{telling.pk}/take/")
    telling.refresh_from_db()
    assert telling.taken_at is None
