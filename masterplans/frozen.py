"""An agreed version as one reader may see it: frozen as it was, and asked for anew at each reading."""

from copy import deepcopy
from dataclasses import dataclass
from datetime import date, time
from functools import cached_property
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q

from families.models import Family, Professional
from families.models.visibility import lets_in
from masterplans.models import Activity
from masterplans.places import frozen_place_of
from masterplans.rule import in_words, on_days
from roskilde.ready import written
from roskilde.templatetags.look import kl
from safety.models import Goal, GoalStatus

Frozen = dict[str, Any]


@dataclass(frozen=True)
class Eyes:
    """What of frozen goals and activities one reader may see, in however many versions. Three queries."""

    family: Family
    reader: Professional

    @cached_property
    def _seen(self) -> dict[str, bool]:
        """What the reader may see now, and whether it names them."""
        models: tuple[type[Goal], type[Activity]] = (Goal, Activity)
        seen: dict[str, bool] = {}
        for model in models:
            names_me = ExpressionWrapper(Q(pk__in=model.granted_to(self.reader)), BooleanField())
            rows = (
                model.objects.visible_to(self.reader).filter(family=self.family).annotate(names_me=names_me)
            )
            seen |= {str(key): is_named for key, is_named in rows.values_list("pk", "names_me")}
        return seen

    @cached_property
    def _carried(self) -> set[str]:
        carried = self.family.activities.visible_to(self.reader).shared_by(self.reader)
        return {str(key) for key in carried.values_list("pk", flat=True)}

    def reach(self, frozen: Frozen) -> bool:
        """Visible now, and written for the reader's eyes then."""
        return frozen["id"] in self._seen and (
            self._seen[frozen["id"]]
            or lets_in(
                frozen["visibility"],
                tier=self.family.tier,
                is_own_sector=frozen["sector"] == str(self.reader.sector_id),
                is_own=frozen["author"] == str(self.reader.pk),
            )
        )

    def read(self, content: Frozen) -> Frozen:
        """The content of a version without what is not the reader's to see; each activity with ``where``."""
        seen = deepcopy(content)
        self._carried  # noqa: B018 - as many questions for a plan without activities
        for kind in ("goals", "activities"):
            seen[kind] = [each for each in seen[kind] if self.reach(each)]
        for activity in seen["activities"]:
            activity["where"] = self.where(activity)
        return seen

    def where(self, activity: Frozen) -> str:
        return frozen_place_of(activity, self.family, self._carried)


def parts_of(content: Frozen) -> list[Frozen]:
    """The frozen plan as the page shows it: a part for the family and one for each member, labels in words.

    Of what the reader may see; a name only in something else is left out.
    """
    goals, activities = content["goals"], content["activities"]
    names = {"": ""} | dict(content["members"])
    names |= {goal["member"]: goal["member_name"] for goal in goals}
    names |= {key: name for activity in activities for key, name in activity["members"]}
    aims = {part["member"]: part["aim"] for part in content["parts"]} | {"": content["aim"]}
    known = {goal["id"] for goal in goals}
    for activity in activities:
        activity["part"] = activity["members"][0][0] if len(activity["members"]) == 1 else ""
    return [
        {
            "name": name,
            "aim": aims.get(key, ""),
            "goals": [
                goal
                | {
                    "status_label": GoalStatus(goal["status"]).label,
                    "activities": [each for each in activities if each["goal"] == goal["id"]],
                }
                for goal in goals
                if goal["member"] == key
            ],
            "activities": [each for each in activities if each["goal"] not in known and each["part"] == key],
        }
        for key, name in names.items()
    ]


def frozen_when(activity: Frozen) -> str:
    """How often and at what hour: "every second week, Monday 9.00"."""
    hour = kl(time.fromisoformat(activity["starts_at"])) if activity["starts_at"] else ""
    often = frozen_often(activity) or written(date.fromisoformat(activity["starts_on"]), "SHORT_DATE_FORMAT")
    return f"{often} {hour}".rstrip()


def frozen_often(activity: Frozen) -> str:
    """The rule in words; nothing of what takes place once."""
    # Before there were rules a version told of weekdays, as digits; it is never written anew.
    return in_words(activity["rule"]) if activity.get("rule") else on_days(activity.get("weekdays", ""))
