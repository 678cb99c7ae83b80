"""One member in depth: who it is, how to reach them, and what is the core's alone."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from families import history, sections
from families.door import PageRequest, needs
from families.forms.family import MemberForm
from families.models import Family, Member
from families.pages import form_page
from families.protection import contact_of, home_of
from families.rights import Right
from families.siblings import CHILDREN
from roskilde.cpr import written


@needs(Right.CHANGE_FAMILY, gettext_lazy("Add a member"))
def add_member(request: PageRequest, family: Family) -> HttpResponse:
    """One more in the family: a birth, a marriage, a reunion."""
    form = MemberForm(request.POST or None, instance=Member(family=family))
    return form_page(
        request,
        form,
        heading=_("Add a member"),
        then=lambda done: _hinted(request, done.instance, family.get_absolute_url()),
        back=family.get_absolute_url(),
        family=family,
    )


@needs(Right.CHANGE_FAMILY, gettext_lazy("Change a member"))
def change_member(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """What is known of one member, how to reach them, and when they left the household."""
    member = get_object_or_404(family.members, pk=pk)
    url = _url(family, member)
    return form_page(
        request,
        MemberForm(request.POST or None, instance=member),
        heading=_("Change a member"),
        intro=str(member),
        then=lambda done: _hinted(request, done.instance, url),
        back=url,
        family=family,
    )


def _hinted(request: PageRequest, member: Member, url: str) -> str:
    """It is saved; what looks odd is said beside that."""
    for hint in member.hints():
        messages.warning(request, hint)
    return url


def _url(family: Family, member: Member) -> str:
    return reverse("families:show_member", args=[family.pk, member.pk])


@needs(Right.SEE_MEMBERS, gettext_lazy("A member"))
def show_member(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """Who it is and how to reach them; what is protected as far as the reader may know it."""
    return _member_page(request, family, get_object_or_404(family.members, pk=pk))


def _member_page(request: PageRequest, family: Family, member: Member, number: str = "") -> HttpResponse:
    sees_background = Right.SEE_BACKGROUND in request.rights
    return render(
        request,
        "families/show_member.html",
        {
            "family": family,
            "member": member,
            "contact": contact_of(member, family),
            "home": home_of(family) if member.left_on is None else None,
            "number": number,
            "sees_identity": Right.SEE_IDENTITY in request.rights,
            "sees_background": sees_background,
            "measures": family.earlier_measures.filter(member=member) if sees_background else [],
            "may_change": Right.CHANGE_FAMILY in request.rights,
            "may_write": Right.WRITE_LINE in request.rights,
            "is_child": member.relation in CHILDREN,
            "sections": [
                section(request, family, member)
                for right, section in sections.OF_MEMBER
                if right in request.rights
            ],
        },
    )


@require_POST
@needs(Right.SEE_IDENTITY, gettext_lazy("Looked at a CPR number"))
def show_cpr(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """The whole number, for this one time; the log tells who asked for it."""
    member = get_object_or_404(family.members, pk=pk)
    number = written(member.cpr) if member.cpr else ""
    if getattr(request, "htmx", False):
        return render(request, "families/cpr.html", {"family": family, "member": member, "number": number})
    return _member_page(request, family, member, number)


@needs(Right.SEE_IDENTITY, gettext_lazy("A member's history"))
def show_member_history(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """What was changed about a member, by whom and when; of a CPR number only that it changed."""
    member = get_object_or_404(family.members, pk=pk)
    return render(
        request,
        "families/show_member_history.html",
        {"family": family, "member": member, "entries": history.entries(member)},
    )
