"""Choosing who says something: one person of the family, of its network, or of the professionals."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from families.models import Family, Member, Professional, Tier
from safety.models import Speaker


class SpeakerField(forms.ChoiceField):
    """One of those around the family; its value is the person, and its choices stand in three groups."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=[], **kwargs)
        self.people: dict[str, Speaker] = {}

    def offer(self, family: Family, *, also: Iterable[Speaker] = ()) -> None:
        """Offer the family at home, its network and who stands near; ``also`` those who are named already."""
        inner = family.involvements.open().filter(tier__in=[Tier.CORE, Tier.NEAR])
        groups: dict[str, list[Speaker]] = {
            _("The family"): list(family.members.at_home()),
            _("The network"): list(family.network.open()),
            _("The professionals"): [
                each.professional
                for each in inner.select_related("professional").order_by("professional__name_key")
            ],
        }
        offered = {each.pk for people in groups.values() for each in people}
        if others := [each for each in also if each.pk not in offered]:
            groups[_("Others")] = others
        self.people = {str(each.pk): each for people in groups.values() for each in people}
        self.choices = [
            ("", "–"),
            *(
                (label, [(str(each.pk), _named(each)) for each in people])
                for label, people in groups.items()
                if people
            ),
        ]

    def prepare_value(self, value: Any) -> Any:
        return str(value.pk) if hasattr(value, "pk") else value

    def clean(self, value: Any) -> Any:
        key = super().clean(value)
        if key in self.people:
            return self.people[key]
        if self.required:
            raise ValidationError(_("Choose who says it: one person."), code="required")
        return None


def _named(speaker: Speaker) -> str:
    """Name and what they are: two may have the same name."""
    if isinstance(speaker, Professional):
        return f"{speaker.name}, {speaker.title}"
    if isinstance(speaker, Member):
        return f"{speaker.name}, {speaker.get_relation_display().lower()}"
    return f"{speaker.name}, {speaker.relation}"
