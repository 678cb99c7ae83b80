"""What the plan wants with the whole family."""

import pytest

from families.models import Family, Professional
from masterplans.models import Masterplan, PlanStatus
from tests.masterplans.asking import SignedIn, as_shown, errors, text, url
from tests.world import World


@pytest.mark.demand("R56")
def test_the_aim_is_written_and_everybody_near_reads_it(
    plan: Masterplan, family: Family, coordinator: Professional, near: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)
    data = as_shown(client.get(url("change_aim", family)), aim="Ro om aftenen.")
    assert client.post(url("change_aim", family), data).status_code == 302
    plan.refresh_from_db()
    assert plan.aim == "Ro om aftenen."
    assert "Ro om aftenen." in text(signed_in(near).get(url("show_plan", family)))


def test_it_opens_an_agreed_plan_for_revision(
    agreed: Masterplan, family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    signed_in(coordinator).post(url("change_aim", family), {"aim": "Noget nyt."})
    agreed.refresh_from_db()
    assert agreed.status == PlanStatus.REVISION


def test_a_closed_plan_keeps_its_words(
    plan: Masterplan, family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    plan.close(by=coordinator, reason="Flyttet.")
    answer = signed_in(coordinator).post(url("change_aim", family), {"aim": "Noget nyt."})
    assert errors(answer)
    assert "Noget nyt." in text(answer)  # what was typed is not lost with it
    plan.refresh_from_db()
    assert plan.aim == ""


def test_two_who_write_it_at_once_see_both_texts(
    plan: Masterplan, family: Family, leader: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    first, second = signed_in(leader), signed_in(coordinator)
    opened = as_shown(second.get(url("change_aim", family)))
    first.post(url("change_aim", family), {**opened, "aim": "Mettes ord."})
    answer = second.post(url("change_aim", family), {**opened, "aim": "Jonas' ord."})
    (difference,) = answer.context["form"].conflict.differences
    assert (difference.theirs, difference.yours) == ("Mettes ord.", "Jonas' ord.")


def test_it_asks_for_the_right(
    plan: Masterplan,
    family: Family,
    others: World,
    near: Professional,
    peripheral: Professional,
    stranger: Professional,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    people = (near, peripheral, stranger)
    posts = [signed_in(each).post(url("change_aim", family), {"aim": "Nej."}) for each in people]
    assert [answer.status_code for answer in posts] == [403, 403, 404]
    assert signed_in(coordinator).post(url("change_aim", others.family), {"aim": "Nej."}).status_code == 404
