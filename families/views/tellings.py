"""What people around a family say to each other: a line said to somebody, an answer, an observation."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from families import danger
from families.door import PageRequest, needs
from families.forms.tellings import AnswerForm, ObservationForm, TellForm
from families.models import Family, Line, Telling, Visibility
from families.models.visibility import who_sees
from families.pages import came_from, form_page, saved_now
from families.rights import Right
from families.tellings import observations
from roskilde.paging import page_of
from roskilde.ready import address

OBSERVATIONS_PER_PAGE = 25


def line_or_404(request: PageRequest, family: Family, pk: UUID) -> Line:
    lines = family.lines.visible_to(request.user).select_related("author__sector", "about")
    line: Line = get_object_or_404(lines.prefetch_related("tellings__to"), pk=pk)
    return line


@needs(Right.WRITE_LINE, gettext_lazy("Said a line to somebody"))
def tell(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """Say a line to one or more of those who stand around the family."""
    line = line_or_404(request, family, pk)
    return form_page(
        request,
        TellForm(request.POST or None, line=line, by=request.user),
        family=family,
        heading=_("Say it to …"),
        submit=_("Say it"),
        said=_("It is said. They find it on their start page, and get a mail that something waits."),
        then=came_from(request, line.get_absolute_url()),
        template="families/tell.html",
        line=line,
        readers=line.seen_by(),
    )


@needs(Right.WRITE_LINE, gettext_lazy("Answered a line"))
def answer_line(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """Answer in a few words; who wrote the line finds the answer under what is new."""
    line = line_or_404(request, family, pk)
    readers = who_sees(
        family,
        Visibility(line.visibility),
        author=request.user,
        named=[*line.seen_by(), line.author],
        about=[line.about] if line.about else [],
    )
    then = came_from(request, line.get_absolute_url())
    return form_page(
        request,
        AnswerForm(request.POST or None, line=line),
        family=family,
        heading=_("Answer"),
        submit=_("Answer"),
        seen_by=readers,
        said=_("Your answer is there."),
        then=lambda form: _advised(request, form, then),
        back=then,
        template="families/answer_line.html",
        line=line,
    )


@require_POST
@needs(Right.SEE_LINES, gettext_lazy("Said that a line was seen"))
def see_telling(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """'Seen.'"""
    return _tapped(request, family, pk, lambda telling: telling.see(by=request.user))


@require_POST
@needs(Right.SEE_LINES, gettext_lazy("Took what a line asks for"))
def take_telling(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """'I take it.'"""
    return _tapped(request, family, pk, lambda telling: telling.take(by=request.user))


@require_POST
@needs(Right.SEE_LINES, gettext_lazy("Said that what a line asks for is done"))
def finish_telling(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """'Done.'"""
    return _tapped(request, family, pk, lambda telling: telling.finish(by=request.user))


def _tapped(request: PageRequest, family: Family, pk: UUID, deed: Callable[[Telling], None]) -> HttpResponse:
    """One tap; a second one finds the first and changes nothing."""
    telling = get_object_or_404(Telling, pk=pk, line__family=family)
    line = get_object_or_404(family.lines.visible_to(request.user), pk=telling.line_id)
    refusal = ""
    try:
        deed(telling)
    except ValidationError as error:
        refusal = " ".join(error.messages)
    if request.headers.get("HX-Request"):
        telling.line = line
        context = {"telling": telling, "said": refusal, "focus": True, "next": came_from(request)}
        return render(request, "families/telling_deeds.html", context)
    (messages.warning if refusal else messages.success)(request, refusal or saved_now())
    return redirect(came_from(request, line.get_absolute_url()))


@needs(Right.WRITE_OBSERVATION, gettext_lazy("Wrote an observation"))
def write_observation(request: PageRequest, family: Family) -> HttpResponse:
    """A few words to the core, from whoever sees the family now and then."""
    then = address("families:list_observations", family.pk)
    return form_page(
        request,
        ObservationForm(request.POST or None, family=family),
        family=family,
        heading=_("Write an observation"),
        submit=_("Send to the core"),
        seen_by=Visibility.CORE,
        said=_("The core has your observation. Their answer will stand here."),
        then=lambda form: _advised(request, form, then),
        back=family.get_absolute_url(),
        template="families/write_observation.html",
    )


@needs(Right.WRITE_OBSERVATION, gettext_lazy("Own observations"))
def list_observations(request: PageRequest, family: Family) -> HttpResponse:
    """What I have written to the core, and what they answered."""
    rows = observations(request.user, family)
    page = page_of(rows, request.GET.get("page"), OBSERVATIONS_PER_PAGE)
    return render(request, "families/list_observations.html", {"family": family, "page": page})


def _advised(request: PageRequest, form: AnswerForm | ObservationForm, then: str) -> str:
    """On the way from a text that was saved: what to do, if a child seems to be in danger."""
    danger.advise(request, form.cleaned_data["text"])
    return then
