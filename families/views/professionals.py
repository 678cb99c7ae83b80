"""Who works here, in which role. No page of these tells of any family."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from families import history, leaving
from families.door import PageRequest, needs, note_looks
from families.forms.professionals import (
    EndRoleForm,
    InvitationForm,
    LetBackForm,
    ProfessionalForm,
    ProfessionalSearchForm,
    RoleForm,
    StopForm,
)
from families.models import Professional, RoleHolding
from families.pages import form_page
from families.rights import Right
from roskilde.paging import page_of

TOLD = (
    "name",
    "title",
    "sector",
    "email",
    "phone",
    "language",
    "is_active",
)  # what the history tells of a person


@needs(Right.SEE_PROFESSIONALS, gettext_lazy("The professionals"))
def list_professionals(request: PageRequest) -> HttpResponse:
    form = ProfessionalSearchForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    people = Professional.objects.all() if wanted.get("former") else Professional.objects.active()
    if text := wanted.get("q"):
        people = people.searched(text)
    people = people.select_related("sector").prefetch_related(
        Prefetch("role_holdings", RoleHolding.objects.open(), to_attr="open_roles")
    )
    return render(
        request,
        "families/list_professionals.html",
        {
            "form": form,
            "searched": bool(wanted.get("q")),
            "page": page_of(people, request.GET.get("page"), 25),
        },
    )


@needs(Right.SEE_PROFESSIONALS, gettext_lazy("A professional"))
def show_professional(request: PageRequest, pk: UUID) -> HttpResponse:
    person = get_object_or_404(Professional.objects.select_related("sector"), pk=pk)
    roles = list(person.role_holdings.select_related("given_by", "confirmed_by", "ended_by"))

    def may_confirm(holding: RoleHolding) -> bool:
        """The database refuses the rest; the button is only offered to those whom it would not refuse."""
        return (
            holding.is_waiting
            and Right.CONFIRM_ROLE in request.rights
            and request.user.pk not in (person.pk, holding.given_by_id)
        )

    return render(
        request,
        "families/show_professional.html",
        {
            "person": person,
            "open_roles": [(holding, may_confirm(holding)) for holding in roles if not holding.ended_at],
            "former_roles": [holding for holding in roles if holding.ended_at],
            "may_manage": Right.MANAGE_PROFESSIONALS in request.rights,
            "may_invite": Right.INVITE_PROFESSIONAL in request.rights,
        },
    )


@needs(Right.MANAGE_PROFESSIONALS, gettext_lazy("A professional's history"))
def show_professional_history(request: PageRequest, pk: UUID) -> HttpResponse:
    person = get_object_or_404(Professional, pk=pk)
    entries = history.entries(person, fields=TOLD)
    return render(request, "families/show_professional_history.html", {"person": person, "entries": entries})


@needs(Right.INVITE_PROFESSIONAL, gettext_lazy("Invited a professional"))
def invite_professional(request: PageRequest) -> HttpResponse:
    return form_page(
        request,
        InvitationForm(request.POST or None),
        heading=_("Invite a professional"),
        intro=_(
            "A mail with a link goes to the person, who chooses a password and is in. "
            "No family is opened by it: that happens when somebody involves the person in one."
        ),
        submit=_("Send the invitation"),
        said=_("The invitation is on its way."),
        then=lambda form: reverse("families:show_professional", args=[form.instance.pk]),
        back=reverse("families:list_professionals"),
    )


@require_POST
@needs(Right.INVITE_PROFESSIONAL, gettext_lazy("Invited a professional again"))
def resend_invitation(request: PageRequest, pk: UUID) -> HttpResponse:
    person = get_object_or_404(Professional, pk=pk)
    try:
        person.invite_again()
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("The invitation is on its way."))
    return redirect("families:show_professional", person.pk)


@needs(Right.MANAGE_PROFESSIONALS, gettext_lazy("Changed a professional"))
def change_professional(request: PageRequest, pk: UUID) -> HttpResponse:
    person = get_object_or_404(Professional, pk=pk)
    return form_page(
        request,
        ProfessionalForm(request.POST or None, instance=person),
        heading=_("Change a professional"),
        then=reverse("families:show_professional", args=[person.pk]),
    )


@needs(Right.MANAGE_PROFESSIONALS, gettext_lazy("Ended a professional's work here"))
def stop_professional(request: PageRequest, pk: UUID) -> HttpResponse:
    person = get_object_or_404(Professional.objects.active(), pk=pk)
    known = leaving.known_to(request.user, person)
    note_looks(request, [each.family_id for each in known])
    return form_page(
        request,
        StopForm(request.POST if request.method == "POST" else None, person=person),
        heading=_("End the work here"),
        submit=_("End the login"),
        said=_("%(name)s no longer has access.") % {"name": person},
        then=reverse("families:show_professional", args=[person.pk]),
        template="families/stop_professional.html",
        person=person,
        known=known,
        obstacles=[
            message
            for obstacle in person.obstacles_to_stopping(by=request.user)
            for message in obstacle.messages
        ],
    )


@needs(Right.MANAGE_PROFESSIONALS, gettext_lazy("Let a professional back in"))
def let_back(request: PageRequest, pk: UUID) -> HttpResponse:
    person = get_object_or_404(Professional.objects.former(), pk=pk)
    return form_page(
        request,
        LetBackForm(request.POST or None, person=person),
        heading=_("Let back in"),
        intro=_(
            "%(name)s gets a mail with a new link, and begins without roles and without families: a role is "
            "given and confirmed anew, and each family involves the person anew."
        )
        % {"name": person},
        submit=_("Let back in"),
        said=_("%(name)s works here again. The invitation is on its way.") % {"name": person},
        then=reverse("families:show_professional", args=[person.pk]),
    )


@needs(Right.MANAGE_PROFESSIONALS, gettext_lazy("Gave a role"))
def give_role(request: PageRequest, person: UUID) -> HttpResponse:
    receiver = get_object_or_404(Professional.objects.active(), pk=person)
    return form_page(
        request,
        RoleForm(request.POST or None, person=receiver),
        heading=_("Give a role"),
        intro=_(
            "The role is for %(name)s. It counts once somebody else than you, an administrator or the "
            "project leader, has confirmed it. No role opens a family."
        )
        % {"name": receiver},
        submit=_("Give the role"),
        said=_("The role waits to be confirmed by somebody else."),
        then=reverse("families:show_professional", args=[receiver.pk]),
    )


@require_POST
@needs(Right.CONFIRM_ROLE, gettext_lazy("Confirmed a role"))
def confirm_role(request: PageRequest, person: UUID, pk: UUID) -> HttpResponse:
    holding = get_object_or_404(RoleHolding, professional=person, pk=pk)
    try:
        holding.confirm(by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("The role is confirmed and counts from now on."))
    return redirect("families:show_professional", person)


@needs(Right.MANAGE_PROFESSIONALS, gettext_lazy("Ended a role"))
def end_role(request: PageRequest, person: UUID, pk: UUID) -> HttpResponse:
    holding = get_object_or_404(
        RoleHolding.objects.open().select_related("professional"), professional=person, pk=pk
    )
    return form_page(
        request,
        EndRoleForm(request.POST if request.method == "POST" else None, holding=holding),
        heading=_("End a role"),
        intro=_(
            "%(name)s loses the role %(role)s at once. "
            "Families that the person stands around stay as they are."
        )
        % {"name": holding.professional, "role": holding.get_role_display()},
        submit=_("End the role"),
        said=_("The role has ended."),
        then=reverse("families:show_professional", args=[person]),
        template="families/end_role.html",
        obstacles=[message for each in holding.obstacles_to_ending() for message in each.messages],
    )
