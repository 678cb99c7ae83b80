from masterplans.models.activity import Activity, ActivityGrant, PlaceKind
from masterplans.models.asking import ShareRequest
from masterplans.models.contribution import Contribution, Outcome, Why
from masterplans.models.plan import Masterplan, Part, PlanStatus, Stage, StatutoryKind, StatutoryPlan
from masterplans.models.review import Decision, Review
from masterplans.models.version import Version

__all__ = [
    "Activity",
    "ActivityGrant",
    "Contribution",
    "Decision",
    "Masterplan",
    "Outcome",
    "Part",
    "PlaceKind",
    "PlanStatus",
    "Review",
    "ShareRequest",
    "Stage",
    "StatutoryKind",
    "StatutoryPlan",
    "Version",
    "Why",
]
