"""One's own account: signing in, one's settings, and the quiet calls that keep text and session alive."""

from typing import Any

from allauth.account.views import LoginView
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from families import drafts
from families.door import PageRequest, needs
from families.forms.account import AccountForm
from families.models import Professional
from families.pages import form_page
from families.rights import Right
from families.views.demo import demo_people
from roskilde.lix import EASY, lix

LONGEST_WEIGHED = 5000  # characters


class SignInPage(LoginView):  # type: ignore[misc]
    """allauth's own page; in the demo it also lists whom one can be."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        if settings.DEMO:
            context["demo_people"] = demo_people()
        return context


sign_in = SignInPage.as_view()


@needs(Right.SIGN_IN, gettext_lazy("Own account"))
def change_account(request: PageRequest) -> HttpResponse:
    # Read anew: what somebody types must not show around the page before it is saved.
    me = get_object_or_404(Professional.objects.select_related("sector"), pk=request.user.pk)
    return form_page(
        request,
        AccountForm(request.POST or None, instance=me),
        heading=_("My account"),
        then=reverse("families:change_account"),
        back=reverse("start"),
        template="families/change_account.html",
        me=me,
    )


@require_POST
@needs(Right.SIGN_IN, gettext_lazy("A draft"), looks=False)
def save_draft(request: PageRequest) -> HttpResponse:
    """Answers a scrap of text that the page shows beside the form."""
    draft = drafts.keep(request.POST)
    if draft is None or draft.author_id != request.user.pk:
        return HttpResponse(status=400)
    said = _("Draft saved %(moment)s.") % {"moment": drafts.moment(draft)}
    return HttpResponse(said, content_type="text/plain; charset=utf-8")


@require_POST
@needs(Right.SIGN_IN, gettext_lazy("How hard a text is to read"), looks=False)
def weigh_words(request: PageRequest) -> HttpResponse:
    """LIX of the field that is being written in (``?field=``), and what makes it easier; nothing is kept."""
    found = lix(request.POST.get(request.GET.get("field", ""), "")[:LONGEST_WEIGHED])
    return render(
        request, "families/readability.html", {"lix": found, "is_easy": found is None or found <= EASY}
    )


@require_POST
@needs(Right.SIGN_IN, gettext_lazy("The session"), looks=False)
def extend_session(request: PageRequest) -> HttpResponse:
    request.session.modified = True
    return HttpResponse(status=204)
