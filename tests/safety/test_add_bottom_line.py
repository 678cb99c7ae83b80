"""Bottom lines: only where the authority's decision stands."""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client
from django.urls import reverse

from families.models import Family, Professional
from roskilde import clock
from safety.models import BottomLine
from tests.makers import make_bottom_line
from tests.masterplans.asking import as_shown, errors, text

SignedIn = Callable[[Professional], Client]


def url(page: str, family: Family, *keys: object) -> str:
    return reverse(f"safety:{page}", args=[family.pk, *keys])


def test_it_is_a_reference_that_can_be_mended_and_ended(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    client, today = signed_in(near), clock.today()
    data = {"decision": "Afgørelse", "decided_on": str(today), "unit": "Børn og Unge", "case_number": "25-9"}
    client.post(url("add_bottom_line", family), data)
    line = family.bottom_lines.get()
    shown = client.get(url("change_bottom_line", family, line.pk))
    client.post(url("change_bottom_line", family, line.pk), as_shown(shown, case_number="25-10"))
    assert "25-10" in text(client.get(url("show_map", family)))
    client.post(url("end_bottom_line", family, line.pk))
    line.refresh_from_db()
    assert (line.ended_on, line.ended_by) == (today, near)
    assert "25-10" not in text(client.get(url("show_map", family)))
    assert client.get(url("change_bottom_line", family, line.pk)).status_code == 404


def test_the_decision_has_been_made(family: Family, near: Professional, signed_in: SignedIn) -> None:
    line: BottomLine = make_bottom_line(family, near)
    client = signed_in(near)
    shown = client.get(url("change_bottom_line", family, line.pk))
    ahead = as_shown(shown, decided_on=str(clock.today() + timedelta(days=1)))
    assert "decided_on" in errors(client.post(url("change_bottom_line", family, line.pk), ahead))
