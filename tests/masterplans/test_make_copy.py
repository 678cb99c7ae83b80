"""The plan on paper for one of the family: what stands on it, and above all what does not."""

import json
import tomllib
from datetime import date, time
from io import BytesIO
from string import Formatter
from typing import Any

import pikepdf
import pytest

from families.models import Family, Member, Professional, Visibility
from masterplans.family_copy import TEMPLATE, CopyReading, recipients
from masterplans.languages import FOLDER, ORIGINAL, NotWritten, language, written
from masterplans.models import FamilyCopy, LanguageApproval, Masterplan
from masterplans.rule import monday_of
from roskilde import clock, papers
from safety.models import Attendance, Criterion, Goal, Presence
from tests.makers import (
    copy_reading,
    make_activity,
    make_copy,
    make_follow_up,
    make_goal,
    make_network_person,
    make_next_step,
)
from tests.masterplans.asking import SignedIn, errors, last_look, settle, text, url
from tests.masterplans.conftest import agree


@pytest.fixture
def father(family: Family, coordinator: Professional) -> Member:
    return add(family, coordinator, "Abdi", "father", 1980)


@pytest.fixture
def youth(family: Family, coordinator: Professional) -> Member:
    return add(family, coordinator, "Yusuf", "son", 2009)


def add(family: Family, by: Professional, name: str, relation: str, born: int, **more: Any) -> Member:
    member = Member(family=family, name=name, relation=relation, born_on=date(born, 1, 2), **more)
    member.full_clean()
    member.save(by=by)
    return member


def words_on(plan: Masterplan, by: Professional, **changes: Any) -> str:
    return json.dumps(copy_reading(plan, by, **changes).data, ensure_ascii=False)


@pytest.mark.demand("R35", "R11")
def test_it_tells_what_we_hope_who_does_what_this_week_and_whom_to_call(
    plan: Masterplan, family: Family, near: Professional, coordinator: Professional
) -> None:
    goal = make_goal(family, near, responsible=near)
    make_activity(family, near, goal=goal, responsible=near, title="Morgenmad i huset")
    make_activity(family, near, responsible=None, network_name="Fatuma (nabo)", title="Fodbold")
    for each in (coordinator, near):
        each.phone = "46 31 00 00"
        each.save(by=coordinator)

    data = copy_reading(plan, coordinator).data

    assert data["hopes"][0] == {"heading": "Det håber vi på", "words": family.hopes}
    assert [each["words"] for each in data["goals"]] == [goal.words]
    assert [each["what"] for each in data["ours"]] == ["Morgenmad i huset"]
    assert [each["who"] for each in data["yours"]] == ["Fatuma (nabo)"]
    assert len(data["week"]["slots"]) == 14
    assert [each["name"] for each in data["people"]] == [coordinator.name, near.name]


@pytest.mark.demand("R64", "R67")
def test_it_says_what_must_be_seen_and_what_is_seen_already(
    plan: Masterplan, family: Family, coordinator: Professional
) -> None:
    Criterion.add(family, by=coordinator, words="Zakariye er i skole.")
    family.closure_criteria.get(words="Zakariye er i skole.").answer(
        by=coordinator, finding="met", evidence="Set i otte uger."
    )

    data = copy_reading(plan, coordinator, language=language("en")).data

    assert data["criteria"][0]["words"] == "What we agreed to see happen, happens."
    assert data["criteria"][-1] == {"words": "Zakariye er i skole.", "is_fixed": False, "is_seen": True}
    assert "Set i otte uger." not in json.dumps(data)


def test_a_criterion_in_the_familys_own_words_stays_theirs(
    plan: Masterplan, family: Family, coordinator: Professional
) -> None:
    Criterion.lay(family, by=coordinator)
    family.closure_criteria.get(standard="child").word(by=coordinator, words="Ayaan sover selv.")

    data = copy_reading(plan, coordinator, language=language("ar")).data

    assert ("Ayaan sover selv.", False) in [(each["words"], each["is_fixed"]) for each in data["criteria"]]


@pytest.mark.parametrize("visibility", [Visibility.CORE, Visibility.SECTOR, Visibility.NAMED])
def test_what_is_for_fewer_eyes_is_never_on_it_whoever_prints_it(
    visibility: Visibility, plan: Masterplan, family: Family, coordinator: Professional
) -> None:
    goal = make_goal(family, coordinator, words="Kun for os.", visibility=visibility)
    goal.name_people([coordinator], by=coordinator)
    make_activity(family, coordinator, title="Tavs aftale", visibility=visibility, goal=goal)
    make_activity(family, coordinator, title="Åben aftale", goal=goal)

    found = words_on(plan, coordinator)

    assert "Åben aftale" in found
    assert "Kun for os." not in found
    assert "Tavs aftale" not in found
    assert "Optaget" not in found


