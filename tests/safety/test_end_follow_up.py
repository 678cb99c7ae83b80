"""Parting: who came, who interpreted, when one meets next; and what was not asked."""

from datetime import timedelta
from typing import Any

import pytest

from families.models import Family, Member, Professional
from roskilde import clock
from safety.models import FollowUp, Rating
from tests.makers import make_answer
from tests.safety.asking import SignedIn, errors, text, url
from tests.safety.test_lead_follow_up import make_scale


def parting(**changes: Any) -> dict[str, Any]:
    return {"interpreter": "not_needed", "language": "so", **changes}


@pytest.mark.demand("S14")
def test_it_ends_and_the_series_makes_the_next_one(
    family: Family, mother: Member, under_way: FollowUp, coordinator: Professional, signed_in: SignedIn
) -> None:
    make_answer(under_way, coordinator)
    client, page = signed_in(coordinator), url("end_follow_up", family, under_way.pk)
    shown = client.get(page)
    assert shown.context["form"].initial["next_on"] == clock.today() + timedelta(weeks=8)
    assert any("tegn" in lack.lower() or "sign" in lack for lack in shown.context["lacks"])
    next_on = clock.today() + timedelta(weeks=7)
    presence = {f"presence-{mother.pk}": "came"}
    for _tap in range(2):
        assert client.post(page, parting(next_on=str(next_on), **presence)).status_code == 302
    under_way.refresh_from_db()
    assert under_way.ended_by == coordinator
    assert family.follow_ups.coming().get().on == next_on
    assert [each.speaker for each in under_way.attendances.filter(presence="came")] == [mother]


def test_without_a_word_of_the_familys_own_it_does_not_end_and_nothing_is_lost(
    family: Family, under_way: FollowUp, coordinator: Professional, near: Professional, signed_in: SignedIn
) -> None:
    make_answer(under_way, coordinator, speaker=near)
    client, page = signed_in(coordinator), url("end_follow_up", family, under_way.pk)
    assert client.get(page).context["obstacles"]
    answer = client.post(page, parting(interpreter="phone", interpreter_name="Tolkegruppen"))
    assert errors(answer)["__all__"] == answer.context["obstacles"]
    assert "Tolkegruppen" in text(answer)


@pytest.mark.demand("R68")
def test_a_reason_that_was_not_given_is_asked_for_again_without_showing_the_number(
    family: Family, mother: Member, under_way: FollowUp, coordinator: Professional, signed_in: SignedIn
) -> None:
    make_answer(under_way, coordinator)
    scale = make_scale(family, coordinator)
    given = Rating.give(scale, by=coordinator, rater=mother, value=7, follow_up=under_way)
    client, page = signed_in(coordinator), url("end_follow_up", family, under_way.pk)
    asked = client.get(page).context["form"].reasons
    assert [rating for rating, _field in asked] == [given]
    client.post(page, parting(**{f"because-{given.pk}": "Jeg åbner kuverterne."}))
    following = Rating.objects.for_nobody("the test reads all").get(corrects=given)
    assert (following.value, following.because) == (7, "Jeg åbner kuverterne.")


def test_a_child_who_interpreted_is_written_down_and_warned_of(
    family: Family, under_way: FollowUp, coordinator: Professional, signed_in: SignedIn
) -> None:
    make_answer(under_way, coordinator)
    son = family.members.get(name="Zakariye")
    page = url("end_follow_up", family, under_way.pk)
    client = signed_in(coordinator)
    assert "Zakariye er under 18" in text(client.get(page))
    answer = client.post(page, parting(interpreter="present", interpreting_member=son.pk), follow=True)
    assert "Et barn tolkede" in text(answer)
    assert "et barn tolkede" in text(client.get(url("show_follow_up", family, under_way.pk)))
