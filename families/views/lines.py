"""Lines: written in the moment, read as one timeline, and what of it is new."""

from datetime import datetime
from typing import Any
from urllib.parse import quote, urlencode
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import prefetch_related_objects
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect

from families import danger, happenings, sections, timeline
from families.door import PageRequest, needs
from families.forms.lines import LineForm, TimelineForm
from families.history import entries
from families.models import Becoming, Family, Line, ReadMark
from families.pages import form_page, saved_now
from families.rights import Right
from roskilde import clock

# What a line leads on to once it is said what it is.
LEADS_TO = {Becoming.LETTER: "families:bring_letter", Becoming.NEXT_STEP: "families:tell"}


def line_of(request: PageRequest, family: Family, pk: UUID) -> Line:
    """A line that the reader may see."""
    lines = family.lines.visible_to(request.user).select_related("author__sector", "about", "became_by")
    line: Line = get_object_or_404(lines, pk=pk)
    return line


def place_of(line: Line, query: str = "") -> str:
    """Where the line stands on the timeline."""
    page = reverse("families:list_lines", args=[line.family_id])
    return f"{page}{'?' if query else ''}{query}#line-{line.pk}"


@needs(Right.WRITE_LINE, gettext_lazy("Wrote a line"))
def write_line(request: PageRequest, family: Family) -> HttpResponse:
    """A line in two taps and its text."""
    about = request.GET.get("about", "")
    is_theirs = family.members.filter(pk__in=_keys(about)).exists()
    return form_page(
        request,
        LineForm(
            request.POST or None,
            family=family,
            by=request.user,
            rights=request.rights,
            initial={"about": about} if is_theirs else {},
        ),
        family=family,
        heading=_("Write a line"),
        then=lambda form: _advised(request, form.instance),
        back=reverse("families:list_lines", args=[family.pk]),
        template="families/write_line.html",
    )


def _advised(request: PageRequest, line: Line) -> str:
    """On the way to the line: what to do, if it sounds as if a child were in danger."""
    danger.advise(request, line.text)
    return place_of(line)


def _keys(text: str) -> list[UUID]:
    try:
        return [UUID(text)]
    except ValueError:
        return []


@needs(Right.SEE_LINES, gettext_lazy("The lines"))
def list_lines(request: PageRequest, family: Family) -> HttpResponse:
    """Everything that happened around the family, newest first."""
    form = TimelineForm(request.GET or None, family=family, rights=request.rights)
    narrowing = form.narrowing()
    asked = _asked(request, family, before=_moment(request.GET.get("before", "")), **narrowing)
    page = timeline.read(asked)
    older = ""
    if page.goes_on and page.last:
        query = {name: value for name, value in request.GET.items() if name in form.fields and value}
        older = "?" + urlencode({**query, "before": page.last.isoformat()})
    return render(
        request,
        "families/list_lines.html",
        {
            "family": family,
            "form": form,
            "is_narrowed": bool(narrowing),
            "is_first": asked.before is None,
            "older": older,
            "may_write": Right.WRITE_LINE in request.rights,
            **_shown(request, family, page.entries),
        },
    )


def _asked(request: PageRequest, family: Family, **narrowing: Any) -> timeline.Asked:
    return timeline.Asked(
        reader=request.user,
        reach=timeline.reach(request.user, [family.pk]),
        family=family,
        **narrowing,
    )


def _moment(text: str) -> datetime | None:
    """The moment that the address asks for; nonsense asks for none."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _shown(request: PageRequest, family: Family, shown: list[timeline.Entry]) -> dict[str, Any]:
    """What the entries' template wants; ``here`` is where answering leads back to, ready for an address."""
    query, page = _query(request), reverse("families:list_lines", args=[family.pk])
    return {
        "entries": shown,
        "becomings": Becoming.choices if Right.WRITE_LINE in request.rights else [],
        "query": query,
        "here": quote(f"{page}?{query}" if query else page, safe=""),
    }


def _query(request: PageRequest) -> str:
    """What the timeline was narrowed to, so that a deed comes back to the same place."""
    asked = request.GET if request.method == "GET" else QueryDict(request.POST.get("query", ""))
    known = ("q", "member", "kind", "sector", "before")
    return urlencode({name: asked[name] for name in known if asked.get(name)})


