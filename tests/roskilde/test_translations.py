"""Every string that is shown can be found by those who gather the strings."""

import re
from pathlib import Path

from django.conf import settings

APPS = ("roskilde", "families", "safety", "masterplans", "outcomes")
# gettext's own tool does not look into an f-string: what is marked there would never be translated.
MARKED_IN_AN_F_STRING = re.compile(r"""\bf("[^"\n]*|'[^'\n]*)\{\s*(n?gettext|_)\w*\(""")


def test_no_string_is_marked_where_nobody_finds_it() -> None:
    found = [
        f"{path}:{number}"
        for app in APPS
        for path in (Path(settings.BASE_DIR) / app).rglob("*.py")
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if MARKED_IN_AN_F_STRING.search(line)
    ]
    assert found == []
    assert MARKED_IN_AN_F_STRING.search("""who = f"{who}, {_('with %(name)s')}" """)
