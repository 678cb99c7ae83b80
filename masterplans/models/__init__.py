from masterplans.models.activity import Activity, ActivityGrant, PlaceKind
from masterplans.models.contribution import Contribution, Outcome, Why
from masterplans.models.family_copy import FamilyCopy, Handing, How, LanguageApproval
from masterplans.models.load_limit import LoadLimit
from masterplans.models.plan import Masterplan, Part, PlanStatus, Stage, StatutoryKind, StatutoryPlan
from masterplans.models.rearrangement import Rearrangement
from masterplans.models.school_holiday import SchoolHoliday
from masterplans.models.version import Version

__all__ = [
    "Activity",
    "ActivityGrant",
    "Contribution",
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
    "SchoolHoliday",
    "Stage",
    "StatutoryKind",
    "StatutoryPlan",
    "Version",
    "Why",
]
