"""Papers as PDF: tagged for screen readers (PDF/UA-1), and the same bytes for the same words.

What people wrote goes in as data and is never read as markup; nothing is taken from the machine but the
fonts that are installed with the project.
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.conf import settings

FONTS = (
    "dkfds/dist/fonts/IBMPlexSans/complete/ttf",
    "@expo-google-fonts/noto-sans-arabic/400Regular",
    "@expo-google-fonts/noto-sans-arabic/700Bold",
)
INSTEAD = "◊"  # of a character that no font of ours holds; PDF/UA refuses one that cannot be read
_NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[settings.NODE_MODULES / path for path in FONTS],
    )


def pdf(template: Path, data: Mapping[str, Any], *, on: date) -> bytes:
    """The paper that a typst template makes of the data; ``on`` is the day that stands in the file, so that
    the same words make the same bytes all day."""
    words = json.dumps(readable(data), ensure_ascii=False)
    while True:
        try:
            # The fonts of the machine are left out by ``_fonts``, too; both must be told.
            made = typst.compile(
                template,
                root=template.parent,
                font_paths=_fonts(),
                ignore_system_fonts=True,
                format="pdf",
                sys_inputs={"data": words},
                pdf_standards=["ua-1"],
                timestamp=int(datetime.combine(on, time(12), UTC).timestamp()),
            )
        except typst.TypstError as error:
            mended = _without_what_no_font_holds(words, str(error))
            if mended == words:
                raise
            words = mended
        else:
            assert isinstance(made, bytes)
            return made


def readable(data: Any) -> Any:
    """Without the characters that nobody sees and no font holds; a line may end."""
    if isinstance(data, Mapping):
        return {key: readable(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [readable(value) for value in data]
    if not isinstance(data, str):
        return data
    lines = data.replace("\r\n", "\n").replace("\t", " ")
    return "".join(c for c in lines if c == "\n" or unicodedata.category(c) not in ("Cc", "Cs", "Cn", "Co"))


def _without_what_no_font_holds(words: str, error: str) -> str:
    found = _NO_GLYPH.search(error)
    if found is None:
        return words
    text = _ESCAPED.sub(lambda escaped: chr(int(escaped[1], 16)), found[1])
    return words.replace(text, INSTEAD)
