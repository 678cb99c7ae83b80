from safety.models.book import Approval, Approved, Book, BookPage, BookVersion, Picture
from safety.models.bottom_line import BottomLine
from safety.models.child import ChildVoice, Drawing, MayShow, Release, Tool
from safety.models.closing import CaseClosing, Discharge, HandedOver
from safety.models.criterion import Criterion, Finding, Standard
from safety.models.follow_up import FOUR, PROGRESS, Answer, Attendance, FollowUp, Presence, Question
from safety.models.goal import Field, Goal, GoalGrant, GoalStatus, Whose
from safety.models.milestone import Milestone
from safety.models.move import Move
from safety.models.report import Report
from safety.models.rule import Held, RuleKind, RuleTest, SafetyRule
from safety.models.scale import NoNumber, Rating, Scale, ScaleVersion
from safety.models.statement import (
    WORKING,
    WORRIES,
    Category,
    Disagreement,
    Ending,
    Occasion,
    Presentation,
    Statement,
)
from safety.models.step import NextStep, StepEnding
from safety.models.voice import Speaker, Voice, voice

__all__ = [
    "FOUR",
    "PROGRESS",
    "WORKING",
    "WORRIES",
    "Answer",
    "Approval",
    "Approved",
    "Attendance",
    "Book",
    "BookPage",
    "BookVersion",
    "BottomLine",
    "CaseClosing",
    "Category",
    "ChildVoice",
    "Criterion",
    "Disagreement",
    "Discharge",
    "Drawing",
    "Ending",
    "Field",
    "Finding",
    "FollowUp",
    "Goal",
    "GoalGrant",
    "GoalStatus",
    "HandedOver",
    "Held",
    "MayShow",
    "Milestone",
    "Move",
    "NextStep",
    "NoNumber",
    "Occasion",
    "Picture",
    "Presence",
    "Presentation",
    "Question",
    "Rating",
    "Release",
    "Report",
    "RuleKind",
    "RuleTest",
    "SafetyRule",
    "Scale",
    "ScaleVersion",
    "Speaker",
    "Standard",
    "Statement",
    "StepEnding",
    "Tool",
    "Voice",
    "Whose",
    "voice",
]
