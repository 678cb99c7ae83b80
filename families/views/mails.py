"""The outbox: to whom mail waits, went out or failed; never what it said."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families.door import PageRequest, needs
from families.forms.mails import MailFilterForm, RetryMailForm
from families.models import Mail, MailState, Professional
from families.pages import form_page
from families.rights import Right
from roskilde.paging import page_of

MAILS_PER_PAGE = 25
# What somebody should look at; the rest takes care of itself.
COUNTED = (MailState.UNKNOWN, MailState.FAILED, MailState.WAITING)


@needs(Right.SEE_MAILS, gettext_lazy("The outbox"))
def list_mails(request: PageRequest) -> HttpResponse:
    """Newest first, without those that had nothing to tell unless they are asked for."""
    form = MailFilterForm(request.GET)
    mails = Mail.objects.filter(needless_at=None)
    if form.is_valid():
        if state := form.cleaned_data["state"]:
            mails = Mail.objects.in_state(MailState(state))
        if person := form.cleaned_data["person"]:
            mails = mails.filter(to__in=Professional.objects.searched(person).values("pk"))
    rows = mails.select_related("to").order_by("-written_at", "-pk")
    page = page_of(rows, request.GET.get("page"), MAILS_PER_PAGE)
    counts = [(state, Mail.objects.in_state(state).count()) for state in COUNTED]
    return render(
        request,
        "families/list_mails.html",
        {"form": form, "page": page, "counts": counts, "states": MailState},
    )


@needs(Right.SEE_MAILS, gettext_lazy("Had a mail sent again"))
def retry_mail(request: PageRequest, pk: int) -> HttpResponse:
    mail = get_object_or_404(Mail.objects.select_related("to"), pk=pk)
    if obstacles := mail.obstacles_to_retrying():
        messages.error(request, " ".join(str(each.message) for each in obstacles))
        return redirect("families:list_mails")
    is_unknown = mail.state == MailState.UNKNOWN
    return form_page(
        request,
        RetryMailForm(request.POST if request.method == "POST" else None, mail=mail),
        heading=_("Send the mail again"),
        intro=_("Nobody knows whether it went out. If it did, %(name)s gets it twice.") % {"name": mail.to}
        if is_unknown
        else _("The mail server refused it. %(name)s has not got it.") % {"name": mail.to},
        submit=_("Send it again"),
        said=_("It waits to be sent."),
        then=reverse("families:list_mails"),
    )
