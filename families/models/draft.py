from django.db import models
from django.utils.translation import gettext_lazy as _

from families.models.family import Family
from families.models.professional import Professional


class DraftQuerySet(models.QuerySet["Draft"]):
    def readable_by(self, author: Professional) -> "DraftQuerySet":
        """One's own, and of a family only as long as one may see it."""
        return self.filter(author=author).filter(
            models.Q(family=None) | models.Q(family__in=Family.objects.visible_to(author))
        )


class Draft(models.Model):
    """What somebody has typed and not yet saved: theirs alone, without history, gone once it is saved."""

    author = models.ForeignKey(Professional, models.CASCADE, related_name="drafts")
    family = models.ForeignKey(Family, models.CASCADE, null=True, blank=True, related_name="+")
    form = models.CharField(max_length=200)
    fields = models.JSONField(default=dict)
    saved_at = models.DateTimeField(_("saved"))

    objects = DraftQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["author", "form"], name="families_draft_one_per_author_and_form"),
        )

    def __str__(self) -> str:
        return self.form
