"""What a family's story is made of; people and members go by name, goals and activities by a word."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time

from families.models import InterpreterUse, Problem, Reason, Relation, Role, TargetCriterion, Tier, Visibility
from masterplans.models import PlaceKind, StatutoryKind
from masterplans.rule import Rhythm
from outcomes.demo.dates import When
from safety.models import Field, GoalStatus, Whose


@dataclass(frozen=True)
class Person:
    """A professional; ``login`` stands before @example.dk, the name does where none is given."""

    name: str
    title: str
    sector: str
    login: str = ""
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True)
class Born:
    """A member: the age is the one at enrolment, the birthday lies before it."""

    name: str
    relation: Relation
    age: int
    birthday: tuple[int, int]
    future: str = ""
    interpreter: bool = False


@dataclass(frozen=True)
class Stands:
    """Somebody begins to stand around the family; ``{on}`` in the legal basis becomes the date."""

    person: str
    tier: Tier
    function: str
    on: When | None = None
    reason: Reason = Reason.NEED
    note: str = ""
    legal_basis: str = ""


@dataclass(frozen=True)
class Moves:
    person: str
    tier: Tier
    on: When
    reason: Reason
    note: str = ""


@dataclass(frozen=True)
class Leaves:
    """Somebody leaves; what they carried goes to the successor."""

    person: str
    on: When
    reason: Reason
    note: str = ""
    successor: str = ""


@dataclass(frozen=True)
class Tried:
    """What was tried before the pilot, from one year to another."""

    what: str
    years: tuple[int, int]
    result: str
    member: str = ""


@dataclass(frozen=True)
class Step:
    title: str
    aim: str
    since: When
    until: When
    reached: When | None = None


@dataclass(frozen=True)
class Aim:
    """A goal; ``put`` is the day it came into the plan, the draft's first day where none is given."""

    key: str
    words: str
    field: Field
    by: str
    whose: Whose = Whose.FAMILY
    addition: str = ""
    member: str = ""
    together: tuple[str, ...] = ()
    put: When | None = None
    author: str = ""
    named: tuple[str, ...] = ()
    visibility: Visibility = Visibility.NEAR


@dataclass(frozen=True)
class Settled:
    goal: str
    status: GoalStatus
    on: When
    reason: str
    by: str = ""


@dataclass(frozen=True)
class Does:
    """An activity: ``by`` a professional or else ``network``; ``said`` are signs and whose words.

    ``at`` None is some day of each week. The next time after today may be ``moved`` by so many days to
    another hour, or ``cancelled``, for a reason.
    """

    key: str
    title: str
    on: When
    at: time | None
    minutes: int
    days: str = ""
    rhythm: Rhythm = Rhythm.WEEKLY
    is_off_with_school: bool = False
    by: str = ""
    network: str = ""
    together: tuple[str, ...] = ()
    who: tuple[str, ...] = ()
    purpose: str = ""
    goal: str = ""
    step: str = ""
    kind: PlaceKind = PlaceKind.UNIT
    place: str = ""
    interpreter: bool = False
    put: When | None = None
    until: When | None = None
    why: str = ""
    author: str = ""
    named: tuple[str, ...] = ()
    visibility: Visibility = Visibility.NEAR
    said: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    moved: tuple[int, time, str] | None = None
    cancelled: str = ""


@dataclass(frozen=True)
class Bears:
    """How much of a week was agreed to be bearable for a member."""

    member: str
    on: When
    appointments: int


@dataclass(frozen=True)
class Agreed:
    on: When
    members: tuple[str, ...]
    professionals: tuple[str, ...]
    interpreter: InterpreterUse = InterpreterUse.PRESENT
    interpreter_name: str = "Tolkebureauet, fast tolk"


@dataclass(frozen=True)
class Revised:
    on: When
    reason: str


@dataclass(frozen=True)
class AskedForShare:
    """Somebody who owns nothing is asked to write their part; ``said_no`` is why they do not."""

    on: When
    person: str
    said_no: str = ""


@dataclass(frozen=True)
class ByLaw:
    kind: StatutoryKind
    unit: str
    case_number: str
    on: date
    member: str = ""


@dataclass(frozen=True)
class Unplanned:
    """Something that was not in the plan."""

    on: When
    person: str
    title: str
    note: str = ""
    sign: str = ""
    sign_by: str = ""
    minutes: int = 15


@dataclass(frozen=True)
class Story:
    """One family from its enrolment on."""

    name: str
    language: str
    enrolled: date
    coordinator: str
    begun: When  # the draft of the plan
    hopes: str
    what_works: str
    members: tuple[Born, ...]
    around: tuple[Stands, ...]
    moves: tuple[Moves, ...] = ()
    leaves: tuple[Leaves, ...] = ()
    needs_interpreter: bool = True
    instead_of_oasen: bool = False
    criteria: tuple[TargetCriterion, ...] = ()
    contact_points: tuple[str, ...] = ()
    sibling_pattern: str = ""
    doubts: str = ""
    grades: Mapping[date, Mapping[Problem, int]] = field(default_factory=dict)
    tried: tuple[Tried, ...] = ()
    parts: Mapping[str, str] = field(default_factory=dict)
    steps: tuple[Step, ...] = ()
    goals: tuple[Aim, ...] = ()
    settled: tuple[Settled, ...] = ()
    activities: tuple[Does, ...] = ()
    limits: tuple[Bears, ...] = ()
    by_law: tuple[ByLaw, ...] = ()
    agreed: tuple[Agreed, ...] = ()
    revised: tuple[Revised, ...] = ()
    asked_for_share: tuple[AskedForShare, ...] = ()
    not_decided: tuple[str, ...] = ()  # goals that nobody has decided on since the last follow-up
    follow_ups: tuple[date, int] | None = None  # the first, and every so many weeks
    unplanned: tuple[Unplanned, ...] = ()


def at(hour: int, minute: int = 0) -> time:
    return time(hour, minute)
