import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from families.models import InterpreterUse, Language, Member, Professional
from families.models.share import Shareable
from masterplans.models.plan import Masterplan
from roskilde import clock
from roskilde.constraints import NeverChanged
from safety.models import FollowUp


class VersionQuerySet(models.QuerySet["Version"]):
    def latest_first(self) -> "VersionQuerySet":
        return self.order_by("-number")


class Version(models.Model):
    """The plan as it was agreed on a day, with whom and in which language; never changed, only followed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Masterplan, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    agreed_on = models.DateField(_("agreed on"))
    members = models.ManyToManyField(Member, verbose_name=_("who of the family took part"), related_name="+")
    professionals = models.ManyToManyField(
        Professional, verbose_name=_("which professionals took part"), related_name="+", blank=True
    )
    language = models.CharField(_("language spoken"), max_length=8, choices=Language)
    interpreter = models.CharField(_("interpreter"), max_length=12, choices=InterpreterUse)
    interpreter_name = models.CharField(_("agency and interpreter"), max_length=120, blank=True)
    agreed_by = models.ForeignKey(Professional, models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField()
    content = models.JSONField()

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(fields=["plan", "number"], name="masterplans_version_numbered_once"),
            models.CheckConstraint(
                condition=Q(interpreter=InterpreterUse.NOT_NEEDED) | ~Q(interpreter_name=""),
                name="masterplans_version_names_the_interpreter",
                violation_error_code="interpreter_name",
                violation_error_message=_("Write the agency or the interpreter's name."),
            ),
            NeverChanged(name="masterplans_version_never_changed"),
        )

    def __str__(self) -> str:
        return f"{self.number}"

    @classmethod
    def freeze(
        cls,
        plan: Masterplan,
        *,
        by: Professional,
        on: date,
        members: Sequence[Member],
        professionals: Sequence[Professional],
        **how: str,
    ) -> "Version":
        """Write down the whole plan as the next version; called by ``Masterplan.agree``."""
        last = plan.versions.aggregate(last=models.Max("number"))["last"] or 0
        version = cls(
            plan=plan,
            number=last + 1,
            agreed_on=on,
            agreed_by=by,
            agreed_at=clock.now(),
            content=content_of(plan),
            **how,
        )
        version.full_clean()
        version.save()
        version.members.set(members)
        version.professionals.set(professionals)
        return version


def _for_whom(item: Shareable) -> dict[str, str]:
    """Whom the words were written for on that day: opening the record to more later opens no version."""
    return {
        "visibility": item.visibility,
        "author": str(item.author_id),
        "sector": str(item.author.sector_id),
    }


def content_of(plan: Masterplan) -> dict[str, Any]:
    """Everything the plan says, as data that needs no other row to be read again.

    Records for named people are frozen too: who may read them is asked anew at every reading, by their ids.
    """
    family = plan.family
    why = "a version freezes all of the plan; readers are asked for at each reading"
    goals = (
        family.goals.for_nobody(why)
        .select_related("author", "responsible", "member")
        .prefetch_related("co_owners")
    )
    activities = (
        family.activities.for_nobody(why)
        .open()
        .select_related("author", "responsible", "goal", "stage")
        .prefetch_related("co_owners", "members")
    )
    return {
        "hopes": family.hopes,
        "aim": plan.aim,
        "next_follow_up_on": str(FollowUp.next_on(family) or ""),
        "members": [[str(member.pk), member.name] for member in family.members.at_home()],
        "parts": [
            {"member": str(part.member_id), "name": part.member.name, "aim": part.aim}
            for part in plan.parts.select_related("member")
        ],
        "stages": [
            {
                "title": stage.title,
                "aim": stage.aim,
                "since": str(stage.since or ""),
                "until": str(stage.until or ""),
            }
            for stage in plan.stages.all()
        ],
        "goals": [
            {
                "id": str(goal.pk),
                **_for_whom(goal),
                "member": str(goal.member_id or ""),
                "member_name": goal.member.name if goal.member else "",
                "words": goal.words,
                "addition": goal.addition,
                "whose": goal.whose,
                "field": goal.field,
                "status": goal.status,
                "carriers": [person.name for person in goal.carriers()],
            }
            for goal in goals
        ],
        "activities": [
            {
                "id": str(activity.pk),
                **_for_whom(activity),
                "goal": str(activity.goal_id or ""),
                "stage": activity.stage.title if activity.stage else "",
                "title": activity.title,
                "purpose": activity.purpose,
                "members": [[str(member.pk), member.name] for member in activity.members.all()],
                "carriers": [person.name for person in activity.carriers()] or [activity.network_name],
                "place_kind": activity.place_kind,
                "place": activity.place,
                "starts_on": str(activity.starts_on),
                "ends_on": str(activity.ends_on or ""),
                "rule": activity.rule,
                "skips_public_holidays": activity.skips_public_holidays,
                "skips_school_holidays": activity.skips_school_holidays,
                "starts_at": activity.starts_at.strftime("%H:%M") if activity.starts_at else "",
                "minutes": activity.minutes,
                "needs_interpreter": activity.needs_interpreter,
            }
            for activity in activities
        ],
        "statutory_plans": [
            {
                "kind": each.kind,
                "member": each.member.name if each.member else "",
                "unit": each.unit,
                "case_number": each.case_number,
                "made_on": str(each.made_on or ""),
            }
            for each in plan.statutory_plans.select_related("member")
        ],
    }
