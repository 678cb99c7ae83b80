"""What a professional does in the family, and with which children."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from families.models import Family, Involvement, Professional, Substitution, Tier
from roskilde import clock
from tests.makers import make_family, make_person

SignedIn = Callable[[Professional], Client]


def standing(family: Family, person: Professional) -> Involvement:
    return family.involvements.open().of(person).get()


def url(involvement: Involvement) -> str:
    return f"/families/{involvement.family_id}/people/{involvement.pk}/change/"


def child(family: Family, name: str) -> str:
    return str(family.members.get(name=name).pk)


@pytest.mark.demand("R43")
def test_the_core_says_with_which_children_somebody_works(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    own = standing(family, near)
    client = signed_in(coordinator)
    form = client.get(url(own)).context["form"]
    assert [member.name for member in form.fields["works_with"].queryset] == ["Hodan", "Zakariye", "Ayaan"]
    typed = {"function": "Kontaktlærer", "works_with": [child(family, "Zakariye")], "revision": own.revision}
    assert client.post(url(own), typed).status_code == 302
    own.refresh_from_db()
    assert own.function == "Kontaktlærer"
    assert [member.name for member in own.works_with.all()] == ["Zakariye"]
    page = client.get(f"/families/{family.pk}/people/").content.decode()
    assert "arbejder med Zakariye" in page


def test_whoever_stands_in_follows(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    colleague = make_person("Ida Skov", title="lærer", sector=near.sector.name)
    today = clock.today()
    Substitution.arrange(near, colleague, since=today, until=today + timedelta(days=3), by=near)
    own, theirs = standing(family, near), standing(family, colleague)
    typed = {"function": "Klasselærer", "works_with": [child(family, "Ayaan")], "revision": own.revision}
    client = signed_in(coordinator)
    client.post(url(own), typed)
    assert [member.name for member in theirs.works_with.all()] == ["Ayaan"]
    assert client.get(url(theirs)).status_code == 404
    assert url(theirs) not in client.get(f"/families/{family.pk}/people/").content.decode()


def test_children_are_asked_of_the_near_alone(
    family: Family, peripheral: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    own = standing(family, peripheral)
    client = signed_in(coordinator)
    assert "works_with" not in client.get(url(own)).context["form"].fields
    client.post(url(own), {"function": "Klubpædagog", "revision": own.revision})
    own.refresh_from_db()
    assert own.function == "Klubpædagog"


def test_another_familys_child_cannot_be_chosen(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    own = standing(family, near)
    other = make_family(coordinator, "Haidari")
    typed = {"function": "Klasselærer", "works_with": [child(other, "Ayaan")], "revision": own.revision}
    assert "works_with" in signed_in(coordinator).post(url(own), typed).context["form"].errors
    assert not own.works_with.exists()


def test_the_forms_that_involve_and_move_ask_too(
    family: Family, stranger: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)
    zakariye = child(family, "Zakariye")
    typed = {"tier": "near", "function": "Jobkonsulent", "reason": "need", "works_with": [zakariye]}
    client.post(f"/families/{family.pk}/people/involve/{stranger.pk}/", typed)
    own = standing(family, stranger)
    assert [member.name for member in own.works_with.all()] == ["Zakariye"]
    tier = f"/families/{family.pk}/people/{own.pk}/tier/"
    client.post(tier, typed | {"tier": "peripheral", "revision": own.revision})
    moved = standing(family, stranger)
    assert moved.tier == Tier.PERIPHERAL
    assert not moved.works_with.exists()


def test_moving_without_a_word_keeps_the_children(
    family: Family, near: Professional, coordinator: Professional
) -> None:
    own = standing(family, near)
    own.change(by=coordinator, function=own.function, works_with=family.members.filter(name="Ayaan"))
    moved = own.change_tier(Tier.CORE, by=coordinator, reason="need")
    assert [member.name for member in moved.works_with.all()] == ["Ayaan"]


def test_it_asks_for_the_right(
    family: Family, near: Professional, peripheral: Professional, stranger: Professional, signed_in: SignedIn
) -> None:
    own = standing(family, near)
    for person, verdict in ((near, 403), (peripheral, 403), (stranger, 404)):
        assert signed_in(person).get(url(own)).status_code == verdict
        assert signed_in(person).post(url(own), {"function": "X"}).status_code == verdict
