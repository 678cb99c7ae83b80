"""Places that this floor offers to the floors above: each registers what it has to show when the project
starts (as ``families.sections``)."""

from collections.abc import Callable

from django.http import HttpRequest

from families.models import Family
from families.rights import Right
from safety.models import FollowUp

# What becomes of a follow-up on the floors above, on its own page.
OF_FOLLOW_UP: list[tuple[Right, Callable[[HttpRequest, Family, FollowUp], str]]] = []
