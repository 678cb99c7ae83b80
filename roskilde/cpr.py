"""The Danish CPR number: ten digits, the date of birth and a serial number.

Modulus 11 has not held since 1 October 2007; a number without it is fully valid, so it is only ever a hint.
Replacement numbers, whose day has 60 added, are taken by a demo alone.
"""

import re
from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from stdnum.dk import cpr
from stdnum.exceptions import ValidationError as NotValid

_REPLACEMENT = 60  # what is added to the day
_WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)


def validate_cpr(number: str) -> None:
    if len(number) != 10 or not (number.isascii() and number.isdigit()):
        raise ValidationError(_("The CPR number must have 10 digits."), code="cpr")
    if is_replacement(number) and not settings.DEMO:
        raise ValidationError(_("This is a replacement number, and no person has it."), code="cpr")
    if born_on(number) is None:
        raise ValidationError(_("The CPR number does not begin with a date of birth."), code="cpr")


def masked(number: str) -> str:
    """ "610175-••••": the date of birth alone."""
    return f"{number[:6]}-••••" if number else ""


def written(number: str) -> str:
    """ "610175-1234", as people write it."""
    return f"{number[:6]}-{number[6:]}"


def digits_of(text: str) -> str:
    """What was typed without the hyphens and spaces that people put in."""
    return re.sub(r"[\s\u2010-\u2015-]", "", text)


def is_replacement(number: str) -> bool:
    """Whether no person has it: sixty was added to the day."""
    return int(number[:2]) > _REPLACEMENT


def born_on(number: str) -> date | None:
    """The date of birth that it tells, None where it tells none."""
    if is_replacement(number):
        number = f"{int(number[:2]) - _REPLACEMENT:02}{number[2:]}"
    try:
        day: date = cpr.get_birth_date(number)
    except NotValid:
        return None
    return day


def follows_modulus_11(number: str) -> bool:
    """Whether it keeps the rule that numbers before October 2007 keep."""
    return sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number, strict=True)) % 11 == 0
