"""The plan in the family's hands: a copy for one of them, printed, kept, handed over; its languages."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families.door import PageRequest, needs
from families.models import Family
from families.pages import form_page
from families.rights import Right
from masterplans.forms.copies import ApproveLanguageForm, CorrectHandingForm, HandOverForm, MakeCopyForm
from masterplans.languages import ORIGINAL, Language, NotWritten, language, written
from masterplans.models import FamilyCopy, Handing, LanguageApproval
from masterplans.views.plan import plan_or_404
from roskilde import clock
from roskilde.documents import PDF, sent


def _copies_of(family: Family) -> str:
    return reverse("masterplans:list_copies", args=[family.pk])


@needs(Right.SEE_PLAN, gettext_lazy("The family's copies of the plan"))
def list_copies(request: PageRequest, family: Family) -> HttpResponse:
    """What was printed for whom, and whether it has been handed over."""
    plan = plan_or_404(family)
    copies = [(copy, _name_of(copy.language)) for copy in family.copies.with_handings()]
    composes = Right.CHANGE_PLAN in request.rights
    return render(
        request,
        "masterplans/list_copies.html",
        {"family": family, "plan": plan, "copies": copies, "composes": composes},
    )


def _name_of(key: str) -> str:
    """Of a language whose file may be gone by now."""
    return language(key).name if key in written() else key


@needs(Right.CHANGE_PLAN, gettext_lazy("Printed a copy of the plan for the family"))
def make_copy(request: PageRequest, family: Family) -> HttpResponse:
    plan = plan_or_404(family)
    if plan.is_closed:
        raise Http404
    return form_page(
        request,
        MakeCopyForm(request.POST or None, family=family, plan=plan, by=request.user, today=clock.today()),
        family=family,
        heading=_("Print the plan for the family"),
        intro=_(
            "Each gets their own: what is for all of them and what is theirs, never another's private words. "
            "What is for fewer than all who are near does not stand on it, nor where a protected member is."
        ),
        submit=_("Make the copy"),
        then=_copies_of(family),
        said=_("The copy is ready. Fetch it, print it, and note when you have handed it over."),
        template="masterplans/make_copy.html",
        approves=request.user.has_perm(Right.APPROVE_LANGUAGE),
    )


def _copy_of(family: Family, pk: UUID) -> FamilyCopy:
    copy: FamilyCopy = get_object_or_404(family.copies.select_related("member"), pk=pk)
    return copy


@needs(Right.CHANGE_PLAN, gettext_lazy("A copy that was printed for the family"))
def show_copy(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """The paper itself, as it was printed."""
    copy = _copy_of(family, pk)
    if not copy.may_be_read_by(request.user):
        raise PermissionDenied(_("Something on this copy has become for fewer eyes since it was printed."))
    return sent(bytes(copy.content), PDF, name=f"plan-{copy.language}-{copy.monday}")


@needs(Right.CHANGE_PLAN, gettext_lazy("Handed a copy of the plan over"))
def hand_over_copy(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    copy = _copy_of(family, pk)
    return form_page(
        request,
        HandOverForm(request.POST or None, copy=copy, today=clock.today()),
        family=family,
        heading=_("The copy is handed over"),
        intro=_("To %(name)s. A letter and Digital Post you send yourself, outside this system.")
        % {"name": copy.member},
        then=_copies_of(family),
    )


@needs(Right.CHANGE_PLAN, gettext_lazy("Corrected when a copy was handed over"))
def correct_handing(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    handings = Handing.objects.filter(copy__family=family).select_related("copy__member", "copy__family")
    handing = get_object_or_404(handings.defer("copy__content"), pk=pk)
    return form_page(
        request,
        CorrectHandingForm(request.POST or None, handing=handing),
        family=family,
        heading=_("Correct when the copy was handed over"),
        intro=_("What was written first stays, and this stands in its place."),
        then=_copies_of(family),
    )


# -- Languages -----------------------------------------------------------------------------------------------


@needs(Right.APPROVE_LANGUAGE, gettext_lazy("The languages of the family's copy"))
def list_languages(request: PageRequest) -> HttpResponse:
    found = [language(key) for key in written() if key != ORIGINAL]
    return render(
        request,
        "masterplans/list_languages.html",
        {"languages": [(words, LanguageApproval.of(words)) for words in found]},
    )


@needs(Right.APPROVE_LANGUAGE, gettext_lazy("Noted who has read a language through"))
def approve_language(request: PageRequest, key: str) -> HttpResponse:
    """All the fixed words beside the Danish ones, to be read aloud or printed; and who has read them."""
    words, danish = _language_or_404(key), language(ORIGINAL)
    if words.key == ORIGINAL:
        raise Http404
    return form_page(
        request,
        ApproveLanguageForm(request.POST or None, words=words, today=clock.today()),
        heading=_("The family's copy in %(language)s") % {"language": words.name},
        intro=_("Let somebody who knows the language well read every line, never a child or a relative."),
        submit=_("All of it is right"),
        then=reverse("masterplans:list_languages"),
        template="masterplans/approve_language.html",
        words=words,
        lines=[(danish.words[key], words.words[key]) for key in danish.words if key != "name"],
        approval=LanguageApproval.of(words),
    )


def _language_or_404(key: str) -> Language:
    try:
        return language(key)
    except NotWritten:
        raise Http404 from None
