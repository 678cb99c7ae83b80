from masterplans.models.activity import Activity, ActivityGrant, PlaceKind
from masterplans.models.asking import ShareRequest
from masterplans.models.contribution import Contribution, Outcome, Why
from masterplans.models.plan import Masterplan, Part, PlanStatus, Stage, StatutoryKind, StatutoryPlan
from masterplans.models.version import Version

__all__ = [
    "Activity",
    "ActivityGrant",
    "Contribution",
    "Masterplan",
    "Outcome",
    "Part",
    "PlaceKind",
    "PlanStatus",
    "ShareRequest",
    "Stage",
    "StatutoryKind",
    "StatutoryPlan",
    "Version",
    "Why",
]
