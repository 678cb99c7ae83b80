from families.models.background import Background, EarlierMeasure, Problem, ProblemGrade, TargetCriterion
from families.models.draft import Draft
from families.models.family import Family, InterpreterUse, Language
from families.models.feed import Feed
from families.models.involvement import Involvement, Reason, Tier
from families.models.letter import Letter, Scan
from families.models.line import Becoming, Kind, Line
from families.models.look import Look, Verdict
from families.models.mail import Mail, MailKind, MailRetry, MailState
from families.models.mark import ReadMark
from families.models.member import Member, Protection, Relation
from families.models.missing import MissingFunction
from families.models.network import ContactPoint, Knows, NetworkKind, NetworkPerson
from families.models.pilot import Pilot
from families.models.professional import Professional, Reminders, Role, RoleHolding
from families.models.sector import Area, Sector
from families.models.sending import Sending
from families.models.substitution import Substitution
from families.models.telling import Telling
from families.models.visibility import Visibility, Visible

__all__ = [
    "Area",
    "Background",
    "Becoming",
    "ContactPoint",
    "Draft",
    "EarlierMeasure",
    "Family",
    "Feed",
    "InterpreterUse",
    "Involvement",
    "Kind",
    "Knows",
    "Language",
    "Letter",
    "Line",
    "Look",
    "Mail",
    "MailKind",
    "MailRetry",
    "MailState",
    "Member",
    "MissingFunction",
    "NetworkKind",
    "NetworkPerson",
    "Pilot",
    "Problem",
    "ProblemGrade",
    "Professional",
    "Protection",
    "ReadMark",
    "Reason",
    "Relation",
    "Reminders",
    "Role",
    "RoleHolding",
    "Scan",
    "Sector",
    "Sending",
    "Substitution",
    "TargetCriterion",
    "Telling",
    "Tier",
    "Verdict",
    "Visibility",
    "Visible",
]
