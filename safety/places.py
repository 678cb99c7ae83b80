"""Where a follow-up is held, for those who may know: where a protected member is met is for the core, and for
whoever comes there."""

from django.utils.translation import gettext as _

from families.protection import is_core
from safety.models import FollowUp


def is_shown(follow_up: FollowUp) -> bool:
    """Whether the reader whom the door let in may know the place."""
    family = follow_up.family
    if is_core(family) or not family.protected.takes_part(()):
        return True
    if family.standing is None:
        return False
    mine = {key for key in (family.standing.reader, family.standing.in_place_of) if key}
    return follow_up.led_by_id in mine or any(
        attendance.professional_id in mine for attendance in follow_up.attendances.all()
    )


def place_of(follow_up: FollowUp) -> str:
    return follow_up.place if is_shown(follow_up) or not follow_up.place else _("Protected place")
