from masterplans.models.activity import Activity, ActivityGrant, PlaceKind
from masterplans.models.asking import ShareRequest
from masterplans.models.contribution import Contribution, Outcome, Why
from masterplans.models.family_copy import FamilyCopy, Handing, How, LanguageApproval
from masterplans.models.load_limit import LoadLimit
from masterplans.models.plan import Masterplan, Part, PlanStatus, Stage, StatutoryKind, StatutoryPlan
from masterplans.models.rearrangement import Rearrangement
from masterplans.models.review import Decision, Review
from masterplans.models.school_holiday import SchoolHoliday
from masterplans.models.version import Version

__all__ = [
    "Activity",
    "ActivityGrant",
    "Contribution",
    "Decision",
    "FamilyCopy",
    "Handing",
    "How",
    "LanguageApproval",
    "LoadLimit",
    "Masterplan",
    "Outcome",
    "Part",
    "PlaceKind",
    "PlanStatus",
    "Rearrangement",
    "Review",
    "SchoolHoliday",
    "ShareRequest",
    "Stage",
    "StatutoryKind",
    "StatutoryPlan",
    "Version",
    "Why",
]
