"""Letters that the family brings in a carrier bag: what they say, by when, who helps, and what came of it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_POST

from families.door import PageRequest, needs
from families.forms.letters import AddScansForm, BringForm, LetterForm, RemoveScanForm, SettleLetterForm
from families.history import Change, Entry, entries, merged
from families.models import Family, Letter, Line, Scan
from families.models.letter import MOST_SCANS
from families.pages import form_page, saved_now
from families.rights import Right
from roskilde.documents import sent
from roskilde.paging import page_of

PER_PAGE = 25


def _list(family: Family) -> str:
    return reverse("families:list_letters", args=[family.pk])


def letter_of(request: PageRequest, family: Family, pk: UUID) -> Letter:
    letters = family.letters.visible_to(request.user).select_related("author", "helper", "settled_by")
    letter: Letter = get_object_or_404(letters, pk=pk)
    return letter


def scan_of(request: PageRequest, family: Family, pk: UUID) -> Scan:
    """A page that is there still, of a letter that the reader may see; its content is not read with it."""
    letters = family.letters.visible_to(request.user)
    scan: Scan = get_object_or_404(
        Scan.objects.kept().filter(letter__in=letters).select_related("letter__family", "added_by"), pk=pk
    )
    return scan


def _sent(request: PageRequest) -> QueryDict | None:
    """What was sent, though it be nothing at all: these forms may hold no words."""
    return request.POST if request.method == "POST" else None


@needs(Right.HANDLE_LETTERS, gettext_lazy("The letters"))
def list_letters(request: PageRequest, family: Family) -> HttpResponse:
    """What is open by its deadline, then what is settled."""
    letters = family.letters.visible_to(request.user).select_related("helper", "settled_by")
    return render(
        request,
        "families/list_letters.html",
        {
            "family": family,
            "page": page_of(letters.open().by_deadline(), request.GET.get("page"), PER_PAGE),
            "settled": page_of(letters.settled(), request.GET.get("settled"), PER_PAGE),
            "is_unfolded": "settled" in request.GET,
        },
    )


@needs(Right.HANDLE_LETTERS, gettext_lazy("Brought a letter"))
def bring_letter(request: PageRequest, family: Family) -> HttpResponse:
    """A letter out of the bag; or a line that turns out to be one."""
    line = _line_asked_for(request, family)
    if line:
        known = Letter.objects.for_nobody("a line becomes one letter").filter(line=line)
        if known.exists():
            if letter := family.letters.visible_to(request.user).filter(line=line).first():
                return redirect(letter)
            raise PermissionDenied(_("The line has become a letter already, which not everybody sees."))
        if obstacles := line.obstacles_to_becoming(request.user):
            raise PermissionDenied(" ".join(message for each in obstacles for message in each.messages))
    form = BringForm(request.POST or None, request.FILES or None, family=family, by=request.user, line=line)
    return form_page(
        request,
        form,
        family=family,
        heading=_("A letter out of the bag"),
        then=lambda form: form.instance.get_absolute_url(),
        back=line.get_absolute_url() if line else _list(family),
        submit=_("Save the letter"),
        template="families/bring_letter.html",
        seen_by=Letter.lent_by(line) if line and "visibility" not in form.fields else None,
        line=line,
    )


def _line_asked_for(request: PageRequest, family: Family) -> Line | None:
    """The line in ``?line=``; one that the reader may not see is none at all."""
    try:
        key = UUID(request.GET.get("line", ""))
    except ValueError:
        return None
    lines = family.lines.visible_to(request.user).select_related("author", "family")
    line: Line = get_object_or_404(lines, pk=key)
    return line


@needs(Right.HANDLE_LETTERS, gettext_lazy("A letter"))
def show_letter(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """What it says and what to do, its pages, and who can see it."""
    letter = letter_of(request, family, pk)
    pages = list(letter.scans.kept().select_related("added_by"))
    lines = family.lines.visible_to(request.user).select_related("author")
    may_erase = letter.may_be_erased_by(request.user)
    return render(
        request,
        "families/show_letter.html",
        {
            "family": family,
            "letter": letter,
            # It may have been opened to more people than the line that it was.
            "line": lines.filter(pk=letter.line_id).first() if letter.line_id else None,
            "pages": [(each, may_erase or each.added_by_id == request.user.pk) for each in pages],
            "removed": letter.scans.removed(),
            "has_room": len(pages) < MOST_SCANS,
            "seen_by": letter.seen_by(),
        },
    )


@needs(Right.HANDLE_LETTERS, gettext_lazy("Changed a letter"))
def change_letter(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    letter = letter_of(request, family, pk)
    form = LetterForm(request.POST or None, instance=letter, family=family, by=request.user)
    return form_page(
        request,
        form,
        family=family,
        heading=_("Change the letter"),
        then=letter.get_absolute_url(),
        # Where the form lets one choose who sees it, each choice names them.
        seen_by=None if "visibility" in form.fields else letter.seen_by(),
    )


@needs(Right.HANDLE_LETTERS, gettext_lazy("Settled a letter"))
def settle_letter(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    letter = letter_of(request, family, pk)
    return form_page(
        request,
        SettleLetterForm(_sent(request), letter=letter),
        family=family,
        heading=_("The letter is dealt with"),
        intro=_("The letter from %(sender)s leaves the list of those that wait.") % {"sender": letter.sender},
        then=_list(family),
        back=letter.get_absolute_url(),
        submit=_("Dealt with"),
        seen_by=letter.seen_by(),
    )


@require_POST
@needs(Right.HANDLE_LETTERS, gettext_lazy("Reopened a letter"))
def reopen_letter(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    letter = letter_of(request, family, pk)
    letter.reopen(by=request.user)
    messages.success(request, saved_now())
    return redirect(letter)


@needs(Right.HANDLE_LETTERS, gettext_lazy("A letter's history"))
def show_letter_history(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """Who changed what of it and when; what it said while others decided who saw it stays with those."""
    letter = letter_of(request, family, pk)
    told = entries(letter, reader=request.user, without=("line", "outcome"))
    rows = letter.readable(letter.history.select_related("history_user"), request.user)
    return render(
        request,
        "families/show_letter_history.html",
        {"family": family, "letter": letter, "entries": merged(told, _settlings(rows, str(letter)))},
    )


def _settlings(rows: list[Any], sender: str) -> list[Entry]:
    """When it was dealt with and when it turned out that it was not."""

    def state(settled_at: datetime | None, outcome: str) -> str:
        if settled_at is None:
            return pgettext("a letter", "Open")
        return _("Dealt with: %(outcome)s") % {"outcome": outcome} if outcome else _("Dealt with")

    found, before = [], pgettext("a letter", "Open")
    for row in sorted(rows, key=lambda row: (row.history_date, row.revision)):
        after = state(row.settled_at, row.outcome)
        if after != before:
            who = str(row.history_user or _("The system"))
            found.append(
                Entry(sender, row.history_date, who, "", changes=[Change(_("Status"), before, after)])
            )
        before = after
    return found


# -- Pages ---------------------------------------------------------------------------------------------------


@needs(Right.HANDLE_LETTERS, gettext_lazy("Added pages to a letter"))
def add_scan(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    letter = letter_of(request, family, pk)
    return form_page(
        request,
        AddScansForm(_sent(request), request.FILES or None, letter=letter),
        family=family,
        heading=_("Add pages"),
        intro=_("The letter from %(sender)s") % {"sender": letter.sender},
        then=letter.get_absolute_url(),
        submit=_("Add"),
    )


@needs(Right.HANDLE_LETTERS, gettext_lazy("A page of a letter"))
def show_scan(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """The page itself."""
    scan = scan_of(request, family, pk)
    keys = list(scan.letter.scans.kept().values_list("pk", flat=True))
    return sent(bytes(scan.content), scan.content_type, name=f"brev-{keys.index(scan.pk) + 1}")


@needs(Right.HANDLE_LETTERS, gettext_lazy("Removed a page of a letter"))
def remove_scan(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """Asks once; afterwards nobody can bring it back."""
    scan = scan_of(request, family, pk)
    if obstacles := scan.obstacles_to_removing(request.user):
        raise PermissionDenied(" ".join(message for each in obstacles for message in each.messages))
    return form_page(
        request,
        RemoveScanForm(_sent(request), scan=scan),
        family=family,
        heading=_("Remove the page"),
        intro=_("The page is erased for everybody and cannot be brought back. That it was there stays."),
        then=scan.letter.get_absolute_url(),
        submit=_("Erase the page"),
        said=_("The page has been erased."),
    )
