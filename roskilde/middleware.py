"""Small rules of every request: who stays signed in, in which language, with which second factor."""

import time
from collections.abc import Callable
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation

Respond = Callable[[HttpRequest], HttpResponse]


class StayAwake:
    """Move the idle time-out on, at most once a minute: a session saved at every request is a write each."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        now = int(time.time())
        if request.session.get("_auth_user_id") and now - request.session.get("awake_at", 0) >= 60:
            request.session["awake_at"] = now
        return response


class SignInAnew:
    """Everybody signs in anew after some hours, however busy: a session that was taken over ends some day."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        session, now = request.session, int(time.time())
        if now - session.get("signed_in_at", now) >= settings.SESSION_LASTS:
            session.flush()  # what comes with a form now is kept for its author, as after any time-out
        response = self.get_response(request)
        if session.get("_auth_user_id"):
            session.setdefault("signed_in_at", now)
        return response


class LeaveNothingBehind:
    """No page stays in the browser: on a shared machine, Back after signing out would show it again."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response


class SpeakTheirLanguage:
    """The person's own choice, a cookie before sign-in, Danish otherwise; the browser's wish is not asked."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = getattr(request.user, "language", None) or request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", language)
            return response


class RequireSecondFactor:
    """In production nobody works on a password alone; the municipality's own sign-on asks for its own."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: object, kwargs: object
    ) -> HttpResponse | None:
        if not settings.REQUIRE_SECOND_FACTOR or not request.user.is_authenticated:
            return None
        match = request.resolver_match
        name = (match.view_name if match else "") or ""
        if name.startswith(("mfa_", "account_")) or not getattr(view, "login_required", True):
            return None
        ways = {record["method"] for record in get_authentication_records(request, request.user)}
        if ways & {"socialaccount", "mfa"}:
            return None
        if is_mfa_enabled(request.user):
            # Set up from another session: this one has shown the password alone.
            return redirect(f"{reverse('mfa_reauthenticate')}?{urlencode({'next': request.get_full_path()})}")
        return redirect("mfa_index")