@pytest.mark.demand("R13")
def test_each_reads_their_own_and_parents_their_childrens(
    plan: Masterplan,
    family: Family,
    mother: Member,
    father: Member,
    son: Member,
    youth: Member,
    coordinator: Professional,
) -> None:
    for member in (None, mother, father, son, youth):
        of = member.name if member else "alle"
        make_goal(family, coordinator, member=member, words=f"Mål for {of}.")
        make_activity(family, coordinator, title=f"Aftale med {of}.", members=[member] if member else [])
        if member:
            plan.aim_at(f"Ønske for {of}.", by=coordinator, member=member)

    def whose(recipient: Member) -> set[str]:
        found = words_on(plan, coordinator, recipient=recipient)
        names = ("alle", *(each.name for each in (mother, father, son, youth)))
        by_kind = [
            {name for name in names if f"{kind} {name}." in found}
            for kind in ("Mål for", "Aftale med", "Ønske for")
        ]
        assert by_kind[0] == by_kind[1] == by_kind[2] | {"alle"}
        return by_kind[0]

    assert whose(mother) == {"alle", "Hodan", "Zakariye"}
    assert whose(father) == {"alle", "Abdi", "Zakariye"}
    assert whose(youth) == {"alle", "Yusuf"}


def test_a_parents_hopes_are_on_nobody_elses(
    plan: Masterplan, mother: Member, father: Member, coordinator: Professional
) -> None:
    mother.preferred_future = "At sove en hel nat."
    mother.save(by=coordinator)

    assert "At sove en hel nat." in words_on(plan, coordinator, recipient=mother)
    assert "At sove en hel nat." not in words_on(plan, coordinator, recipient=father)


def test_what_a_child_does_with_another_adult_is_that_adults(
    plan: Masterplan, family: Family, mother: Member, father: Member, son: Member, coordinator: Professional
) -> None:
    make_activity(family, coordinator, title="Samtale for to", members=[father, son])
    make_activity(family, coordinator, title="Vi tre", members=[mother, father, son])

    found = words_on(plan, coordinator, recipient=mother)

    assert "Samtale for to" not in found
    assert "Vi tre" in found
    assert "Abdi" not in found


def test_a_helper_of_another_is_not_among_those_to_call(
    plan: Masterplan, family: Family, father: Member, near: Professional, coordinator: Professional
) -> None:
    near.phone = "46 31 22 22"
    near.save(by=coordinator)
    make_activity(family, near, title="Hans egen", members=[father], responsible=near)

    assert near.name not in words_on(plan, coordinator)
    assert near.name in words_on(plan, coordinator, recipient=father)


@pytest.mark.parametrize("protection", ["address", "threatened"])
def test_nothing_tells_where_a_protected_member_is(
    protection: str,
    plan: Masterplan,
    family: Family,
    mother: Member,
    father: Member,
    son: Member,
    coordinator: Professional,
) -> None:
    son.protection = protection
    son.save(by=coordinator)
    make_goal(family, coordinator, member=son, words="Et mål for ham.")
    make_activity(
        family, coordinator, title="Hans klub", members=[son], place="Hemmelig gade 4", place_kind="town"
    )
    make_activity(
        family, coordinator, title="Os to", members=[father, son], place="Stien 9", place_kind="town"
    )
    make_activity(family, coordinator, title="Alle", place="Vejen 2", place_kind="home")
    make_activity(family, coordinator, title="I huset", place="Lokale 2", place_kind="unit")

    found = words_on(plan, coordinator, recipient=father)

    for hidden in ("Et mål for ham.", "Hans klub", "Hemmelig gade 4", "Stien 9", "Vejen 2", son.name):
        assert hidden not in found
    for shown in ("Os to", "Alle", "Lokale 2", f"Spørg {coordinator.name}"):
        assert shown in found


def test_steps_stand_on_it_that_were_agreed_while_the_recipient_sat_there(
    plan: Masterplan,
    family: Family,
    mother: Member,
    father: Member,
    near: Professional,
    coordinator: Professional,
) -> None:
    follow_up = make_follow_up(family, coordinator, on=clock.today())
    follow_up.begin(by=coordinator)
    Attendance(follow_up=follow_up, member=mother, presence=Presence.CAME).save(by=coordinator)
    quiet = make_network_person(
        family, coordinator, name="Onkel", knows="not_yet", why_not_yet="Hodan vil ikke."
    )
    for who, words in (
        (mother, "Hodan ringer."),
        (father, "Abdi tænker."),
        (near, "Birgitte spørger."),
        (quiet, "Onkel kommer."),
    ):
        make_next_step(family, coordinator, who=who, words=words, follow_up=follow_up)
    make_next_step(family, near, words="Talt om uden jer.", who=near)

    found = words_on(plan, coordinator, recipient=mother)

    assert ["Hodan ringer." in found, "Birgitte spørger." in found] == [True, True]
    for other in ("Abdi tænker.", "Onkel kommer.", "Talt om uden jer."):
        assert other not in found
    assert "Birgitte spørger." not in words_on(plan, coordinator, recipient=father)


