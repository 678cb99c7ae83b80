"""What every page shows around its content."""

import time
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from families.models import Professional
from families.rights import Right, rights_of
from roskilde import clock
from roskilde.ready import address


@dataclass(frozen=True)
class Link:
    label: str | Promise
    url: str
    current: bool
    is_page: bool = True  # the page itself is open, not one under it

    @property
    def aria_current(self) -> str:
        return ("page" if self.is_page else "true") if self.current else ""


# Right, label, view. The start page is everybody's; the rest by role.
NAVIGATION = (
    (Right.SIGN_IN, _("Start"), "start"),
    (Right.SIGN_IN, _("Families"), "families:list_families"),
    (Right.SEE_VOLUNTEERS, _("Volunteers"), "families:list_volunteers"),
    (Right.SEE_PROFESSIONALS, _("Professionals"), "families:list_professionals"),
    (Right.MANAGE_SECTORS, _("Sectors"), "families:list_sectors"),
    (Right.MANAGE_SECTORS, _("Pilot"), "families:list_pilots"),
    (Right.SEE_ALL_LOOKS, _("Who has read"), "families:list_looks"),
    (Right.SEE_MAILS, _("Outbox"), "families:list_mails"),
)


def surroundings(request: HttpRequest) -> dict[str, Any]:
    around: dict[str, Any] = {
        "demo": settings.DEMO,
        "today": clock.today(),
        "session_seconds": settings.SESSION_COOKIE_AGE,
    }
    if settings.DEMO:
        around["mails_url"] = address("list_demo_mails")
    reader = getattr(request, "user", None)
    if not isinstance(reader, Professional):
        return around
    rights, here = rights_of(reader), request.resolver_match.view_name if request.resolver_match else ""
    age = time.time() - request.session.get("signed_in_at", time.time())
    around["session_ends_in"] = int(settings.SESSION_LASTS - age)
    around["session_extend_url"] = address("families:extend_session")
    around["navigation"] = [
        Link(label, address(view), here == view) for right, label, view in NAVIGATION if right in rights
    ]
    around["account_links"] = [
        Link(_("My account"), address("families:change_account"), here == "families:change_account"),
        Link(_("My calendar"), address("families:show_calendar"), here == "families:show_calendar"),
        Link(
            _("Substitute for me"),
            address("families:show_substitutions"),
            here == "families:show_substitutions",
        ),
        Link(_("What I have opened"), address("families:list_own_looks"), here == "families:list_own_looks"),
        Link(_("Two-step sign-in"), address("mfa_index"), here == "mfa_index"),
        Link(_("Where I am signed in"), address("usersessions_list"), here == "usersessions_list"),
    ]
    return around
