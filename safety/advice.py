"""What could be said better while somebody writes a statement: advice, and never a block.

Whoever is worried is named, and the child; it says what could happen; it is short, and in words that the
family would use. Nothing here reads the database: what was written before is handed in.
"""

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from roskilde import danish
from safety.models import Category

MOST_WORDS = 90
SHORTEST_REPEATED = 40  # folded characters; shorter sentences are everybody's

# Words of the trade, by their beginning, as they stand in a folded text.
TERMS = (
    "omsorgssvigt",
    "dysfunktion",
    "ambivalent",
    "compliance",
    "forældrekompetence",
    "forældreevne",
    "problematisk adfærd",
    "grænseoverskridende",
    "udadreagerende",
    "indadreagerende",
    "tilknytningsforstyrrelse",
    "relationel",
    "ressourcesvag",
    "mentaliser",
    "understimuler",
    "kompenser",
    "problemstilling",
    "utilstrækkelig",
    "neglect",
    "dysfunctional",
    "non-compliant",
    "parenting capacity",
)

# What tells that something could come of it.
CONSEQUENCES = (
    "så",
    "derfor",
    "bliver",
    "kommer til",
    "mister",
    "går glip",
    "tør ikke",
    "kan ikke",
    "ender",
    "could",
    "will",
    "so that",
    "might",
    "miss",
)

# A goal tells what is seen, not what is gone.
ABSENCES = ("holde op med", "holder op med", "ikke længere", "undlade", "undlader", "no longer")

_WORD = re.compile(r"[^\s]+")
_SENTENCE = re.compile(r"[.!?\n]+")


def advise(
    words: str,
    *,
    category: str,
    people: Iterable[str] = (),
    children: Iterable[str] = (),
    is_known: bool = False,
) -> list[str]:
    """What could be said better. ``people`` are those around the family by name, ``children`` those it is
    about, ``is_known`` whether the same was written elsewhere."""
    if not words.strip():
        return []
    found = []
    if category == Category.DANGER:
        found += _of_a_danger(words, list(people), list(children))
    if terms := terms_in(words):
        found.append(_("Can it be said more simply? %(terms)s") % {"terms": ", ".join(terms)})
    if is_known:
        found.append(_("The same sentence has been written before. Is it how this family would say it, too?"))
    return found


def _of_a_danger(words: str, people: list[str], children: list[str]) -> list[str]:
    found = []
    if not _names_any(words, people):
        found.append(_("Who is worried? Name at least one person, not an office."))
    if not _names_any(words, children):
        found.append(_("Which child is it about? Name the child."))
    if not _says_any(words, CONSEQUENCES):
        found.append(_("What could happen to the child if nothing changes? Write it as people would see it."))
    if (count := len(_WORD.findall(words))) > MOST_WORDS:
        found.append(
            _("It has %(count)d words. Under %(most)d is easier to say aloud: perhaps there are two worries.")
            % {"count": count, "most": MOST_WORDS}
        )
    return found


def of_goal(words: str) -> list[str]:
    """A goal is what people will see done."""
    found = []
    if _says_any(words, ABSENCES):
        found.append(_("What is done instead? A goal tells what will be seen, not what is gone."))
    if terms := terms_in(words):
        found.append(_("Can it be said more simply? %(terms)s") % {"terms": ", ".join(terms)})
    return found


def terms_in(words: str) -> list[str]:
    """Words of the trade, as they stand there."""
    return [term for term in TERMS if _says(words, term)]


def sentences(words: str) -> list[str]:
    """The sentences that are long enough to be somebody's own, folded."""
    folded = (danish.key(each) for each in _SENTENCE.split(words))
    return [each for each in folded if len(each) >= SHORTEST_REPEATED]


def _names_any(words: str, names: list[str]) -> bool:
    """By the whole name or its first part."""
    return any(_says_word(words, part) for name in names for part in {name, *name.split()[:1]})


def _says_any(words: str, phrases: Iterable[str]) -> bool:
    return any(_says(words, phrase) for phrase in phrases)


def _says(words: str, phrase: str) -> bool:
    """A phrase by its beginning: words of the trade come in many forms."""
    plain, wanted = _plain(words), _plain(phrase)
    return f" {wanted}" in f" {plain}"


def _says_word(words: str, phrase: str) -> bool:
    """As a word of its own, or with the s of the genitive."""
    plain, wanted = _plain(words), _plain(phrase)
    return any(f" {form} " in f" {plain} " for form in (wanted, f"{wanted}s"))


def _plain(words: str) -> str:
    """The words alone, folded; the three last letters stand behind z."""
    return " ".join(re.findall(r"[a-z0-9{|}-]+", danish.key(words)))
