"""From paper: all questions on one page, and nothing lost on the way."""

from datetime import timedelta

import pytest

from families.models import Family, Member, Professional
from roskilde import clock
from safety.models import Answer
from tests.makers import make_follow_up
from tests.safety.asking import SignedIn, errors, text, url

WHY = "the test reads all"


@pytest.mark.demand("R69")
def test_all_of_it_is_typed_up_in_one_form_for_the_day_it_was_held(
    family: Family, mother: Member, coordinator: Professional, near: Professional, signed_in: SignedIn
) -> None:
    follow_up = make_follow_up(family, coordinator, on=clock.today())
    page, yesterday = url("type_up_follow_up", family, follow_up.pk), clock.today() - timedelta(days=1)
    answer = signed_in(near).post(
        page,
        {
            "on": str(yesterday),
            "better-0-speaker": mother.pk,
            "better-0-words": "Vi spiser sammen.",
            "how-1-speaker": mother.pk,
            "how-1-words": "Vi dækker bord om aftenen.",
            "worry-0-speaker": near.pk,
            "worry-0-words": "Fraværet.",
        },
    )
    assert answer.headers["Location"] == url("end_follow_up", family, follow_up.pk)
    follow_up.refresh_from_db()
    assert follow_up.on == yesterday
    said = Answer.objects.for_nobody(WHY).order_by("written_at").values_list("question", "words")
    assert set(said) == {
        ("better", "Vi spiser sammen."),
        ("how", "Vi dækker bord om aftenen."),
        ("worry", "Fraværet."),
    }


def test_words_without_a_speaker_are_kept_and_asked_about(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    follow_up = make_follow_up(family, coordinator, on=clock.today())
    answer = signed_in(coordinator).post(
        url("type_up_follow_up", family, follow_up.pk),
        {"on": str(clock.today()), "signs-0-words": "Han rakte hånden op."},
    )
    assert set(errors(answer)) == {"signs-0-speaker"}
    assert "Han rakte hånden op." in text(answer)
    assert not Answer.objects.for_nobody(WHY).exists()
    follow_up.refresh_from_db()
    assert not follow_up.is_begun


def test_an_empty_sheet_is_no_follow_up(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    follow_up = make_follow_up(family, coordinator, on=clock.today())
    answer = signed_in(coordinator).post(
        url("type_up_follow_up", family, follow_up.pk), {"on": str(clock.today())}
    )
    assert errors(answer)["__all__"]


def test_the_sheet_bears_no_name_and_the_four_questions(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    follow_up = make_follow_up(family, coordinator)
    page = text(signed_in(coordinator).get(url("print_follow_up_sheet", family, follow_up.pk)))
    title, sheet = page.partition("</title>")[0], page.partition('<article class="sheet">')[2]
    assert family.name not in title
    assert family.name not in sheet
    assert sheet.count("<h2>") == 9
