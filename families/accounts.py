"""How people sign in: by invitation only, by the municipality's own sign-on where there is one."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from families.models import Professional

DEMO_PASSWORD = "roskilde-demo"


class SignIn(AuthenticationBackend):  # type: ignore[misc]
    """E-mail and password; the person comes with their roles in one query."""

    def get_user(self, user_id: Any) -> Professional | None:
        return Professional.objects.active().with_roles().filter(pk=user_id).first()


class ClosedDoor(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs themselves up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class MunicipalSignOn(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """The municipality's sign-on lets in whom we know by e-mail, and makes nobody."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        if not sociallogin.is_existing:
            email = (sociallogin.user.email or "").lower()
            if person := Professional.objects.active().filter(email=email).first():
                sociallogin.connect(request, person)


class NotTheDemoPassword:
    """The demo's password is known to everybody."""

    def validate(self, password: str, user: object = None) -> None:
        if password == DEMO_PASSWORD and not settings.DEMO:
            raise ValidationError(_("This password is the demo's and is known to everybody."), code="demo")

    def get_help_text(self) -> str:
        return ""
