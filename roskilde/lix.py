"""LIX, Carl-Hugo Björnsson's measure of how hard a text is to read: long sentences, and long words.

One in six Danes reads with difficulty, and many who read here read Danish as their second language: what a
family is to read itself aims at less than 30.
"""

import re

EASY = 30
LONG = 6  # letters; a word with more is long
FEWEST_WORDS = 4  # of fewer it says nothing

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
# A line that ends ends what is said; "9.30", "kl. 9" and "15.3." end nothing.
_END = re.compile(r"(?:[!?:;]|(?<!\d)\.)+(?=\s+[^\W\d]|\s*$)|\n+")


def lix(text: str) -> int | None:
    """None of a text that is too short to say anything of."""
    words = _WORD.findall(text)
    if len(words) < FEWEST_WORDS:
        return None
    sentences = sum(1 for each in _END.split(text) if each and _WORD.search(each))
    longs = sum(len(word) > LONG for word in words)
    return round(len(words) / sentences + 100 * longs / len(words))
