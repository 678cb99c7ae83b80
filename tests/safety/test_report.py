"""The report of concern: what to do, and afterwards only that it was done, when and by whom."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from families.models import Family, Professional
from roskilde import clock
from safety.models import Report
from tests.masterplans.asking import errors, text

SignedIn = Callable[[Professional], Client]


def url(family: Family) -> str:
    return reverse("safety:report", args=[family.pk])


@pytest.mark.demand("S20")
def test_only_that_it_was_done_is_kept_for_its_author_and_the_project_leader(
    family: Family, near: Professional, leader: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(near)
    shown = text(client.get(url(family)))
    assert "opfylder ikke din pligt" in shown
    assert "112" in shown
    client.post(url(family), {"on": str(clock.today()), "text": "Far slår."})
    report = family.reports.visible_to(near).get()
    assert (report.author, report.on) == (near, clock.today())
    assert not [each for each in Report._meta.get_fields() if each.name in ("text", "words", "reason")]
    assert report in family.reports.visible_to(leader)
    assert report not in family.reports.visible_to(coordinator)
    for person, sees in ((near, True), (leader, True), (coordinator, False)):
        assert (report in signed_in(person).get(url(family)).context["reports"]) is sees


def test_it_was_not_done_tomorrow(family: Family, near: Professional, signed_in: SignedIn) -> None:
    answer = signed_in(near).post(url(family), {"on": str(clock.today() + timedelta(days=1))})
    assert "on" in errors(answer)
