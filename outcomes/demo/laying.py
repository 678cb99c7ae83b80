"""Lays the demo: the people, the pilot and its nine families; and tells a demo from anything else."""

from datetime import date, timedelta
from uuid import UUID

from dateutil.easter import easter
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.management.color import no_style
from django.db import connection, transaction
from django.utils import translation

from families.accounts import DEMO_PASSWORD
from families.models import (
    Family,
    Feed,
    Involvement,
    Letter,
    Mail,
    MailKind,
    MissingFunction,
    Pilot,
    Professional,
    ReadMark,
    Role,
    RoleHolding,
    Sector,
    Substitution,
    Telling,
    Visibility,
)
from families.standard import lay_sectors
from masterplans.models import SchoolHoliday, ShareRequest
from outcomes.demo import (
    al_jabouri,
    al_khatib,
    farah,
    haidari,
    hasanovic,
    rahimi,
    sexo,
    tesfay,
    warsame,
)
from outcomes.demo.dates import Ago, Calendar
from outcomes.demo.people import FIRST_ADMINISTRATOR, PEOPLE, PROJECT_LEADER
from outcomes.demo.story import Person
from outcomes.demo.telling import FamilyTelling
from roskilde import clock

STORIES = tuple(
    module.STORY
    for module in (al_khatib, warsame, haidari, hasanovic, tesfay, sexo, al_jabouri, farah, rahimi)
)

# The demo's own pilot bears this key; a municipality's pilot gets one by chance.
DEMO_PILOT = UUID("de300000-0000-4000-8000-000000000000")
INVITED = Person("Freja Bang", "pædagog", "Dagtilbud")
MAILS_LEFT_WAITING = 3
READ_UNTIL = timedelta(days=5)


def is_demo() -> bool:
    """Whether the database says of itself that it is a demo."""
    return Pilot.objects.filter(pk=DEMO_PILOT).exists()


def is_empty() -> bool:
    """Whether nobody has worked in the database yet."""
    return not (Family.objects.exists() or Pilot.objects.exists() or Professional.objects.exists())


@transaction.atomic
def lay_anew() -> None:
    """Take away all that is there and lay the demo; who reads meanwhile reads the old one to the end."""
    connection.check_constraints()  # PostgreSQL empties no table on which a check is still due
    _empty()
    lay()


def _empty() -> None:
    """All but the models' own names and permissions: a server that is running knows them by their keys."""
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    kept = {model._meta.db_table for model in (ContentType, Permission)}
    statements = connection.ops.sql_flush(no_style(), sorted({*tables} - kept))
    connection.ops.execute_sql_flush(statements)


@transaction.atomic
def lay() -> None:
    """Lay the nine families around today."""
    calendar = Calendar(clock.today())
    with translation.override("da"):
        with clock.set_to(calendar.since):
            lay_sectors()
            people = lay_people()
            pilot = lay_pilot(calendar)
            lay_school_holidays(calendar, by=people[FIRST_ADMINISTRATOR.name])
        for story in STORIES:
            FamilyTelling(story, calendar=calendar, pilot=pilot, people=people).tell()
        leave_what_a_substitute_took_on(people, calendar)
        let_them_have_read(calendar)
        with clock.set_to(calendar.just_now):
            let_somebody_stand_in(people)
            Feed.make(people["Jonas Bech"])
            leave_something_waiting(people)
    mark_mail_as_sent()


def lay_pilot(calendar: Calendar) -> Pilot:
    pilot = Pilot(
        pk=DEMO_PILOT,
        name="Pilotprojekt for særligt udsatte flygtningefamilier",
        since=calendar.since,
        until=calendar.until,
        default_place="Holbækvejen 44 B, 4000 Roskilde",
        intake_cap=10,
    )
    pilot.full_clean()
    pilot.save()
    return pilot


def lay_school_holidays(calendar: Calendar, *, by: Professional) -> None:
    """Of four school years from the one before the pilot's first: as in Roskilde, near enough for a demo."""
    for year in range(calendar.since.year - 1, calendar.since.year + 3):
        easter_day = easter(year + 1)
        for name, since, until in (
            ("Efterårsferie", _week(year, 42, -1), _week(year, 42, 7)),
            ("Juleferie", date(year, 12, 23), date(year + 1, 1, 3)),
            ("Vinterferie", _week(year + 1, 7, -1), _week(year + 1, 7, 7)),
            ("Påskeferie", easter_day - timedelta(days=8), easter_day + timedelta(days=1)),
            ("Sommerferie", _week(year + 1, 25, 6), _week(year + 1, 32, 1)),
        ):
            holiday = SchoolHoliday(name=name, since=since, until=until)
            holiday.full_clean()
            holiday.save(by=by)


def _week(year: int, number: int, day: int) -> date:
    """The day of an ISO week, Monday 1; -1 the Saturday before it."""
    return date.fromisocalendar(year, number, 1) + timedelta(days=day - 1)


