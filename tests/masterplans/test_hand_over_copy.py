"""That a copy was given to its reader: when, how and who says so; corrected, never changed."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from families.models import Family, Professional
from masterplans.models import FamilyCopy, Handing, How, Masterplan
from roskilde import clock
from tests.makers import make_copy
from tests.masterplans.asking import SignedIn, cost, errors, text, url
from tests.world import World

TODAY = "2026-11-18"


@pytest.fixture
def copy(plan: Masterplan, coordinator: Professional) -> FamilyCopy:
    return make_copy(plan, coordinator)


@pytest.mark.demand("S22")
def test_it_keeps_when_how_and_who_says_so(
    copy: FamilyCopy, family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)
    assert (
        client.post(url("hand_over_copy", family, copy.pk), {"on": TODAY, "how": "hand"}).status_code == 302
    )
    client.post(url("hand_over_copy", family, copy.pk), {"on": TODAY, "how": "hand"})  # a trembling thumb

    handing = Handing.objects.get()
    assert (handing.copy, str(handing.on), handing.how) == (copy, TODAY, "hand")
    assert handing.noted_by == coordinator
    assert "18. november 2026" in text(client.get(url("list_copies", family)))
    news = signed_in(near).get(reverse("families:list_news", args=[family.pk]))
    assert url("list_copies", family) in text(news)


def test_a_correction_stands_beside_what_it_corrects(
    copy: FamilyCopy, family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    first = Handing.note(copy, by=coordinator, on=clock.today(), how="hand")
    client = signed_in(coordinator)
    address = url("correct_handing", family, first.pk)
    assert "reason" in errors(client.post(address, {"on": TODAY, "how": "letter"}))

    client.post(address, {"on": TODAY, "how": "letter", "reason": "Det var et brev."})

    assert Handing.objects.get(corrects=first).how == How.LETTER
    assert Handing.objects.count() == 2
    with pytest.raises(ValidationError):
        first.correct(by=coordinator, on=clock.today(), how="hand", reason="Alligevel.")


@pytest.mark.parametrize("days", [-1, 1])
def test_not_before_it_was_printed_and_not_ahead(
    days: int, copy: FamilyCopy, coordinator: Professional
) -> None:
    with pytest.raises(ValidationError):
        Handing.note(copy, by=coordinator, on=clock.today() + timedelta(days=days), how="hand")


def test_another_familys_copy_is_not_found(
    copy: FamilyCopy, others: World, family: Family, leader: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(leader)
    for page, key in (("hand_over_copy", copy.pk), ("show_copy", copy.pk)):
        assert client.get(url(page, others.family, key)).status_code == 404
    assert client.get(url("correct_handing", family, others.handing.pk)).status_code == 404


def test_many_copies_cost_the_list_no_more_than_one(
    plan: Masterplan, family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    def hand(week: int) -> None:
        monday = clock.today() + timedelta(weeks=week)
        Handing.note(
            make_copy(plan, coordinator, monday=monday), by=coordinator, on=clock.today(), how="hand"
        )

    hand(0)
    client = signed_in(coordinator)
    one = cost(client, url("list_copies", family))
    for week in range(1, 12):
        hand(week)
    assert cost(client, url("list_copies", family)) == one
