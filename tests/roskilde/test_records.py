"""What every record promises: it counts its saves, keeps its history, and is read for somebody."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db.models import Count, QuerySet
from django.utils import timezone

from families.models import Family, Involvement, Member, Professional
from masterplans.models import Activity, Contribution, Outcome
from roskilde import clock
from roskilde.records import AddressedQuerySet, HistoryWouldBeLost, Unaddressed
from safety.models import Goal
from tests.makers import make_activity, make_goal, make_plan


@pytest.fixture
def addressed(family: Family, coordinator: Professional) -> Family:
    """The family with one goal, one activity and one contribution."""
    make_plan(family, coordinator)
    make_goal(family, coordinator)
    activity = make_activity(family, coordinator)
    Contribution.log(family, by=coordinator, on=clock.today(), outcome=Outcome.HAPPENED, activity=activity)
    return family


# -- Saves are counted ---------------------------------------------------------------------------------------


def test_each_save_is_counted(family: Family, coordinator: Professional) -> None:
    assert Family.objects.get().revision == 1
    family.save(by=coordinator)
    family.save(by=coordinator, update_fields=["hopes"])
    assert Family.objects.get().revision == 3


def test_locking_reads_what_somebody_else_saved(family: Family, coordinator: Professional) -> None:
    same = Family.objects.get()
    family.hopes = "At Zakariye får en ven."
    family.save(by=coordinator)
    assert same.lock().hopes == "At Zakariye får en ven."
    assert same.revision == 2


def test_a_record_that_changes_two_facts_under_a_lock_writes_no_state_that_never_was(
    family: Family, coordinator: Professional
) -> None:
    same = Family.objects.get()
    family.hopes = "At Zakariye får en ven."
    family.save(by=coordinator, update_fields=["hopes"])
    same.lock()
    same.what_works = "Naboen hjælper."
    same.save(by=coordinator, update_fields=["what_works"])
    latest = family.history.get(revision=3)
    assert (latest.hopes, latest.what_works) == ("At Zakariye får en ven.", "Naboen hjælper.")


# -- Nothing bypasses the history ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "write",
    [
        lambda families: families.update(name="Farah"),
        lambda families: families.bulk_create([]),
        lambda families: families.bulk_update([], ["name"]),
    ],
    ids=["update", "bulk_create", "bulk_update"],
)
def test_writing_many_at_once_is_refused(write: Callable[[Any], Any], family: Family) -> None:
    with pytest.raises(HistoryWouldBeLost):
        write(Family.objects.all())
    with pytest.raises(HistoryWouldBeLost):
        write(Family.objects)
    assert Family.objects.get().name == "Warsame"


def test_related_rows_are_no_way_around_it(family: Family) -> None:
    with pytest.raises(HistoryWouldBeLost):
        family.members.update(name="Omar")
    with pytest.raises(HistoryWouldBeLost):
        family.involvements.open().update(tier="core")


def test_a_reason_allows_it(family: Family) -> None:
    assert Member.objects.unrecorded("a test").filter(family=family).update(name="Omar") == 3


def test_the_reason_holds_for_that_query_alone(family: Family) -> None:
    Member.objects.unrecorded("a test")
    with pytest.raises(HistoryWouldBeLost):
        Member.objects.update(name="Omar")


def test_the_people_of_a_goal_can_be_set_all_the_same(
    family: Family, coordinator: Professional, leader: Professional
) -> None:
    goal = make_goal(family, coordinator, co_owners=[leader])
    goal.co_owners.add(coordinator)
    assert goal.co_owners.count() == 2


# -- Who, why and when ---------------------------------------------------------------------------------------


def test_history_tells_who_why_and_when_by_the_works_clock(
    family: Family, coordinator: Professional, settings: Any
) -> None:
    settings.DEMO = True
    moment = datetime(2026, 10, 5, 8, 15, tzinfo=UTC)
    family.name = "Farah"
    with clock.set_to(moment):
        family.save(by=coordinator, why="Familien har giftet sig om.")
    latest = family.history.get(revision=2)
    assert latest.name == "Farah"
    assert latest.history_user == coordinator
    assert latest.history_change_reason == "Familien har giftet sig om."
    assert latest.history_date == moment


def test_history_keeps_what_stood_before(family: Family, coordinator: Professional) -> None:
    family.name = "Farah"
    family.save(by=coordinator)
    assert [row.name for row in family.history.order_by("revision")] == ["Warsame", "Farah"]


def test_the_demos_date_is_historys_too(family: Family, coordinator: Professional, settings: Any) -> None:
    settings.TODAY = date(2026, 2, 3)
    family.save(by=coordinator)
    assert timezone.localtime(family.history.get(revision=2).history_date).date() == date(2026, 2, 3)


def test_a_password_and_a_sign_in_are_not_kept_in_the_history(coordinator: Professional) -> None:
    kept = {field.name for field in Professional.history.model._meta.get_fields()}
    assert not kept & {"password", "last_login"}


def test_history_outlives_whom_it_names(
    family: Family, near: Professional, coordinator: Professional
) -> None:
    member = family.members.first()
    assert member
    key = member.pk
    member.delete()
    gone = Member.history.filter(id=key).latest()
    assert (gone.name, gone.history_type) == ("Hodan", "-")


# -- Read for somebody ---------------------------------------------------------------------------------------

READS: dict[str, Callable[[Any], Any]] = {
    "list": list,
    "len": len,
    "bool": bool,
    "first row": lambda rows: rows[0],
    "slice": lambda rows: list(rows[:5]),
    "get": lambda rows: rows.get(),
    "first": lambda rows: rows.first(),
    "last": lambda rows: rows.last(),
    "earliest": lambda rows: rows.earliest("pk"),
    "in_bulk": lambda rows: rows.in_bulk(),
    "count": lambda rows: rows.count(),
    "exists": lambda rows: rows.exists(),
    "aggregate": lambda rows: rows.aggregate(Count("pk")),
    "iterator": lambda rows: list(rows.iterator()),
    "values": lambda rows: list(rows.values("pk")),
    "values_list": lambda rows: list(rows.values_list("pk", flat=True)),
    "contains": lambda rows: rows.contains(rows.model()),
    "get_or_create": lambda rows: rows.get_or_create(pk=None),
}


@pytest.mark.parametrize("read", READS.values(), ids=READS)
@pytest.mark.parametrize("model", [Goal, Activity, Contribution])
def test_nothing_is_read_for_nobody(model: Any, read: Callable[[Any], Any], addressed: Family) -> None:
    with pytest.raises(Unaddressed, match=model.__name__):
        read(model.objects.all())
    with pytest.raises(Unaddressed):
        read(model.objects.filter(family=addressed).order_by("pk"))


@pytest.mark.parametrize("name", ["goals", "activities", "contributions"])
def test_the_familys_own_rows_are_not_read_for_nobody_either(name: str, addressed: Family) -> None:
    with pytest.raises(Unaddressed):
        list(getattr(addressed, name).all())
    with pytest.raises(Unaddressed):
        getattr(addressed, name).count()
    with pytest.raises(Unaddressed):
        list(Family.objects.prefetch_related(name))


@pytest.mark.parametrize("name", ["goals", "activities", "contributions"])
def test_they_are_read_for_somebody(
    name: str, addressed: Family, coordinator: Professional, stranger: Professional
) -> None:
    rows: AddressedQuerySet[Any] = getattr(addressed, name)
    assert len(rows.visible_to(coordinator)) == 1  # type: ignore[attr-defined]
    assert rows.visible_to(coordinator).order_by("pk").exists()  # type: ignore[attr-defined]
    assert not rows.visible_to(stranger).exists()  # type: ignore[attr-defined]
    assert rows.for_nobody("a test counts them").count() == 1


def test_a_query_inside_another_needs_no_reader_of_its_own(
    addressed: Family, coordinator: Professional
) -> None:
    goals = addressed.goals.visible_to(coordinator)
    assert addressed.activities.visible_to(coordinator).exclude(goal__in=goals.values("pk")).count() == 1


def test_other_records_are_read_as_ever(family: Family) -> None:
    standing: QuerySet[Involvement] = family.involvements.all()
    assert standing.count() == 2
