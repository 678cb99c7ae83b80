"""What the plan wants with one member; the part is made with its first words."""

import pytest

from families.models import Family, Member, Professional
from masterplans.models import Masterplan, PlanStatus
from roskilde import clock
from tests.masterplans.asking import SignedIn, as_shown, text, url
from tests.world import World


@pytest.mark.demand("R56")
def test_the_members_part_is_made_and_then_changed(
    plan: Masterplan, family: Family, son: Member, coordinator: Professional, signed_in: SignedIn
) -> None:
    client, page = signed_in(coordinator), url("change_member_aim", family, son.pk)
    for aim in ("Venner i klassen.", "Venner i klassen og i klubben."):
        data = as_shown(client.get(page), aim=aim)
        assert client.post(page, data)["Location"] == url("show_plan", family)
    part = plan.parts.get()
    assert (part.member, part.aim) == (son, "Venner i klassen og i klubben.")
    assert part.history.count() == 2


def test_the_title_names_nobody_but_the_page_does(
    plan: Masterplan, family: Family, son: Member, coordinator: Professional, signed_in: SignedIn
) -> None:
    page = text(signed_in(coordinator).get(url("change_member_aim", family, son.pk)))
    title, _end, rest = page.partition("</title>")
    assert son.name not in title
    assert son.name in rest


def test_it_opens_an_agreed_plan_for_revision(
    agreed: Masterplan, family: Family, son: Member, coordinator: Professional, signed_in: SignedIn
) -> None:
    signed_in(coordinator).post(url("change_member_aim", family, son.pk), {"aim": "Nyt."})
    agreed.refresh_from_db()
    assert agreed.status == PlanStatus.REVISION


def test_a_member_of_another_family_or_one_who_has_left_is_not_found(
    plan: Masterplan,
    family: Family,
    son: Member,
    others: World,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    client = signed_in(coordinator)
    son.left_on = clock.today()
    son.save(by=coordinator)
    for key in (son.pk, others.member.pk):
        assert client.get(url("change_member_aim", family, key)).status_code == 404
        assert client.post(url("change_member_aim", family, key), {"aim": "Nej."}).status_code == 404
    assert not plan.parts.exists()


def test_it_asks_for_the_right(
    plan: Masterplan,
    family: Family,
    son: Member,
    near: Professional,
    peripheral: Professional,
    stranger: Professional,
    signed_in: SignedIn,
) -> None:
    people = (near, peripheral, stranger)
    page = url("change_member_aim", family, son.pk)
    assert [signed_in(each).post(page, {"aim": "Nej."}).status_code for each in people] == [403, 403, 404]
