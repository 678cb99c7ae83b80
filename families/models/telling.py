from collections.abc import Iterable
from datetime import date
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families.models.line import Line
from families.models.professional import Professional
from roskilde import clock
from roskilde.records import Record, RecordQuerySet, history


class TellingQuerySet(RecordQuerySet["Telling"]):
    def open(self) -> Self:
        """Not done; what only wanted to be seen is open until it has been seen."""
        return self.filter(done_at=None).exclude(seen_at__isnull=False, taken_at=None, due_on=None)

    def unanswered(self) -> Self:
        """Nobody has said as much as that it was seen."""
        return self.filter(seen_at=None, done_at=None)

    def addressed_to(self, *people: object) -> Self:
        return self.filter(to__in=people)


class Telling(Record):
    """A line that was said to somebody: they have seen it, they take it, it is done."""

    line = models.ForeignKey(Line, models.CASCADE, related_name="tellings", editable=False)
    to = models.ForeignKey(
        Professional, models.PROTECT, verbose_name=gettext_lazy("to"), related_name="tellings"
    )
    told_by = models.ForeignKey(Professional, models.PROTECT, related_name="+", editable=False)
    told_at = models.DateTimeField(editable=False)
    due_on = models.DateField(gettext_lazy("by"), null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True, editable=False)
    seen_by = models.ForeignKey(Professional, models.PROTECT, null=True, related_name="+", editable=False)
    taken_at = models.DateTimeField(null=True, blank=True, editable=False)
    taken_by = models.ForeignKey(Professional, models.PROTECT, null=True, related_name="+", editable=False)
    done_at = models.DateTimeField(null=True, blank=True, editable=False)
    done_by = models.ForeignKey(Professional, models.PROTECT, null=True, related_name="+", editable=False)

    history = history()
    objects = TellingQuerySet.as_manager()

    class Meta:
        ordering = ("told_at", "pk")
        indexes = (models.Index(fields=["to", "done_at"], name="families_telling_to_person"),)
        constraints = (
            models.UniqueConstraint(
                fields=["line", "to"],
                name="families_telling_once_to_a_person",
                violation_error_code="to",
                violation_error_message=gettext_lazy("They have been told already."),
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{deed}_at": None, f"{deed}_by": None})
                    | Q(**{f"{deed}_at__isnull": False, f"{deed}_by__isnull": False}),
                    name=f"families_telling_{deed}_by_and_at",
                )
                for deed in ("seen", "taken", "done")
            ),
            models.CheckConstraint(
                condition=Q(taken_at=None, done_at=None) | Q(seen_at__isnull=False),
                name="families_telling_is_seen_before_it_is_taken",
            ),
        )

    def __str__(self) -> str:
        return f"{self.to}: {self.line_id}"

    @classmethod
    @transaction.atomic
    def tell(
        cls, line: Line, people: Iterable[Professional], *, by: Professional, due_on: date | None = None
    ) -> list["Telling"]:
        """Say a line to people around the family; whoever could not see it can from now on.

        Raises:
            ValidationError: somebody stands outside the family, or would be let in by one who may not.
        """
        from families.models.mail import Mail, MailKind

        line.lock()
        seeing = set(line.seen_by())
        told = []
        for person in people:
            if not line.family.involvements.open().of(person).exists():
                raise ValidationError(
                    {"people": _("%(name)s does not stand around the family.") % {"name": person}}
                )
            if person not in seeing and line.obstacles_to_opening(by):
                raise ValidationError(
                    {
                        "people": _("%(name)s cannot see the line. Ask %(author)s to tell them.")
                        % {"name": person, "author": line.author}
                    }
                )
            line.open_to(person, by=by)
            telling = cls.objects.filter(line=line, to=person).first()
            if telling is None:
                telling = cls(line=line, to=person, told_by=by, told_at=clock.now(), due_on=due_on)
                telling.full_clean()
                telling.save(by=by)
                if person != by:
                    Mail.post(MailKind.TOLD, to=person, about=telling.pk)
            told.append(telling)
        return told

    @property
    def is_open(self) -> bool:
        wants_more = self.taken_at is not None or self.due_on is not None
        return self.done_at is None and (self.seen_at is None or wants_more)

    @property
    def is_overdue(self) -> bool:
        return self.done_at is None and self.due_on is not None and self.due_on < clock.today()

    def obstacles(self, by: Professional) -> list[ValidationError]:
        """Only the one who was told, or who stands in for them, answers."""
        if self.to_id in by.stands_for:
            return []
        return [ValidationError(_("It was said to %(name)s.") % {"name": self.to}, code="not_own")]

    def see(self, *, by: Professional) -> None:
        """'Seen.'"""
        self._answer("seen", by=by)

    def take(self, *, by: Professional) -> None:
        """'I take it.'"""
        self._answer("seen", "taken", by=by)

    def finish(self, *, by: Professional) -> None:
        """'Done.'"""
        self._answer("seen", "done", by=by)

    @transaction.atomic
    def hand_to(self, person: Professional, *, by: Professional) -> None:
        """Say it to somebody else instead; whoever has been told it already is not told twice.

        Raises:
            ValidationError: the other cannot see the line.
        """
        from families.models.mail import Mail, MailKind

        self.lock()
        if person not in self.line.seen_by():
            raise ValidationError(_("%(name)s cannot see it.") % {"name": person}, code="not_seen")
        if known := Telling.objects.filter(line=self.line, to=person).first():
            if self.is_open:
                known._wait_again(due_on=self.due_on, by=by)
            self.seen_at, self.seen_by = self.seen_at or clock.now(), self.seen_by or by
            self.done_at, self.done_by = clock.now(), by
        else:
            self.to = person
            self.seen_at = self.seen_by = self.taken_at = self.taken_by = None
            if person != by:
                Mail.post(MailKind.TOLD, to=person, about=self.pk)
        self.full_clean(exclude=["line"])
        self.save(by=by, why=_("Handed over"))

    def _wait_again(self, *, due_on: date | None, by: Professional) -> None:
        """What another leaves undone is theirs from now on, however far they were with their own."""
        self.lock()
        days = [day for day in (self.due_on, due_on) if day]
        self.due_on = min(days, default=None)
        if self.done_at or not self.is_open:
            self.seen_at = self.seen_by = self.taken_at = self.taken_by = None
            self.done_at = self.done_by = None
        self.full_clean(exclude=["line", "to"])
        self.save(by=by, why=_("Handed over"))

    @transaction.atomic
    def _answer(self, *deeds: str, by: Professional) -> None:
        self.lock()
        if obstacles := self.obstacles(by):
            raise ValidationError(obstacles)
        fields = []
        for deed in deeds:
            if getattr(self, f"{deed}_at") is None:
                setattr(self, f"{deed}_at", clock.now())
                setattr(self, f"{deed}_by", by)
                fields += [f"{deed}_at", f"{deed}_by"]
        if fields:
            self.full_clean(exclude=["line", "to"])
            self.save(by=by, update_fields=fields)
