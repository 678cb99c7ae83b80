"""Plain functions that call the real verbs."""

from datetime import date, time, timedelta
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from families.leaving import carried_in_one
from families.models import (
    ContactPoint,
    Family,
    Letter,
    Line,
    Member,
    MissingFunction,
    NetworkPerson,
    Pilot,
    Professional,
    Role,
    RoleHolding,
    Scan,
    Sector,
)
from families.siblings import CHILDREN
from families.standard import lay_sectors
from masterplans.family_copy import CopyReading
from masterplans.languages import language
from masterplans.models import Activity, Decision, FamilyCopy, Masterplan, Review, SchoolHoliday, ShareRequest
from masterplans.rule import Rhythm, monday_of, rule_of
from roskilde import clock
from roskilde.documents import checked
from safety.models import (
    Answer,
    Book,
    BookPage,
    BottomLine,
    CaseClosing,
    ChildVoice,
    Disagreement,
    Drawing,
    FollowUp,
    Goal,
    Held,
    Milestone,
    NextStep,
    Question,
    Rating,
    RuleTest,
    SafetyRule,
    Scale,
    Statement,
)


def make_sector(name: str) -> Sector:
    if not Sector.objects.exists():
        lay_sectors()
    return Sector.objects.get(name=name)


def make_person(
    name: str, login: str = "", *, title: str = "pædagog", sector: str = "Dagtilbud", role: Role | None = None
) -> Professional:
    login = login or name.lower().replace(" ", ".")
    person = Professional.objects.create_user(
        f"{login}@example.dk",
        "roskilde-demo",
        name=name,
        title=title,
        sector=make_sector(sector),
        phone="46 31 00 00",
    )
    if role:
        RoleHolding.begin(person, role)
    return person


def make_pilot(**changes: Any) -> Pilot:
    fields = {
        "name": "Pilotprojekt",
        "since": clock.today() - timedelta(days=400),
        "until": clock.today() + timedelta(days=330),
        "default_place": "Holbækvejen 44 B",
        "intake_cap": 10,
    }
    pilot = Pilot(**{**fields, **changes})
    pilot.full_clean()
    pilot.save()
    return pilot


def years_ago(years: int) -> date:
    return date(clock.today().year - years, 1, 1)


def make_family(coordinator: Professional, name: str = "Warsame", **changes: Any) -> Family:
    members = changes.pop("members", None) or [
        Member(name="Hodan", relation="mother", born_on=years_ago(38), needs_interpreter=True),
        Member(name="Zakariye", relation="son", born_on=years_ago(13)),
        Member(name="Ayaan", relation="daughter", born_on=years_ago(4)),
    ]
    fields = {
        "pilot": Pilot.objects.current() or make_pilot(),
        "coordinator": coordinator,
        "name": name,
        "language": "so",
        "hopes": "At vi bliver boende, og at børnene har venner.",
        "what_works": "Hodan lærer børnene at bede om hjælp.",
        "members": members,
        "by": coordinator,
    }
    return Family.enrol(**{**fields, **changes})


def make_plan(family: Family, by: Professional) -> Masterplan:
    return Masterplan.begin(family, by=by)


def make_share_request(family: Family, person: Professional, by: Professional) -> ShareRequest:
    return ShareRequest.ask(family.involvements.open().get(professional=person), by=by)


def make_review(goal: Goal, follow_up: FollowUp, by: Professional, **changes: Any) -> Review:
    fields = {"verdict": Decision.CONTINUED, "reason": "Vi er på vej.", **changes}
    return Review.of_goal(goal, by=by, follow_up=follow_up, **fields)


def make_goal(family: Family, by: Professional, **changes: Any) -> Goal:
    fields = {"words": "Vi spiser morgenmad alle sammen.", "whose": "family", "field": "social"}
    return Goal.set_for(family, by=by, **{**fields, **changes})


def make_statement(family: Family, by: Professional, **changes: Any) -> Statement:
    """A danger about the youngest but one, if not told otherwise."""
    fields: dict[str, Any] = {
        "category": "danger",
        "words": "Hodan og Jonas er bekymrede for, at pengene slipper op, så Zakariye går sulten i skole.",
        "speaker": family.members.order_by("born_on")[0],
        "about": list(family.members.order_by("born_on")[1:2]),
    }
    return Statement.write(family, by=by, **{**fields, **changes})


def make_safety(family: Family, by: Professional, **changes: Any) -> Statement:
    """What has protected the child, with the day and who saw it."""
    mother = family.members.order_by("born_on")[0]
    seen = {"on": clock.today() - timedelta(days=9), "words": "Hun gik til Fatuma.", "saw": mother}
    fields = {"category": "safety", "words": "Hodan spørger Fatuma om mad i tide.", "occasion": seen}
    return make_statement(family, by, **{**fields, **changes})


