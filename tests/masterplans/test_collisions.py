"""Who is expected at two places at once: on the week, on the start page, while something is being planned."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation

from families.models import Family, Member, Pilot, Professional, Tier
from masterplans.models import Activity, LoadLimit, Masterplan
from safety.models import FollowUp
from tests.makers import make_activity, make_family, make_network_person, make_person, make_plan
from tests.masterplans.asking import SignedIn, activity_post, cost, text, url

MONDAY = date(2026, 11, 16)
THURSDAY = MONDAY + timedelta(days=3)


@pytest.fixture(autouse=True)
def _in_english(near: Professional, consultant: Professional, coordinator: Professional) -> Iterator[None]:
    for person in (near, consultant, coordinator):
        person.language = "en"
        person.save()
    with translation.override("en"):
        yield


def said(answer: Any) -> list[str]:
    return [clash.sentence for clash in answer.context["weighed"].clashes]


def week(signed_in: SignedIn, reader: Professional, family: Family) -> Any:
    return signed_in(reader).get(url("show_week", family))


def once(family: Family, by: Professional, **changes: Any) -> Activity:
    """On Thursday at nine, if not told otherwise."""
    fields = {"weekdays": "", "starts_on": THURSDAY, "starts_at": time(9), "place": "", "title": "Dansk"}
    return make_activity(family, by, **{**fields, **changes})


def move_url(family: Family, activity: Activity) -> str:
    """Where the one occurrence is moved, and not the rest."""
    return url("move_occurrence", family, activity.pk, activity.starts_on)


@pytest.mark.demand("R58", "R12")
def test_a_member_at_two_places_is_told_with_the_deed(
    plan: Masterplan, family: Family, mother: Member, near: Professional, consultant: Professional,
    coordinator: Professional, signed_in: SignedIn,
) -> None:  # fmt: skip
    once(family, near, title="Dansk", members=[mother])
    other = once(family, consultant, title="Jobsamtale", members=[mother], starts_at=time(9, 30))
    answer = week(signed_in, coordinator, family)
    (sentence,) = said(answer)
    assert sentence.startswith("Hodan: ")
    assert "“Dansk” and “Jobsamtale” at the same time" in sentence
    page = text(answer)
    assert page.count("is-collision") == 2
    assert move_url(family, other) in page
    # Who is near is told of it, and changes their own part alone.
    page = text(week(signed_in, near, family))
    assert "is-collision" in page
    assert move_url(family, other) not in page


def test_the_whole_familys_activity_takes_everybody_at_home(
    plan: Masterplan, family: Family, son: Member, near: Professional, coordinator: Professional,
    signed_in: SignedIn,
) -> None:  # fmt: skip
    once(family, near, title="Fællesspisning")
    once(family, coordinator, title="Fodbold", members=[son])
    assert len(said(week(signed_in, near, family))) == 1
    son.left_on = MONDAY
    son.save(by=coordinator)
    assert said(week(signed_in, near, family)) == []


@pytest.mark.demand("R36")
def test_the_way_is_counted_as_the_pilot_says(
    plan: Masterplan, family: Family, mother: Member, near: Professional, coordinator: Professional,
    signed_in: SignedIn,
) -> None:  # fmt: skip
    once(family, near, title="Dansk", members=[mother])
    once(
        family, coordinator, title="Klinik", members=[mother], starts_at=time(10, 30),
        place_kind="other_municipality", place="Klinikken",
    )  # fmt: skip
    (sentence,) = said(week(signed_in, near, family))
    assert "30 minutes on" in sentence
    assert "the way takes 45 minutes" in sentence
    pilot = Pilot.objects.get()
    pilot.minutes_out_of_town = 30
    pilot.save(by=coordinator)
    assert said(week(signed_in, near, family)) == []


@pytest.mark.demand("R58")
def test_what_the_reader_may_not_see_collides_as_busy_and_tells_nothing_more(
    plan: Masterplan, family: Family, mother: Member, near: Professional, coordinator: Professional,
    signed_in: SignedIn,
) -> None:  # fmt: skip
    once(family, near, title="Dansk", members=[mother])
    once(
        family, coordinator, title="Hemmelig samtale", place="Krisecentret", place_kind="other_municipality",
        members=[mother], visibility="named",
    )  # fmt: skip
    answer = week(signed_in, near, family)
    (sentence,) = said(answer)
    assert "something else (busy)" in sentence
    for never in ("Hemmelig", "Krisecentret"):
        assert never not in text(answer)


def test_the_way_from_a_place_that_is_kept_is_not_counted(
    plan: Masterplan, family: Family, mother: Member, near: Professional, coordinator: Professional,
    signed_in: SignedIn,
) -> None:  # fmt: skip
    """Else the time that is missing would tell how far away it is."""
    for visibility in ("near", "named"):
        hidden = once(
            family, coordinator, title="Møde", place="Krisecentret", place_kind="other_municipality",
            members=[mother], starts_at=time(10, 30), visibility=visibility,
        )  # fmt: skip
        once(family, near, title="Dansk", members=[mother])
        mother.protection = "address"
        mother.save(by=coordinator)
        assert said(week(signed_in, near, family)) == []
        hidden.end(by=coordinator, on=THURSDAY, reason="Færdig.")
        Activity.objects.for_nobody("the test lays the second anew").unrecorded("in a test").update(
            starts_on=MONDAY - timedelta(days=70), ends_on=MONDAY - timedelta(days=70)
        )


def test_a_professional_who_meets_another_family_is_busy_whoever_they_meet(
    plan: Masterplan, family: Family, mother: Member, near: Professional, consultant: Professional,
    coordinator: Professional, leader: Professional, signed_in: SignedIn,
) -> None:  # fmt: skip
    stranger = make_person("Sara Lindskov", "sara", sector="Projektkerne")
    others = make_family(stranger, "Hasanović")
    others.involve(consultant, tier=Tier.NEAR, function="Jobkonsulent", reason="need", by=stranger)
    once(others, consultant, title="Hemmelig jobsamtale", place="Kantinen")
    once(family, consultant, title="Dansk", members=[mother])
    answer = week(signed_in, near, family)
    (sentence,) = said(answer)
    assert sentence.startswith("Kasper Holst: ")
    assert "something else (busy)" in sentence
    page = text(answer)
    for never in ("Hemmelig", "Kantinen", "Hasanović", str(others.pk)):
        assert never not in page
    # Whoever stands around both is told that it is another of their families, and on this page not which.
    answer = week(signed_in, consultant, family)
    (sentence,) = said(answer)
    assert "something in another of your families" in sentence
    for never in ("Hemmelig", "Kantinen", "Hasanović"):
        assert never not in text(answer)


def test_somebody_of_the_network_is_known_by_name(
    plan: Masterplan, family: Family, mother: Member, son: Member, near: Professional,
    coordinator: Professional, signed_in: SignedIn,
) -> None:  # fmt: skip
    make_network_person(family, coordinator, name="Fatuma")
    by_network = {"responsible": None, "network_name": "Fatuma"}
    once(family, near, title="Mad", members=[mother], **by_network)
    once(family, near, title="Fodbold", members=[son], **by_network)
    (sentence,) = said(week(signed_in, near, family))
    assert sentence.startswith("Fatuma: ")


@pytest.mark.demand("S14")
def test_a_follow_up_takes_the_time_of_who_is_to_come(
    plan: Masterplan, family: Family, mother: Member, near: Professional, coordinator: Professional,
    signed_in: SignedIn,
) -> None:  # fmt: skip
    once(family, near, title="Dansk", members=[mother])
    FollowUp.arrange(family, by=coordinator, on=THURSDAY, at=time(8), others=[mother])
    (sentence,) = said(week(signed_in, near, family))
    assert "“Follow-up” and “Dansk” at the same time" in sentence


def test_a_follow_up_with_no_hour_takes_none(
    plan: Masterplan, family: Family, mother: Member, near: Professional, coordinator: Professional,
    signed_in: SignedIn,
) -> None:  # fmt: skip
    once(family, near, members=[mother])
    FollowUp.arrange(family, by=coordinator, on=THURSDAY, others=[mother])
    assert said(week(signed_in, near, family)) == []


def test_two_follow_ups_of_two_families_collide_by_who_comes_to_both(
    plan: Masterplan, family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    sara = make_person("Sara Lindskov", "sara", sector="Projektkerne")
    others = make_family(sara, "Hasanović")
    others.involve(near, tier=Tier.NEAR, function="Lærer", reason="need", by=sara)
    FollowUp.arrange(family, by=coordinator, on=THURSDAY, at=time(9), others=[near])
    FollowUp.arrange(others, by=sara, on=THURSDAY, at=time(10), others=[near])
    answer = week(signed_in, coordinator, family)
    assert len(said(answer)) == 1
    assert str(others.pk) not in text(answer)


def test_nothing_of_it_is_printed(
    plan: Masterplan, family: Family, mother: Member, near: Professional, signed_in: SignedIn
) -> None:
    once(family, near, members=[mother])
    once(family, near, members=[mother])
    page = text(week(signed_in, near, family))
    assert page.count('class="slot-warning no-print"') == page.count("slot-warning") == 2
    assert '<section class="no-print" id="collisions"' in page


def lines(answer: Any) -> list[str]:
    return [line.sentence for line in answer.context["waiting"] if "#collisions" in line.url]


@pytest.mark.demand("R12")
def test_the_start_page_of_the_core_tells_of_the_coming_fourteen_days(
    plan: Masterplan, family: Family, mother: Member, near: Professional, coordinator: Professional,
    signed_in: SignedIn,
) -> None:  # fmt: skip
    for on in (date(2026, 11, 17), date(2026, 11, 25), date(2026, 12, 2)):  # past, coming, too far
        once(family, near, title="Dansk", members=[mother], starts_on=on)
        once(family, coordinator, title="Jobsamtale", members=[mother], starts_on=on)
    (line,) = lines(signed_in(coordinator).get(reverse("start")))
    assert line.startswith("Hodan: “")
    assert " 25" in line
    assert "more" not in line
    once(family, near, title="Lektier", members=[mother], starts_on=date(2026, 11, 25))
    (line,) = lines(signed_in(coordinator).get(reverse("start")))
    assert "And 2 more in the coming 14 days." in line
    near_page = signed_in(near).get(reverse("start"))
    assert not [each for each in near_page.context.get("waiting", ()) if "#collisions" in each.url]


def test_the_start_page_asks_as_much_of_many_activities_as_of_two(
    plan: Masterplan, family: Family, mother: Member, near: Professional, coordinator: Professional,
    signed_in: SignedIn,
) -> None:  # fmt: skip
    client = signed_in(coordinator)
    once(family, near, members=[mother], starts_on=date(2026, 11, 25))
    once(family, coordinator, members=[mother], starts_on=date(2026, 11, 25))
    two = cost(client, reverse("start"))
    other = make_family(coordinator, "Tesfay")
    make_plan(other, coordinator)
    one_more = cost(client, reverse("start"))
    for number in range(12):
        for where in (family, other):
            once(where, coordinator, title=str(number), starts_on=date(2026, 11, 26))
    assert cost(client, reverse("start")) <= one_more <= two + 3


def weighed(answer: Any) -> Any:
    return answer.context["answer"]


@pytest.mark.demand("R58", "R12")
def test_while_it_is_planned_the_form_says_what_it_runs_into_and_what_it_asks(
    plan: Masterplan, family: Family, mother: Member, son: Member, near: Professional,
    coordinator: Professional, signed_in: SignedIn,
) -> None:  # fmt: skip
    LoadLimit.agree(mother, by=coordinator, appointments=1, hours=None)
    once(family, near, title="Dansk", members=[mother])
    post = activity_post(members=[mother.pk, son.pk], starts_on=THURSDAY, starts_at="09:30", weekdays="3")
    answer = signed_in(coordinator).post(url("weigh_activity", family), post)
    found = weighed(answer)
    assert [clash.sentence.startswith("Hodan: “Dansk” and “Lektiehjælp”") for clash in found.clashes] == [
        True
    ]
    assert [(each.member.name, each.load.appointments, each.over) for each in found.weights] == [
        ("Hodan", 2, "1 appointment over the limit"),
        ("Zakariye", 1, ""),
    ]
    assert Activity.objects.for_nobody("the test counts").filter(family=family).count() == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"starts_on": ""},
        {"starts_on": "i morgen"},
        {"starts_at": ""},
        {"minutes": "-1"},
        {"minutes": "9" * 99},
    ],
)
def test_what_is_not_written_yet_is_not_weighed(
    changes: dict[str, str], plan: Masterplan, family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    answer = signed_in(coordinator).post(url("weigh_activity", family), activity_post(**changes))
    assert answer.status_code == 200
    assert weighed(answer) is None


def test_another_familys_members_are_not_weighed(
    plan: Masterplan, family: Family, others: Any, coordinator: Professional, signed_in: SignedIn
) -> None:
    post = activity_post(members=[others.member.pk], starts_on=THURSDAY)
    found = weighed(signed_in(coordinator).post(url("weigh_activity", family), post))
    assert {each.member.family_id for each in found.weights} == {family.pk}


def test_it_is_saved_all_the_same_and_said_afterwards(
    plan: Masterplan, family: Family, mother: Member, near: Professional, coordinator: Professional,
    signed_in: SignedIn,
) -> None:  # fmt: skip
    activity = once(family, near, title="Dansk", members=[mother])
    post = activity_post(members=[mother.pk], starts_on=THURSDAY, starts_at="09:30", responsible=near.pk)
    client = signed_in(coordinator)
    answer = client.post(url("add_activity", family), post, follow=True)
    told = [str(each) for each in answer.context["messages"]]
    assert any("Dansk" in each and "Lektiehjælp" in each for each in told)
    assert Activity.objects.for_nobody("the test counts").filter(family=family).count() == 2
    # What is changed does not collide with itself.
    changed = client.post(
        f"{url('weigh_activity', family)}?activity={activity.pk}",
        activity_post(title="Dansk", members=[mother.pk], starts_on=THURSDAY, starts_at="07:00"),
    )
    assert weighed(changed).clashes == []


def test_whoever_is_near_weighs_their_own_part(
    plan: Masterplan, family: Family, mother: Member, near: Professional, coordinator: Professional,
    signed_in: SignedIn,
) -> None:  # fmt: skip
    once(family, near, title="Dansk", members=[mother])
    post = activity_post(starts_on=THURSDAY, starts_at="09:00")
    (clash,) = weighed(signed_in(near).post(url("weigh_activity", family), post)).clashes
    assert near.name in clash.sentence


@pytest.mark.parametrize("page", ["weigh_activity", "find_time", "agree_load_limit"])
def test_it_asks_for_the_right(
    page: str, plan: Masterplan, family: Family, mother: Member, others: Any, near: Professional,
    peripheral: Professional, stranger: Professional, signed_in: SignedIn,
) -> None:  # fmt: skip
    keys = [mother.pk] if page == "agree_load_limit" else []
    ask = "post" if page == "weigh_activity" else "get"
    answers = [
        getattr(signed_in(each), ask)(url(page, family, *keys)).status_code
        for each in (near, peripheral, stranger)
    ]
    assert answers == [403 if keys else 200, 403, 404]


# -- The limit ----------------------------------------------------------------------------------------------


@pytest.mark.demand("R12")
def test_the_core_agrees_how_much_a_week_may_ask(
    plan: Masterplan, family: Family, mother: Member, near: Professional, coordinator: Professional,
    signed_in: SignedIn,
) -> None:  # fmt: skip
    client, page = signed_in(coordinator), url("agree_load_limit", family, mother.pk)
    client.post(page, {"appointments": "2"})
    limit = LoadLimit.objects.get()
    assert (limit.member, limit.appointments, limit.hours) == (mother, 2, None)
    once(family, near, members=[mother], starts_at=time(12))
    make_activity(family, near, members=[mother], weekdays="01", starts_at=time(14))
    answer = week(signed_in, near, family)
    assert answer.context["weighed"].over == {mother.pk: "1 appointment over the limit"}
    assert str(limit.history.first().history_user) == coordinator.name
    client.post(page, {"appointments": "", "hours": ""})
    assert not LoadLimit.objects.exists()
    assert [row.history_type for row in LoadLimit.history.order_by("history_date")] == ["+", "-"]


@pytest.mark.parametrize("post", [{"appointments": "0"}, {"hours": "81"}, {"appointments": "mange"}])
def test_a_limit_that_cannot_be_kept_is_refused(
    post: dict[str, str], plan: Masterplan, family: Family, mother: Member, coordinator: Professional,
    signed_in: SignedIn,
) -> None:  # fmt: skip
    answer = signed_in(coordinator).post(url("agree_load_limit", family, mother.pk), post)
    assert answer.status_code == 200
    assert not LoadLimit.objects.exists()


def test_another_familys_member_has_no_limit_here(
    plan: Masterplan, family: Family, others: Any, coordinator: Professional, signed_in: SignedIn
) -> None:
    page = url("agree_load_limit", family, others.member.pk)
    assert signed_in(coordinator).post(page, {"appointments": "2"}).status_code == 404


# -- A time that is looked for ------------------------------------------------------------------------------


@pytest.mark.demand("R58")
def test_a_free_time_is_found_and_leads_to_the_form_filled_in(
    plan: Masterplan, family: Family, mother: Member, near: Professional, coordinator: Professional,
    signed_in: SignedIn,
) -> None:  # fmt: skip
    make_activity(family, near, members=[mother], weekdays="01234", starts_at=time(8), minutes=180)
    client = signed_in(coordinator)
    asked = {
        "members": str(mother.pk), "professionals": str(near.pk), "minutes": "60", "place_kind": "unit",
        "week": "2026-W48", "on": "2026-11-24", "at": "09:00",
    }  # fmt: skip
    answer = client.get(url("find_time", family), asked)
    found = answer.context["found"]
    assert not [each for each in found.free if each.taken.starts.hour < 11 or each.taken.on.weekday() > 4]
    weekend = client.get(url("find_time", family), {**asked, "any_time": "on"}).context["found"].free
    assert weekend[0].taken.on.weekday() == 5  # nothing else that day
    assert [clash.sentence.startswith("Birgitte Ørum and Hodan") for clash in found.reasons] == [True]
    assert [each.load.appointments for each in found.weights] == [6]
    _chance, plan_url = answer.context["free"][0]
    form = client.get(plan_url).context["form"]
    assert form["starts_on"].value() == date(2026, 11, 23)
    assert form["minutes"].value() == 60
    assert list(form["members"].value()) == [mother.pk]


def test_where_no_time_is_free_the_nearest_ones_say_why(
    plan: Masterplan, family: Family, mother: Member, near: Professional, coordinator: Professional,
    signed_in: SignedIn,
) -> None:  # fmt: skip
    make_activity(family, near, members=[mother], starts_at=time(7), minutes=720)
    asked = {"members": str(mother.pk), "minutes": "60", "week": "2026-W48"}
    found = signed_in(near).get(url("find_time", family), asked).context["found"]
    assert found.free == []
    assert [len(clashes) for _chance, clashes in found.nearly] == [1, 1, 1]


@pytest.mark.parametrize(
    "asked",
    [
        {"minutes": "61"}, {"minutes": "60", "members": "x"}, {"minutes": "60", "on": "2026-11-24"},
        {"minutes": "60", "week": "9999-W52"}, {"minutes": "60", "week": "2020-W01"},
        {"minutes": "60", "on": "9999-12-31", "at": "23:59"},
        {"minutes": "60", "on": "0001-01-01", "at": "00:00"},
    ],
)  # fmt: skip
def test_nonsense_finds_nothing_and_breaks_nothing(
    asked: dict[str, str], plan: Masterplan, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    make_activity(family, near)
    assert signed_in(near).get(url("find_time", family), asked).status_code == 200


def test_looking_asks_as_much_of_many_activities_as_of_one(
    plan: Masterplan, family: Family, mother: Member, near: Professional, coordinator: Professional,
    signed_in: SignedIn,
) -> None:  # fmt: skip
    client = signed_in(near)
    page = f"{url('find_time', family)}?minutes=60&week=2026-W48"
    make_activity(family, near, members=[mother])
    one = cost(client, page)
    for number in range(24):
        make_activity(family, near, title=str(number), members=[mother])
    assert cost(client, page) == one
