"""An agreed version of the plan read for one reader: what they may see now, and might see then."""

from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q

from families.models import Family, Professional
from families.models.visibility import lets_in
from masterplans.models import Activity, Version
from masterplans.places import frozen_place_of
from safety.models import Goal, GoalStatus


def read_version(family: Family, version: Version, reader: Professional) -> list[dict[str, Any]]:
    """Its parts; what is only for named people is asked for anew."""
    models: tuple[type[Goal], type[Activity]] = (Goal, Activity)
    seen: dict[str, bool] = {}  # what the reader may see now, and whether it names them
    for model in models:
        names_me = ExpressionWrapper(Q(pk__in=model.granted_to(reader)), BooleanField())
        rows = model.objects.visible_to(reader).filter(family=family).annotate(names_me=names_me)
        seen |= {str(key): is_named for key, is_named in rows.values_list("pk", "names_me")}

    def is_theirs(frozen: dict[str, Any]) -> bool:
        """Visible now, and written for the reader's eyes then."""
        return frozen["id"] in seen and (
            seen[frozen["id"]]
            or lets_in(
                frozen["visibility"],
                tier=family.tier,
                is_own_sector=frozen["sector"] == str(reader.sector_id),
                is_own=frozen["author"] == str(reader.pk),
            )
        )

    goals = [goal for goal in version.content["goals"] if is_theirs(goal)]
    activities = [activity for activity in version.content["activities"] if is_theirs(activity)]
    carried = family.activities.visible_to(reader).shared_by(reader).values_list("pk", flat=True)
    carried_keys = {str(key) for key in carried}
    for activity in activities:
        activity["where"] = frozen_place_of(activity, family, carried_keys)
    return _parts_of(version.content, goals, activities)


def _parts_of(
    content: dict[str, Any], goals: list[dict[str, Any]], activities: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """The frozen plan as the page shows it: a part for the family and one for each member, labels in words.

    ``goals`` and ``activities`` are those that the reader may see; a name only in others is left out.
    """
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