def make_disagreement(statement: Statement, by: Professional, **changes: Any) -> Disagreement:
    fields = {"who": by, "words": "Jeg ser det ikke i skolen."}
    return statement.disagree(by=by, **{**fields, **changes})


def make_next_step(family: Family, by: Professional, **changes: Any) -> NextStep:
    fields = {"who": by, "words": "Ring til boligforeningen.", "due_on": clock.today() + timedelta(days=7)}
    return NextStep.agree(family, by=by, **{**fields, **changes})


def make_bottom_line(family: Family, by: Professional, **changes: Any) -> BottomLine:
    fields = {
        "decision": "Afgørelse om støtte",
        "decided_on": clock.today() - timedelta(days=30),
        "unit": "Børn og Unge",
        "case_number": "25-1",
    }
    return BottomLine.add(family, by=by, **{**fields, **changes})


def make_activity(family: Family, by: Professional, *, weekdays: str = "0123456", **changes: Any) -> Activity:
    """Every day unless told otherwise; ``weekdays`` are digits, Monday 0, and none of them is once."""
    fields = {
        "rule": weekly(weekdays),
        "title": "Morgenmad og samling",
        "responsible": by,
        "place_kind": "unit",
        "starts_on": clock.today() - timedelta(days=28),
        "starts_at": time(8, 0),
        "minutes": 60,
    }
    return Activity.plan(family, by=by, **{**fields, **changes})


def copy_reading(plan: Masterplan, by: Professional, **changes: Any) -> CopyReading:
    """What stands on the mother's copy in Danish; hers unless another is named."""
    today = clock.today()
    fields = {
        "recipient": plan.family.members.get(relation="mother"),
        "language": language("da"),
        "monday": monday_of(today),
        "is_read_through": True,
    }
    return CopyReading(plan=plan, reader=by, **{**fields, **changes})


def make_copy(plan: Masterplan, by: Professional, **changes: Any) -> FamilyCopy:
    return FamilyCopy.make(copy_reading(plan, by, **changes), by=by)


def make_school_holiday(by: Professional, **changes: Any) -> SchoolHoliday:
    """A week in the spring, when nothing else happens."""
    fields = {"name": "Vinterferie", "since": date(2027, 2, 13), "until": date(2027, 2, 21)}
    holiday = SchoolHoliday(**{**fields, **changes})
    holiday.full_clean()
    holiday.save(by=by)
    return holiday


def weekly(weekdays: str) -> str:
    """The rule for every week on these days: digits, Monday 0; for no day, the rule for once."""
    return rule_of(Rhythm.WEEKLY if weekdays else Rhythm.ONCE, weekdays, clock.today())


def make_line(family: Family, by: Professional, **changes: Any) -> Line:
    fields = {"text": "Zakariye rakte hånden op i dag.", "kind": "school", "visibility": "near"}
    return Line.write(family, by=by, **{**fields, **changes})


def make_letter(family: Family, by: Professional, **changes: Any) -> Letter:
    fields = {
        "sender": "Udbetaling Danmark",
        "deadline": clock.today() + timedelta(days=6),
        "what_to_do": "Send lejekontrakten ind.",
        "visibility": "near",
    }
    return Letter.bring(family, by=by, **{**fields, **changes})


def make_photo(size: tuple[int, int] = (60, 40), name: str = "side.jpg") -> SimpleUploadedFile:
    """As a telephone sends it."""
    written = BytesIO()
    Image.new("RGB", size, "white").save(written, "JPEG")
    return SimpleUploadedFile(name, written.getvalue(), "image/jpeg")


def make_scan(letter: Letter, by: Professional) -> Scan:
    (scan,) = letter.add_scans([checked(make_photo())], by=by)
    return scan


def make_network_person(family: Family, by: Professional, **changes: Any) -> NetworkPerson:
    fields = {"name": "Fatuma", "relation": "nabo", "kind": "friend", "knows": "all"}
    person = NetworkPerson(family=family, **{**fields, **changes})
    person.full_clean()
    person.save(by=by)
    return person


def make_contact_point(family: Family, by: Professional, **changes: Any) -> ContactPoint:
    fields = {"sector": make_sector("Borgerservice og Ydelse"), "what": "Boligstøtte", "phone": "46 31 41 00"}
    point = ContactPoint(family=family, **{**fields, **changes})
    point.full_clean()
    point.save(by=by)
    return point


def make_missing(family: Family, by: Professional, **changes: Any) -> MissingFunction:
    fields = {"function": "Sundhedsplejerske for Ayaan", "why": "Ayaan spiser lidt."}
    return MissingFunction.note(family, by=by, **{**fields, **changes})


