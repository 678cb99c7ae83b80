"""The plan and the week as files."""

from datetime import time
from io import BytesIO

import docx
import pikepdf
import pytest

from families.models import Family, Member, Professional, Visibility
from masterplans import plan_paper, week_paper
from masterplans.models import Masterplan
from masterplans.rule import monday_of
from masterplans.week import read_week
from roskilde import clock
from tests.makers import make_activity, make_goal
from tests.masterplans.asking import SignedIn, last_look, url
from tests.masterplans.conftest import agree


@pytest.fixture
def full(
    plan: Masterplan, family: Family, mother: Member, near: Professional, coordinator: Professional
) -> Masterplan:
    goal = make_goal(family, near, words="Vi <b>spiser</b> & {{ sover }}.", responsible=near)
    make_activity(family, near, goal=goal, title="Morgenmad i huset", place="Lokale 2")
    make_goal(family, coordinator, words="Kun for kernen.", visibility=Visibility.CORE)
    agree(plan, coordinator, mother)
    return plan


def word(content: bytes) -> str:
    paper = docx.Document(BytesIO(content))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(each.text for each in paper.paragraphs), *cells])


@pytest.mark.demand("S22")
def test_the_whole_plan_has_its_version_and_room_to_sign(
    full: Masterplan, family: Family, mother: Member, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)

    found = word(client.get(url("export_version", family, 1)).content)
    assert last_look(family) == ("masterplans:export_version", "GET", "opened")
    for shown in ("Vi <b>spiser</b> & {{ sover }}.", "Morgenmad i huset", "Lokale 2", "Kun for kernen."):
        assert shown in found
    assert mother.name in found
    answer = client.get(url("print_version", family, 1))
    assert answer["Content-Type"] == "application/pdf"
    with pikepdf.open(BytesIO(answer.content)) as pdf:
        assert pdf.Root.MarkInfo.Marked


def test_it_holds_what_its_reader_may_see(
    full: Masterplan, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    found = word(signed_in(near).get(url("export_version", family, 1)).content)
    assert "Kun for kernen." not in found
    assert "Morgenmad i huset" in found


def test_the_same_version_makes_the_same_pdf(
    full: Masterplan, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(near)
    first, second = (client.get(url("print_version", family, 1)).content for _n in range(2))
    assert first == second


def test_a_version_that_is_not_there_is_not_found(
    full: Masterplan, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    for page in ("print_version", "export_version"):
        assert signed_in(near).get(url(page, family, 7)).status_code == 404


def test_signs_that_word_cannot_hold_stop_nobody(
    plan: Masterplan, family: Family, mother: Member, coordinator: Professional
) -> None:
    make_goal(family, coordinator, words="Klokken\x07 ringer 😀")
    agree(plan, coordinator, mother)
    family = Family.objects.with_tier(coordinator).get(pk=family.pk)
    version = plan.versions.get(number=1)
    assert "Klokken ringer" in word(plan_paper.as_word(family, version, coordinator))
    assert plan_paper.as_pdf(family, version, coordinator).startswith(b"%PDF")


@pytest.mark.demand("R58")
def test_a_full_week_is_one_sheet(
    plan: Masterplan, family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    for hour in range(8, 16):
        make_activity(family, near, title="Noget, der tager en time", starts_at=time(hour), place="Lokale 2")
    with pikepdf.open(BytesIO(signed_in(near).get(url("print_week", family)).content)) as pdf:
        assert len(pdf.pages) == 1
        _left, _bottom, width, height = pdf.pages[0].mediabox
        assert width > height


def test_of_a_private_activity_the_week_holds_the_time_alone(
    plan: Masterplan, family: Family, near: Professional, coordinator: Professional
) -> None:
    make_activity(family, coordinator, title="Hemmeligt", visibility=Visibility.CORE, weekdays="0")
    week = read_week(family, monday_of(clock.today()), near)
    (slot,) = [
        each for row in week_paper.read(family, week, [])["rows"] for day in row["days"] for each in day
    ]
    assert slot["about"] == ""
    assert slot["what"] != "Hemmeligt"