def lay_people() -> dict[str, Professional]:
    """Everybody by name, with roles: the first two begun at the machine, the rest given and confirmed."""
    password = make_password(DEMO_PASSWORD)  # once for all: a good hash is slow
    sectors = {sector.name: sector for sector in Sector.objects.all()}
    keys = {}
    for number, person in enumerate(PEOPLE):
        professional = Professional(
            email=f"{login(person)}@example.dk",
            name=person.name,
            title=person.title,
            sector=sectors[person.sector],
            phone=f"46 31 {number + 10:02} {number * 37 % 90 + 10}",
            password=password,
        )
        professional.full_clean()
        professional.save()
        keys[person.name] = professional
    administrator, leader = keys[FIRST_ADMINISTRATOR.name], keys[PROJECT_LEADER.name]
    RoleHolding.begin(administrator, FIRST_ADMINISTRATOR.roles[0])
    RoleHolding.begin(leader, PROJECT_LEADER.roles[0])
    second = keys["Vibeke Aarup"]
    for person in PEOPLE:
        held = keys[person.name].roles
        for role in person.roles:
            if role not in held:
                holding = RoleHolding.give(keys[person.name], role, by=administrator)
                holding.confirm(by=second if person is PROJECT_LEADER else leader)
    # Read anew: who asked for roles before has the old answer.
    return {person.name: person for person in Professional.objects.select_related("sector")}


def login(person: Person) -> str:
    letters = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", " ": "."})
    return person.login or person.name.lower().translate(letters)


def let_them_have_read(calendar: Calendar) -> None:
    """Everybody has kept up until some days ago, so that a few things are new to each."""
    until = calendar.just_now - READ_UNTIL
    for involvement in Involvement.objects.select_related("professional", "family"):
        if involvement.since < until:
            ReadMark.move(involvement.professional, involvement.family, until)


def let_somebody_stand_in(people: dict[str, Professional]) -> None:
    """One colleague is ill from yesterday on, another goes on holiday next week."""
    yesterday = clock.today()
    Substitution.arrange(
        people["Ulla Bjerre"],
        people["Susanne Lykke"],
        since=yesterday,
        until=yesterday + timedelta(days=6),
        by=people["Ulla Bjerre"],
    )
    Substitution.arrange(
        people["Kasper Holst"],
        people["Tina Maj"],
        since=yesterday + timedelta(days=9),
        until=yesterday + timedelta(days=16),
        by=people["Kasper Holst"],
    )


def leave_what_a_substitute_took_on(people: dict[str, Professional], calendar: Calendar) -> None:
    """Some weeks ago one stood in for days and took a letter on, which nobody has taken over since."""
    absent, substitute = people["Kasper Holst"], people["Tina Maj"]
    since, until = calendar.by_weeks(Ago(18)), calendar.by_weeks(Ago(14))
    with clock.set_to(since):
        Substitution.arrange(absent, substitute, since=since, until=until, by=absent)
        for place in Involvement.objects.open().of(substitute).filter(stands_in_for=absent):
            Letter.bring(
                place.family,
                by=substitute,
                sender="Feriepengeinfo",
                what_to_do="Rima kan få sine feriepenge udbetalt. Søg sammen med hende på borger.dk.",
                helper=substitute,
                visibility=Visibility.NEAR,
            )


def leave_something_waiting(people: dict[str, Professional]) -> None:
    """What the administrator and the coordinator did last, so that the others have something to do."""
    RoleHolding.give(people["Claus Refsgaard"], Role.STEERING_GROUP, by=people[FIRST_ADMINISTRATOR.name])
    Professional.invite(
        by=people["Sara Lindskov"],
        email=f"{login(INVITED)}@example.dk",
        name=INVITED.name,
        title=INVITED.title,
        sector=Sector.objects.get(name=INVITED.sector),
    )


def mark_mail_as_sent() -> None:
    """All but the last mails went out when they were written, or the demo's outbox would hold a hundred. One
    was refused, and of one nobody knows: the administrator has something to look after."""
    saves = MissingFunction.history.exclude(invited_at=None)
    asked = saves.values_list("id", "revision", "invited_at")
    asked_for_share = ShareRequest.history.values_list("id", "revision", "asked_at")
    told = {
        **{str(key): since for key, since in Involvement.objects.values_list("pk", "since")},
        **{str(key): at for key, at in Telling.objects.values_list("pk", "told_at")},
        **{str(key): at for key, at in Substitution.objects.values_list("pk", "arranged_at")},
        **{f"{key} {revision}": at for key, revision, at in asked},
        **{f"{key} {revision}": at for key, revision, at in asked_for_share},
    }
    mails = sorted(Mail.objects.exclude(kind=MailKind.INVITATION), key=lambda mail: told[mail.about])
    for mail in mails[:-MAILS_LEFT_WAITING]:
        mail.written_at = mail.claimed_at = mail.sent_at = told[mail.about]
    refused, lost = mails[-MAILS_LEFT_WAITING - 2 : -MAILS_LEFT_WAITING]
    refused.sent_at, refused.failed_at, refused.error = None, refused.sent_at, "SMTPRecipientsRefused"
    lost.sent_at = None
    Mail.objects.bulk_update(mails, ["written_at", "claimed_at", "sent_at", "failed_at", "error"])
