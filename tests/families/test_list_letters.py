"""The letters: what waits by its deadline, what is dealt with behind a fold."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from families.models import Family, Look, Professional
from families.views.letters import PER_PAGE
from roskilde import clock
from tests.makers import make_letter, make_scan
from tests.masterplans.asking import cost, text

SignedIn = Callable[[Professional], Client]


def url(family: Family) -> str:
    return reverse("families:list_letters", args=[family.pk])


def senders(answer: Any, which: str = "page") -> list[str]:
    return [letter.sender for letter in answer.context[which]]


@pytest.mark.demand("R46")
def test_what_waits_stands_by_its_deadline_and_what_has_none_last(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    for sender, days in (("Sent", 20), ("Intet", None), ("Snart", 2), ("For sent", -3)):
        deadline = clock.today() + timedelta(days=days) if days is not None else None
        make_letter(family, near, sender=sender, deadline=deadline)
    answer = signed_in(near).get(url(family))
    assert senders(answer) == ["For sent", "Snart", "Sent", "Intet"]
    assert senders(answer, "settled") == []


def test_overdue_is_said_in_words(family: Family, near: Professional, signed_in: SignedIn) -> None:
    make_letter(family, near, deadline=clock.today())
    client = signed_in(near)
    assert "overskredet" not in text(client.get(url(family)))
    make_letter(family, near, deadline=clock.today() - timedelta(days=1))
    assert text(client.get(url(family))).count("overskredet") == 1


def test_what_is_dealt_with_lies_behind_a_fold_with_what_came_of_it(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    letter = make_letter(family, near, deadline=clock.today() - timedelta(days=1))
    letter.settle(by=near, outcome="De fik udsat fristen.")
    answer = signed_in(near).get(url(family))
    assert (senders(answer), senders(answer, "settled")) == ([], ["Udbetaling Danmark"])
    page = text(answer)
    assert "De fik udsat fristen." in page
    assert "overskredet" not in page
    assert '<details class="unfold">' in page  # shut until it is asked for
    assert '<details class="unfold" open>' in text(signed_in(near).get(f"{url(family)}?settled=1"))


def test_the_reader_sees_their_own_share(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    for visibility in ("core", "sector", "near", "named"):
        make_letter(family, coordinator, sender=f"til {visibility}", visibility=visibility)
    assert senders(signed_in(near).get(url(family))) == ["til near"]
    assert set(senders(signed_in(coordinator).get(url(family)))) == {
        "til core", "til sector", "til near", "til named",
    }  # fmt: skip


def test_an_empty_page_teaches(family: Family, near: Professional, signed_in: SignedIn) -> None:
    page = text(signed_in(near).get(url(family)))
    assert 'class="empty"' in page
    assert reverse("families:bring_letter", args=[family.pk]) in page


def test_both_lists_are_paged(family: Family, near: Professional, signed_in: SignedIn) -> None:
    for number in range(PER_PAGE + 1):
        make_letter(family, near, sender=f"Åben {number}")
        make_letter(family, near, sender=f"Klaret {number}").settle(by=near)
    client = signed_in(near)
    first = client.get(url(family))
    assert (len(senders(first)), len(senders(first, "settled"))) == (PER_PAGE, PER_PAGE)
    assert len(senders(client.get(f"{url(family)}?page=2"))) == 1
    second = client.get(f"{url(family)}?settled=2")
    assert (len(senders(second, "settled")), second.context["is_unfolded"]) == (1, True)


def test_one_letter_costs_as_much_as_many_and_no_page_is_read(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(near)
    make_scan(make_letter(family, near, helper=near), near)
    make_letter(family, near).settle(by=near)
    before = cost(client, url(family))
    for _number in range(8):
        make_scan(make_letter(family, near, helper=near), near)
        make_letter(family, near).settle(by=near)
    assert cost(client, url(family)) == before
    with CaptureQueriesContext(connection) as asked:
        client.get(url(family))
    assert not [each for each in asked if '"content"' in each["sql"]]


def test_it_is_one_look(family: Family, near: Professional, signed_in: SignedIn) -> None:
    make_letter(family, near)
    signed_in(near).get(url(family))
    assert [look.page for look in Look.objects.by(near)] == ["families:list_letters"]