def test_settled_goals_and_ended_activities_are_left_out(
    goal: Goal, plan: Masterplan, family: Family, coordinator: Professional
) -> None:
    settle(goal, "reached", coordinator)
    activity = make_activity(family, coordinator, title="Det er slut")
    activity.end(by=coordinator, on=date(2026, 11, 17), reason="Ikke brug for mere")

    found = words_on(plan, coordinator)

    assert goal.words not in found
    assert "Det er slut" not in found


def test_it_says_whether_the_plan_is_agreed(
    plan: Masterplan, mother: Member, coordinator: Professional
) -> None:
    assert copy_reading(plan, coordinator).data["state"] == ["Et udkast. Det er ikke aftalt endnu."]

    agree(plan, coordinator, mother)
    assert copy_reading(plan, coordinator).data["state"] == ["Version 1, aftalt 18. november 2026."]

    plan.revise(by=coordinator)
    assert len(copy_reading(plan, coordinator).data["state"]) == 2


def test_who_is_15_gets_one_and_who_is_14_does_not(
    family: Family, coordinator: Professional, mother: Member
) -> None:
    add(family, coordinator, "Femten", "daughter", 2011)
    add(family, coordinator, "Fjorten", "daughter", 2012)

    assert [each.name for each in recipients(family)] == [mother.name, "Femten"]


# -- As a file -----------------------------------------------------------------------------------------------


