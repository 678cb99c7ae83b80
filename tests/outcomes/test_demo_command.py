"""The command that lays the demo, and the databases that it leaves alone."""

from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.core.management import CommandError, call_command
from django.db import models

from families.models import Family, Line, Pilot
from families.standard import lay_sectors
from outcomes.demo import laying
from tests.makers import make_pilot


def lay(*arguments: str) -> str:
    out = StringIO()
    call_command("demo", *arguments, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_it_does_nothing_where_there_is_something() -> None:
    make_pilot()
    assert lay("--if-empty") == ""
    assert not Family.objects.exists()


@pytest.mark.django_db
def test_it_says_so_where_there_is_something_and_nothing_was_asked() -> None:
    make_pilot()
    with pytest.raises(CommandError, match="--anew"):
        lay()


@pytest.mark.django_db
def test_anew_refuses_a_database_that_is_not_marked() -> None:
    lay_sectors()
    pilot = make_pilot(name="Pilotprojekt for særligt udsatte flygtningefamilier")
    with pytest.raises(CommandError, match="not marked"):
        lay("--anew")
    with pytest.raises(CommandError, match="not marked"):
        lay("--families", "3")
    assert list(Pilot.objects.all()) == [pilot]


@pytest.mark.django_db
@pytest.mark.parametrize("how", [[], ["--anew"], ["--if-empty"], ["--families", "1"]])
def test_outside_the_demo_it_refuses(how: list[str], settings: Any) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO=1"):
        lay(*how)


@pytest.mark.django_db
def test_anew_takes_away_what_was_added_and_lays_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    # One family tells as much of the command as nine, and sooner.
    monkeypatch.setattr(laying, "STORIES", [story for story in laying.STORIES if story.name == "Tesfay"])
    assert "as of" in lay("--if-empty")
    before = _counts()
    family = Family.objects.get()
    Line.write(family, by=family.coordinator, text="Det her er ikke fra demoen.")
    assert lay("--if-empty") == ""
    assert _counts() != before
    known = set(Permission.objects.values_list("pk", "content_type"))
    lay("--anew")
    assert _counts() == before
    # A server that is running has read these.
    assert set(Permission.objects.values_list("pk", "content_type")) == known


def _counts() -> dict[type[models.Model], int]:
    ours = {"families", "safety", "masterplans"}
    return {
        model: model._base_manager.count() for model in apps.get_models() if model._meta.app_label in ours
    }
