"""The ways in: sign-in, its second step, the demo's short cut. Nobody signs themselves up, and nobody changes
their e-mail: allauth's pages for those are left out."""

from allauth.account import views as account
from allauth.mfa.totp import views as totp
from allauth.socialaccount import views as socialaccount
from csp.decorators import csp_update
from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path, re_path

from families.views.account import sign_in
from families.views.demo import demo_sign_in, list_demo_mails, show_demo_mail

urlpatterns: list[URLPattern | URLResolver] = [
    path("accounts/login/", sign_in, name="account_login"),
    path("accounts/logout/", account.logout, name="account_logout"),
    path("accounts/inactive/", account.account_inactive, name="account_inactive"),
    path("accounts/reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("accounts/password/change/", account.password_change, name="account_change_password"),
    path("accounts/password/set/", account.password_set, name="account_set_password"),
    path("accounts/password/reset/", account.password_reset, name="account_reset_password"),
    path("accounts/password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "accounts/password/reset/key/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^accounts/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    # The picture of the code to scan is a data: address; on this page alone the policy lets it through.
    path(
        "accounts/2fa/totp/activate/",
        csp_update({"img-src": ["data:"]})(totp.activate_totp),
        name="mfa_activate_totp",
    ),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("accounts/sessions/", include("allauth.usersessions.urls")),
    path("accounts/municipal/", socialaccount.connections, name="socialaccount_connections"),
    path(
        "accounts/municipal/cancelled/", socialaccount.login_cancelled, name="socialaccount_login_cancelled"
    ),
    path("accounts/municipal/error/", socialaccount.login_error, name="socialaccount_login_error"),
]
if settings.SOCIALACCOUNT_PROVIDERS:
    urlpatterns.append(path("accounts/", include("allauth.socialaccount.providers.openid_connect.urls")))
if settings.DEMO:
    urlpatterns += [
        path("demo/sign-in/", demo_sign_in, name="demo_sign_in"),
        path("demo/mails/", list_demo_mails, name="list_demo_mails"),
        path("demo/mails/<slug:file>/<int:number>/", show_demo_mail, name="show_demo_mail"),
    ]
