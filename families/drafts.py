"""Typed text is never lost: it is kept on the server as it is typed, and found again after a crash.

Each form carries a signed token that says whose text it is, of which form and of which family. With it even
a POST that comes after the session has ended can be kept for its author, without scripts.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from django import forms
from django.core import signing
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.csrf import csrf_failure

from families.models import Draft, Family, Professional

FIELD = "draft"
LARGEST = 100_000  # characters of typed text in one form
# The revision is kept: text that was begun before somebody else saved must not go over theirs.
# A CPR number is typed again: it lies nowhere but with its person.
_LEFT_OUT = {"csrfmiddlewaretoken", FIELD, "next", "new_cpr"}
_signer = signing.TimestampSigner(salt="families.drafts")


def token(author: Professional, form: str, family: Family | None) -> str:
    """What a form carries so that its text finds its author."""
    return _signer.sign_object([str(author.pk), form, str(family.pk) if family else ""], compress=True)


def keep(data: QueryDict) -> Draft | None:
    """Keep what a form holds, for the author that its token names; None where there is nothing to keep."""
    try:
        author_id, form, family_id = _signer.unsign_object(data.get(FIELD, ""), max_age=7 * 24 * 3600)
    except signing.BadSignature:
        return None
    author = Professional.objects.active().filter(pk=author_id).first()
    if author is None:
        return None
    family: Family | None = None
    if family_id and not (family := Family.objects.visible_to(author).filter(pk=family_id).first()):
        return None
    # PostgreSQL keeps no NUL in a JSON text; the form refuses it, the draft does without.
    fields = {
        name.replace("\x00", ""): [value.replace("\x00", "") for value in data.getlist(name)]
        for name in data
        if name not in _LEFT_OUT
    }
    if sum(len(value) for values in fields.values() for value in values) > LARGEST:
        return None
    with transaction.atomic():
        draft, _is_new = Draft.objects.update_or_create(
            author=author,
            form=form,
            defaults={"family": family, "fields": fields, "saved_at": timezone.now()},
        )
    return draft


def moment(draft: Draft) -> str:
    """When the draft was saved, for people: 'kl. 14.05', with the date unless it is today's."""
    at = timezone.localtime(draft.saved_at)
    text = _("at %(time)s") % {"time": date_format(at, "TIME_FORMAT")}
    if at.date() == timezone.localdate():
        return text
    return f"{date_format(at, 'MONTH_DAY_FORMAT')} {text}"


class DraftedForm(forms.BaseForm):
    """Mixin: a form that finds its author's draft again. ``drafted_for`` is called before it is shown."""

    draft_token = ""
    draft_note = ""

    def drafted_for(self, request: HttpRequest, name: str, family: Family | None = None) -> Any:
        """Fill the unsubmitted form from the author's draft and let its text be kept under ``name``."""
        assert isinstance(request.user, Professional)
        self.draft_token = token(request.user, name, family)
        self._draft = Draft.objects.readable_by(request.user).filter(form=name)
        if self.is_bound:
            return self
        if draft := self._draft.first():
            self.draft_note = _("Your draft, saved %(moment)s, has been fetched.") % {"moment": moment(draft)}
            for field_name, field in self.fields.items():
                values = draft.fields.get(self.add_prefix(field_name))
                many = isinstance(field, (forms.MultipleChoiceField, forms.ModelMultipleChoiceField))
                if isinstance(field, forms.BooleanField):
                    self.initial[field_name] = bool(values)
                elif many:
                    self.initial[field_name] = values or []
                elif values:
                    self.initial[field_name] = values[-1]
        return self

    def forget_draft(self) -> None:
        """The text is saved; the draft has done its work."""
        self._draft.delete()


def sent_with_an_old_secret(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Who signed in anew in another window sends a form that cannot be trusted; its signed text is kept."""
    keep(request.POST)
    return csrf_failure(request, reason)


class RescueTypedText:
    """A POST that comes after the session has ended keeps its text and asks its author to sign in again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: object, kwargs: object
    ) -> HttpResponse | None:
        if (
            request.method != "POST"
            or request.user.is_authenticated
            or not getattr(view, "login_required", True)
        ):
            return None
        if keep(request.POST) is None:
            return None
        then = quote(request.get_full_path(), safe="/")
        return redirect(f"{reverse('account_login')}?next={then}&kept=1")
