"""A shielded answer exists for nobody but those named: on no page, in no history, by no guess."""

import pytest

from families.models import Family, Professional
from safety.models import Answer, FollowUp
from tests.makers import make_answer, make_goal
from tests.safety.asking import SignedIn, text, url


@pytest.mark.demand("S50")
def test_it_is_on_no_page_of_anybody_else(
    family: Family,
    under_way: FollowUp,
    coordinator: Professional,
    leader: Professional,
    near: Professional,
    signed_in: SignedIn,
) -> None:
    answer = make_answer(under_way, near, words="Det siger jeg kun her")
    shield = url("shield_answer", family, answer.pk)
    signed_in(near).post(shield, {"named": [leader.pk], "reason": "Hun bad om det."})
    pages = [
        url("list_follow_ups", family),
        url("show_progress", family),
        *(
            url(page, family, under_way.pk)
            for page in ("show_follow_up", "end_follow_up", "type_up_follow_up")
        ),
        url("show_follow_up_history", family, under_way.pk),
    ]
    for page in pages:
        assert "kun her" not in text(signed_in(coordinator).get(page)), page
        assert "kærmet" not in text(signed_in(coordinator).get(page)), page
    for page in ("change_answer", "shield_answer", "release_answer", "show_answer_history"):
        assert signed_in(coordinator).get(url(page, family, answer.pk)).status_code == 404
    assert signed_in(coordinator).post(url("take_up_answer", family, answer.pk)).status_code == 404
    for reader in (leader, near):
        assert "kun her" in text(signed_in(reader).get(pages[1]))


def test_it_needs_a_name_and_a_reason(
    family: Family, under_way: FollowUp, near: Professional, signed_in: SignedIn
) -> None:
    answer = make_answer(under_way, near)
    page = signed_in(near).post(url("shield_answer", family, answer.pk), {"reason": ""})
    assert set(page.context["form"].errors) == {"named", "reason"}


@pytest.mark.demand("S50")
def test_it_is_released_with_a_reason_that_stays_in_its_history(
    family: Family,
    under_way: FollowUp,
    coordinator: Professional,
    leader: Professional,
    near: Professional,
    signed_in: SignedIn,
) -> None:
    answer = make_answer(under_way, near)
    answer.shield(by=near, named=[leader], reason="Hun bad om det.")
    signed_in(leader).post(
        url("release_answer", family, answer.pk), {"visibility": "near", "reason": "Hun vil gerne nu."}
    )
    assert Answer.objects.visible_to(coordinator).filter(pk=answer.pk).exists()
    history = text(signed_in(near).get(url("show_answer_history", family, answer.pk)))
    assert "Hun vil gerne nu." in history
    assert "Hun bad om det." not in text(
        signed_in(coordinator).get(url("show_answer_history", family, answer.pk))
    )


def test_a_goal_that_the_reader_may_not_see_is_not_told_by_the_sign_that_points_at_it(
    family: Family, under_way: FollowUp, coordinator: Professional, near: Professional, signed_in: SignedIn
) -> None:
    goal = make_goal(family, coordinator, words="Kun kernen", visibility="core")
    answer = make_answer(under_way, coordinator, question="signs", goal=goal)
    for page in (
        url("show_follow_up", family, under_way.pk),
        url("show_progress", family),
        url("show_answer_history", family, answer.pk),
    ):
        assert "Kun kernen" not in text(signed_in(near).get(page))
    assert "Kun kernen" in text(signed_in(coordinator).get(url("show_progress", family)))


def test_who_wrote_it_and_the_core_mend_it_and_nobody_else(
    family: Family, under_way: FollowUp, coordinator: Professional, near: Professional, signed_in: SignedIn
) -> None:
    answer = make_answer(under_way, coordinator)
    assert signed_in(near).get(url("change_answer", family, answer.pk)).status_code == 403
    page = url("change_answer", family, answer.pk)
    posted = {"speaker": near.pk, "words": "Han er her hver dag.", "revision": answer.revision}
    signed_in(coordinator).post(page, posted)
    mended = Answer.objects.visible_to(near).get()
    assert (mended.speaker, mended.words, mended.is_quote) == (near, "Han er her hver dag.", False)
