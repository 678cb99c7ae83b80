"""Who may do what: docs/rights.md in code, and the one question that the whole code asks.

    user.has_perm(Right.SEE_PLAN, family)     answered from the involvement that is open at this second
    user.has_perm(Right.ENROL_FAMILY)         answered from the roles in force
    user.has_perm("view_goal", goal)          answered from the grants that name a person

A right carries no app's label: guardian turns another app's label into an error instead of a no.
"""

from enum import StrEnum
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from guardian.backends import ObjectPermissionBackend

from families.models.family import Family
from families.models.involvement import Involvement, Tier
from families.models.professional import Professional, Role
from families.models.visibility import Visible


class Right(StrEnum):
    """One deed or one sight."""

    # to a family, by tier
    SEE_CONTACT_CARD = "see_contact_card"
    SEE_MEMBERS = "see_members"
    SEE_PEOPLE = "see_people"
    SEE_PLAN = "see_plan"
    SEE_GRANTED_PARTS = "see_granted_parts"
    SEE_IDENTITY = "see_identity"
    SEE_BACKGROUND = "see_background"
    SEE_WHY_IT_FAILED = "see_why_it_failed"
    SEE_FAMILY_LOOKS = "see_family_looks"
    SEE_OWN_LOOKS = "see_own_looks"
    SEE_LINES = "see_lines"
    WRITE_OBSERVATION = "write_observation"
    WRITE_LINE = "write_line"
    HANDLE_LETTERS = "handle_letters"
    CHANGE_NETWORK = "change_network"
    CHANGE_FAMILY = "change_family"
    INVOLVE = "involve"
    DRAFT_PLAN = "draft_plan"
    CHANGE_PLAN = "change_plan"
    SEE_SAFETY = "see_safety"
    WRITE_STATEMENT = "write_statement"
    RATE = "rate"
    FOLLOW_UP = "follow_up"
    HEAR_CHILD = "hear_child"
    PLAN_SAFETY = "plan_safety"
    CLOSE_CASE = "close_case"
    LOG_CONTRIBUTION = "log_contribution"
    LOG_FOR_OTHERS = "log_for_others"

    # to the pilot, by role
    SIGN_IN = "sign_in"
    ENROL_FAMILY = "enrol_family"
    SEE_VOLUNTEERS = "see_volunteers"
    APPROVE_LANGUAGE = "approve_language"
    SEE_PROFESSIONALS = "see_professionals"
    TAKE_EMERGENCY_ACCESS = "take_emergency_access"
    INVITE_PROFESSIONAL = "invite_professional"
    MANAGE_PROFESSIONALS = "manage_professionals"
    MANAGE_SECTORS = "manage_sectors"
    CONFIRM_ROLE = "confirm_role"
    SEE_ALL_LOOKS = "see_all_looks"
    SEE_MAILS = "see_mails"


PERIPHERAL = frozenset(
    {
        Right.SEE_CONTACT_CARD,
        Right.SEE_GRANTED_PARTS,
        Right.SEE_OWN_LOOKS,
        Right.SEE_LINES,
        Right.WRITE_OBSERVATION,
    }
)
NEAR = PERIPHERAL | {
    Right.SEE_MEMBERS,
    Right.SEE_PEOPLE,
    Right.SEE_PLAN,
    Right.DRAFT_PLAN,
    Right.LOG_CONTRIBUTION,
    Right.WRITE_LINE,
    Right.HANDLE_LETTERS,
    Right.CHANGE_NETWORK,
    Right.SEE_SAFETY,
    Right.WRITE_STATEMENT,
    Right.RATE,
    Right.FOLLOW_UP,
    Right.HEAR_CHILD,
    Right.PLAN_SAFETY,
}
CORE = NEAR | {
    Right.SEE_IDENTITY,
    Right.SEE_BACKGROUND,
    Right.SEE_WHY_IT_FAILED,
    Right.SEE_FAMILY_LOOKS,
    Right.CHANGE_FAMILY,
    Right.INVOLVE,
    Right.CHANGE_PLAN,
    Right.CLOSE_CASE,
    Right.LOG_FOR_OTHERS,
}
# Whoever came in by an emergency sees and writes, and lets nobody in: not even themselves for longer.
EMERGENCY = CORE - {Right.INVOLVE}
TIER_RIGHTS: dict[Tier, frozenset[Right]] = {Tier.CORE: CORE, Tier.NEAR: NEAR, Tier.PERIPHERAL: PERIPHERAL}

INVITING = frozenset({Right.SEE_PROFESSIONALS, Right.INVITE_PROFESSIONAL})
COORDINATING = INVITING | {
    Right.ENROL_FAMILY,
    Right.SEE_VOLUNTEERS,
    Right.APPROVE_LANGUAGE,
    Right.TAKE_EMERGENCY_ACCESS,
}
ROLE_RIGHTS: dict[Role, frozenset[Right]] = {
    Role.PROJECT_LEADER: COORDINATING | {Right.CONFIRM_ROLE, Right.SEE_MAILS},
    Role.COORDINATOR: COORDINATING,
    Role.CITY_HALL: frozenset(),
    Role.STEERING_GROUP: frozenset(),
    Role.DPO: frozenset({Right.SEE_ALL_LOOKS}),
    Role.ADMINISTRATOR: INVITING
    | {Right.MANAGE_PROFESSIONALS, Right.MANAGE_SECTORS, Right.CONFIRM_ROLE, Right.SEE_MAILS},
}
EVERYBODY = frozenset({Right.SIGN_IN})


def rights_in(family: Family, reader: Professional) -> frozenset[Right]:
    """The reader's rights in one family, at this second. One query."""
    standing = Involvement.objects.open().of(reader).filter(family=family)
    for tier, is_emergency in standing.values_list("tier", "is_emergency"):
        return EMERGENCY if is_emergency else TIER_RIGHTS[Tier(tier)]
    return frozenset()


def rights_of(reader: Professional) -> frozenset[Right]:
    """What the reader's roles allow. One query per request."""
    return EVERYBODY.union(*(ROLE_RIGHTS[role] for role in reader.roles))


class Rights:
    """The answer to ``has_perm``; the only place that decides."""

    def authenticate(self, request: Any, **credentials: Any) -> None:
        """Nobody signs in by their rights."""

    def has_perm(self, reader: Any, perm: str, obj: models.Model | None = None) -> bool:
        if not isinstance(reader, Professional) or not reader.is_active:
            raise PermissionDenied
        if isinstance(obj, Visible):
            # guardian is asked only about models that have a grant table of their own; for any other it
            # would search its generic tables, which we do not use.
            # And a grant opens nothing once the person has left the family.
            return bool(rights_in(obj.family, reader)) and bool(
                ObjectPermissionBackend().has_perm(reader, perm, obj)
            )
        held = rights_in(obj, reader) if isinstance(obj, Family) else rights_of(reader)
        if perm not in held:
            raise PermissionDenied  # ends the question: no other backend is asked
        return True
