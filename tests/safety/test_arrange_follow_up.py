"""Agreeing when the family is met next: the one date that every page shows."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from families.models import Family, Member, Professional, Tier
from masterplans.models import Masterplan
from roskilde import clock
from safety.models import FollowUp
from tests.makers import make_follow_up, make_network_person, make_person, make_plan
from tests.safety.asking import SignedIn, errors, text, url


def post(client: Client, family: Family, **changes: object) -> object:
    return client.post(url("arrange_follow_up", family), {"weeks_between": "8", **changes})


@pytest.mark.demand("R46", "S14")
def test_the_date_stands_in_the_familys_head_and_in_the_plan_for_everybody_near(
    family: Family, mother: Member, coordinator: Professional, near: Professional, signed_in: SignedIn
) -> None:
    make_plan(family, coordinator)
    on = clock.today() + timedelta(days=20)
    answer = post(signed_in(coordinator), family, on=str(on), at="14:00", chosen=[mother.pk])
    follow_up = family.follow_ups.get()
    assert answer.headers["Location"] == follow_up.get_absolute_url()  # type: ignore[attr-defined]
    assert [each.speaker for each in follow_up.attendances.all()] == [mother]
    page = signed_in(near).get(reverse("masterplans:show_plan", args=[family.pk]))
    assert f"{on.day}. " in text(page)
    assert "Ingen opfølgning aftalt" not in text(page)
    assert "follow_up" not in [gap.kind for gap, _deed in page.context["gaps"]]
    with time_machine.travel(on + timedelta(days=1)):
        assert "Ingen opfølgning aftalt" in text(signed_in(near).get(family.get_absolute_url()))


def test_the_head_asks_no_question_of_its_own(
    family: Family, coordinator: Professional, signed_in: SignedIn, django_assert_num_queries: object
) -> None:
    from tests.masterplans.asking import cost

    client, page = signed_in(coordinator), family.get_absolute_url()
    before = cost(client, page)
    make_follow_up(family, coordinator)
    assert cost(client, page) == before


def test_today_is_not_too_late_and_yesterday_is(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)
    assert "on" in errors(post(client, family, on=str(clock.today() - timedelta(days=1))))
    assert post(client, family, on=str(clock.today())).status_code == 302  # type: ignore[attr-defined]


def test_who_decides_in_the_case_is_not_offered_and_the_page_says_why(
    family: Family, coordinator: Professional, near: Professional, signed_in: SignedIn
) -> None:
    consultant = make_person("Kasper Holst", "jobkonsulent", title="jobkonsulent", sector="Jobcenter")
    family.involve(consultant, tier=Tier.NEAR, function="Jobkonsulent", reason="need", by=coordinator)
    client = signed_in(coordinator)
    page = client.get(url("arrange_follow_up", family))
    offered = set(page.context["form"].fields["led_by"].queryset)
    assert {coordinator, near} <= offered
    assert consultant not in offered
    assert "Ikke Kasper Holst" in text(page)
    assert "led_by" in errors(post(client, family, on=str(clock.today()), led_by=consultant.pk))


def test_the_next_one_begins_as_the_last_and_after_the_rhythm_of_the_series(
    family: Family, mother: Member, coordinator: Professional, signed_in: SignedIn
) -> None:
    fatuma = make_network_person(family, coordinator)
    last = make_follow_up(
        family, coordinator, chosen=[mother, fatuma], place="Biblioteket", led_by=coordinator, weeks_between=6
    )
    initial = signed_in(coordinator).get(url("arrange_follow_up", family)).context["form"].initial
    assert initial["on"] == last.on + timedelta(weeks=6)
    assert (initial["place"], initial["led_by"]) == ("Biblioteket", coordinator.pk)
    assert set(initial["chosen"]) == {str(mother.pk), str(fatuma.pk)}


def test_a_second_tap_makes_no_second_meeting(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)
    for _tap in range(2):
        post(client, family, on=str(clock.today()), at="14:00")
    assert FollowUp.objects.count() == 1


def test_where_a_protected_family_meets_is_for_the_core_and_those_who_come(
    family: Family, mother: Member, coordinator: Professional, near: Professional, signed_in: SignedIn
) -> None:
    mother.lock()
    mother.protection = "address"
    mother.save(by=coordinator)
    follow_up = make_follow_up(family, coordinator, place="Hos mosteren i Køge")
    pages = [url("list_follow_ups", family)] + [
        url(page, family, follow_up.pk)
        for page in ("show_follow_up", "change_follow_up", "show_follow_up_history", "print_follow_up_sheet")
    ]
    pages.append(url("arrange_follow_up", family))
    assert not [page for page in pages if "mosteren" in text(signed_in(near).get(page))]
    assert "mosteren" in text(signed_in(coordinator).get(pages[1]))
    follow_up.invite([], [near], by=coordinator)
    assert "mosteren" in text(signed_in(near).get(pages[1]))


def test_a_version_of_the_plan_freezes_the_date(
    family: Family, mother: Member, coordinator: Professional
) -> None:
    plan = make_plan(family, coordinator)
    follow_up = make_follow_up(family, coordinator)
    plan.agree(
        by=coordinator,
        on=clock.today(),
        members=[mother],
        professionals=[],
        language="so",
        interpreter="not_needed",
    )
    version = Masterplan.objects.get().versions.get()
    assert version.content["next_follow_up_on"] == str(follow_up.on)


def test_who_must_not_know_yet_is_neither_invited_nor_named_in_the_room(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    make_network_person(family, coordinator, name="Per Træner", knows="not_yet", why_not_yet="Hans ønske")
    follow_up = make_follow_up(family, coordinator)
    follow_up.begin(by=coordinator)
    client = signed_in(coordinator)
    pages = [url("arrange_follow_up", family)]
    pages += [url(page, family, follow_up.pk) for page in ("type_up_follow_up", "end_follow_up")]
    pages += [url("lead_follow_up", family, follow_up.pk, step) for step in ("better", "steps")]
    assert not [page for page in pages if "Per Træner" in text(client.get(page))]
