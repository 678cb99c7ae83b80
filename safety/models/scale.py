import uuid
from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families.models import Family, Involvement, Language, Member, Professional, Tier
from roskilde import clock
from roskilde.constraints import NeverChanged
from roskilde.records import AddressedQuerySet, Record, history
from safety.models.statement import Category, Statement
from safety.models.voice import VOICES, Speaker, Voice, one_voice, voice

if TYPE_CHECKING:
    from safety.models.follow_up import FollowUp

INNER = (Tier.CORE, Tier.NEAR)
SAID_TWICE_WITHIN = timedelta(minutes=1)
REWORDED = gettext_lazy("The ends were worded anew while you wrote. Read what they say now, and try again.")


class ScaleQuerySet(AddressedQuerySet["Scale"]):
    def visible_to(self, reader: Professional) -> Self:
        """Whoever sees the danger sees its scale."""
        family = self._hints.get("instance")  # type: ignore[attr-defined]  # whose manager it was reached by
        whose = family.statements if isinstance(family, Family) else Statement.objects
        return self.filter(danger__in=whose.visible_to(reader).order_by()).addressed(reader)

    def visible_in(self, families: Iterable[Family], reader: Professional) -> Self:
        """The same in several families that were read for this reader ``with_tier``."""
        dangers = Statement.objects.visible_in(families, reader)
        return self.filter(danger__in=dangers.order_by()).addressed(reader)


class Scale(Record):
    """How safe it is, from 0 to 10, in the words of one danger and its goal."""

    family = models.ForeignKey(Family, models.CASCADE, related_name="scales", editable=False)
    danger = models.OneToOneField(Statement, models.PROTECT, related_name="scale", editable=False)

    history = history()
    objects = ScaleQuerySet.as_manager()

    class Meta:
        ordering = ("danger__on", "danger__written_at", "pk")
        verbose_name = gettext_lazy("scale")

    if TYPE_CHECKING:
        family_id: uuid.UUID
        danger_id: uuid.UUID

    def __str__(self) -> str:
        return str(self.danger)

    def get_absolute_url(self) -> str:
        return reverse("safety:show_scale", args=[self.family_id, self.pk])

    @classmethod
    @transaction.atomic
    def pair(cls, danger: Statement, *, by: Professional, zero: str, ten: str) -> "Scale":
        """Give a danger its scale, both ends in its own words; the first version.

        Raises:
            ValidationError: the statement is no danger, or has its scale already.
        """
        danger.lock()
        if danger.category != Category.DANGER:
            raise ValidationError(_("Only a danger statement has a scale."), code="category")
        if cls.objects.for_nobody("a danger has one scale").filter(danger=danger).exists():
            raise ValidationError(_("It has its scale already."), code="too_late")
        if not danger.is_open:
            raise ValidationError(_("The danger statement no longer stands in the map."), code="too_late")
        scale = cls(family_id=danger.family_id, danger=danger)
        scale.save(by=by)
        scale.word(by=by, zero=zero, ten=ten)
        return scale

    @transaction.atomic
    def word(
        self, *, by: Professional, zero: str, ten: str, instead_of: "ScaleVersion | None" = None
    ) -> "ScaleVersion":
        """Word its ends anew: a new version, to which no line is drawn from the old one.

        Raises:
            ValidationError: somebody has worded them since, or they are worded as they were.
        """
        self.lock()
        last = self.versions.order_by("number").last()
        if instead_of is not None and instead_of != last:
            raise ValidationError(REWORDED, code="conflict")
        if last is not None and (last.zero, last.ten) == (zero.strip(), ten.strip()):
            raise ValidationError(_("Both ends read as before: nothing is changed."), code="same")
        version = ScaleVersion(
            scale=self,
            number=last.number + 1 if last else 1,
            zero=zero.strip(),
            ten=ten.strip(),
            worded_by=by,
            worded_at=clock.now(),
        )
        version.full_clean()
        version.save()
        return version


