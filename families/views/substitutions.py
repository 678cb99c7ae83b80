"""Who stands in for me while I am away, and for whom I do."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families.door import PageRequest, needs, note_looks
from families.forms.substitutions import CallOffForm, SubstitutionForm, colleagues_of
from families.models import Family, Involvement, Professional, Tier
from families.pages import form_page
from families.rights import Right


@needs(Right.SIGN_IN, gettext_lazy("Own substitutes"))
def show_substitutions(request: PageRequest) -> HttpResponse:
    """My substitutes now and coming, and whom I stand in for until when."""
    me = request.user
    return render(
        request,
        "families/show_substitutions.html",
        {
            "substitutions": me.substitutions.lasting().select_related("substitute"),
            "standing_in": me.standing_in.lasting().select_related("absent"),
            "has_colleagues": colleagues_of(me).exists(),
        },
    )


@needs(Right.SIGN_IN, gettext_lazy("Arranged a substitute"))
def arrange_substitution(request: PageRequest) -> HttpResponse:
    """First who and when; then the page says what the substitute gets, and asks."""
    me = request.user
    asked = request.POST if request.method == "POST" else request.GET
    form = SubstitutionForm(asked if "substitute" in asked else None, absent=me)
    if request.method == "POST" and form.done(by=me):
        said = _("It is arranged. %(name)s gets a mail that says only that something waits.")
        messages.success(request, said % {"name": form.substitution.substitute})
        return redirect("families:show_substitutions")
    is_asked = request.method == "GET" and form.is_valid()
    return render(
        request,
        "families/arrange_substitution.html",
        {
            "form": form,
            "gets": _what_they_get(request, **form.cleaned_data) if is_asked else None,
            "has_colleagues": colleagues_of(me).exists(),
        },
    )


def _what_they_get(
    request: PageRequest, *, substitute: Professional, since: date, until: date
) -> dict[str, Any]:
    """In words, before it is saved; families are named where the reader may know who stands around them."""
    own = Involvement.objects.open().of(request.user).of_their_own()
    near = own.exclude(tier=Tier.PERIPHERAL)
    theirs = Involvement.objects.open().of(substitute)
    mine = Family.objects.with_tier(request.user).filter(pk__in=near.values("family"))
    already = list(mine.filter(pk__in=theirs.values("family")))
    note_looks(request, [family.pk for family in already], known=already)
    away = substitute.substitutions.lasting().filter(since__lte=until, until__gte=since)
    return {
        "substitute": substitute,
        "since": date_format(since, "DATE_FORMAT"),
        "until": date_format(until, "DATE_FORMAT"),
        "count": own.values("family").distinct().count(),
        "already": already,
        "is_away": away.exists(),
    }


@needs(Right.SIGN_IN, gettext_lazy("Called off a substitute"))
def call_off_substitution(request: PageRequest, pk: UUID) -> HttpResponse:
    """Come back early."""
    substitutions = request.user.substitutions.lasting().select_related("substitute")
    substitution = get_object_or_404(substitutions, pk=pk)
    return form_page(
        request,
        CallOffForm(request.POST if request.method == "POST" else None, substitution=substitution),
        heading=_("Call off the substitute"),
        intro=_("%(name)s sees nothing in your place from the moment you press.")
        % {"name": substitution.substitute},
        submit=_("Call it off"),
        said=_("%(name)s no longer stands in for you.") % {"name": substitution.substitute},
        then=reverse("families:show_substitutions"),
    )
