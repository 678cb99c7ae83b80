"""Addresses of pages about no family: professionals, sectors, pilots, the log, one's own account."""

from django.urls import path

from families.views import account, feeds, looks, mails, missing, professionals, sectors, substitutions

urlpatterns = [
    path("professionals/", professionals.list_professionals, name="list_professionals"),
    path("professionals/invite/", professionals.invite_professional, name="invite_professional"),
    path("professionals/<uuid:pk>/", professionals.show_professional, name="show_professional"),
    path("professionals/<uuid:pk>/change/", professionals.change_professional, name="change_professional"),
    path(
        "professionals/<uuid:pk>/history/",
        professionals.show_professional_history,
        name="show_professional_history",
    ),
    path("professionals/<uuid:pk>/invite-again/", professionals.resend_invitation, name="resend_invitation"),
    path("professionals/<uuid:pk>/stop/", professionals.stop_professional, name="stop_professional"),
    path("professionals/<uuid:pk>/let-back/", professionals.let_back, name="let_back"),
    path("professionals/<uuid:person>/roles/give/", professionals.give_role, name="give_role"),
    path(
        "professionals/<uuid:person>/roles/<uuid:pk>/confirm/",
        professionals.confirm_role,
        name="confirm_role",
    ),
    path("professionals/<uuid:person>/roles/<uuid:pk>/end/", professionals.end_role, name="end_role"),
    path("sectors/", sectors.list_sectors, name="list_sectors"),
    path("sectors/add/", sectors.add_sector, name="add_sector"),
    path("sectors/<uuid:pk>/change/", sectors.change_sector, name="change_sector"),
    path("pilots/", sectors.list_pilots, name="list_pilots"),
    path("pilots/add/", sectors.add_pilot, name="add_pilot"),
    path("pilots/<uuid:pk>/change/", sectors.change_pilot, name="change_pilot"),
    path("looks/", looks.list_looks, name="list_looks"),
    path("looks/sample/", looks.draw_sample, name="draw_sample"),
    path("mails/", mails.list_mails, name="list_mails"),
    path("mails/<int:pk>/retry/", mails.retry_mail, name="retry_mail"),
    path("account/", account.change_account, name="change_account"),
    path("account/looks/", looks.list_own_looks, name="list_own_looks"),
    path("account/substitutes/", substitutions.show_substitutions, name="show_substitutions"),
    path("account/substitutes/arrange/", substitutions.arrange_substitution, name="arrange_substitution"),
    path(
        "account/substitutes/<uuid:pk>/call-off/",
        substitutions.call_off_substitution,
        name="call_off_substitution",
    ),
    path("account/calendar/", feeds.show_calendar, name="show_calendar"),
    path("account/calendar/make/", feeds.make_feed, name="make_feed"),
    path("account/calendar/renew/", feeds.rotate_feed, name="rotate_feed"),
    path("account/calendar/withdraw/", feeds.revoke_feed, name="revoke_feed"),
    path("feeds/<str:secret>.ics", feeds.read_feed, name="read_feed"),
    path("invitations/<uuid:pk>/accept/", missing.accept_invitation, name="accept_invitation"),
    path("invitations/<uuid:pk>/decline/", missing.decline_invitation, name="decline_invitation"),
    path("drafts/", account.save_draft, name="save_draft"),
    path("readability/", account.weigh_words, name="weigh_words"),
    path("session/", account.extend_session, name="extend_session"),
]
