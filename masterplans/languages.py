"""The languages of the family's copy: the fixed words of each are one file, days and months are babel's."""

import hashlib
import json
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date, get_day_names
from babel.lists import format_list

from masterplans.rule import BY_WEEKDAY, Rhythm, monthly_of, rhythm_of, weekdays_of

FOLDER = Path(__file__).parent / "papers" / "languages"
ORIGINAL = "da"  # what the others say the same as; nobody needs to read it through
ISOLATED = "\u2068{}\u2069"  # a name or a number from left to right, where the line goes from right to left


class NotWritten(LookupError):
    """Nobody has written the fixed words in that language."""


@dataclass(frozen=True)
class Language:
    """The fixed words in one language."""

    key: str  # the code by which babel knows it, too
    words: dict[str, str]

    @property
    def name(self) -> str:
        """What it calls itself."""
        return self.words["name"]

    @property
    def locale(self) -> Locale:
        return Locale.parse(self.key)

    @property
    def direction(self) -> str:
        return self.locale.text_direction

    @property
    def fingerprint(self) -> str:
        """Another one as soon as a word is another."""
        written = json.dumps(self.words, sort_keys=True)
        return hashlib.sha256(written.encode()).hexdigest()

    def say(self, what: str, **given: object) -> str:
        return self.words[what].format_map({name: self.isolated(value) for name, value in given.items()})

    def isolated(self, value: object) -> str:
        """What is not of this language, so that it does not turn the line around it."""
        return ISOLATED.format(value) if self.direction == "rtl" else str(value)

    def day(self, on: date) -> str:
        """ "tirsdag 24. november 2026"."""
        return format_date(on, _pattern(self.key, "EEEE d. MMMM y"), locale=self.locale)

    def day_of_month(self, on: date) -> str:
        return format_date(on, _pattern(self.key, "d. MMMM y"), locale=self.locale)

    def short_day(self, on: date) -> str:
        return format_date(on, _pattern(self.key, "d. MMMM"), locale=self.locale)

    def weekday(self, number: int) -> str:
        return str(get_day_names("wide", locale=self.locale)[number])

    def weekdays(self, numbers: str) -> str:
        """ "024" is "mandag, onsdag og fredag"."""
        return self.listed([self.weekday(int(number)) for number in numbers])

    def often(self, rule: str) -> str:
        """ "hver anden uge, mandag"; nothing of what takes place once."""
        rhythm = rhythm_of(rule)
        if rhythm == Rhythm.FLEXIBLE:
            return self.words["some_day_each_week"]
        if rhythm == Rhythm.MONTHLY:
            place, weekday = monthly_of(rule)
            return self.say(f"monthly_{place}", day=self.weekday(weekday))
        days = self.weekdays(weekdays_of(rule)) if rhythm in BY_WEEKDAY else ""
        return self.say("every_second_week", days=days) if rhythm == Rhythm.FORTNIGHTLY else days

    def listed(self, words: Sequence[str]) -> str:
        return format_list(list(words), locale=self.locale)

    def hours(self, starts_at: time, ends_at: time) -> str:
        """As a Danish clock tells them, in every language: that is what stands on the door."""
        return self.isolated(
            "–".join(f"{each.hour}.{each.minute:02}" for each in (starts_at, ends_at)),
        )


def _pattern(key: str, danish: str) -> str:
    """Only Danish writes a full stop after the day of the month."""
    return danish if key == ORIGINAL else danish.replace("d.", "d")


@cache
def language(key: str) -> Language:
    """The language of a code.

    Raises:
        NotWritten: there is no such file.
    """
    if key not in written():
        raise NotWritten(f"The family's copy is not written in “{key}”: there is no languages/{key}.toml.")
    return Language(key, tomllib.loads((FOLDER / f"{key}.toml").read_text("utf-8")))


@cache
def written() -> tuple[str, ...]:
    """The codes of all there are, Danish first."""
    return tuple(
        sorted((file.stem for file in FOLDER.glob("*.toml")), key=lambda key: (key != ORIGINAL, key))
    )