class ScaleVersion(models.Model):
    """What 0 and 10 mean, as worded at one time; never changed, only followed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    scale = models.ForeignKey(Scale, models.CASCADE, related_name="versions", editable=False)
    number = models.PositiveSmallIntegerField(editable=False)
    zero = models.TextField(gettext_lazy("0 means"), max_length=500)
    ten = models.TextField(gettext_lazy("10 means"), max_length=500)
    worded_by = models.ForeignKey(Professional, models.PROTECT, related_name="+", editable=False)
    worded_at = models.DateTimeField(editable=False)

    class Meta:
        ordering = ("scale", "number")
        constraints = (
            models.UniqueConstraint(fields=["scale", "number"], name="safety_scaleversion_numbered_once"),
            NeverChanged(name="safety_scaleversion_never_changed"),
        )

    if TYPE_CHECKING:
        scale_id: uuid.UUID

    def __str__(self) -> str:
        return f"{self.number}"

    @property
    def worded_on(self) -> date:
        return timezone.localtime(self.worded_at).date()


class NoNumber(models.TextChoices):
    """Why there is no number: that is an answer, too."""

    DECLINED = "declined", gettext_lazy("Does not wish to answer")
    UNKNOWN = "unknown", gettext_lazy("Does not know it well enough to answer")


class RatingQuerySet(AddressedQuerySet["Rating"]):
    def visible_to(self, reader: Professional) -> Self:
        """Given before the others' are shown.

        Core sees every number. Who is near sees those that were given up to the day of their own latest one,
        on the wording that they answered and on older ones; and what they wrote down themselves. An answer
        without a number counts as given, and a substitute has given what the absent one has.
        """
        scales, is_core = self._reach(reader)
        return self.filter(is_core | self._given_by(reader), version__scale__in=scales).addressed(reader)

    def visible_in(self, families: Iterable[Family], reader: Professional) -> Self:
        """The same in several families that were read for this reader ``with_tier``."""
        scales, is_core = self._reach(reader, list(families))
        return self.filter(is_core | self._given_by(reader), version__scale__in=scales).addressed(reader)

    def waiting_for(self, reader: Professional, families: Iterable[Family] | None = None) -> Self:
        """What the reader sees once they have given their own number: to be counted, never to be shown."""
        scales, is_core = self._reach(reader, None if families is None else list(families))
        hidden = self.standing().filter(version__scale__in=scales)
        return hidden.exclude(is_core).filter(~self._given_by(reader)).addressed(reader)

    def _reach(self, reader: Professional, families: list[Family] | None = None) -> tuple[Any, Q]:
        """The scales that the reader sees, and which rows are of a family in whose core they stand."""
        if families is not None:
            core = [family.pk for family in families if family.tier == Tier.CORE]
            return Scale.objects.visible_in(families, reader).values("pk"), Q(family__in=core)
        family = self._hints.get("instance")  # type: ignore[attr-defined]  # whose manager it was reached by
        if isinstance(family, Family):
            standing = family.standing
            if standing is not None and standing.reader == reader.pk:  # the door has been passed
                core = [family.pk] if standing.tier == Tier.CORE else []
                return family.scales.visible_to(reader).values("pk"), Q(family__in=core)
        standing_in_core = Involvement.objects.open().of(reader).filter(tier=Tier.CORE)
        return Scale.objects.visible_to(reader).values("pk"), Q(family__in=standing_in_core.values("family"))

    def _given_by(self, reader: Professional) -> Q:
        own = (
            Rating.objects.for_nobody("their own")
            .standing()
            .filter(
                professional__in=reader.stands_for,
                version__scale=OuterRef("version__scale"),
                version__number__gte=OuterRef("version__number"),
                on__gte=OuterRef("on"),
            )
        )
        return Q(typed_by=reader) | Q(Exists(own.order_by()))

    def standing(self) -> Self:
        """Not followed by a row that completes or corrects it."""
        return self.filter(followed_by=None)

    def on_newest_wording(self) -> Self:
        newer = ScaleVersion.objects.filter(
            scale=OuterRef("version__scale"), number__gt=OuterRef("version__number")
        )
        return self.filter(~Exists(newer))

    def with_raters(self) -> Self:
        """Each with who gave it, whether a later row follows it, and whether they stand around the family
        still."""
        rows: Self = self.select_related("member", "network_person", "professional", "version", "typed_by")
        return rows._with_standing()

    def as_numbers(self, *more: str) -> Any:
        """Tuples with the fields of ``readings.Number``, the version's key for the version, and more."""
        named = Coalesce(*(f"{each}__name" for each in VOICES))
        rows = self._with_standing().annotate(key=Coalesce(*VOICES), speaker_name=named)
        return rows.values_list(
            *("pk", "version", "on", "value", "no_number", "because", "role", "typed_at"),
            *("member", "professional", "key", "speaker_name", "member__born_on"),
            *("is_followed", "is_around", *more),
        )

    def _with_standing(self) -> Self:
        following = Rating.objects.for_nobody("whether there is one").filter(corrects=OuterRef("pk"))
        stays: Self = self.annotate(is_followed=Exists(following.order_by()), is_around=self._around())
        return stays

    def of_those_around(self) -> Self:
        """By people who are asked again: those who have left keep the numbers that they gave."""
        return self.filter(self._around())

    @staticmethod
    def _around() -> Q:
        inner = Involvement.objects.open().filter(
            family=OuterRef("family"), professional=OuterRef("professional"), tier__in=INNER
        )
        at_home = Q(member__isnull=False, member__left_on=None)
        known = Q(network_person__isnull=False) & (
            Q(network_person__until=None) | Q(network_person__until__gt=clock.today())
        )
        return at_home | known | Q(Exists(inner.order_by()))


