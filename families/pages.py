"""One way to show a form and do what it asks: no page can forget the draft, the conflict or the message."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.formats import date_format
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from families.drafts import FIELD, DraftedForm
from families.models import Family, Professional, Sending, Visibility
from families.models.visibility import who_sees
from roskilde.editing import DeedForm as _DeedForm
from roskilde.editing import RecordForm as _RecordForm


class RecordForm(DraftedForm, _RecordForm):
    """A form of one record whose typed text is never lost."""

    @property
    def adds(self) -> bool:
        """Whether sending it twice would make two."""
        return bool(self.instance._state.adding)


class DeedForm(DraftedForm, _DeedForm):
    """A form of one deed whose typed text is never lost."""

    adds = False  # true where doing it twice would make two


def saved_now() -> str:
    """'Saved at 14.05.'"""
    return _("Saved at %(time)s.") % {"time": date_format(timezone.localtime(), "TIME_FORMAT")}


def came_from(request: HttpRequest, otherwise: str = "/") -> str:
    """Where somebody was before (``next``), if it is a page of ours."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if is_ours else otherwise


def _led_to(request: HttpRequest, form: Any, then: str | Callable[[Any], str]) -> str:
    """Do what the form asks and answer where it leads; nowhere, if it could not be done.

    What adds something, and is sent again at once with nothing done in between, is one: a thumb that
    trembles, or a page sent again on a slow line. It is asked here and not in the verbs, for whoever writes
    the same by two forms means it.
    """
    by = request.user
    assert isinstance(by, Professional)
    if not form.adds:
        if not form.done(by=by):
            return ""
        Sending.forget(by)
        return then(form) if callable(then) else then
    digest = _digest(request)
    form.is_valid()  # pictures are made smaller before anybody has to wait for the lock
    with transaction.atomic():
        if sent := Sending.before(by, digest):
            return sent.led_to
        if not form.done(by=by):
            return ""
        led_to = then(form) if callable(then) else then
        Sending.keep(by, digest, led_to)
    return led_to


def _digest(request: HttpRequest) -> str:
    """What was sent and to where, so that it can be known again; not a word can be read out of it."""
    words = [
        (name, [value.strip() for value in values])
        for name, values in sorted(request.POST.lists())
        if name not in ("csrfmiddlewaretoken", FIELD)
    ]
    files = [(name, [_read(each) for each in found]) for name, found in sorted(request.FILES.lists())]
    sent = json.dumps([request.get_full_path(), words, files])
    return salted_hmac("families.pages", sent, algorithm="sha256").hexdigest()


def _read(file: "UploadedFile[Any]") -> str:
    found = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return found


def form_page(
    request: HttpRequest,
    form: Any,
    *,
    heading: str,
    then: str | Callable[[Any], str],
    back: str = "",
    family: Family | None = None,
    submit: str = "",
    said: str = "",
    intro: str = "",
    template: str = "families/form.html",
    seen_by: Visibility | list[Professional] | None = None,
    **context: Any,
) -> HttpResponse:
    """Show a form; on POST do what it asks and go ``then`` (a URL, or a function of the form that gives one).

    ``said`` is told when it is done, ``intro`` stands above the fields, ``back`` is where Cancel leads.
    ``seen_by`` names, under each text field, the people around the family who will read it; of a record that
    has its own readers, these.
    """
    assert isinstance(request.user, Professional)
    form.drafted_for(request, request.path, family)
    if family is not None and seen_by is not None:
        people = (
            who_sees(family, seen_by, author=request.user) if isinstance(seen_by, Visibility) else seen_by
        )
        form.who_sees = ", ".join(person.name for person in people)
    if request.method == "POST":
        if "discard_draft" in request.POST:
            form.forget_draft()
            return redirect(request.get_full_path())
        if led_to := _led_to(request, form, then):
            form.forget_draft()
            messages.success(request, said or saved_now())
            return redirect(led_to)
    return render(
        request,
        template,
        {
            "form": form,
            "family": family,
            "heading": heading,
            "intro": intro,
            "submit": submit or _("Save"),
            "back": back or (then if isinstance(then, str) else "/"),
            **context,
        },
    )
