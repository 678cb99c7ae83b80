"""Twenty looks by lot from the last thirty days, and the same twenty whenever the address is opened again."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from django.test import Client
from django.utils import timezone

from families.models import Family, Look, Professional
from roskilde import clock

SignedIn = Callable[[Professional], Client]
URL = "/looks/sample/"


def note(reader: Professional, family: Family, days_ago: int, page: str) -> None:
    day = clock.today() - timedelta(days=days_ago)
    with clock.set_to(timezone.make_aware(datetime.combine(day, time(10)))):
        Look.objects.note(reader, [family.pk], page=page)


def drawn(client: Client, query: str) -> list[str]:
    return [line.page for _family, line in client.get(URL + query).context["lines"]]


def test_without_a_seed_it_leads_to_one(signed_in: SignedIn, dpo: Professional, today: date) -> None:
    for query in ("", "?seed=x&until=2026-01-01", "?seed=1&until=yesterday"):
        answer = signed_in(dpo).get(URL + query)
        assert answer.status_code == 302
        assert f"until={today}" in answer.headers["Location"]


def test_the_same_address_finds_the_same_sample(
    signed_in: SignedIn, dpo: Professional, coordinator: Professional, family: Family, today: date
) -> None:
    for number in range(60):
        note(coordinator, family, 1 + number % 28, f"page {number}")
    client, query = signed_in(dpo), f"?seed=4711&until={today}"
    first = drawn(client, query)
    assert len(first) == len(set(first)) == 20
    note(coordinator, family, 0, "later")  # today's looks are not in it, so that it stays the same tomorrow
    assert drawn(client, query) == first
    assert drawn(client, f"?seed=4712&until={today}") != first


def test_it_draws_from_thirty_days_only(
    signed_in: SignedIn, dpo: Professional, coordinator: Professional, family: Family, today: date
) -> None:
    for days_ago in (0, 1, 30, 31):
        note(coordinator, family, days_ago, f"{days_ago} days ago")
    assert drawn(signed_in(dpo), f"?seed=1&until={today}") == ["1 days ago", "30 days ago"]


def test_looks_that_lie_scattered_are_found_all_the_same(
    signed_in: SignedIn, dpo: Professional, coordinator: Professional, family: Family, today: date
) -> None:
    for number in range(30):
        note(coordinator, family, 2, f"page {number}")
        for _older in range(40):
            note(coordinator, family, 90, "older")
    pages = drawn(signed_in(dpo), f"?seed=7&until={today}")
    assert len(pages) == 20
    assert "older" not in pages


def test_an_empty_period_says_so(signed_in: SignedIn, dpo: Professional, today: date) -> None:
    for until in (today, "0001-01-01", "9999-12-31"):
        page = signed_in(dpo).get(f"{URL}?seed={10**30}&until={until}")
        assert 'class="empty"' in page.content.decode()


def test_nobody_else_draws(signed_in: SignedIn, leader: Professional, administrator: Professional) -> None:
    for person in (leader, administrator):
        assert signed_in(person).get(URL).status_code == 403
