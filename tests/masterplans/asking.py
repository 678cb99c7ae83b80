"""How the tests of these pages ask: addresses, valid posts, what an answer holds, and what a page costs."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from families.models import Family, Look, Member, Professional
from masterplans.models import Activity, Contribution, Outcome
from safety.models import Goal, GoalStatus

SignedIn = Callable[[Professional], Client]
Answer = Any  # the test client's response: it carries the context that Django's type does not know of
TODAY = "2026-11-18"


def url(page: str, family: Family, *keys: object) -> str:
    return reverse(f"masterplans:{page}", args=[family.pk, *keys])


def goal_post(**changes: Any) -> dict[str, Any]:
    fields = {
        "words": "Vi læser en bog om aftenen.",
        "whose": "family",
        "field": "education",
        "visibility": "near",
    }
    return {**fields, **changes}


def activity_post(**changes: Any) -> dict[str, Any]:
    fields = {
        "title": "Lektiehjælp",
        "starts_on": TODAY,
        "repeats": "once",
        "starts_at": "15:30",
        "minutes": "45",
        "place_kind": "school",
        "visibility": "near",
    }
    return {**fields, **changes}


def agree_post(*members: Member, **changes: Any) -> dict[str, Any]:
    fields = {
        "on": TODAY,
        "members": [member.pk for member in members],
        "language": "so",
        "interpreter": "not_needed",
    }
    return {**fields, **changes}


def as_shown(answer: Answer, **changes: Any) -> dict[str, Any]:
    """What a browser would send of a form that is shown, with some fields written anew."""
    data: dict[str, Any] = {}
    for bound in answer.context["form"]:
        value = bound.value()
        if isinstance(value, (list, tuple)):
            data[bound.html_name] = [str(getattr(each, "pk", each)) for each in value]
        elif value is not False and value not in (None, ""):
            data[bound.html_name] = str(value)
    return {**data, **changes}


def text(answer: Answer) -> str:
    return str(answer.content.decode())


def errors(answer: Answer) -> dict[str, list[str]]:
    """By field; an answer that went on (302) has none to show, and fails here."""
    return dict(answer.context["form"].errors)


def last_look(family: Family) -> tuple[str, str, str]:
    look = Look.objects.of_family(family.pk).newest_first()[0]
    return look.page, look.method, look.verdict


def cost(client: Client, address: str) -> int:
    """How many queries a page takes, sign-in and log entry included."""
    client.get(address)  # what a worker reads once and keeps
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def log(
    activity: Activity, by: Professional, on: date, outcome: str = "happened", **fields: Any
) -> Contribution:
    """By the verb; what came to nothing did so because the family was prevented, unless told otherwise."""
    why = {"why": "family"} if outcome == "nothing" else {}
    return Contribution.log(
        activity.family, by=by, activity=activity, on=on, outcome=Outcome(outcome), **{**why, **fields}
    )


def settle(goal: Goal, status: str, by: Professional) -> None:
    goal.settle(GoalStatus(status), by=by, reason="Set i tre uger.")
