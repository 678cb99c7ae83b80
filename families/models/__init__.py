from families.models.background import Background, EarlierMeasure, Problem, ProblemGrade, TargetCriterion
from families.models.draft import Draft
from families.models.family import Family, Language
from families.models.involvement import Involvement, Reason, Tier
from families.models.look import Look, Verdict
from families.models.mail import Mail, MailKind
from families.models.member import Member, Relation
from families.models.pilot import Pilot
from families.models.professional import Professional, Role, RoleHolding
from families.models.sector import Area, Sector
from families.models.visibility import Visibility, Visible

__all__ = [
    "Area",
    "Background",
    "Draft",
    "EarlierMeasure",
    "Family",
    "Involvement",
    "Language",
    "Look",
    "Mail",
    "MailKind",
    "Member",
    "Pilot",
    "Problem",
    "ProblemGrade",
    "Professional",
    "Reason",
    "Relation",
    "Role",
    "RoleHolding",
    "Sector",
    "TargetCriterion",
    "Tier",
    "Verdict",
    "Visibility",
    "Visible",
]
