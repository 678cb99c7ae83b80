"""What a week asks of one member, and whether it is more than was agreed."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from django.utils.formats import number_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from masterplans.models import LoadLimit
from masterplans.taken import Kind, Taken


@dataclass(frozen=True)
class Load:
    """What a week asks of one member, as far as the plan knows and the reader may see it."""

    appointments: int
    minutes: int
    professionals: int
    places: int

    @classmethod
    def of(cls, taken: Iterable[Taken]) -> Self:
        """Of a time that is only taken, neither who nor where is counted."""
        taken = list(taken)
        seen = [each for each in taken if each.is_seen]
        return cls(
            appointments=len(taken),
            minutes=sum(each.minutes for each in taken),
            professionals=len({who for each in seen for who in each.who if who[0] == Kind.PROFESSIONAL}),
            places=len({each.place for each in seen} - {""}),
        )

    @property
    def words(self) -> str:
        """ "9 appointments · 11.5 hours · 6 professionals · 5 places"; nothing of an empty week."""
        if not self.appointments:
            return ""
        told = [
            ngettext("%(number)s appointment", "%(number)s appointments", self.appointments)
            % {"number": self.appointments},
            hours_in_words(self.minutes),
        ]
        if self.professionals:
            told.append(
                ngettext("%(number)s professional", "%(number)s professionals", self.professionals)
                % {"number": self.professionals}
            )
        if self.places:
            told.append(
                ngettext("%(number)s place", "%(number)s places", self.places) % {"number": self.places}
            )
        return " · ".join(part.replace(" ", "\u00a0") for part in told)  # a number stays with its word

    def over(self, limit: LoadLimit | None) -> str:
        """By how much the week asks more than was agreed, in words; nothing where it does not."""
        if limit is None:
            return ""
        told = []
        if limit.appointments is not None and self.appointments > limit.appointments:
            more = self.appointments - limit.appointments
            told.append(
                ngettext("%(number)s appointment", "%(number)s appointments", more) % {"number": more}
            )
        if limit.hours is not None and self.minutes > limit.hours * 60:
            told.append(hours_in_words(self.minutes - limit.hours * 60))
        if not told:
            return ""
        return _("%(amount)s over the limit") % {"amount": get_text_list(told, _("and"))}


def hours_in_words(minutes: int) -> str:
    """ "1.5 hours"."""
    hours = round(minutes / 60, 1)
    return ngettext("%(number)s hour", "%(number)s hours", 1 if minutes == 60 else 2) % {
        "number": number_format(hours, decimal_pos=0 if hours.is_integer() else 1)
    }
