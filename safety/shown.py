"""What this floor shows on the pages of the floor below."""

from collections.abc import Sequence

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from families.models import Family, Member, Professional
from families.sections import Known
from safety import hearing
from safety.models import Field, Goal, GoalStatus

VOICES_SHOWN = 3

# The fields that tell how a child does in school and in its free time.
ALONG_AGE = {Field.EDUCATION: "school", Field.CULTURE: "leisure"}


def of_children(reader: Professional, family: Family, children: Sequence[Member]) -> list[Known]:
    """Goals for school and leisure at the age they were set, and at the age they were reached. One query."""
    by_key = {member.pk: member for member in children}
    goals = family.goals.visible_to(reader).filter(member__in=list(by_key), field__in=list(ALONG_AGE))
    return [
        known
        for goal in goals.order_by("written_at")
        if goal.member_id
        for known in _moments(goal, by_key[goal.member_id])
    ]


def _moments(goal: Goal, child: Member) -> list[Known]:
    kind = ALONG_AGE[Field(goal.field)]
    words = {"school": _("School"), "leisure": _("Leisure")}
    set_on = timezone.localtime(goal.written_at).date()
    moments = [Known(child.pk, child.age_on(set_on), kind, words[kind], goal.words)]
    if goal.status == GoalStatus.REACHED:
        reached = _("%(field)s, reached") % {"field": words[kind]}
        age = child.age_on(goal.status_on)
        moments.append(Known(child.pk, age, f"{kind}_reached", reached, goal.words))
    return moments


def voice_of_member(request: HttpRequest, family: Family, member: Member) -> str:
    """What a child said itself, as far as the reader sees it, and its rights at this age. One query."""
    if not hearing.is_child(member):
        return ""
    assert isinstance(request.user, Professional)
    voices = family.child_voices.visible_to(request.user).filter(child=member).select_related("author")
    context = {
        "family": family,
        "member": member,
        "voices": list(voices.newest_first()[:VOICES_SHOWN]),
        "rights": hearing.rights_of(member),
    }
    return render_to_string("safety/voice_of_member.html", context, request)


def map_of_member(request: HttpRequest, family: Family, member: Member) -> str:
    """What stands in the map about one member. One query."""
    assert isinstance(request.user, Professional)
    statements = family.statements.visible_to(request.user).open().with_speakers().filter(about=member)
    return render_to_string("safety/map_of_member.html", {"family": family, "statements": statements})
