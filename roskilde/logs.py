"""What the server's own log must never hold: a name, or a secret that an address carries."""

import re
from collections.abc import MutableMapping
from typing import Any

# PostgreSQL quotes the row that it refuses, line breaks and all: "DETAIL:  Failing row contains (…)." That
# stands last in what an exception says, before the exception that came of it.
_QUOTED_ROW = re.compile(
    r"^(?:DETAIL|CONTEXT|LINE \d+): .*?(?=^The above exception|^During handling|\Z)", re.MULTILINE | re.DOTALL
)
# Whoever has the address of a calendar can read it.
_FEED = re.compile(r"(?<=/feeds/)[^/\s]+(?=\.ics)")


def without_names(logger: Any, method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """The path with its keys is enough to find a fault; what was searched for, and the row, are left out."""
    if "request" in event:
        event["request"] = str(event["request"]).partition("?")[0]
    for part in {"request", "event"} & event.keys():
        event[part] = _FEED.sub("…", str(event[part]))
    if "exception" in event:
        event["exception"] = _QUOTED_ROW.sub("", str(event["exception"]))
    return event
