"""One's own calendar: a secret link that a calendar program fetches, without anybody signing in."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from families import calendar
from families.door import PAGES, PageRequest, needs, note_looks_of, public
from families.forms.feeds import RevokeFeedForm, RotateFeedForm
from families.models import Feed, Look, Professional
from families.pages import form_page
from families.rights import Right
from roskilde import clock

# A public page has no mark to say what it is called in the log.
READ_FEED = "families:read_feed"
PAGES[READ_FEED] = gettext_lazy("Fetched by one's own calendar")


@require_safe
@public
def read_feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The appointments of whoever has the secret; for everything else there is nothing here."""
    feed = Feed.objects.opened_by(secret)
    if feed is None:
        raise Http404
    found = calendar.appointments(feed.person)
    _note(feed.person, {each.family for each in found})
    feed.note_fetch()
    with translation.override(feed.person.language):
        content = calendar.written(feed.person, found)
    return HttpResponse(
        content,
        content_type="text/calendar; charset=utf-8",
        headers={
            "Cache-Control": "private, no-store",
            "Referrer-Policy": "no-referrer",
            "Content-Disposition": 'inline; filename="masterplan.ics"',
        },
    )


def _note(person: Professional, families: set[Any]) -> None:
    """One look a day at each family: a calendar asks every few minutes, and a log full of machines would hide
    the people in it."""
    midnight = timezone.localtime(clock.now()).replace(hour=0, minute=0, second=0, microsecond=0)
    today = Look.objects.by(person).filter(page=READ_FEED, at__gte=midnight)
    noted = set(today.values_list("family_id", flat=True))
    note_looks_of(person, families - noted, page=READ_FEED, method="GET")


@needs(Right.SIGN_IN, gettext_lazy("Own calendar"))
def show_calendar(request: PageRequest) -> HttpResponse:
    feed = request.user.feeds.open().first()
    return render(request, "families/show_calendar.html", {"feed": feed})


@require_POST
@needs(Right.SIGN_IN, gettext_lazy("Made a calendar link"))
def make_feed(request: PageRequest) -> HttpResponse:
    """Shown in the answer to the click itself: a page that could be opened again would have to keep it."""
    try:
        return _shown_once(request, Feed.make(request.user))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("families:show_calendar")


@needs(Right.SIGN_IN, gettext_lazy("Renewed the calendar link"))
def rotate_feed(request: PageRequest) -> HttpResponse:
    form = RotateFeedForm(request.POST if request.method == "POST" else None, feed=_own(request))
    if request.method == "POST" and form.done(by=request.user):
        return _shown_once(request, form.secret)
    return form_page(
        request,
        form,
        heading=_("Renew the calendar link"),
        intro=_("The old link stops at once. Every calendar that uses it must be given the new one."),
        submit=_("Renew it"),
        then=reverse("families:show_calendar"),
    )


@needs(Right.SIGN_IN, gettext_lazy("Withdrew the calendar link"))
def revoke_feed(request: PageRequest) -> HttpResponse:
    return form_page(
        request,
        RevokeFeedForm(request.POST if request.method == "POST" else None, feed=_own(request)),
        heading=_("Withdraw the calendar link"),
        intro=_("Your calendar gets nothing more. What it has fetched already, you remove in the calendar."),
        submit=_("Withdraw it"),
        said=_("The link is withdrawn."),
        then=reverse("families:show_calendar"),
    )


def _own(request: PageRequest) -> Feed:
    return get_object_or_404(request.user.feeds.open())


def _shown_once(request: PageRequest, secret: str) -> HttpResponse:
    link = f"{settings.BASE_URL}{reverse(READ_FEED, args=[secret])}"
    return render(request, "families/show_feed.html", {"link": link})
