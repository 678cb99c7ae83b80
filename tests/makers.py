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
from families.standard import lay_sectors
from masterplans.models import Activity, Masterplan
from roskilde import clock
from roskilde.documents import checked
from safety.models import Goal


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


def make_goal(family: Family, by: Professional, **changes: Any) -> Goal:
    fields = {"words": "Vi spiser morgenmad alle sammen.", "whose": "family", "field": "social"}
    return Goal.set_for(family, by=by, **{**fields, **changes})


def make_activity(family: Family, by: Professional, **changes: Any) -> Activity:
    fields = {
        "title": "Morgenmad og samling",
        "responsible": by,
        "place_kind": "unit",
        "starts_on": clock.today() - timedelta(days=28),
        "weekdays": "0123456",
        "starts_at": time(8, 0),
        "minutes": 60,
    }
    return Activity.plan(family, by=by, **{**fields, **changes})


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


def leave(family: Family, person: Professional, by: Professional) -> None:
    """Somebody leaves the family, and the one who ends it takes over all that was theirs alone."""
    involvement = family.involvements.open().get(professional=person)
    for each in carried_in_one(involvement, by=by):
        each.hand_to(None if each.is_shared else by, by)
    involvement.end(by=by, reason="staff")
