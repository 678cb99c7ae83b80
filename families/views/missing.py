"""Functions that ought to stand near a family: written down, asked for, answered."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from families.door import PageRequest, needs
from families.forms.family import SearchForm
from families.forms.missing import DeclineForm, DropMissingForm, InviteNearForm, NoteMissingForm
from families.missing import asked_as, known, noted
from families.models import Family, MissingFunction, Professional, Tier, Visibility
from families.models.involvement import InvolvementQuerySet
from families.pages import form_page
from families.rights import Right
from roskilde.keys import key_of

MOST_FOUND = 25


def _people(family: Family) -> str:
    return f"{reverse('families:show_people', args=[family.pk])}#missing"


def _missing(family: Family, pk: UUID) -> MissingFunction:
    found = family.missing_functions.open().select_related("sector", "professional")
    missing: MissingFunction = get_object_or_404(found, pk=pk)
    return missing


@needs(Right.CHANGE_NETWORK, gettext_lazy("Noted who is missing"))
def note_missing(request: PageRequest, family: Family) -> HttpResponse:
    """Who ought to stand near; ``?person=`` when it is somebody who carries a part of the plan already."""
    person = _lacking(family, request)
    initial = {}
    if person:
        initial = {
            "function": person.title,
            "sector": person.sector_id,
            "why": _("Carries a part of the plan."),
        }

    def then(form: NoteMissingForm) -> str:
        if Right.INVOLVE not in request.rights:
            return _people(family)
        if person and not _stands_near(family).filter(professional=person).exists():
            return reverse("families:invite_near", args=[family.pk, form.missing.pk, person.pk])
        return reverse("families:find_near", args=[family.pk, form.missing.pk])

    return form_page(
        request,
        NoteMissingForm(request.POST or None, instance=MissingFunction(family=family), initial=initial),
        heading=_("Who is missing near the family?"),
        intro=_("The coordinator sees it, and asks somebody."),
        then=then,
        back=_people(family),
        family=family,
        seen_by=Visibility.NEAR,
    )


def _lacking(family: Family, request: PageRequest) -> Professional | None:
    """Who is asked about in ``?person=``: of all who work here, only those who are known to be missing."""
    keys = key_of(request.GET.get("person", ""))
    if not keys:
        return None
    lacks = known(family, request.user, noted(family, request.user))
    people = [each.professional for each in lacks]
    return next((person for person in people if person.pk in keys and person.is_active), None)


def _stands_near(family: Family) -> InvolvementQuerySet:
    return family.involvements.open().of_their_own().exclude(tier=Tier.PERIPHERAL)


@needs(Right.INVOLVE, gettext_lazy("Looked for somebody to stand near"))
def find_near(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """Whom to ask: those of the wanted sector first, anybody by search; not those who stand near already."""
    missing = _missing(family, pk)
    search = SearchForm(request.GET or None)
    search.fields["q"].label = _("Name, title or sector")
    near = _stands_near(family).values("professional")
    others = Professional.objects.active().exclude(pk=request.user.pk)  # nobody asks themselves
    found = others.exclude(pk__in=near).select_related("sector")
    if search.words:
        found = found.searched(search.words)
    elif missing.sector_id:
        found = found.filter(sector=missing.sector_id)
    people = list(found[: MOST_FOUND + 1])
    return render(
        request,
        "families/find_near.html",
        {
            "family": family,
            "heading": _("Ask somebody to stand near"),
            "missing": missing,
            "search": search,
            "people": people[:MOST_FOUND],
            "there_are_more": len(people) > MOST_FOUND,
            "may_invite": request.user.has_perm(Right.INVITE_PROFESSIONAL),
        },
    )


@needs(Right.INVOLVE, gettext_lazy("Asked somebody to stand near"))
def invite_near(request: PageRequest, family: Family, pk: UUID, person: UUID) -> HttpResponse:
    """Ask one professional; they see neither the family nor its name before they have said yes."""
    missing = _missing(family, pk)
    professional = get_object_or_404(Professional.objects.active().select_related("sector"), pk=person)
    form = InviteNearForm(
        request.POST if request.method == "POST" else None, missing=missing, person=professional
    )
    return form_page(
        request,
        form,
        heading=_("Ask somebody to stand near"),
        intro=_(
            "%(name)s (%(sector)s) gets a mail and reads on the start page: “You are asked to stand near a "
            "family as %(function)s.” The family, and its name, are seen after a yes."
        )
        % {
            "name": professional,
            "sector": professional.sector,
            "function": asked_as(missing, professional),
        },
        then=_people(family),
        back=reverse("families:find_near", args=[family.pk, missing.pk]),
        family=family,
        submit=_("Ask"),
        said=_("%(name)s has been asked.") % {"name": professional},
    )


@needs(Right.INVOLVE, gettext_lazy("Took off who was missing"))
def drop_missing(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """It is not missing any more; an invitation that waits is withdrawn with it."""
    missing = _missing(family, pk)
    waits = _("%(name)s has been asked; the invitation is withdrawn.") % {"name": missing.professional}
    return form_page(
        request,
        DropMissingForm(request.POST or None, missing=missing),
        heading=_("Not missing any more"),
        intro=f"{missing.function}. {waits}" if missing.is_invited else missing.function,
        then=_people(family),
        family=family,
        submit=_("Take it off the list"),
    )


def _asked(request: PageRequest, pk: UUID) -> MissingFunction:
    """An invitation that waits for the reader; any other is not there."""
    invitations = MissingFunction.objects.inviting(request.user).select_related("family", "invited_by")
    invitation: MissingFunction = get_object_or_404(invitations, pk=pk)
    return invitation


@require_POST
@needs(Right.SIGN_IN, gettext_lazy("Said yes to standing near a family"))
def accept_invitation(request: PageRequest, pk: UUID) -> HttpResponse:
    """Yes: from now on the family is one's own to read, and it opens."""
    invitation = _asked(request, pk)
    try:
        invitation.accept(by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("start")
    messages.success(request, _("You stand near the family now."))
    return redirect(invitation.family)


@needs(Right.SIGN_IN, gettext_lazy("Said no to standing near a family"))
def decline_invitation(request: PageRequest, pk: UUID) -> HttpResponse:
    """No, and why; whoever asked can go on."""
    invitation = _asked(request, pk)
    return form_page(
        request,
        DeclineForm(request.POST or None, invitation=invitation),
        heading=_("Say no"),
        intro=_("%(name)s asked you to stand near a family as %(function)s.")
        % {"name": invitation.invited_by, "function": asked_as(invitation, request.user)},
        then=reverse("start"),
        submit=_("Say no"),
        said=_("Thank you for the answer."),
    )
