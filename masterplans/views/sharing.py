"""Everybody's share in the plan, and whoever owns nothing asked to write theirs."""

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
from families.missing import known, noted
from families.models import Family, Tier
from families.pages import form_page
from families.rights import Right
from masterplans.forms.sharing import DeclineShareForm
from masterplans.models import ShareRequest
from masterplans.reading import read_plan
from masterplans.sharing import read_sharing
from masterplans.views.plan import plan_or_404


@needs(Right.SEE_PLAN, gettext_lazy("Everybody's share in the plan"))
def show_sharing(request: PageRequest, family: Family) -> HttpResponse:
    """Professionals by goals; who owns nothing, who has logged nothing for long, who ought to be near."""
    plan = plan_or_404(family)
    sharing = read_sharing(read_plan(family, plan, request.user), request.user)
    asked = noted(family, request.user)
    own = next((each.request for each in sharing.shares if each.person == request.user), None)
    return render(
        request,
        "masterplans/show_sharing.html",
        {
            "family": family,
            "plan": plan,
            "sharing": sharing,
            "missing": asked,
            "lacks": known(family, request.user, asked),
            "own_request": own if own and own.is_open else None,
            "composes": Right.CHANGE_PLAN in request.rights and not plan.is_closed,
            "may_involve": Right.INVOLVE in request.rights,
            "logs_for_others": Right.LOG_FOR_OTHERS in request.rights,
        },
    )


@require_POST
@needs(Right.CHANGE_PLAN, gettext_lazy("Asked somebody for a part of the plan"))
def ask_for_share(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    standing = family.involvements.open().filter(tier=Tier.NEAR).select_related("professional")
    involvement = get_object_or_404(standing, pk=pk)
    try:
        ShareRequest.ask(involvement, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("%(name)s has been asked.") % {"name": involvement.professional})
    return redirect("masterplans:show_sharing", family.pk)


@needs(Right.DRAFT_PLAN, gettext_lazy("Said no to a part of the plan"))
def decline_share(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """No, and why; whoever asked can go on."""
    requests = family.share_requests.open().filter(professional=request.user).select_related("asked_by")
    share_request: ShareRequest = get_object_or_404(requests, pk=pk)
    return form_page(
        request,
        DeclineShareForm(request.POST or None, share_request=share_request),
        family=family,
        heading=_("Say no to a part of the plan"),
        intro=_("%(name)s asked you to write your part.") % {"name": share_request.asked_by},
        then=reverse("masterplans:show_sharing", args=[family.pk]),
        submit=_("Say no"),
        said=_("Thank you for the answer."),
    )
