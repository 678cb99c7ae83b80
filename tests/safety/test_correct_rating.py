"""A reason that comes later, a wrong key: a new row that points at the old one."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from families.models import Member, Professional
from roskilde import clock
from safety.models import NoNumber, Rating, Scale
from tests.makers import make_rating
from tests.safety.rating import another_near, give, rows, text, url

SignedIn = Callable[[Professional], Client]


def test_a_reason_is_added_by_a_following_row(
    scale: Scale, near: Professional, hodan: Member, signed_in: SignedIn
) -> None:
    row = make_rating(scale, near, rater=hodan, value=3, because="")
    client = signed_in(near)
    answer = client.post(url("add_reason", row), {"because": "jeg sover ikke"})
    assert answer["Location"] == scale.get_absolute_url()
    old, new = rows(scale)
    assert (old.because, new.because, new.value, new.corrects, new.typed_by) == (
        "",
        "jeg sover ikke",
        3,
        old,
        near,
    )
    (shown,) = client.get(url("show_scale", scale)).context["answers"]
    assert not shown.is_corrected
    assert "jeg sover ikke" in text(client, url("show_scale", scale))


def test_an_empty_reason_is_asked_for_again(scale: Scale, near: Professional, signed_in: SignedIn) -> None:
    row = make_rating(scale, near, because="")
    answer = signed_in(near).post(url("add_reason", row), {"because": "  "})
    assert "because" in answer.context["form"].errors
    assert len(rows(scale)) == 1


def test_what_has_its_reason_is_corrected_instead(
    scale: Scale, near: Professional, signed_in: SignedIn
) -> None:
    row = make_rating(scale, near)
    assert signed_in(near).get(url("add_reason", row))["Location"] == url("correct_rating", row)


def test_both_rows_can_be_read_and_the_new_one_counts(
    scale: Scale, near: Professional, coordinator: Professional, hodan: Member, signed_in: SignedIn
) -> None:
    row = make_rating(scale, coordinator, rater=hodan, value=8, because="min nøgle")
    client = signed_in(coordinator)
    form = client.get(url("correct_rating", row)).context["form"]
    assert (form["answer"].value(), form["because"].value()) == ("8", "min nøgle")
    assert give(client, url("correct_rating", row), 3, because="han sover nu").status_code == 302
    reading = client.get(url("show_scale", scale)).context["reading"]
    assert reading.now.everybody.n == 1
    assert reading.now.everybody.median == 3
    shown = text(client, url("show_scale", scale))
    assert "min nøgle" in shown
    assert "han sover nu" in shown


def test_a_row_is_followed_once(
    scale: Scale, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    row = make_rating(scale, near, value=8)
    row.follow(by=near, value=4)
    answer = give(signed_in(near), url("correct_rating", row), 5)
    assert answer.context["form"].non_field_errors()
    with pytest.raises(ValidationError) as refused:
        row.follow(by=near, value=5)
    assert refused.value.code == "too_late"
    twin = Rating(
        family=scale.family,
        version=row.version,
        professional=near,
        value=5,
        typed_by=near,
        typed_at=clock.now(),
        corrects=row,
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)


def test_nothing_changed_is_no_new_row(scale: Scale, near: Professional, signed_in: SignedIn) -> None:
    row = make_rating(scale, near, value=8)
    answer = give(signed_in(near), url("correct_rating", row), 8)
    assert answer.context["form"].non_field_errors()
    assert len(rows(scale)) == 1


def test_a_number_can_become_an_answer_without_one(
    scale: Scale, near: Professional, signed_in: SignedIn
) -> None:
    row = make_rating(scale, near, value=8)
    assert give(signed_in(near), url("correct_rating", row), NoNumber.DECLINED).status_code == 302
    assert [(each.value, each.no_number) for each in rows(scale)] == [(8, ""), (None, "declined")]


def test_nobody_corrects_another_professionals_number(
    scale: Scale, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    row = make_rating(scale, near, because="")
    signe = another_near(scale.family, coordinator)
    make_rating(scale, signe)
    for person in (coordinator, signe):
        for view in ("add_reason", "correct_rating"):
            client = signed_in(person)
            assert client.get(url(view, row)).status_code == 403
            assert client.post(url(view, row), {"because": "mine ord"}).status_code == 403
        with pytest.raises(ValidationError):
            row.follow(by=person, because="mine ord")


def test_what_one_does_not_see_one_does_not_correct(
    scale: Scale, near: Professional, coordinator: Professional, hodan: Member, signed_in: SignedIn
) -> None:
    row = make_rating(scale, coordinator, rater=hodan, because="")
    client = signed_in(near)
    assert client.get(url("add_reason", row)).status_code == 404
    make_rating(scale, near)
    assert client.get(url("add_reason", row)).status_code == 200