@needs(Right.SEE_LINES, gettext_lazy("What is new"))
def list_news(request: PageRequest, family: Family) -> HttpResponse:
    """What is new to the reader, oldest first; by reading it, it is read."""
    asked = _asked(request, family, is_news=True, oldest_first=True)
    page = timeline.read(asked)
    if page.last and request.method == "GET" and not _is_fetched_beforehand(request):
        ReadMark.move(request.user, family, page.last)
    return render(
        request,
        "families/list_news.html",
        {"family": family, "goes_on": page.goes_on, **_shown(request, family, page.entries)},
    )


def _is_fetched_beforehand(request: PageRequest) -> bool:
    """Browsers guess which page comes next, and nobody has read what they fetched for that."""
    return any("prefetch" in request.headers.get(name, "") for name in ("Sec-Purpose", "Purpose", "X-Moz"))


@require_POST
@needs(Right.SEE_LINES, gettext_lazy("Left what is new unread"))
def skip_news(request: PageRequest, family: Family) -> HttpResponse:
    """Back from a long leave: what came meanwhile stands on the timeline, and is not new any more."""
    ReadMark.move(request.user, family, clock.now())
    messages.success(request, _("From now on only what comes is new."))
    return redirect("families:list_lines", family.pk)


@needs(Right.SEE_LINES, gettext_lazy("A line"))
def show_line(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """One line: who sees it, what it became, what was answered, and how it read before."""
    line = line_of(request, family, pk)
    prefetch_related_objects([line], "tellings__to")
    visible = family.lines.visible_to(request.user).select_related("author__sector")
    sees_people = Right.SEE_PEOPLE in request.rights
    may_become = Right.WRITE_LINE in request.rights and not line.obstacles_to_becoming(request.user)
    deed = sections.LINE_DEEDS.get(line.became) if may_become else None
    told = {"text", "kind", "minutes", "visibility", "became"} | ({"about"} if sees_people else set())
    return render(
        request,
        "families/show_line.html",
        {
            "family": family,
            "line": line,
            "about": line.about if sees_people else None,
            "answered": visible.filter(pk=line.answers_id).first() if line.answers_id else None,
            "replies": visible.filter(answers=line).order_by("written_at", "pk"),
            "seen_by": line.seen_by() if sees_people else [],
            "becomings": Becoming.choices if may_become else [],
            "line_deed": deed if deed and deed.right in request.rights else None,
            "is_own": line.author_id == request.user.pk,
            "may_write": Right.WRITE_LINE in request.rights,
            "entries": entries(line, fields=told, reader=request.user, called=_("The line")),
        },
    )


@needs(Right.WRITE_OBSERVATION, gettext_lazy("Changed a line"))
def change_line(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """Mend one's own line; somebody else's is answered, not changed."""
    lines = family.lines.visible_to(request.user).filter(author=request.user)
    line = get_object_or_404(lines, pk=pk)
    return form_page(
        request,
        LineForm(request.POST or None, instance=line, family=family, by=request.user, rights=request.rights),
        family=family,
        heading=_("Change the line"),
        then=line.get_absolute_url(),
        template="families/write_line.html",
    )


@require_POST
@needs(Right.WRITE_LINE, gettext_lazy("Said what a line is"))
def become(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """One tap: the line is a sign, a concern, a strength, a letter, a next step; or a plain line again."""
    line = line_of(request, family, pk)
    asked, refusal, then = request.POST.get("becoming", ""), "", ""
    try:
        line.become(Becoming(asked) if asked else "", by=request.user)
    except ValueError:
        refusal = _("Choose what the line is.")
    except ValidationError as error:
        refusal = " ".join(error.messages)
        line.refresh_from_db(from_queryset=Line._base_manager.select_related("author__sector", "about"))
    else:
        then = _where_it_leads(line)
    if request.headers.get("HX-Request"):
        if then:
            return HttpResponseClientRedirect(then)
        shown = happenings.entries_of([line], _asked(request, family))
        return render(
            request,
            "families/timeline_entries.html",
            {"family": family, "said": refusal or saved_now(), **_shown(request, family, shown)},
        )
    (messages.warning if refusal else messages.success)(request, refusal or saved_now())
    if then:
        return redirect(then)
    return redirect(line if request.POST.get("at") == "line" else place_of(line, _query(request)))


def _where_it_leads(line: Line) -> str:
    """A letter is brought, and a next step said to somebody; the rest is done with the tap."""
    if line.became == Becoming.LETTER:
        return f"{reverse(LEADS_TO[Becoming.LETTER], args=[line.family_id])}?line={line.pk}"
    if line.became == Becoming.NEXT_STEP:
        return reverse(LEADS_TO[Becoming.NEXT_STEP], args=[line.family_id, line.pk])
    return ""
