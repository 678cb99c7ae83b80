"""One's own calendar link: renewed or withdrawn by the press of a button."""

from typing import Any

from families.models import Feed, Professional
from families.pages import DeedForm


class _FeedForm(DeedForm):
    """Asks for nothing but the press of the button."""

    def __init__(self, data: Any = None, *, feed: Feed) -> None:
        super().__init__(data)
        self.feed = feed


class RotateFeedForm(_FeedForm):
    """Gives the secret to whoever pressed; no page can show it again."""

    secret = ""

    def do(self, *, by: Professional) -> None:
        self.secret = self.feed.rotate()


class RevokeFeedForm(_FeedForm):
    def do(self, *, by: Professional) -> None:
        self.feed.revoke(by=by)
