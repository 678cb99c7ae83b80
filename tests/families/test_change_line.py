"""Mending one's own line."""

import pytest

from families.models import Family, Line, Professional
from tests.families.lines import SignedIn, text, url, words
from tests.makers import make_line
from tests.world import second_family


def post(line: Line, **changes: object) -> dict[str, object]:
    fields = {"text": line.text, "kind": line.kind, "visibility": line.visibility, "revision": line.revision}
    return {**fields, **changes}


def stored(line: Line) -> Line:
    return Line.objects.for_nobody("the test reads it").get(pk=line.pk)


def test_the_author_mends_it_and_the_history_keeps_what_stood(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    line = make_line(family, near, text="Zakarie lo.")
    son = family.members.get(name="Zakariye")
    answer = signed_in(near).post(
        url("change_line", family, line.pk), post(line, text="Zakariye lo.", about=son.pk)
    )
    assert answer["Location"] == line.get_absolute_url()
    assert (stored(line).text, stored(line).about) == ("Zakariye lo.", son)
    assert [row.text for row in line.history.order_by("revision")] == ["Zakarie lo.", "Zakariye lo."]


def test_whoever_sees_it_for_the_first_time_finds_it_new(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    line = make_line(family, coordinator, text="Kernens", visibility="core")
    signed_in(coordinator).post(url("change_line", family, line.pk), post(line, visibility="near"))
    assert words(signed_in(near).get(url("list_news", family))) == ["Kernens"]


def test_a_change_from_another_window_is_not_written_over(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    line = make_line(family, near, text="Første")
    opened = post(line, text="Tredje")
    line.change(by=near, text="Anden")
    answer = signed_in(near).post(url("change_line", family, line.pk), opened)
    assert answer.context["form"].conflict
    assert "Anden" in text(answer)
    assert "Tredje" in text(answer)
    assert stored(line).text == "Anden"


def test_named_people_stay_named(
    family: Family, near: Professional, peripheral: Professional, signed_in: SignedIn
) -> None:
    line = make_line(family, near, named=[peripheral])
    form = signed_in(near).get(url("change_line", family, line.pk)).context["form"]
    assert form["named"].value() == [peripheral.pk]
    signed_in(near).post(url("change_line", family, line.pk), post(line, text="Ny", named=[peripheral.pk]))
    assert list(stored(line).named) == [peripheral]


@pytest.mark.demand("R53")
def test_a_peripheral_author_mends_the_words_alone(
    family: Family, peripheral: Professional, near: Professional, signed_in: SignedIn
) -> None:
    line = make_line(family, peripheral, text="Han kom ikke.", visibility="core")
    client, page = signed_in(peripheral), url("change_line", family, line.pk)
    answer = client.get(page)
    assert not {"about", "visibility", "named"} & set(answer.context["form"].fields)
    assert near.name not in text(answer)
    client.post(page, post(line, text="Han kom for sent.", visibility="near", named=[near.pk]))
    assert (stored(line).text, stored(line).visibility) == ("Han kom for sent.", "core")
    assert not stored(line).named.exists()


def test_nobody_else_changes_it(
    family: Family,
    near: Professional,
    coordinator: Professional,
    peripheral: Professional,
    stranger: Professional,
    signed_in: SignedIn,
) -> None:
    line = make_line(family, near, visibility="near")
    for person in (coordinator, peripheral, stranger):
        client, page = signed_in(person), url("change_line", family, line.pk)
        assert client.get(page).status_code == 404
        assert client.post(page, post(line, text="Mit")).status_code == 404
    assert stored(line).text == line.text
    other = second_family()
    answer = signed_in(near).post(url("change_line", family, other.line.pk), post(line))
    assert answer.status_code == 404