class Rating(Voice):
    """A number from 0 to 10 with the reason for it; never changed, only followed by the next one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    family = models.ForeignKey(Family, models.CASCADE, related_name="ratings", editable=False)
    version = models.ForeignKey(ScaleVersion, models.PROTECT, related_name="ratings", editable=False)
    role = models.CharField(max_length=120, editable=False)  # what the rater was to the family on that day
    on = models.DateField(gettext_lazy("given on"), default=clock.today)
    value = models.PositiveSmallIntegerField(
        gettext_lazy("number"), null=True, blank=True, validators=[MaxValueValidator(10)]
    )
    no_number = models.CharField(gettext_lazy("no number"), max_length=8, choices=NoNumber, blank=True)
    because = models.TextField(gettext_lazy("because"), max_length=1000, blank=True)
    language = models.CharField(gettext_lazy("language spoken"), max_length=8, choices=Language, blank=True)
    through_interpreter = models.BooleanField(gettext_lazy("through an interpreter"), default=False)
    with_faces = models.BooleanField(default=False, editable=False)
    follow_up = models.ForeignKey(
        "safety.FollowUp", models.PROTECT, null=True, blank=True, related_name="ratings", editable=False
    )
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="followed_by", editable=False
    )
    typed_by = models.ForeignKey(Professional, models.PROTECT, related_name="+", editable=False)
    typed_at = models.DateTimeField(editable=False)

    objects = RatingQuerySet.as_manager()

    class Meta:
        ordering = ("on", "typed_at", "pk")
        verbose_name = gettext_lazy("rating")
        indexes = (
            models.Index(fields=["version", "on"], name="safety_rating_of_version"),
            models.Index(fields=["family", "-typed_at"], name="safety_rating_of_family"),
            # Whether somebody has given their own is asked for each number that they may see.
            models.Index(fields=["professional", "version", "on"], name="safety_rating_of_person"),
        )
        constraints = (
            one_voice("safety_rating_has_one_voice"),
            models.CheckConstraint(
                condition=Q(value__isnull=False, value__lte=10, no_number="")
                | (Q(value=None) & ~Q(no_number="")),
                name="safety_rating_is_a_number_or_an_answer",
                violation_error_code="value",
                violation_error_message=gettext_lazy("Give a number from 0 to 10, or say why there is none."),
            ),
            NeverChanged(name="safety_rating_never_changed"),
        )

    def __str__(self) -> str:
        return str(self.get_no_number_display() if self.value is None else self.value)

    if TYPE_CHECKING:
        version_id: Any
        corrects_id: Any
        follow_up_id: Any
        typed_by_id: Any
        # What ``with_raters`` adds.
        is_followed: bool
        is_around: bool

    @property
    def born_on(self) -> date | None:
        return self.member.born_on if self.member else None

    @property
    def lacks_reason(self) -> bool:
        """A number says little without its "because"; an answer without a number has said why."""
        return self.value is not None and not self.because

    @property
    def is_own(self) -> bool:
        """Typed by the one who gives it."""
        return self.professional_id is not None and self.professional_id == self.typed_by_id

    @classmethod
    @transaction.atomic
    def give(
        cls,
        scale: Scale,
        *,
        by: Professional,
        rater: Speaker,
        value: int | None = None,
        no_number: NoNumber | str = "",
        because: str = "",
        on: date | None = None,
        worded: ScaleVersion | None = None,
        **fields: Any,
    ) -> "Rating":
        """Write down the number that somebody gives, on the scale as it is worded now; said twice within a
        minute it is one.

        ``worded``: the wording that the rater was shown.

        Raises:
            ValidationError: neither a number nor an answer, both of them, a day that lies ahead, another
                professional's number outside a follow-up, or an end that was worded anew meanwhile.
        """
        scale.lock()
        refuse_in_anothers_name(scale.family, rater, by=by, follow_up=fields.get("follow_up"))
        version = scale.versions.latest("number")
        if worded is not None and worded != version:
            raise ValidationError(REWORDED, code="conflict")
        rating = cls(
            family_id=scale.family_id,
            version=version,
            **voice(rater),
            role=_role_of(rater),
            value=value,
            no_number=no_number,
            because=because.strip(),
            on=on or clock.today(),
            typed_by=by,
            typed_at=clock.now(),
            **fields,
        )
        rating._check()
        if twin := rating._said_before():
            return twin
        rating.save(force_insert=True)
        return rating

    @transaction.atomic
    def follow(self, *, by: Professional, **changes: Any) -> "Rating":
        """Complete or correct it by a new row that points at this one: a reason given later, a wrong key.

        Raises:
            ValidationError: another row follows it already, nothing is changed, or it is another
                professional's.
        """
        self.version.scale.lock()
        rater = self.speaker
        assert rater
        refuse_in_anothers_name(self.family, rater, by=by, follow_up=self.follow_up)
        if Rating.objects.for_nobody("each row is followed once").filter(corrects=self).exists():
            raise ValidationError(_("It has been corrected already."), code="too_late")
        kept = {
            field.attname: getattr(self, field.attname)
            for field in Rating._meta.local_concrete_fields
            if field.name not in {"id", "corrects", "typed_by", "typed_at", *changes}
        }
        following = Rating(**kept, **changes, corrects=self, typed_by=by, typed_at=clock.now())
        following.because = following.because.strip()
        if all(getattr(following, name) == getattr(self, name) for name in changes):
            raise ValidationError(_("Nothing is changed."), code="same")
        following._check()
        following.save(force_insert=True)
        return following

    def _check(self) -> None:
        if self.on > clock.today():
            raise ValidationError({"on": _("The date lies ahead.")}, code="ahead")
        self.full_clean(validate_unique=False)

    def _said_before(self) -> "Rating | None":
        """The same answer of the same person, written down a moment ago: a double tap."""
        alike = ("version", *VOICES, "value", "no_number", "because", "on", "typed_by", "follow_up")
        just_now = Rating.objects.for_nobody("a double tap").filter(
            typed_at__gt=clock.now() - SAID_TWICE_WITHIN, **{each: getattr(self, each) for each in alike}
        )
        return just_now.standing().first()


def refuse_in_anothers_name(
    family: Family, rater: Speaker, *, by: Professional, follow_up: "FollowUp | None"
) -> None:
    """Family and network may be written for by whoever sits with them; a professional gives their own number.

    At a follow-up the core may write it down for them, and the page says who did.

    Raises:
        ValidationError: another professional's number.
    """
    if not isinstance(rater, Professional) or rater == by:
        return
    if follow_up is not None and family.involvements.open().of(by).filter(tier=Tier.CORE).exists():
        return
    raise ValidationError(_("%(name)s gives their own number.") % {"name": rater}, code="not_yours")


def _role_of(rater: Speaker) -> str:
    """What somebody was to the family when they gave the number, in a few words."""
    if isinstance(rater, Professional):
        return rater.title
    return rater.get_relation_display() if isinstance(rater, Member) else rater.relation
