"""The child's voice: what a child says and draws, who may see it, and each step by which it was opened."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families import danger
from families.door import PageRequest, needs
from families.history import entries
from families.models import Family, Professional, Visibility
from families.models.visibility import who_sees
from families.pages import form_page
from families.rights import Right
from roskilde.documents import sent
from safety import hearing
from safety.forms.children import AddDrawingsForm, ChildVoiceForm, HearForm, ReleaseForm, RemoveDrawingForm
from safety.models import ChildVoice, Drawing, Release, Tool
from safety.models.child import MOST_DRAWINGS, leaders_of

# Every page here reads alike in the log, deeds and looks: which children were heard is for few eyes.
PAGE = gettext_lazy("The child's voice")


def voice_of(request: PageRequest, family: Family, pk: UUID) -> ChildVoice:
    """What a child said, if the reader may see it."""
    voices = family.child_voices.visible_to(request.user).select_related("author", "child", "family")
    voice: ChildVoice = get_object_or_404(voices, pk=pk)
    return voice


def own_voice_of(request: PageRequest, family: Family, pk: UUID) -> ChildVoice:
    """The same, where it is also the reader's to change and to release."""
    voice = voice_of(request, family, pk)
    if not voice.is_in_hands_of(request.user):
        raise PermissionDenied(_("Only who heard the child and the project leader can do that."))
    return voice


def drawing_of(request: PageRequest, family: Family, pk: UUID) -> Drawing:
    """A drawing that is there still, of a voice that the reader may see; its content is not read with it."""
    voices = family.child_voices.visible_to(request.user)
    drawings = Drawing.objects.kept().filter(voice__in=voices).select_related("voice__family")
    drawing: Drawing = get_object_or_404(drawings, pk=pk)
    return drawing


def _sent(request: PageRequest) -> QueryDict | None:
    """What was sent, though it be nothing at all: these forms may hold no words."""
    return request.POST if request.method == "POST" else None


@needs(Right.SEE_SAFETY, PAGE, discreet=True)
def list_child_voices(request: PageRequest, family: Family) -> HttpResponse:
    """Child by child, what the reader sees; where that is nothing, how to ask."""
    heard = hearing.heard_in(family, request.user)
    return render(
        request,
        "safety/list_child_voices.html",
        {
            "family": family,
            "heard": heard,
            "is_empty": not any(each.voices for each in heard),
            "may_hear": Right.HEAR_CHILD in request.rights,
            "panels": {tool.value: tool.panels for tool in Tool},
        },
    )


@needs(Right.HEAR_CHILD, PAGE, discreet=True)
def hear_child(request: PageRequest, family: Family) -> HttpResponse:
    """Write down what a child says, and keep what it drew."""
    child = request.GET.get("child", "")
    is_theirs = child in {str(each.pk) for each in hearing.children_of(family)}
    form = HearForm(
        _sent(request),
        request.FILES or None,
        family=family,
        by=request.user,
        initial={"child": child} if is_theirs else {},
    )
    return form_page(
        request,
        form,
        family=family,
        heading=_("Hear a child"),
        then=lambda done: _advised(request, done.instance),
        back=reverse("safety:list_child_voices", args=[family.pk]),
        template="safety/hear_child.html",
        seen_by=sorted({request.user, *leaders_of(family)}, key=lambda person: person.name_key),
    )


def _advised(request: PageRequest, voice: ChildVoice) -> str:
    """On the way to it: what to do, if it sounds as if a child were in danger."""
    danger.advise(request, " ".join(words for _heading, words in voice.panels))
    return voice.get_absolute_url()