def make_danger(family: Family, by: Professional, **changes: Any) -> Statement:
    fields = {
        "category": "danger",
        "speaker": by,
        "words": "Hodan og Birgitte er bekymrede for, at Zakariye bliver væk fra skolen.",
        "about": list(family.members.filter(relation="son")),
        "visibility": "near",
    }
    return Statement.write(family, by=by, **{**fields, **changes})


def make_scale(danger: Statement, by: Professional, **changes: Any) -> Scale:
    fields = {"zero": "Zakariye går ikke i skole.", "ten": "Alle ved, at han kommer hver dag."}
    return Scale.pair(danger, by=by, **{**fields, **changes})


def make_rating(scale: Scale, by: Professional, **changes: Any) -> Rating:
    """The number that somebody gives; their own unless ``rater`` is another."""
    fields: dict[str, Any] = {"rater": by, "value": 5, "because": "han kommer tre dage om ugen"}
    if "no_number" in changes:
        fields |= {"value": None, "because": ""}
    return Rating.give(scale, by=by, **{**fields, **changes})


def leave(family: Family, person: Professional, by: Professional) -> None:
    """Somebody leaves the family, and the one who ends it takes over all that was theirs alone."""
    involvement = family.involvements.open().get(professional=person)
    for each in carried_in_one(involvement, by=by):
        each.hand_to(None if each.is_shared else by, by)
    involvement.end(by=by, reason="staff")


def make_follow_up(family: Family, by: Professional, **changes: Any) -> FollowUp:
    return FollowUp.arrange(family, by=by, **{"on": clock.today() + timedelta(days=9), **changes})


def make_answer(follow_up: FollowUp, by: Professional, **changes: Any) -> Answer:
    """The oldest member answers; a follow-up that has not begun is begun."""
    if not follow_up.is_begun:
        follow_up.begin(by=by)
    fields = {
        "question": Question.BETTER,
        "speaker": follow_up.family.members.order_by("born_on")[0],
        "words": "Vi spiser morgenmad alle syv.",
    }
    return Answer.say(follow_up, by=by, **{**fields, **changes})


# -- The child's voice ---------------------------------------------------------------------------------------


def oldest_child(family: Family) -> Member:
    return family.members.filter(relation__in=CHILDREN)[0]


def make_child_voice(family: Family, by: Professional, **changes: Any) -> ChildVoice:
    """Zakariye's Three Houses, for whoever heard him and the project leader."""
    fields = {
        "child": oldest_child(family),
        "worries": "At vi skal flytte.",
        "good_things": "Inge.",
        "wishes": "En ven i klassen.",
    }
    return ChildVoice.hear(family, by=by, **{**fields, **changes})


def make_drawing(voice: ChildVoice, by: Professional) -> Drawing:
    (drawing,) = voice.add_drawings([checked(make_photo())], by=by)
    return drawing


def make_book(family: Family, by: Professional, **changes: Any) -> Book:
    fields = {"child": oldest_child(family), "title": "Vi bliver boende", "visibility": "near"}
    return Book.begin(family, by=by, **{**fields, **changes})


def make_book_page(book: Book, by: Professional, **changes: Any) -> BookPage:
    fields = {"words": "Mor og Signe er bekymrede for huslejen.", "picture": checked(make_photo())}
    return book.add_page(by=by, **{**fields, **changes})


# -- safety plan and closure


def make_rule(family: Family, by: Professional, **changes: Any) -> SafetyRule:
    fields = {
        "who": family.members.order_by("born_on")[0],
        "trigger": "Når regningerne kommer",
        "words": "Vi lægger pengene i tre konvolutter.",
        "visibility": "near",
    }
    return SafetyRule.write(family, by=by, **{**fields, **changes})


def make_rule_test(rule: SafetyRule, by: Professional, **changes: Any) -> RuleTest:
    seen_by = rule.family.members.order_by("born_on")[0]
    fields = {"seen_by": seen_by, "result": Held.HELD, "words": "Huslejen blev betalt først."}
    return rule.test(by=by, **{**fields, **changes})


def make_milestone(family: Family, by: Professional, **changes: Any) -> Milestone:
    fields = {"words": "Tre måneder uden rykkere", "planned_on": clock.today() + timedelta(days=30)}
    return Milestone.plan(family, by=by, **{**fields, **changes})


def make_case_closing(family: Family, by: Professional, **changes: Any) -> CaseClosing:
    fields = {
        "decided_on": clock.today(),
        "unit": "Børn og Unge",
        "decided_by": "Karsten Bro, rådgiver",
        "case_number": "24/1",
    }
    return CaseClosing.note(family, by=by, **{**fields, **changes})
