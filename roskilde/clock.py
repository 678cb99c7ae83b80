"""The clock that the work reads. In the demo it stands at ``TODAY``; sessions and locks use real time."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

_set_to: ContextVar[datetime | None] = ContextVar("clock", default=None)


def now() -> datetime:
    """The moment it is for the people at work, aware."""
    if moment := _set_to.get():
        return moment
    real = timezone.now()
    if settings.TODAY is None:
        return real
    return timezone.make_aware(datetime.combine(settings.TODAY, timezone.localtime(real).time()))


def today() -> date:
    """The date in Denmark."""
    return timezone.localtime(now()).date()


@contextmanager
def set_to(moment: datetime | date) -> Iterator[None]:
    """Let something happen at another moment (a date means noon); only the demo may."""
    if not settings.DEMO:
        raise ImproperlyConfigured("Only the demo can set the clock.")
    if not isinstance(moment, datetime):
        moment = timezone.make_aware(datetime.combine(moment, time(12)))
    with held_at(moment):
        yield


@contextmanager
def held_at(moment: datetime) -> Iterator[None]:
    """Say this moment; beside the demo only for questions that are put into words, and asked later."""
    token = _set_to.set(moment)
    try:
        yield
    finally:
        _set_to.reset(token)
