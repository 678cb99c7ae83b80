"""What no longer stands in the map: never deleted, with the reason."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from families.models import Family, Professional
from tests.makers import make_next_step, make_statement
from tests.masterplans.asking import cost, text

SignedIn = Callable[[Professional], Client]


def url(family: Family) -> str:
    return reverse("safety:list_ended", args=[family.pk])


def test_an_empty_page_teaches(family: Family, near: Professional, signed_in: SignedIn) -> None:
    page = signed_in(near).get(url(family))
    assert not page.context["ended"]
    assert 'class="empty"' in text(page)


def test_it_says_how_it_ended_and_why(family: Family, near: Professional, signed_in: SignedIn) -> None:
    statement = make_statement(family, near)
    statement.resolve(by=near, reason="Der har været mad i et halvt år.")
    make_next_step(family, near, words="Ring til banken.").finish(by=near, outcome="De gav henstand.")
    shown = text(signed_in(near).get(url(family)))
    for words in (str(statement), "Der har været mad i et halvt år.", "Ring til banken.", "De gav henstand."):
        assert words in shown


def test_what_still_stands_is_not_here(family: Family, near: Professional, signed_in: SignedIn) -> None:
    statement, step = make_statement(family, near), make_next_step(family, near)
    shown = text(signed_in(near).get(url(family)))
    assert str(statement) not in shown
    assert step.words not in shown


def test_what_was_shielded_is_for_those_whom_it_named(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    hidden = make_statement(family, coordinator, visibility="named", words="Kun for to.")
    hidden.resolve(by=coordinator, reason="Det er vurderet.")
    assert "Kun for to." not in text(signed_in(near).get(url(family)))
    assert "Kun for to." in text(signed_in(coordinator).get(url(family)))


def test_many_cost_as_many_queries_as_few(family: Family, near: Professional, signed_in: SignedIn) -> None:
    client = signed_in(near)

    def end_one() -> None:
        make_statement(family, near).resolve(by=near, reason="Slut.")
        make_next_step(family, near).finish(by=near, outcome="")

    end_one()
    few = cost(client, url(family))
    for _each in range(4):
        end_one()
    assert cost(client, url(family)) == few
