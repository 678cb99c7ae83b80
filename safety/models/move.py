from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families.models import Knows, NetworkPerson, Professional
from roskilde import clock
from roskilde.records import Record, history
from safety.models.voice import Speaker, Voice, one_voice, voice

INWARDS = (Knows.NOT_YET, Knows.SOME, Knows.ALL)
# From where to where somebody can move, nearer to the family.
STEPS = tuple((before, after) for at, before in enumerate(INWARDS) for after in INWARDS[at + 1 :])


class Move(Record, Voice):
    """Somebody in the network was told more: by whom, from when, and what the family agreed to."""

    person = models.ForeignKey(NetworkPerson, models.CASCADE, related_name="moves", editable=False)
    before = models.CharField(max_length=8, choices=Knows, editable=False)
    after = models.CharField(gettext_lazy("knows now"), max_length=8, choices=Knows)
    on = models.DateField(gettext_lazy("since"), default=clock.today)
    agreed = models.TextField(
        gettext_lazy("what the family agreed to"),
        max_length=1000,
        help_text=gettext_lazy("What may be told, what not, and what the child said to it."),
    )
    noted_by = models.ForeignKey(Professional, models.PROTECT, related_name="+", editable=False)
    noted_at = models.DateTimeField(editable=False)

    history = history()

    class Meta:
        ordering = ("on", "noted_at", "pk")
        verbose_name = gettext_lazy("move in the network")
        constraints = (
            one_voice("safety_move_is_told_by_one"),
            models.CheckConstraint(
                condition=Q(*(Q(before=before, after=after) for before, after in STEPS), _connector=Q.OR),
                name="safety_move_goes_inwards",
                violation_error_code="after",
                violation_error_message=gettext_lazy("They know that much already."),
            ),
            models.CheckConstraint(
                condition=~Q(agreed=""),
                name="safety_move_was_agreed",
                violation_error_code="agreed",
                violation_error_message=gettext_lazy("Write what the family agreed to."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_before_display()} → {self.get_after_display()}"

    @property
    def family_id(self) -> Any:
        return self.person.family_id

    def clean(self) -> None:
        super().clean()
        self.agreed = self.agreed.strip()
        if self.on > clock.today():
            raise ValidationError({"on": _("The date lies ahead.")}, code="ahead")

    @classmethod
    @transaction.atomic
    def tell(
        cls,
        person: NetworkPerson,
        *,
        by: Professional,
        told_by: Speaker,
        knows: str,
        agreed: str,
        on: date | None = None,
    ) -> "Move":
        """Somebody has been told more, and stands nearer to the family from that day.

        Raises:
            ValidationError: they know that much already, nothing was agreed, or they are no longer there.
        """
        person.lock()
        if not person.is_open:
            raise ValidationError(_("They are no longer part of the network."), code="too_late")
        move = cls(
            person=person,
            before=person.knows,
            after=knows,
            on=on or clock.today(),
            agreed=agreed,
            noted_by=by,
            noted_at=clock.now(),
            **voice(told_by),
        )
        move.full_clean()
        move.save(by=by)
        person.knows = knows
        person.full_clean()
        person.save(by=by, why=move.agreed, update_fields=["knows", "why_not_yet"])
        return move
