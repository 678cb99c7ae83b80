"""Changing what is known of the family as a whole."""

from collections.abc import Callable

from django.test import Client

from families.models import Family, Professional

SignedIn = Callable[[Professional], Client]


def url(family: Family) -> str:
    return f"/families/{family.pk}/change/"


def typed(family: Family, **changes: str) -> dict[str, str]:
    return {
        "name": "Warsame",
        "language": "so",
        "hopes": "At vi bliver boende.",
        "what_works": "Hodan synger.",
        "revision": str(family.revision),
        **changes,
    }


def test_it_changes_the_family_with_history(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)
    assert client.get(url(family)).status_code == 200
    answer = client.post(url(family), typed(family, name="Warsame Ali"))
    assert answer["Location"] == family.get_absolute_url()
    family.refresh_from_db()
    assert (family.name, family.what_works, family.needs_interpreter) == (
        "Warsame Ali",
        "Hodan synger.",
        False,
    )
    assert family.history.latest("history_date").history_user == coordinator


def test_somebody_elses_change_is_shown_first(
    family: Family, coordinator: Professional, leader: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)
    opened = family.revision
    family.hopes = "At Ayaan sover."
    family.save(by=leader)
    answer = client.post(url(family), typed(family, revision=str(opened)))
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "At Ayaan sover." in page
    assert "At vi bliver boende." in page
    family.refresh_from_db()
    assert family.hopes == "At Ayaan sover."


def test_a_missing_name_keeps_the_text(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    answer = signed_in(coordinator).post(url(family), typed(family, name="", hopes="Ro i huset."))
    assert answer.status_code == 200
    assert "Ro i huset." in answer.content.decode()


def test_it_asks_for_the_right(
    family: Family, near: Professional, peripheral: Professional, stranger: Professional, signed_in: SignedIn
) -> None:
    for person, verdict in ((near, 403), (peripheral, 403), (stranger, 404)):
        assert signed_in(person).get(url(family)).status_code == verdict
        assert signed_in(person).post(url(family), typed(family, name="Andet")).status_code == verdict
    family.refresh_from_db()
    assert family.name == "Warsame"
