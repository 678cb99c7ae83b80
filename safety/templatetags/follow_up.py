"""What the pages of a follow-up show of it."""

from django import template

from safety.models import FollowUp
from safety.places import place_of

register = template.Library()


@register.filter
def held_at(follow_up: FollowUp) -> str:
    """Where it is held, for a reader who may know."""
    return place_of(follow_up)
