"""What the server's own log must never hold: a name."""

import re
from collections.abc import MutableMapping
from typing import Any

# PostgreSQL quotes the row that it refuses: "DETAIL:  Failing row contains (…, Warsame, …)."
_QUOTED_ROW = re.compile(r"^(DETAIL|CONTEXT):.*\n?", re.MULTILINE)


def without_names(logger: Any, method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """The path with its keys is enough to find a fault; what was searched for, and the row, are left out."""
    if "request" in event:
        event["request"] = str(event["request"]).partition("?")[0]
    if "exception" in event:
        event["exception"] = _QUOTED_ROW.sub("", str(event["exception"]))
    return event