@needs(Right.SEE_SAFETY, PAGE, discreet=True)
def show_child_voice(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """The child's words and drawings, and who may see them."""
    voice = voice_of(request, family, pk)
    drawings = list(voice.drawings.kept().select_related("added_by"))
    return render(
        request,
        "safety/show_child_voice.html",
        {
            "family": family,
            "voice": voice,
            "drawings": drawings,
            "removed": voice.drawings.removed(),
            "has_room": len(drawings) < MOST_DRAWINGS,
            "releases": _releases_for(request.user, voice),
            "is_own": voice.is_in_hands_of(request.user),
            "seen_by": voice.seen_by(),
        },
    )


def _releases_for(reader: Professional, voice: ChildVoice) -> list[Release]:
    """Those since which the reader sees it, oldest first; why it was opened to others before is theirs."""
    standing = list(
        voice.family.involvements.open().of(reader).select_related("professional", "stands_in_for")
    )
    return [
        release
        for release in voice.releases.select_related("released_by").prefetch_related("members", "named")
        if voice.is_in_hands_of(reader)
        or who_sees(
            voice.family,
            Visibility(release.visibility),
            author=voice.author,
            named=release.named.all(),
            standing=standing,
        )
    ]


@needs(Right.HEAR_CHILD, PAGE, discreet=True)
def change_child_voice(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    voice = own_voice_of(request, family, pk)
    return form_page(
        request,
        ChildVoiceForm(_sent(request), instance=voice, family=family, by=request.user),
        family=family,
        heading=_("Put right what the child said"),
        intro=_("The words stay the child's: change what was heard or written wrong."),
        then=lambda done: _advised(request, done.instance),
        back=voice.get_absolute_url(),
        template="safety/hear_child.html",
        seen_by=voice.seen_by(),
    )


@needs(Right.HEAR_CHILD, PAGE, discreet=True)
def release_child_voice(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """A step of its own: to whom, what the child answered, and why."""
    voice = own_voice_of(request, family, pk)
    return form_page(
        request,
        ReleaseForm(_sent(request), voice=voice),
        family=family,
        heading=_("Release the child's words"),
        intro=str(voice),
        then=lambda form: _opened(request, form),
        back=voice.get_absolute_url(),
        submit=_("Release"),
        template="safety/release_child_voice.html",
        voice=voice,
        said=_("It is released, and written down by whom and why."),
    )


def _opened(request: PageRequest, form: ReleaseForm) -> str:
    """Back to it; a child that answers may say that it is in danger."""
    danger.advise(request, form.cleaned_data["answer_words"])
    return form.voice.get_absolute_url()


@needs(Right.SEE_SAFETY, PAGE, discreet=True)
def show_child_voice_history(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """Who changed what of it; what it said before the reader was let in stays with those who were."""
    voice = voice_of(request, family, pk)
    told = entries(voice, reader=request.user)
    return render(
        request, "safety/show_child_voice_history.html", {"family": family, "voice": voice, "entries": told}
    )


# -- Drawings ------------------------------------------------------------------------------------------------


@needs(Right.HEAR_CHILD, PAGE, discreet=True)
def add_drawing(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    voice = own_voice_of(request, family, pk)
    return form_page(
        request,
        AddDrawingsForm(_sent(request), request.FILES or None, voice=voice),
        family=family,
        heading=_("Add drawings"),
        then=voice.get_absolute_url(),
        submit=_("Add"),
    )


@needs(Right.SEE_SAFETY, PAGE, discreet=True)
def show_drawing(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """The drawing itself."""
    drawing = drawing_of(request, family, pk)
    keys = list(drawing.voice.drawings.kept().values_list("pk", flat=True))
    return sent(bytes(drawing.content), drawing.content_type, name=f"tegning-{keys.index(drawing.pk) + 1}")


@needs(Right.HEAR_CHILD, PAGE, discreet=True)
def remove_drawing(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """Asks once; afterwards nobody can bring it back."""
    drawing = drawing_of(request, family, pk)
    if obstacles := drawing.obstacles_to_removing(request.user):
        raise PermissionDenied(" ".join(message for each in obstacles for message in each.messages))
    return form_page(
        request,
        RemoveDrawingForm(_sent(request), drawing=drawing),
        family=family,
        heading=_("Remove the drawing"),
        intro=_("The drawing is erased for everybody and cannot be brought back. That it was there stays."),
        then=drawing.voice.get_absolute_url(),
        submit=_("Erase the drawing"),
        said=_("The drawing has been erased."),
    )