@pytest.mark.demand("S66")
@pytest.mark.parametrize("key", written())
def test_it_is_a_tagged_pdf_in_its_language(
    key: str, goal: Goal, plan: Masterplan, coordinator: Professional
) -> None:
    make_activity(plan.family, coordinator, goal=goal, weekdays="0123456")
    with pikepdf.open(BytesIO(copy_reading(plan, coordinator, language=language(key)).content)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in pdf.Root
        assert str(pdf.Root.Lang) == key
        assert language(key).words["title"] in str(pdf.docinfo["/Title"])
        assert b"pdfuaid:part" in pdf.Root.Metadata.read_bytes()


def test_arabic_reads_from_the_right_and_danish_names_from_the_left(
    plan: Masterplan, mother: Member, coordinator: Professional
) -> None:
    arabic = language("ar")

    assert arabic.direction == "rtl"
    assert arabic.say("for_whom", name=mother) == "إلى \u2068Hodan\u2069"
    assert arabic.hours(time(9), time(10, 30)) == "\u20689.00–10.30\u2069"
    assert language("da").say("for_whom", name=mother) == "Til Hodan"


def test_the_same_plan_makes_the_same_bytes(plan: Masterplan, coordinator: Professional) -> None:
    assert copy_reading(plan, coordinator).content == copy_reading(plan, coordinator).content


@pytest.mark.parametrize(
    "words", ["😀 ሰላም", "\x07\ufffe\u202e", '#import "x" *[fed]* $x$ \\ @a <b>', "x" * 2000, "linje\n" * 330]
)
def test_whatever_people_write_it_is_printed_and_never_read_as_markup(
    words: str, plan: Masterplan, family: Family, coordinator: Professional
) -> None:
    make_goal(family, coordinator, words=words, addition=words)
    for key in written():
        assert copy_reading(plan, coordinator, language=language(key)).content.startswith(b"%PDF")


def test_a_mistake_of_our_own_in_a_template_is_not_swallowed(tmp_path: Any) -> None:
    broken = tmp_path / "broken.typ"
    broken.write_text("#nothing-of-that-name")
    with pytest.raises(RuntimeError):
        papers.pdf(broken, {}, on=clock.today())


# -- Languages -----------------------------------------------------------------------------------------------


def test_all_languages_say_the_same_things_with_the_same_gaps() -> None:
    def gaps(words: dict[str, str]) -> dict[str, set[str]]:
        return {
            key: {name for _text, name, *_rest in Formatter().parse(said) if name}
            for key, said in words.items()
        }

    files = {file.stem: tomllib.loads(file.read_text("utf-8")) for file in FOLDER.glob("*.toml")}
    assert set(files) == set(written())
    for words in files.values():
        assert gaps(words) == gaps(files[ORIGINAL])
        assert all(said.strip() for said in words.values())
    for name in files[ORIGINAL]:
        if name.startswith(("place_", "field_")):
            assert (TEMPLATE.parent / "pictograms" / f"{name}.svg").exists()


def test_a_language_that_nobody_has_written_says_so() -> None:
    with pytest.raises(NotWritten, match=r"languages/xx\.toml"):
        language("xx")


@pytest.mark.demand("S66")
def test_a_language_is_marked_until_somebody_has_read_its_very_words_through(
    plan: Masterplan, coordinator: Professional, signed_in: SignedIn
) -> None:
    words = language("ar")
    unread = copy_reading(plan, coordinator, language=words, is_read_through=False)
    assert unread.data["marks"] == [words.words["not_read"], "ikke gennemlæst"]

    LanguageApproval.note(
        "ar", words.fingerprint, by=coordinator, read_by="Layla Hassan", read_on=clock.today()
    )
    assert LanguageApproval.is_read_through(words)

    changed = type(words)("ar", {**words.words, "title": "خطة"})
    assert not LanguageApproval.is_read_through(changed)
    assert LanguageApproval.is_read_through(language(ORIGINAL))


# -- The page ------------------------------------------------------------------------------------------------


def test_the_page_makes_a_copy_and_keeps_it(
    plan: Masterplan, family: Family, mother: Member, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)
    monday = monday_of(clock.today())
    post = {"recipient": mother.pk, "language": "ar", "monday": monday}
    assert client.post(url("make_copy", family), post).status_code == 302
    assert client.post(url("make_copy", family), post).status_code == 302

    copy = FamilyCopy.objects.get(family=family)
    assert (copy.member, copy.language, copy.monday, copy.made_by) == (mother, "ar", monday, coordinator)
    answer = client.get(url("show_copy", family, copy.pk))
    assert answer.content == bytes(copy.content)
    assert answer["Content-Type"] == "application/pdf"
    assert mother.name not in answer["Content-Disposition"]
    assert last_look(family) == ("masterplans:show_copy", "GET", "opened")


def test_a_child_another_familys_member_or_an_unknown_language_is_no_choice(
    plan: Masterplan, family: Family, son: Member, others: Any, leader: Professional, signed_in: SignedIn
) -> None:
    post = {"language": "xx", "monday": "2026-11-17"}
    for stranger in (son, others.family.members.get(relation="mother")):
        answer = signed_in(leader).post(url("make_copy", family), {**post, "recipient": stranger.pk})
        assert set(errors(answer)) == {"recipient", "language", "monday"}
    assert not FamilyCopy.objects.filter(family=family).exists()


def test_a_closed_plan_is_printed_no_more(
    plan: Masterplan, family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    plan.close(by=coordinator, reason="Målene er nået.")
    assert signed_in(coordinator).get(url("make_copy", family)).status_code == 404


def test_near_reads_who_has_a_copy_and_prints_none(
    plan: Masterplan, family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    copy = make_copy(plan, coordinator)
    client = signed_in(near)
    assert client.get(url("list_copies", family)).status_code == 200
    assert client.get(url("make_copy", family)).status_code == 403
    assert client.get(url("show_copy", family, copy.pk)).status_code == 403


def test_what_has_been_shielded_since_is_no_longer_read_here(
    goal: Goal,
    plan: Masterplan,
    family: Family,
    near: Professional,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    copy = make_copy(plan, coordinator)
    goal.visibility = Visibility.NAMED
    goal.save(by=near)
    goal.name_people([near], by=near)

    assert signed_in(coordinator).get(url("show_copy", family, copy.pk)).status_code == 403
    assert goal.words not in words_on(plan, coordinator)


def test_the_reading_asks_no_more_for_many_rows_than_for_one(
    plan: Masterplan, family: Family, coordinator: Professional, django_assert_max_num_queries: Any
) -> None:
    def asked() -> CopyReading:
        fresh = Masterplan.objects.select_related("family__coordinator").get(pk=plan.pk)
        return copy_reading(fresh, coordinator)

    make_activity(family, coordinator, goal=make_goal(family, coordinator))
    with django_assert_max_num_queries(12) as one:
        assert asked().data
    for _n in range(24):
        make_activity(family, coordinator, goal=make_goal(family, coordinator))
    with django_assert_max_num_queries(len(one)):
        assert asked().data


def test_the_list_shows_what_is_there(
    plan: Masterplan, family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    assert signed_in(coordinator).get(url("list_copies", family)).context["copies"] == []
    make_copy(plan, coordinator)
    page = signed_in(coordinator).get(url("list_copies", family))
    assert [language for _copy, language in page.context["copies"]] == ["dansk"]
    assert "Hodan" in text(page)
