from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models, transaction
from django.db.models import Exists, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families.models.family import Family
from families.models.member import Member
from families.models.professional import Professional
from families.models.sector import Sector
from roskilde import clock
from roskilde.questions import asked_often
from roskilde.records import Record, RecordQuerySet, history


class TargetCriterion(models.TextChoices):
    """What makes a family one that the pilot is meant for."""

    BENEFITS = "benefits", gettext_lazy("Lives on public benefits")
    NO_WORK = "no_work", gettext_lazy("Has no tie to the labour market")
    MANY_CHILDREN = "many_children", gettext_lazy("Has many children")
    SIBLING_PATTERN = "sibling_pattern", gettext_lazy("Patterns repeat from older to younger siblings")
    MANY_DEPARTMENTS = "many_departments", gettext_lazy("Is in contact with several departments")


class Problem(models.TextChoices):
    """The ten kinds of problem that the pilot's families have in varying degree."""

    MONEY = "money", gettext_lazy("Poor economy and very low living standard")
    HOUSING = "housing", gettext_lazy("The home is too small for the family")
    HEALTH = "health", gettext_lazy("Physical or mental illness")
    TRAUMA = "trauma", gettext_lazy("Traumatic experiences from war, prison, torture, loss or flight")
    COGNITION = (
        "cognition",
        gettext_lazy("Cognitive difficulties in understanding and reflecting on problems"),
    )
    PARENTING = "parenting", gettext_lazy("Limits to supporting the children's development")
    DANISH = "danish", gettext_lazy("Little Danish")
    LABOUR = "labour", gettext_lazy("Little schooling, few qualifications, little contact with work")
    VIOLENCE = "violence", gettext_lazy("Violence, abuse, crime or unrest")
    CHILDREN = (
        "children",
        gettext_lazy("The children's wellbeing, development, behaviour or school knowledge"),
    )


GRADES = (
    (0, gettext_lazy("Not at all")),
    (1, gettext_lazy("A little")),
    (2, gettext_lazy("Some")),
    (3, gettext_lazy("Much")),
    (4, gettext_lazy("Very much")),
)


class Background(Record):
    """What is asked for in the first six weeks: why this family, who helps already, what has been tried."""

    family = models.OneToOneField(Family, models.CASCADE, related_name="background", editable=False)
    criteria = models.JSONField(
        gettext_lazy("the family is in the target group because it"), default=list, blank=True
    )
    contact_points = models.ManyToManyField(
        Sector,
        verbose_name=gettext_lazy("in contact with"),
        blank=True,
        related_name="+",
        help_text=gettext_lazy("Everybody that the family meets today, school and club included."),
    )
    sibling_pattern = models.TextField(
        gettext_lazy("patterns from older to younger siblings"), blank=True, max_length=4000
    )
    doubts = models.TextField(
        gettext_lazy("what we are in doubt about"),
        blank=True,
        max_length=4000,
        help_text=gettext_lazy("Which help would be right, and why we are not sure."),
    )

    history = history(m2m_fields=[contact_points])
    objects: models.Manager["Background"] = RecordQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.family}"

    @property
    def criteria_met(self) -> list[str]:
        """Labels of the criteria met at enrolment."""
        return [str(TargetCriterion(each).label) for each in self.criteria if each in TargetCriterion.values]

    def missing(self) -> list[str]:
        """What of the background nobody has asked for yet, resources first."""
        return self.missing_in(self.family)

    @classmethod
    def missing_in(cls, family: Family) -> list[str]:
        """The same, asked in one query."""
        (known,) = _known(family.pk)
        return cls.gaps(known)

    @staticmethod
    def known_of(family: UUID) -> dict[str, Any]:
        """What of the background is there, to be read along with any row of the family; for ``gaps``."""
        graded = ProblemGrade.objects.filter(family=family).order_by().values("family")
        return {
            "is_silent": Exists(Member.objects.filter(family=family).at_home().filter(preferred_future="")),
            "is_chosen": Exists(Background.objects.filter(family=family).exclude(criteria=[])),
            "has_contacts": Exists(
                Background.contact_points.through._default_manager.filter(background__family=family)
            ),
            "has_measures": Exists(EarlierMeasure.objects.filter(family=family)),
            "kinds": Subquery(graded.annotate(kinds=models.Count("problem", distinct=True)).values("kinds")),
        }

    @staticmethod
    def gaps(known: Any) -> list[str]:
        """What is missing, of a row that was read with ``known_of``."""
        gaps = []
        if known.is_silent:
            gaps.append(_("the hoped-for future of each member"))
        if not known.is_chosen:
            gaps.append(_("why the family is in the target group"))
        if not known.has_contacts:
            gaps.append(_("whom the family is in contact with"))
        if not known.has_measures:
            gaps.append(_("what has been tried before"))
        if (known.kinds or 0) < len(Problem):
            gaps.append(_("the kinds of problem and their degree"))
        return gaps


