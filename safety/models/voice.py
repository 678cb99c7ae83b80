from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families.models import Member, NetworkPerson, Professional

Speaker = Member | NetworkPerson | Professional
VOICES = ("member", "network_person", "professional")


def one_voice(name: str) -> models.CheckConstraint:
    """Somebody says it, and one alone: never an office, never "the municipality"."""
    alone = [Q(**{f"{each}__isnull": each != voice for each in VOICES}) for voice in VOICES]
    return models.CheckConstraint(
        condition=alone[0] | alone[1] | alone[2],
        name=name,
        violation_error_code="speaker",
        violation_error_message=gettext_lazy("Choose who says it: one person."),
    )


def voice(speaker: Speaker) -> dict[str, Speaker]:
    """The field in which a speaker stands: ``Answer(**voice(rima))``."""
    if isinstance(speaker, Member):
        return {"member": speaker}
    return {"professional" if isinstance(speaker, Professional) else "network_person": speaker}


class Voice(models.Model):
    """Who says it: one member of the family, one person of its network, or one professional."""

    member = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    network_person = models.ForeignKey(
        NetworkPerson, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    professional = models.ForeignKey(
        Professional, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    if TYPE_CHECKING:
        family_id: Any
        member_id: Any
        network_person_id: Any
        professional_id: Any

    class Meta:
        abstract = True

    @property
    def speaker(self) -> Speaker | None:
        return self.member or self.network_person or self.professional

    @property
    def speaker_key(self) -> Any:
        """The speaker's own key, without reading them."""
        return self.member_id or self.network_person_id or self.professional_id

    @property
    def is_of_family(self) -> bool:
        return self.member_id is not None

    def clean(self) -> None:
        super().clean()
        own = [each.family_id for each in (self.member, self.network_person) if each]
        if any(key != self.family_id for key in own):
            raise ValidationError({"speaker": _("Choose somebody around the family.")})
