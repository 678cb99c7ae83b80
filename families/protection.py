"""Where a protected member lives, goes to school or is met: for the core alone, wherever it would be shown.

A floor above asks here before it shows a place or a number; docs/rights.md says who the core is.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self
from uuid import UUID

from families.models.involvement import Tier
from roskilde import danish

if TYPE_CHECKING:
    from families.models.family import Family
    from families.models.member import Member


@dataclass(frozen=True)
class Protected:
    """Whose whereabouts in one family are kept from all but the core."""

    members: frozenset[UUID] = frozenset()
    is_at_home: bool = False  # then the family's own address and telephone are kept, too
    addresses: frozenset[str] = frozenset()  # those that would give one of them away, folded

    @classmethod
    def among(cls, members: Iterable["Member"], home: str) -> Self:
        """``home`` is the family's address; whoever has none of their own lives there."""
        kept = [member for member in members if member.is_protected]
        is_at_home = any(member.left_on is None for member in kept)
        addresses = {danish.key(member.address or home) for member in kept}
        if is_at_home:
            addresses.add(danish.key(home))
        return cls(frozenset(member.pk for member in kept), is_at_home, frozenset(addresses - {""}))

    def takes_part(self, members: Collection[UUID]) -> bool:
        """Whether one of them is among these; nobody named is the whole family."""
        return not self.members.isdisjoint(members) if members else self.is_at_home


def is_core(family: "Family") -> bool:
    """Whether the reader whom the door let in is core of the family; nobody in particular is not."""
    return family.standing is not None and family.standing.tier == Tier.CORE


@dataclass(frozen=True)
class Contact:
    """How to reach somebody, as far as the reader may know it."""

    address: str
    phone: str
    email: str
    is_kept: bool  # some of it is for the core alone
    is_hidden: bool  # and the reader is not core

    @property
    def is_empty(self) -> bool:
        return not (self.address or self.phone or self.email or self.is_hidden)


def home_of(family: "Family") -> Contact:
    """The family's own address and telephone; kept while a protected member lives there."""
    is_kept = family.protected.is_at_home or danish.key(family.address) in family.protected.addresses
    if is_kept and not is_core(family):
        return Contact("", "", "", is_kept=True, is_hidden=True)
    return Contact(family.address, family.phone, "", is_kept=is_kept, is_hidden=False)


def contact_of(member: "Member", family: "Family") -> Contact:
    """A member's own; whoever lives with a protected one tells no address, either."""
    shares = danish.key(member.address) in family.protected.addresses
    is_kept = member.is_protected or shares
    if not is_kept or is_core(family):
        return Contact(member.address, member.phone, member.email, is_kept=is_kept, is_hidden=False)
    if member.is_protected:
        return Contact("", "", "", is_kept=True, is_hidden=True)
    return Contact("", member.phone, member.email, is_kept=True, is_hidden=True)