class ProblemGradeQuerySet(RecordQuerySet["ProblemGrade"]):
    def latest(self) -> dict[str, "ProblemGrade"]:  # type: ignore[override]
        """The last grade of each kind."""
        return {grade.problem: grade for grade in self.order_by("graded_on", "graded_at")}


class ProblemGrade(Record):
    """How much of one kind of problem there is on a day; never changed, only followed by the next one."""

    family = models.ForeignKey(Family, models.CASCADE, related_name="problem_grades", editable=False)
    problem = models.CharField(max_length=12, choices=Problem)
    grade = models.PositiveSmallIntegerField(choices=GRADES, validators=[MaxValueValidator(4)])
    graded_on = models.DateField()
    graded_at = models.DateTimeField()
    graded_by = models.ForeignKey(Professional, models.PROTECT, related_name="+")

    history = history()
    objects = ProblemGradeQuerySet.as_manager()

    class Meta:
        ordering = ("-graded_on", "-graded_at")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(grade__lte=4),
                name="families_problemgrade_is_0_to_4",
                violation_error_message=gettext_lazy("Choose a degree from the list."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_problem_display()}: {self.get_grade_display()}"

    @classmethod
    @transaction.atomic
    def grade_all(
        cls, family: Family, grades: dict[str, int], *, by: Professional, on: date | None = None
    ) -> list["ProblemGrade"]:
        """Write the grades that are new or changed.

        Raises:
            ValidationError: the family's resources are not written yet; they come first.
        """
        if not family.what_works.strip():
            raise ValidationError(_("Write what works in the family first."), code="resources_first")
        known = family.problem_grades.latest()
        new = []
        for problem, grade in grades.items():
            if problem in known and known[problem].grade == grade:
                continue
            row = cls(
                family=family,
                problem=problem,
                grade=grade,
                graded_on=on or clock.today(),
                graded_at=clock.now(),
                graded_by=by,
            )
            row.full_clean()
            row.save(by=by)
            new.append(row)
        return new


class EarlierMeasure(Record):
    """Something that was tried before the pilot, and what came of it."""

    family = models.ForeignKey(Family, models.CASCADE, related_name="earlier_measures", editable=False)
    member = models.ForeignKey(
        Member, models.CASCADE, null=True, blank=True, verbose_name=gettext_lazy("for"), related_name="+"
    )
    what = models.CharField(gettext_lazy("what was tried"), max_length=200)
    period = models.CharField(
        gettext_lazy("when"), max_length=60, blank=True, help_text=gettext_lazy("For instance 2021 to 2023.")
    )
    result = models.TextField(gettext_lazy("what came of it"), blank=True, max_length=2000)

    history = history()
    objects: models.Manager["EarlierMeasure"] = RecordQuerySet.as_manager()

    class Meta:
        ordering = ("period", "what")

    def __str__(self) -> str:
        return self.what

    def clean(self) -> None:
        if self.member and self.member.family_id != self.family_id:
            raise ValidationError({"member": _("Choose a member of the family.")})


@asked_often
def _known(family: UUID) -> Any:
    return Background.objects.filter(family=family).annotate(**Background.known_of(family)).only("pk")
