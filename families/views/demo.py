"""The demo's short cuts: signing in by one click as an invented person, and reading the mails."""

import email
import email.policy
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import cast

from allauth.account.utils import perform_login
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from families.door import public
from families.models import Professional
from families.tasks import send_waiting_mail, write_reminders

# Login, function, what the person will see. Names stand in the data.
PEOPLE: tuple[tuple[str, str | Promise, str | Promise], ...] = (
    ("leder", _("Project leader"), _("All nine families, what waits in each, and the roles to confirm.")),
    (
        "koordinator",
        _("Project coordinator"),
        _("Four families with their plans, weeks and what needs a hand."),
    ),
    ("koordinator2", _("Project coordinator"), _("Five other families, some of them only just begun.")),
    (
        "laerer",
        _("Class teacher, near in Warsame"),
        _("My week on the telephone: two taps tell what happened."),
    ),
    (
        "jobkonsulent",
        _("Job consultant, near in Al-Khatib"),
        _("A family's plan, and the part of it that is mine."),
    ),
    ("ppr", _("Psychologist, near in Al-Khatib"), _("The same plan from another sector's side.")),
    (
        "familieraadgiver",
        _("Family counsellor, near in Haidari"),
        _("A plan in which an activity is for few eyes."),
    ),
    ("klub", _("Club worker, peripheral in Warsame"), _("A contact card, and only what was shared by name.")),
    ("styregruppe", _("Steering group"), _("No family: the totals come here later.")),
    ("raadhus", _("Caseworker at the town hall"), _("No family: authority matters come here later.")),
    ("dpo", _("Data protection officer"), _("Who has looked at what, and samples of it; no family's texts.")),
    ("admin", _("Administrator"), _("Professionals, roles, sectors and the pilot; no family.")),
)
MAILS_PER_PAGE = 25


@dataclass(frozen=True)
class DemoPerson:
    name: str
    email: str
    function: str | Promise
    sees: str | Promise


@dataclass(frozen=True)
class DemoMail:
    """One mail of the outbox folder: which file it lies in, and where."""

    file: str
    number: int
    to: str
    subject: str
    at: datetime
    body: str


def demo_people() -> list[DemoPerson]:
    """Those of the demo's people who are there, in one query."""
    names = dict(Professional.objects.active().filter(email__in=_addresses()).values_list("email", "name"))
    return [
        DemoPerson(names[address], address, function, sees)
        for address, (_login, function, sees) in zip(_addresses(), PEOPLE, strict=True)
        if address in names
    ]


def _addresses() -> list[str]:
    return [f"{login}@example.dk" for login, _function, _sees in PEOPLE]


@require_POST
@public
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """Be one of the demo's people; outside the demo there is no such page."""
    if not settings.DEMO:
        raise Http404
    wanted = request.POST.get("email", "")
    if wanted not in _addresses():
        raise Http404
    person = get_object_or_404(Professional.objects.active(), email=wanted)
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    if chosen in dict(settings.LANGUAGES) and chosen != person.language:
        # Whoever chose a language on the way in means the demo, not one of its people.
        person.language = chosen
        person.save(by=person, update_fields=["language"])
    return cast(HttpResponse, perform_login(request, person))


@require_safe
@public
def list_demo_mails(request: HttpRequest) -> HttpResponse:
    """The mails that went out, newest first; what waits is sent before they are listed, and first of all this
    morning's reminders are written: the demo has no clock of its own to do it."""
    if not settings.DEMO:
        raise Http404
    write_reminders()
    send_waiting_mail()
    page = Paginator(_mails(), MAILS_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "families/list_demo_mails.html", {"page": page})


@require_safe
@public
def show_demo_mail(request: HttpRequest, file: str, number: int) -> HttpResponse:
    if not settings.DEMO:
        raise Http404
    mail = next((mail for mail in _mails() if (mail.file, mail.number) == (file, number)), None)
    if mail is None:
        raise Http404
    return render(request, "families/show_demo_mail.html", {"mail": mail})


def _mails() -> list[DemoMail]:
    """What Django's file backend wrote, newest first: a file per connection, its mails one after another."""
    return [
        mail
        for path in sorted(
            Path(settings.MAIL_DIR).glob("*.log"), key=lambda path: path.stat().st_mtime_ns, reverse=True
        )
        for mail in reversed(_mails_in(path))
    ]


def _mails_in(path: Path) -> list[DemoMail]:
    between = b"\n" + b"-" * 79 + b"\n"
    letters = [part for part in path.read_bytes().split(between) if part.strip()]
    return [_mail(path.stem, number, letter) for number, letter in enumerate(letters)]


def _mail(file: str, number: int, letter: bytes) -> DemoMail:
    message = email.message_from_bytes(letter, policy=email.policy.default)
    body = message.get_body(preferencelist=("plain",))
    return DemoMail(
        file=file,
        number=number,
        to=str(message["To"] or ""),
        subject=str(message["Subject"] or ""),
        at=parsedate_to_datetime(message["Date"]).replace(tzinfo=UTC),  # as Django writes it
        body=str(body.get_content()) if body else "",
    )
