"""Somebody stands in: what they see and do, in which days, and how it ends by itself."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from families.drafts import token
from families.models import (
    Draft,
    Family,
    Involvement,
    Line,
    Look,
    Mail,
    MailKind,
    MissingFunction,
    Professional,
    Role,
    Substitution,
    Tier,
    Verdict,
)
from families.rights import TIER_RIGHTS, rights_in
from masterplans.models import Activity, Contribution, Outcome
from masterplans.week import read_own
from roskilde import clock
from safety.models import Goal
from tests.makers import (
    make_activity,
    make_family,
    make_goal,
    make_letter,
    make_line,
    make_person,
    make_plan,
)

SignedIn = Callable[[Professional], Client]
WHY = "the test looks at what is there"


@pytest.fixture(autouse=True)
def _wednesday_morning(settings: Any) -> Iterator[None]:
    """18 November 2026, ten o'clock in Denmark; time goes on from there."""
    settings.TODAY = None
    with time_machine.travel(datetime(2026, 11, 18, 9, tzinfo=UTC)):
        yield


@pytest.fixture
def ida(leader: Professional) -> Professional:
    """A teacher at the same school, who knows nothing of the family."""
    return make_person("Ida Skov", "vikar", title="lærer", sector="Skole")


def arrange(absent: Professional, substitute: Professional, first: int = 0, last: int = 6) -> Substitution:
    today = clock.today()
    since, until = today + timedelta(days=first), today + timedelta(days=last)
    return Substitution.arrange(absent, substitute, since=since, until=until, by=absent)


def place(family: Family, person: Professional) -> Involvement | None:
    return family.involvements.open().of(person).first()


def now_signed_in(person: Professional) -> Professional:
    """Read anew, as each request does: whom one stands in for is remembered for one request."""
    return Professional.objects.get(pk=person.pk)


# -- What they see and do -------------------------------------------------------------------------------


@pytest.mark.demand("R54")
@pytest.mark.parametrize("tier", list(Tier))
def test_a_substitute_has_the_rights_of_the_tier(
    tier: Tier, family: Family, coordinator: Professional, ida: Professional
) -> None:
    absent = make_person("Birgitte Ørum", "laerer", sector="Skole")
    family.involve(absent, tier=tier, function="Lærer", reason="need", by=coordinator)
    arrange(absent, ida)
    standing = place(family, ida)
    assert standing is not None
    assert (standing.tier, standing.function, standing.stands_in_for) == (tier, "Lærer", absent)
    assert rights_in(family, ida) == TIER_RIGHTS[tier]


