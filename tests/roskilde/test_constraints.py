"""What the database itself refuses, whoever asks: no overlap, no change. The same on every database."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, TypeVar

import pytest
from django.apps import apps
from django.core.exceptions import FieldError, ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.db.migrations import RemoveConstraint
from django.db.migrations.state import ProjectState
from django.utils import translation

from families.models import Family, Involvement, Look, Pilot, Professional, Tier, Verdict
from masterplans.models import FamilyCopy, Handing, LanguageApproval, LoadLimit, Version
from roskilde import clock
from roskilde.constraints import NeverChanged, NoOverlap, TableRule
from tests.makers import make_copy, make_family, make_plan

IN_FORCE = {
    "postgresql": "SELECT conname FROM pg_constraint WHERE contype = 'x'"
    " UNION SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
}


M = TypeVar("M", bound=models.Model)


def past_the_verbs(model: type[M]) -> "models.QuerySet[M]":
    """The table with nothing of ours before it: what is written here, the database alone can refuse."""
    return models.QuerySet(model)


@contextmanager
def refused_by(name: str) -> Iterator[None]:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        yield


def in_force() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(IN_FORCE[connection.vendor])
        names = {str(name) for (name,) in cursor.fetchall()}
    return {name.removesuffix("_insert").removesuffix("_update") for name in names}


def promises() -> set[str]:
    return {
        rule.name
        for model in apps.get_models()
        for rule in model._meta.constraints
        if isinstance(rule, TableRule)
    }


def again(involvement: Involvement, **changes: object) -> Involvement:
    """The same involvement once more, under another key."""
    kept = {
        field.attname: getattr(involvement, field.attname)
        for field in Involvement._meta.concrete_fields
        if not field.primary_key
    }
    return Involvement(**{**kept, **changes})


def test_every_promise_stands_after_all_migrations(db: None) -> None:
    assert promises() >= {
        "families_involvement_one_at_a_time",
        "families_look_never_changed",
        "masterplans_version_never_changed",
    }
    assert promises() == in_force()


def test_nobody_stands_around_a_family_twice(family: Family, near: Professional) -> None:
    involvement = family.involvements.get(professional=near)
    with refused_by("families_involvement_one_at_a_time"):
        past_the_verbs(Involvement).bulk_create([again(involvement)])
    with refused_by("families_involvement_one_at_a_time"):
        past_the_verbs(Involvement).bulk_create([again(involvement, since=clock.now() + timedelta(days=30))])


def test_a_former_involvement_cannot_be_stretched_over_the_next(
    family: Family, near: Professional, coordinator: Professional
) -> None:
    former = family.involvements.get(professional=near)
    former.change_tier(Tier.PERIPHERAL, by=coordinator, reason="need")
    with refused_by("families_involvement_one_at_a_time"):
        past_the_verbs(Involvement).filter(pk=former.pk).update(until=None, ended_by=None)


def test_one_may_begin_at_the_second_the_other_ends(
    family: Family, near: Professional, coordinator: Professional
) -> None:
    former = family.involvements.get(professional=near)
    following = former.change_tier(Tier.PERIPHERAL, by=coordinator, reason="need")
    assert following.since == former.until
    before = again(former, since=former.since - timedelta(days=9), until=former.since)
    past_the_verbs(Involvement).bulk_create([before])
    assert family.involvements.filter(professional=near).count() == 3


def test_another_family_and_another_person_are_no_overlap(
    family: Family, near: Professional, stranger: Professional, coordinator: Professional
) -> None:
    involvement = family.involvements.get(professional=near)
    elsewhere = make_family(coordinator, "Haidari")
    past_the_verbs(Involvement).bulk_create(
        [again(involvement, professional_id=stranger.pk), again(involvement, family_id=elsewhere.pk)]
    )
    assert family.involvements.open().of(stranger).exists()


def test_a_change_that_overlaps_nothing_goes_through(family: Family, near: Professional) -> None:
    mine = past_the_verbs(Involvement).filter(family=family, professional=near)
    assert mine.update(function="Kontaktlærer") == 1


def test_the_page_says_it_before_the_database_does(
    family: Family, near: Professional, coordinator: Professional
) -> None:
    with translation.override("en"), pytest.raises(ValidationError) as refusal:
        family.involve(near, tier=Tier.CORE, function="Lærer", reason="need", by=coordinator)
    assert refusal.value.messages == ["The person stands around the family already."]


def test_checking_asks_only_about_overlaps(
    family: Family, near: Professional, coordinator: Professional
) -> None:
    rule = next(rule for rule in Involvement._meta.constraints if isinstance(rule, NoOverlap))
    former = family.involvements.get(professional=near)
    rule.validate(Involvement, former)  # it does not overlap itself
    following = former.change_tier(Tier.PERIPHERAL, by=coordinator, reason="need")
    rule.validate(Involvement, following)
    rule.validate(Involvement, again(former, since=former.since - timedelta(days=9), until=former.since))
    with pytest.raises(ValidationError):
        rule.validate(Involvement, again(former))
    with pytest.raises(ValidationError):
        rule.validate(Involvement, again(following, since=clock.now() + timedelta(days=30)))
    # A form that does not show the person has nobody to complain to.
    rule.validate(Involvement, again(former), exclude={"professional"})


def test_a_look_is_never_changed(family: Family, stranger: Professional) -> None:
    Look.objects.note(stranger, [family.pk], page="families:show_family", verdict=Verdict.REFUSED)
    with refused_by("families_look_never_changed"):
        past_the_verbs(Look).update(verdict=Verdict.OPENED)
    assert Look.objects.get().verdict == Verdict.REFUSED


def test_an_agreed_version_is_never_changed(family: Family, coordinator: Professional) -> None:
    version = make_plan(family, coordinator).agree(
        by=coordinator,
        on=clock.today(),
        members=list(family.members.all()),
        professionals=[coordinator],
        language="so",
        interpreter="not_needed",
    )
    with refused_by("masterplans_version_never_changed"):
        past_the_verbs(Version).filter(pk=version.pk).update(number=7)


def test_what_was_printed_handed_over_and_read_through_is_never_changed(
    family: Family, coordinator: Professional
) -> None:
    copy = make_copy(make_plan(family, coordinator), coordinator)
    Handing.note(copy, by=coordinator, on=clock.today(), how="hand")
    LanguageApproval.note("ar", "0" * 64, by=coordinator, read_by="Layla Hassan", read_on=clock.today())
    with refused_by("masterplans_familycopy_never_changed"):
        past_the_verbs(FamilyCopy).update(content=b"")
    with refused_by("masterplans_handing_never_changed"):
        past_the_verbs(Handing).update(how="letter")
    with refused_by("masterplans_languageapproval_never_changed"):
        past_the_verbs(LanguageApproval).update(read_by="En anden")


def test_a_correction_has_a_reason_a_reader_a_name_and_a_copy_is_kept_once(
    family: Family, coordinator: Professional
) -> None:
    copy = make_copy(make_plan(family, coordinator), coordinator)
    first = Handing.note(copy, by=coordinator, on=clock.today(), how="hand")
    noted: dict[str, Any] = {"noted_at": clock.now(), "noted_by": coordinator}
    with refused_by("masterplans_handing_corrected_with_a_reason"):
        past_the_verbs(Handing).create(copy=copy, on=clock.today(), how="letter", corrects=first, **noted)
    with refused_by("masterplans_languageapproval_names_the_reader"):
        past_the_verbs(LanguageApproval).create(language="ar", read_on=clock.today(), **noted)
    again = {
        field.attname: getattr(copy, field.attname)
        for field in FamilyCopy._meta.concrete_fields
        if not field.primary_key
    }
    with refused_by("masterplans_familycopy_once|masterplans_familycopy.fingerprint"):
        past_the_verbs(FamilyCopy).create(**again)


def test_a_saved_row_that_is_never_changed_says_so_to_whoever_writes_the_code(
    family: Family, stranger: Professional
) -> None:
    Look.objects.note(stranger, [family.pk], page="families:show_family")
    rule = next(rule for rule in Look._meta.constraints if isinstance(rule, NeverChanged))
    with pytest.raises(FieldError):
        rule.validate(Look, Look.objects.get())
    rule.validate(Look, Look(page="families:show_family"))


def test_only_what_was_not_found_is_of_no_family(stranger: Professional) -> None:
    Look.objects.note_in_vain(stranger, page="families:take_emergency_access")
    with refused_by("families_look_of_a_family_or_in_vain"):
        past_the_verbs(Look).bulk_create(
            [
                Look(
                    at=clock.now(),
                    professional_id=stranger.pk,
                    page="families:show_family",
                    verdict=Verdict.OPENED,
                )
            ]
        )


@pytest.mark.django_db(transaction=True)
def test_promises_come_back_when_their_table_is_altered(
    family: Family, near: Professional, coordinator: Professional
) -> None:
    """SQLite makes the table anew and drops its triggers in silence."""
    former = family.involvements.get(professional=near)
    former.change_tier(Tier.PERIPHERAL, by=coordinator, reason="need")
    Look.objects.note(near, [family.pk], page="families:show_family")
    altered: list[tuple[type[models.Model], str]] = [(Involvement, "note"), (Look, "page")]
    for model, name in altered:
        field = model._meta.get_field(name)
        assert isinstance(field, models.CharField)
        wider = field.clone()
        wider.max_length = 999
        wider.set_attributes_from_name(name)
        wider.model = model
        for old, new in ((field, wider), (wider, field)):
            with connection.schema_editor() as editor:
                editor.alter_field(model, old, new)
            assert promises() == in_force()
    with refused_by("families_involvement_one_at_a_time"):
        past_the_verbs(Involvement).filter(pk=former.pk).update(until=None, ended_by=None)
    with refused_by("families_look_never_changed"):
        past_the_verbs(Look).update(verdict=Verdict.REFUSED)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("model", "name"),
    [("involvement", "families_involvement_one_at_a_time"), ("look", "families_look_never_changed")],
)
def test_a_migration_can_take_a_promise_back_and_give_it_anew(model: str, name: str) -> None:
    take_back = RemoveConstraint(model, name)
    with_it = ProjectState.from_apps(apps)
    without_it = with_it.clone()
    take_back.state_forwards("families", without_it)
    with connection.schema_editor() as editor:
        take_back.database_forwards("families", editor, with_it, without_it)
    assert in_force() == promises() - {name}
    with connection.schema_editor() as editor:
        take_back.database_backwards("families", editor, without_it, with_it)
    assert in_force() == promises()


def test_a_period_that_ended_as_it_began_overlaps_nothing(
    family: Family, near: Professional, coordinator: Professional
) -> None:
    standing = family.involvements.get(professional=near)
    moment = standing.since + timedelta(minutes=1)
    empty = Involvement(
        family=family, professional=near, tier=Tier.NEAR, function="x", since=moment, until=moment,
        begun_by=coordinator, ended_by=coordinator, reason="need",
    )  # fmt: skip
    empty.full_clean()
    empty.save(by=coordinator)

    assert family.involvements.filter(professional=near).count() == 2


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("masterplans_loadlimit_says_something", {}),
        ("masterplans_loadlimit_can_be_kept", {"appointments": 0}),
        ("masterplans_loadlimit_can_be_kept", {"hours": 81}),
    ],
)
def test_a_limit_of_the_load_says_something_that_can_be_kept(
    name: str, fields: dict[str, int], family: Family
) -> None:
    with refused_by(name):
        past_the_verbs(LoadLimit).create(member=family.members.all()[0], **fields)


def test_a_way_takes_four_hours_at_most(family: Family) -> None:
    with refused_by("families_pilot_ways_within_four_hours"):
        past_the_verbs(Pilot).update(minutes_out_of_town=241)
