"""What happened: logged in a tap, mended for five working days, corrected afterwards."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from families.door import PageRequest, needs
from families.history import entries
from families.models import Family, Visibility
from families.pages import came_from, form_page, saved_now
from families.rights import Right
from masterplans.done import Done
from masterplans.forms.contributions import ChangeContributionForm, LogContributionForm
from masterplans.models import Contribution, Outcome
from masterplans.views.shares import activity_of
from masterplans.week import FURTHEST, Item, read_own
from roskilde import clock
from roskilde.paging import page_of


@require_POST
@needs(Right.LOG_CONTRIBUTION, gettext_lazy("Logged what happened"))
def log_occurrence(request: PageRequest, family: Family, pk: UUID, on: str) -> HttpResponse:
    """One tap: what became of an activity on a day. A second tap finds the first and changes nothing."""
    activity = activity_of(request, family, pk)
    day = day_or_404(on)
    refusal = ""
    try:
        why = request.POST.get("nothing", "")  # the one button that says both: it came to nothing, and why
        outcome = Outcome.NOTHING if why else Outcome(request.POST.get("outcome", ""))
        Contribution.log(family, by=request.user, activity=activity, on=day, outcome=outcome, why=why)
    except ValueError:
        refusal = _("Choose what became of it.")
    except ValidationError as error:
        refusal = " ".join(error.messages)
    if request.headers.get("HX-Request"):
        own = Contribution.objects.visible_to(request.user).filter(professional=request.user)
        contribution = own.filter(activity=activity, on=day).order_by("logged_at").last()
        activity.family = family
        once = activity.occurrence_on(day) or activity.as_planned(day)
        item = Item(activity, once, contribution)
        if len(request.user.stands_for) > 1:  # a substitute's week says for whom
            own_week = (each for each in read_own(request.user, day, day) if each.activity == activity)
            item = next(own_week, item)
        said = refusal or saved_now()
        return render(request, "masterplans/my_week_item.html", {"item": item, "said": said, "focus": True})
    (messages.warning if refusal else messages.success)(request, refusal or saved_now())
    return redirect(came_from(request))


def day_or_404(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Http404 from None
    if abs(day - clock.today()) > FURTHEST:
        raise Http404
    return day


@needs(Right.LOG_CONTRIBUTION, gettext_lazy("Wrote what happened"))
def log_contribution(request: PageRequest, family: Family) -> HttpResponse:
    return form_page(
        request,
        LogContributionForm(request.POST or None, family=family, by=request.user, today=clock.today()),
        family=family,
        heading=_("What happened?"),
        seen_by=Visibility.NEAR,
        then=reverse("masterplans:list_contributions", args=[family.pk]),
        template="masterplans/log_contribution.html",
        speakers=_speakers(family),
    )


def _speakers(family: Family) -> list[str]:
    return [member.name for member in family.members.at_home()]


def _own_or_404(request: PageRequest, family: Family, pk: UUID) -> Contribution:
    contribution: Contribution = get_object_or_404(
        family.contributions.visible_to(request.user).select_related("activity", "professional"),
        pk=pk,
    )
    return contribution


@needs(Right.LOG_CONTRIBUTION, gettext_lazy("Changed a contribution"))
def change_contribution(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """Mend it, or add the sentence; once it is too late the page offers a correction instead."""
    contribution = _own_or_404(request, family, pk)
    if obstacles := contribution.obstacles_to_changing(request.user):
        return render(
            request,
            "masterplans/cannot_change_contribution.html",
            {"family": family, "contribution": contribution, "obstacles": obstacles},
            status=409 if request.method == "POST" else 200,
        )
    return form_page(
        request,
        ChangeContributionForm(request.POST or None, instance=contribution),
        family=family,
        heading=contribution.what,
        seen_by=contribution.seen_by(),
        then=came_from(request),
        template="masterplans/log_contribution.html",
        speakers=_speakers(family),
        contribution=contribution,
    )


@needs(Right.LOG_CONTRIBUTION, gettext_lazy("Corrected a contribution"))
def correct_contribution(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """A later entry about the same: both are kept."""
    contribution = _own_or_404(request, family, pk)
    if request.user.pk not in (contribution.professional_id, contribution.logged_by_id):
        raise Http404
    names = ("outcome", "why", "note", "sign", "sign_by", "minutes", "title", "on")
    initial: dict[str, Any] = {name: getattr(contribution, name) for name in names}
    form = LogContributionForm(
        request.POST or None,
        family=family,
        by=request.user,
        today=clock.today(),
        corrects=contribution,
        initial=initial,
    )
    return form_page(
        request,
        form,
        family=family,
        heading=_("Correct: %(what)s") % {"what": contribution.what},
        intro=_("The first entry stays, and this one stands beside it."),
        seen_by=contribution.seen_by(),
        then=reverse("masterplans:list_contributions", args=[family.pk]),
        template="masterplans/log_contribution.html",
        speakers=_speakers(family),
        contribution=contribution,
    )


@needs(Right.SEE_PLAN, gettext_lazy("The contributions"))
def list_contributions(request: PageRequest, family: Family) -> HttpResponse:
    """What everybody has done, newest first: what was logged, and the light help that lines tell of."""
    done: Any = Done(family, request.user)
    page = page_of(done, request.GET.get("page"), 25)
    return render(
        request,
        "masterplans/list_contributions.html",
        {"family": family, "page": page, "sees_why": Right.SEE_WHY_IT_FAILED in request.rights},
    )


@needs(Right.SEE_PLAN, gettext_lazy("A contribution's history"))
def show_contribution_history(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    contribution = _own_or_404(request, family, pk)
    told = {"outcome", "note", "sign", "sign_by", "minutes", "on", "title"}
    if Right.SEE_WHY_IT_FAILED in request.rights or contribution.professional_id == request.user.pk:
        told.add("why")
    return render(
        request,
        "masterplans/show_history.html",
        {
            "family": family,
            "heading": _("History of the contribution"),
            "about": contribution.what,
            "entries": entries(contribution, fields=told, reader=request.user),
            "back": reverse("masterplans:list_contributions", args=[family.pk]),
        },
    )
