"""What the follow-ups show elsewhere: the start page, the timeline; and pages that cost the same."""

from datetime import timedelta

import pytest

from families.models import Family, Member, Professional
from families.sections import Waiting
from roskilde import clock
from safety.models import FollowUp
from tests.makers import make_answer, make_follow_up
from tests.masterplans.asking import cost
from tests.safety.asking import SignedIn, text, url


def waiting(signed_in: SignedIn, reader: Professional) -> list[str]:
    lines: list[Waiting] = signed_in(reader).get("/").context.get("waiting", [])
    return [line.sentence for line in lines if "/follow-ups/" in line.url and "arrange" not in line.url]


def pass_by(follow_up: FollowUp, days: int) -> None:
    rows = FollowUp.objects.unrecorded("days go by").filter(pk=follow_up.pk)
    rows.update(on=clock.today() - timedelta(days=days))


def test_a_follow_up_within_two_weeks_wants_its_people_and_its_interpreter(
    family: Family, mother: Member, coordinator: Professional, near: Professional, signed_in: SignedIn
) -> None:
    make_follow_up(family, coordinator, on=clock.today() + timedelta(days=15))
    assert waiting(signed_in, coordinator) == []
    follow_up = make_follow_up(family, coordinator)
    (line,) = waiting(signed_in, coordinator)
    assert line.startswith("ingen er inviteret")
    assert "tolk" in line
    follow_up.invite([mother], by=coordinator)
    (line,) = waiting(signed_in, coordinator)
    assert line.startswith("der er ikke bestilt tolk")
    assert waiting(signed_in, near) == []
    follow_up.change(
        by=coordinator,
        chosen=[mother],
        others=[],
        interpreter="present",
        interpreter_name="Tolkegruppen",
        led_by=near,
    )
    assert waiting(signed_in, coordinator) == []


def test_what_was_not_held_and_what_was_not_ended_is_told_to_the_core_and_who_leads(
    family: Family, coordinator: Professional, near: Professional, signed_in: SignedIn
) -> None:
    follow_up = make_follow_up(family, coordinator, led_by=near)
    pass_by(follow_up, 2)
    for reader in (coordinator, near):
        (line,) = waiting(signed_in, reader)
        assert line.startswith("der er ikke skrevet noget")
    follow_up.refresh_from_db()
    make_answer(follow_up, near)
    assert waiting(signed_in, coordinator) == []
    pass_by(follow_up, 1)
    (line,) = waiting(signed_in, coordinator)
    assert line.endswith("er ikke afsluttet.")
    follow_up.end(by=near, presences={}, interpreter="not_needed", language="so")
    assert waiting(signed_in, coordinator) == []


@pytest.mark.demand("R46")
def test_that_it_was_held_stands_on_the_familys_timeline_without_what_was_said(
    family: Family, under_way: FollowUp, coordinator: Professional, near: Professional, signed_in: SignedIn
) -> None:
    make_answer(under_way, coordinator, words="Det står kun i mødet")
    lines = f"/families/{family.pk}/lines/"
    assert "holdt opfølgning" not in text(signed_in(near).get(lines))
    under_way.end(by=coordinator, presences={}, interpreter="not_needed", language="so")
    page = signed_in(near).get(lines)
    assert [entry.kind for entry in page.context["entries"] if entry.kind == "follow-up"] == ["follow-up"]
    assert "Der er holdt opfølgning" in text(page) or "der er holdt opfølgning" in text(page)
    assert "Det står kun i mødet" not in text(page)
    assert "holdt opfølgning" in text(signed_in(near).get(f"{lines}?kind=follow_ups"))


def test_pages_cost_as_much_with_fifty_answers_as_with_one(
    family: Family, mother: Member, coordinator: Professional, near: Professional, signed_in: SignedIn
) -> None:
    def hold(days: int, answers: int) -> FollowUp:
        follow_up = make_follow_up(family, coordinator, chosen=[mother], others=[near])
        follow_up.begin(by=coordinator, on=clock.today() - timedelta(days=days))
        for number in range(answers):
            make_answer(follow_up, coordinator, words=f"Svar {number}")
        return follow_up

    client, first = signed_in(near), hold(30, 1)
    pages = [
        url("list_follow_ups", family),
        url("show_progress", family),
        url("show_follow_up", family, first.pk),
        url("lead_follow_up", family, first.pk, "better"),
    ]
    before = [cost(client, page) for page in pages]
    for days in (10, 20):
        hold(days, 8)
    for number in range(8):
        make_answer(first, coordinator, speaker=near, words=f"Igen {number}")
    assert [cost(client, page) for page in pages] == before


def test_empty_pages_say_what_comes_here(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)
    assert "Aftal den første" in text(client.get(url("list_follow_ups", family)))
    assert "familiens egne svar" in text(client.get(url("show_progress", family)))


def test_it_is_called_off_with_a_reason_and_stays_readable(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    follow_up = make_follow_up(family, coordinator)
    client = signed_in(coordinator)
    client.post(url("call_off_follow_up", family, follow_up.pk), {"reason": "Hodan er syg."})
    assert "Hodan er syg." in text(client.get(url("show_follow_up", family, follow_up.pk)))
    for page in ("change_follow_up", "call_off_follow_up", "type_up_follow_up"):
        assert client.get(url(page, family, follow_up.pk)).status_code == 403
    again = client.post(url("begin_follow_up", family, follow_up.pk))
    assert again.headers["Location"] == follow_up.get_absolute_url()
