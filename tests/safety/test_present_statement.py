"""What is said to the family is kept as it was said; who sees it otherwise stands with it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from families.models import Family, Professional
from roskilde import clock
from safety.models import Statement
from tests.makers import make_family, make_network_person, make_statement
from tests.masterplans.asking import as_shown, errors, text

SignedIn = Callable[[Professional], Client]


def url(page: str, record: object, family: Family) -> str:
    return reverse(f"safety:{page}", args=[family.pk, record.pk])  # type: ignore[attr-defined]


@pytest.fixture
def danger(family: Family, near: Professional) -> Statement:
    return make_statement(family, near)


@pytest.mark.demand("R63")
def test_it_is_said_to_somebody_on_a_day_in_words_that_stay(
    family: Family, danger: Statement, near: Professional, signed_in: SignedIn
) -> None:
    mother, person = family.members.order_by("born_on")[0], make_network_person(family, near)
    client = signed_in(near)
    shown = client.get(url("present_statement", danger, family))
    assert "members" in errors(client.post(url("present_statement", danger, family), as_shown(shown)))
    client.post(
        url("present_statement", danger, family),
        as_shown(shown, members=[mother.pk], network=[person.pk], words="Som vi sagde det."),
    )
    danger.change(by=near, words="Anderledes nu.")
    (said,) = danger.presentations.all()
    assert (said.words, said.presented_by) == ("Som vi sagde det.", near)
    assert (list(said.members.all()), list(said.network.all())) == ([mother], [person])
    assert "Som vi sagde det." in text(client.get(danger.get_absolute_url()))


def test_what_has_been_said_is_recorded_whatever_is_missing(
    family: Family, danger: Statement, near: Professional
) -> None:
    """Danger without goal or strength: the print waits, the record never."""
    danger.present(by=near, members=list(family.members.all())[:1])
    danger.resolve(by=near, reason="Ikke mere.")
    danger.present(by=near, members=list(family.members.all())[:1], words="Det er slut nu.")
    assert danger.presentations.count() == 2


def test_it_was_said_to_this_family_and_not_tomorrow(
    family: Family, danger: Statement, near: Professional, coordinator: Professional
) -> None:
    stranger = make_family(coordinator, "Haidari").members.all()[0]
    with pytest.raises(ValidationError):
        danger.present(by=near, members=[stranger])
    with pytest.raises(ValidationError):
        danger.present(by=near, members=list(family.members.all()), on=clock.today() + timedelta(days=1))


@pytest.mark.demand("S20")
def test_what_is_shielded_is_told_in_part_once_the_risk_is_assessed_and_with_a_reason(
    family: Family, danger: Statement, near: Professional, signed_in: SignedIn
) -> None:
    father = family.members.order_by("born_on")[0]
    danger.shield(by=near, named=[near], reason="§ 18")
    client, page = signed_in(near), url("present_statement", danger, family)
    assert client.get(page).status_code == 403
    with pytest.raises(ValidationError):
        danger.present(by=near, members=[father], reason="Nej.")
    client.post(url("order_risk_assessment", danger, family), {"on": str(clock.today())})
    assert client.get(page).status_code == 403
    client.post(url("finish_risk_assessment", danger, family), {"on": str(clock.today())})
    shown = client.get(page)
    assert shown.context["form"]["words"].value() is None
    told = {"members": [father.pk], "words": "Kun det om turen."}
    assert "reason" in errors(client.post(page, as_shown(shown, **told)))
    client.post(page, as_shown(shown, **told, reason="Hun har selv bedt om det."))
    danger.refresh_from_db()
    assert danger.is_shielded
    assert danger.presentations.get().words == "Kun det om turen."


def test_the_risk_is_ordered_before_it_is_assessed(danger: Statement, near: Professional) -> None:
    with pytest.raises(ValidationError):
        danger.finish_risk_assessment(by=near)
    danger.order_risk_assessment(by=near)
    with pytest.raises(ValidationError):
        danger.order_risk_assessment(by=near)
    with pytest.raises(ValidationError):
        danger.finish_risk_assessment(by=near, on=clock.today() - timedelta(days=1))
    danger.finish_risk_assessment(by=near)
    assert danger.risk_assessed_on == clock.today()


def test_who_sees_it_otherwise_is_written_in_and_can_come_to_agree(
    family: Family, danger: Statement, near: Professional, signed_in: SignedIn
) -> None:
    mother, client = family.members.order_by("born_on")[0], signed_in(near)
    shown = client.get(url("add_disagreement", danger, family))
    client.post(
        url("add_disagreement", danger, family),
        as_shown(shown, who=mother.pk, words="Det sker ikke igen."),
    )
    (otherwise,) = danger.disagreements.all()
    assert otherwise.speaker == mother
    client.post(url("end_disagreement", otherwise, family))
    otherwise.refresh_from_db()
    assert otherwise.ended_on == clock.today()
    assert "Det sker ikke igen." not in text(client.get(danger.get_absolute_url()))
    assert "Det sker ikke igen." in text(client.get(url("show_statement_history", danger, family)))
