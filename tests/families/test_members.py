"""Adding and changing a member of the family."""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client

from families.models import Family, Member, Professional
from roskilde import clock
from tests.makers import make_family

SignedIn = Callable[[Professional], Client]
TYPED = {"name": "Ifrah", "relation": "daughter", "born_on": "2026-01-10"}


def test_a_member_is_added(family: Family, coordinator: Professional, signed_in: SignedIn) -> None:
    client, url = signed_in(coordinator), f"/families/{family.pk}/members/add/"
    assert "left_on" not in client.get(url).context["form"].fields
    answer = client.post(url, {**TYPED, "born_on": str(clock.today())})
    assert answer["Location"] == family.get_absolute_url()
    member = family.members.get(name="Ifrah")
    assert member.history.get().history_user == coordinator


def test_a_child_is_not_born_tomorrow(family: Family, coordinator: Professional, signed_in: SignedIn) -> None:
    tomorrow = str(clock.today() + timedelta(days=1))
    answer = signed_in(coordinator).post(
        f"/families/{family.pk}/members/add/", {**TYPED, "born_on": tomorrow}
    )
    assert "born_on" in answer.context["form"].errors
    assert "Ifrah" in answer.content.decode()


def test_a_member_is_changed_and_can_leave(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    member = family.members.get(name="Zakariye")
    url = f"/families/{family.pk}/members/{member.pk}/change/"
    client = signed_in(coordinator)
    assert "Zakariye" in client.get(url).content.decode()
    left = str(clock.today())
    typed = {
        "name": "Zakariye",
        "relation": "son",
        "born_on": str(member.born_on),
        "needs_interpreter": "on",
        "preferred_future": "Jeg er træner.",
        "left_on": left,
        "revision": str(member.revision),
    }
    assert client.post(url, typed).status_code == 302
    member.refresh_from_db()
    assert (member.preferred_future, str(member.left_on), member.needs_interpreter) == (
        "Jeg er træner.",
        left,
        True,
    )
    assert "Zakariye" not in [each.name for each in family.members.at_home()]


def test_another_familys_member_is_not_found(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    other = make_family(coordinator, "Haidari").members.first()
    assert other is not None
    url = f"/families/{family.pk}/members/{other.pk}/change/"
    assert signed_in(coordinator).get(url).status_code == 404
    assert signed_in(coordinator).post(url, TYPED).status_code == 404


def test_it_asks_for_the_right(
    family: Family, near: Professional, stranger: Professional, signed_in: SignedIn
) -> None:
    member = family.members.first()
    assert member is not None
    for person, verdict in ((near, 403), (stranger, 404)):
        for url in (
            f"/families/{family.pk}/members/add/",
            f"/families/{family.pk}/members/{member.pk}/change/",
        ):
            assert signed_in(person).get(url).status_code == verdict
            assert signed_in(person).post(url, TYPED).status_code == verdict
    assert Member.objects.count() == 3