def test_every_page_is_opened_in_the_place_of_the_absent_one_and_the_log_names_both(
    family: Family, near: Professional, ida: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    arrange(near, ida)
    client = signed_in(ida)
    for page in (family.get_absolute_url(), reverse("families:show_people", args=[family.pk])):
        answer = client.get(page)
        assert answer.status_code == 200
        assert near.name in answer.content.decode()
        assert answer.context["family"].standing.in_place_of == near.pk
    assert client.get("/families/").status_code == client.get("/").status_code == 200
    looks = list(Look.objects.by(ida))
    assert {look.page for look in looks} >= {"families:show_family", "families:list_families", "start"}
    assert {(look.on_behalf_of_id, look.family_id, look.verdict) for look in looks} == {
        (near.pk, family.pk, Verdict.OPENED)
    }
    log = signed_in(coordinator).get(reverse("families:list_family_looks", args=[family.pk]))
    told = [(row.who, row.for_whom) for row in log.context["rows"] if row.who == ida.name]
    assert told
    assert set(told) == {(ida.name, near.name)}
    assert near.name in log.content.decode()


def test_a_refusal_too_is_written_with_both_names(
    family: Family, near: Professional, ida: Professional, signed_in: SignedIn
) -> None:
    arrange(near, ida)
    assert signed_in(ida).get(reverse("families:change_family", args=[family.pk])).status_code == 403
    look = Look.objects.by(ida).get()
    assert (look.verdict, look.on_behalf_of_id) == (Verdict.REFUSED, near.pk)


def seen_titles(family: Family, reader: Professional) -> tuple[set[str], set[str]]:
    """Asked across all families, and from the family whose door has been passed."""
    from families.models.visibility import Standing

    across = {goal.words for goal in Goal.objects.visible_to(reader).filter(family=family)}
    found = Family.objects.with_tier(reader).get(pk=family.pk)
    found.standing = Standing(
        reader=reader.pk,
        tier=Tier(found.tier),
        involvement=found.involvement_key,
        in_place_of=found.in_place_of,
        sectors=frozenset({reader.sector_id, found.in_place_of_sector or reader.sector_id}),
    )
    return across, {goal.words for goal in found.goals.visible_to(reader)}


@pytest.mark.demand("R43")
def test_they_see_what_the_absent_one_does_but_no_name_is_stood_in_for(
    family: Family, near: Professional, ida: Professional, coordinator: Professional
) -> None:
    for author, whose in ((near, "egen"), (coordinator, "kernens")):
        for visibility in ("core", "sector", "near", "named"):
            make_goal(family, author, words=f"{whose} {visibility}", visibility=visibility)
    named = make_goal(family, coordinator, words="nævner den fraværende", visibility="named")
    named.name_people([near], by=coordinator)
    arrange(near, ida)
    absent_sees = {goal.words for goal in Goal.objects.visible_to(near).filter(family=family)}
    across, within = seen_titles(family, now_signed_in(ida))
    assert across == within == {"egen core", "egen sector", "egen near", "kernens near"}
    assert absent_sees - across == {"egen named", "nævner den fraværende"}


def test_the_words_under_a_field_name_the_substitute(
    family: Family, near: Professional, ida: Professional, coordinator: Professional
) -> None:
    arrange(near, ida)
    assert ida in make_goal(family, near, visibility="core").seen_by()
    assert ida in make_goal(family, coordinator, visibility="near").seen_by()
    assert ida not in make_goal(family, near, visibility="named").seen_by()
    assert ida not in make_goal(family, coordinator, visibility="core").seen_by()


def test_what_the_absent_one_logged_of_something_that_names_them_stays_theirs(
    family: Family, near: Professional, ida: Professional
) -> None:
    activity = make_activity(family, near, visibility="named")
    today = clock.today()
    theirs = Contribution.log(family, by=near, activity=activity, on=today, outcome=Outcome.HAPPENED)
    arrange(near, ida)
    assert theirs in Contribution.objects.visible_to(near)
    assert theirs not in Contribution.objects.visible_to(now_signed_in(ida))


def test_the_substitute_of_a_peripheral_one_reads_what_that_one_wrote_and_the_answers(
    family: Family, peripheral: Professional, near: Professional, coordinator: Professional
) -> None:
    colleague = make_person("Nadia Bro", "klub2", sector="SFO og klub")
    own = make_line(family, peripheral, text="Han kom ikke i klubben.", visibility="core")
    answer = own.answer(by=coordinator, text="Tak.")
    shielded = make_line(family, peripheral, text="Kun til Jonas.", visibility="named")
    others = make_line(family, near, text="Til alle nære.")
    arrange(peripheral, colleague)
    reader = now_signed_in(colleague)
    seen = set(Line.objects.visible_to(reader))
    assert seen == {own, answer}
    assert not {shielded, others} & seen
    assert rights_in(family, reader) == TIER_RIGHTS[Tier.PERIPHERAL]


def test_children_the_absent_one_works_with_are_theirs_too(
    family: Family, near: Professional, ida: Professional, coordinator: Professional
) -> None:
    child = family.members.get(name="Zakariye")
    standing = family.involvements.get(professional=near)
    standing.change(by=coordinator, function="Klasselærer", works_with=[child])
    line = make_line(family, coordinator, about=child, visibility="sector")
    arrange(near, ida)
    assert line in Line.objects.visible_to(now_signed_in(ida))
    standing.change(by=coordinator, function="Klasselærer", works_with=[])
    assert line not in Line.objects.visible_to(now_signed_in(ida))


# -- Their week -----------------------------------------------------------------------------------------


def test_the_absent_ones_week_is_theirs_to_log_and_the_contribution_says_who_did_it(
    family: Family, near: Professional, ida: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    make_plan(family, coordinator)
    activity = make_activity(family, near)
    arrange(near, ida)
    client, today = signed_in(ida), clock.today()
    page = client.get("/").content.decode()
    assert activity.title in page
    assert near.name in page
    url = reverse("masterplans:log_occurrence", args=[family.pk, activity.pk, today.isoformat()])
    answer = client.post(url, {"outcome": "happened"}, headers={"HX-Request": "true"})
    assert near.name in answer.content.decode()
    contribution = Contribution.objects.for_nobody(WHY).get(activity=activity)
    assert (contribution.professional, contribution.logged_by) == (ida, ida)
    item = next(item for item in read_own(now_signed_in(ida), today, today))
    assert (item.contribution, item.in_place_of, item.is_own) == (contribution, near.name, True)


def test_what_the_substitute_has_done_is_not_asked_of_the_one_who_comes_back(
    family: Family, near: Professional, ida: Professional
) -> None:
    activity = make_activity(family, near)
    arrange(near, ida)
    today = clock.today()
    Contribution.log(
        family, by=ida, activity=activity, on=today, outcome=Outcome.NOTHING, why="no_show", note="Ingen"
    )
    yesterday = today - timedelta(days=1)
    Contribution.log(family, by=ida, activity=activity, on=yesterday, outcome=Outcome.HAPPENED)
    with time_machine.travel(datetime(2026, 11, 27, 9, tzinfo=UTC)):
        items = {item.on: item for item in read_own(now_signed_in(near), yesterday, today)}
    assert items[today].contribution is not None
    assert not items[today].is_own
    assert items[yesterday].contribution is None  # a day on which nobody stood in


def test_what_the_absent_one_logged_before_is_not_asked_of_the_substitute(
    family: Family, near: Professional, ida: Professional, signed_in: SignedIn
) -> None:
    activity = make_activity(family, near)
    yesterday = clock.today() - timedelta(days=1)
    Contribution.log(family, by=near, activity=activity, on=yesterday, outcome=Outcome.NOTHING, why="us")
    arrange(near, ida)
    (item,) = read_own(now_signed_in(ida), yesterday, yesterday)
    assert item.contribution is not None
    assert not item.is_own
    page = signed_in(ida).get("/").content.decode()
    done = page.partition("minuge-done")[2].partition("</p>")[0]
    assert item.contribution.get_outcome_display() in done
    assert item.contribution.get_why_display() not in done  # that is for the core and its author


def test_ones_own_share_comes_before_the_absent_ones(
    family: Family, near: Professional, coordinator: Professional
) -> None:
    colleague = make_person("Ida Skov", "vikar", sector="Skole")
    family.involve(colleague, tier=Tier.NEAR, function="Lærer", reason="need", by=coordinator)
    activity = make_activity(family, near, co_owners=[colleague])
    today = clock.today()
    Contribution.log(family, by=near, activity=activity, on=today, outcome=Outcome.HAPPENED)
    arrange(near, colleague)
    (item,) = read_own(now_signed_in(colleague), today, today)
    assert (item.contribution, item.in_place_of) == (None, "")


def test_named_activities_are_not_in_the_substitutes_week(
    family: Family, near: Professional, ida: Professional
) -> None:
    make_activity(family, near, visibility="named")
    arrange(near, ida)
    assert read_own(now_signed_in(ida), clock.today(), clock.today()) == []


def test_they_write_the_absent_ones_part_of_the_draft(
    family: Family, near: Professional, ida: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    make_plan(family, coordinator)
    theirs, others = make_goal(family, near, responsible=near), make_goal(family, coordinator)
    arrange(near, ida)
    client = signed_in(ida)
    assert client.get(reverse("masterplans:change_goal", args=[family.pk, theirs.pk])).status_code == 200
    assert client.get(reverse("masterplans:change_goal", args=[family.pk, others.pk])).status_code == 403


@pytest.mark.demand("R54")
def test_the_start_page_says_for_whom_and_until_when(
    family: Family, near: Professional, ida: Professional, signed_in: SignedIn
) -> None:
    arrange(near, ida, 0, 10)
    (told,) = signed_in(ida).get("/").context["standing_in"]
    assert (told.absent, told.until) == (near, date(2026, 11, 28))
    assert near.name in signed_in(ida).get("/").content.decode()
    assert "standing_in" not in signed_in(near).get("/").context


# -- From when until when -------------------------------------------------------------------------------


def test_it_begins_at_midnight_of_the_first_day(
    family: Family, near: Professional, ida: Professional, signed_in: SignedIn
) -> None:
    arrange(near, ida, 1, 2)
    page = family.get_absolute_url()
    with time_machine.travel(datetime(2026, 11, 18, 22, 59, 30, tzinfo=UTC)):
        client = signed_in(ida)
        assert client.get(page).status_code == 404
    with time_machine.travel(datetime(2026, 11, 18, 23, 0, 0, tzinfo=UTC)):
        assert client.get(page).status_code == 200


def test_it_ends_at_midnight_in_open_pages_too(
    family: Family, near: Professional, ida: Professional, signed_in: SignedIn
) -> None:
    activity = make_activity(family, near)
    make_goal(family, near)
    arrange(near, ida, 0, 0)
    day = clock.today().isoformat()
    pages = [family.get_absolute_url(), reverse("masterplans:show_plan", args=[family.pk])]
    log = reverse("masterplans:log_occurrence", args=[family.pk, activity.pk, day])
    draft = {"draft": token(ida, "/somewhere", family), "text": "Halvt skrevet"}
    with time_machine.travel(datetime(2026, 11, 18, 22, 59, 30, tzinfo=UTC)):  # 23.59 in Denmark
        client = signed_in(ida)
        assert [client.get(page).status_code for page in pages] == [200, 200]
        assert client.post(reverse("families:save_draft"), draft).status_code == 200
        assert Draft.objects.readable_by(ida).exists()
    with time_machine.travel(datetime(2026, 11, 18, 23, 0, 0, tzinfo=UTC)):  # midnight
        assert [client.get(page).status_code for page in pages] == [404, 404]
        assert client.post(log, {"outcome": "happened"}).status_code == 404
        assert client.post(reverse("families:save_draft"), draft | {"text": "Mere"}).status_code == 400
        assert not Draft.objects.readable_by(ida).exists()
        assert not Draft.objects.filter(fields__text=["Mere"]).exists()
        assert family.name not in client.get("/families/").content.decode()
        start = client.get("/").content.decode()
        assert family.name not in start
        assert near.name not in start
        reader = now_signed_in(ida)
        assert reader.stands_for == {ida.pk}
        assert not Goal.objects.visible_to(reader).exists()
        assert not Activity.objects.visible_to(reader).exists()
        assert not Contribution.objects.visible_to(reader).exists()
    assert not Contribution.objects.for_nobody(WHY).exists()


@pytest.mark.parametrize(
    ("day", "last_second", "midnight"),
    [
        # Clocks go back on 25 October 2026 and forward on 28 March 2027: midnight is at another hour of UTC.
        (
            date(2026, 10, 24),
            datetime(2026, 10, 24, 21, 59, 59, tzinfo=UTC),
            datetime(2026, 10, 24, 22, 0, tzinfo=UTC),
        ),
        (
            date(2026, 10, 25),
            datetime(2026, 10, 25, 22, 59, 59, tzinfo=UTC),
            datetime(2026, 10, 25, 23, 0, tzinfo=UTC),
        ),
        (
            date(2027, 3, 28),
            datetime(2027, 3, 28, 21, 59, 59, tzinfo=UTC),
            datetime(2027, 3, 28, 22, 0, tzinfo=UTC),
        ),
    ],
)
def test_the_night_the_clocks_change_ends_at_danish_midnight(
    day: date,
    last_second: datetime,
    midnight: datetime,
    family: Family,
    near: Professional,
    ida: Professional,
) -> None:
    with time_machine.travel(datetime(2026, 10, 20, 9, tzinfo=UTC)):
        family.involvements.filter(professional=near).unrecorded("the cast came later").update(
            since=clock.now()
        )
        Substitution.arrange(near, ida, since=day, until=day, by=near)
    with time_machine.travel(last_second):
        assert Family.objects.visible_to(ida).exists()
    with time_machine.travel(midnight):
        assert not Family.objects.visible_to(ida).exists()


# -- What happens to the absent one meanwhile -----------------------------------------------------------


def test_a_family_the_absent_one_joins_takes_the_substitute_along(
    near: Professional, ida: Professional, coordinator: Professional
) -> None:
    arrange(near, ida)
    other = make_family(coordinator, "Haidari")
    other.involve(near, tier=Tier.NEAR, function="Lærer", reason="need", by=coordinator)
    standing = place(other, ida)
    assert standing is not None
    assert standing.stands_in_for == near


def test_a_change_of_tier_takes_the_substitute_along(
    family: Family, near: Professional, ida: Professional, coordinator: Professional
) -> None:
    days = arrange(near, ida)
    until = place(family, ida).until  # type: ignore[union-attr]
    family.involvements.open().get(professional=near).change_tier(Tier.CORE, by=coordinator, reason="need")
    standing = place(family, ida)
    assert standing is not None
    assert (standing.tier, standing.until) == (Tier.CORE, until)
    days.call_off(by=near)
    assert place(family, ida) is None


def test_a_change_of_tier_before_the_first_day_does_too(
    family: Family, near: Professional, ida: Professional, coordinator: Professional
) -> None:
    arrange(near, ida, 2, 4)
    family.involvements.open().get(professional=near).change_tier(
        Tier.PERIPHERAL, by=coordinator, reason="need"
    )
    assert place(family, ida) is None
    with time_machine.travel(datetime(2026, 11, 21, 9, tzinfo=UTC)):
        standing = place(family, ida)
        assert standing is not None
        assert standing.tier == Tier.PERIPHERAL


def test_the_absent_ones_end_is_the_substitutes(
    family: Family, near: Professional, ida: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    arrange(near, ida)
    client = signed_in(ida)
    assert client.get(family.get_absolute_url()).status_code == 200
    family.involvements.open().get(professional=near).end(by=coordinator, reason="staff")
    assert client.get(family.get_absolute_url()).status_code == 404


def test_called_off_the_sight_ends_in_the_same_second(
    family: Family, near: Professional, ida: Professional, signed_in: SignedIn
) -> None:
    days = arrange(near, ida)
    client = signed_in(ida)
    assert client.get(family.get_absolute_url()).status_code == 200
    days.call_off(by=near)
    assert client.get(family.get_absolute_url()).status_code == 404
    with pytest.raises(ValidationError):
        days.call_off(by=near)


def test_calling_off_one_leaves_the_other_days_of_the_same_two(
    family: Family, near: Professional, ida: Professional
) -> None:
    now, later = arrange(near, ida, 0, 2), arrange(near, ida, 10, 12)
    now.call_off(by=near)
    assert place(family, ida) is None
    with time_machine.travel(datetime(2026, 11, 29, 9, tzinfo=UTC)):
        assert place(family, ida) is not None
    again = arrange(near, ida, 0, 2)
    later.call_off(by=near)
    assert place(family, ida) is not None
    with time_machine.travel(datetime(2026, 11, 29, 9, tzinfo=UTC)):
        assert place(family, ida) is None
    assert again.is_running


def test_whoever_stops_working_here_neither_stands_in_nor_is_stood_in_for(
    family: Family, near: Professional, ida: Professional, administrator: Professional
) -> None:
    first = arrange(near, ida)
    ida.stop_working_here(by=administrator)
    first.refresh_from_db()
    assert first.called_off_by == administrator
    assert place(family, ida) is None
    bo = make_person("Bo Lund", sector="Skole")
    second = arrange(near, bo)
    near.stop_working_here(by=administrator)
    second.refresh_from_db()
    assert second.called_off_by == administrator
    assert now_signed_in(bo).stands_for == {bo.pk}
    assert place(family, bo) is None


# -- Who else stands there ------------------------------------------------------------------------------


def test_whoever_stands_there_already_keeps_their_own_place(
    family: Family, near: Professional, ida: Professional, coordinator: Professional
) -> None:
    own = family.involve(ida, tier=Tier.PERIPHERAL, function="Støtte", reason="need", by=coordinator)
    arrange(near, ida)
    assert place(family, ida) == own
    assert family.involvements.of(ida).count() == 1


def test_whoever_comes_near_themselves_stands_there_in_nobodys_place(
    family: Family, near: Professional, ida: Professional, coordinator: Professional
) -> None:
    arrange(near, ida)
    family.involve(ida, tier=Tier.NEAR, function="Støttelærer", reason="need", by=coordinator)
    standing = place(family, ida)
    assert standing is not None
    assert standing.stands_in_for is None


def test_an_invitation_to_stand_near_can_be_accepted_while_one_stands_in(
    family: Family, near: Professional, ida: Professional, coordinator: Professional
) -> None:
    missing = MissingFunction.note(family, by=coordinator, function="Støttelærer")
    missing.invite(ida, by=coordinator)
    arrange(near, ida)
    missing.accept(by=ida)
    standing = place(family, ida)
    assert standing is not None
    assert standing.stands_in_for is None


def test_standing_in_for_two_one_takes_each_place_for_its_days(
    family: Family, near: Professional, ida: Professional, coordinator: Professional
) -> None:
    other = make_person("Bo Lund", sector="Skole")
    family.involve(other, tier=Tier.PERIPHERAL, function="Vikardækning", reason="need", by=coordinator)
    arrange(near, ida, 1, 2)
    arrange(other, ida, 0, 4)
    stood = [
        (each.stands_in_for, (each.until - each.since).days)
        for each in family.involvements.of(ida).order_by("since")
        if each.until
    ]
    assert stood == [(other, 0), (near, 2), (other, 2)]


def test_grants_from_before_open_nothing_to_who_comes_back_as_a_substitute(
    family: Family, near: Professional, ida: Professional, coordinator: Professional
) -> None:
    family.involve(ida, tier=Tier.NEAR, function="Lærer", reason="need", by=coordinator)
    goal = make_goal(family, coordinator, visibility="named")
    goal.name_people([ida], by=coordinator)
    family.involvements.open().get(professional=ida).end(by=coordinator, reason="staff")
    arrange(near, ida)
    assert goal not in Goal.objects.visible_to(now_signed_in(ida))


def test_a_substitute_is_named_in_a_record_like_anybody_else(
    family: Family, near: Professional, ida: Professional, coordinator: Professional
) -> None:
    arrange(near, ida)
    goal = make_goal(family, coordinator, visibility="named")
    goal.name_people([ida], by=coordinator)
    assert goal in Goal.objects.visible_to(now_signed_in(ida))


# -- What is refused ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last", "field"),
    [(-1, 3, "since"), (3, 1, "until"), (0, 400, "until")],
)
def test_days_that_make_no_sense_are_refused_beside_their_field(
    first: int, last: int, field: str, near: Professional, ida: Professional
) -> None:
    with pytest.raises(ValidationError) as refusal:
        arrange(near, ida, first, last)
    codes = {
        error.code if name == "__all__" else name
        for name, errors in refusal.value.error_dict.items()
        for error in errors
    }
    assert codes == {field}
    assert not Substitution.objects.exists()


def test_only_an_active_colleague_of_the_same_sector_stands_in(
    near: Professional, stranger: Professional, ida: Professional, administrator: Professional
) -> None:
    ida.stop_working_here(by=administrator)
    for person in (stranger, ida, near):
        with pytest.raises(ValidationError):
            arrange(near, person)
    assert not Substitution.objects.exists()


def test_two_cannot_stand_in_for_one_on_the_same_day(near: Professional, ida: Professional) -> None:
    other = make_person("Bo Lund", sector="Skole")
    arrange(near, ida, 0, 3)
    for first, last in ((0, 0), (3, 5), (0, 9)):
        with pytest.raises(ValidationError):
            arrange(near, other, first, last)
    arrange(near, other, 4, 5)
    assert near.substitutions.count() == 2


def test_the_place_is_not_passed_on(
    family: Family, near: Professional, ida: Professional, coordinator: Professional
) -> None:
    arrange(near, ida)
    third = make_person("Bo Lund", sector="Skole")
    arrange(ida, third)
    assert place(family, third) is None
    standing = place(family, ida)
    assert standing is not None
    with pytest.raises(ValidationError):
        standing.change_tier(Tier.CORE, by=coordinator, reason="need")


def test_the_coordinators_substitute_cannot_make_the_place_their_own(
    family: Family, coordinator: Professional, leader: Professional, signed_in: SignedIn
) -> None:
    sara = make_person("Sara Lindskov", sector="Projektkerne", role=Role.COORDINATOR)
    arrange(coordinator, sara)
    page = reverse("families:hand_family", args=[family.pk])
    answer = signed_in(sara).post(page, {"coordinator": sara.pk})
    assert answer.status_code == 200
    assert "coordinator" in answer.context["form"].errors
    family.refresh_from_db()
    assert family.coordinator == coordinator
    family.hand_to(sara, by=leader)
    standing = place(family, sara)
    assert standing is not None
    assert (standing.tier, standing.stands_in_for, standing.until) == (Tier.CORE, None, None)


# -- Emergencies ----------------------------------------------------------------------------------------


def test_an_emergency_is_not_stood_in_for(family: Family, leader: Professional) -> None:
    sara = make_person("Sara Lindskov", sector="Projektkerne", role=Role.COORDINATOR)
    second = make_person("Vibeke Aarup", sector="Projektkerne")
    family.open_in_emergency(by=sara, reason="Ingen kan nås, og barnet står alene.")
    arrange(sara, second)
    assert place(family, second) is None


def test_an_emergency_comes_before_a_substitutes_place_and_gives_it_back(
    family: Family, leader: Professional, coordinator: Professional
) -> None:
    sara = make_person("Sara Lindskov", sector="Projektkerne", role=Role.COORDINATOR)
    host = make_person("Vibeke Aarup", sector="Projektkerne")
    family.involve(host, tier=Tier.NEAR, function="Husvært", reason="need", by=coordinator)
    arrange(host, sara)
    emergency = family.open_in_emergency(by=sara, reason="Ingen kan nås, og barnet står alene.")
    assert place(family, sara) == emergency
    with time_machine.travel(datetime(2026, 11, 18, 14, tzinfo=UTC)):
        standing = place(family, sara)
        assert standing is not None
        assert (standing.tier, standing.stands_in_for) == (Tier.NEAR, host)


# -- The mail -------------------------------------------------------------------------------------------


def test_the_substitute_gets_one_mail_that_names_no_family(
    family: Family, near: Professional, ida: Professional
) -> None:
    days = arrange(near, ida)
    mail = Mail.objects.get(kind=MailKind.SUBSTITUTE)
    assert (mail.to, mail.about) == (ida, str(days.pk))
    body = str(mail.letter().body)
    assert family.name not in body
    assert near.name not in body


def test_letters_are_seen_as_the_absent_one_sees_them(
    family: Family, near: Professional, ida: Professional, coordinator: Professional
) -> None:
    theirs = make_letter(family, near, visibility="sector")
    shielded = make_letter(family, coordinator, visibility="named")
    arrange(near, ida)
    found = set(type(theirs).objects.visible_to(now_signed_in(ida)))
    assert theirs in found
    assert shielded not in found
