"""A letter out of the bag: what it says, what to do, who helps, and photos of it."""

from typing import Any, ClassVar

from django import forms
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from families.forms.papers import WithPapers
from families.forms.visible import VisibleForm
from families.models import Family, Letter, Line, Professional, Scan, Tier
from families.models.letter import MOST_SCANS
from families.pages import DeedForm
from roskilde.documents import DocumentsField

INNER = frozenset({Tier.CORE, Tier.NEAR})


def scans_field(*, required: bool) -> DocumentsField:
    return DocumentsField(
        most=MOST_SCANS,
        required=required,
        label=_("Photos of the letter"),
        help_text=_(
            "At most ten photos (JPEG, PNG, WebP) or PDFs of 10 MB each. They are only kept once you have "
            "saved, not with the draft: keep them on your telephone until then."
        ),
    )


class LetterForm(VisibleForm):
    """Changes what a letter says, what to do and who helps."""

    can_be_named = INNER
    folded = ("dated_on", "named")

    class Meta:
        model = Letter
        fields = ("sender", "deadline", "what_to_do", "helper", "dated_on", "visibility")
        labels: ClassVar[dict[str, Any]] = {"sender": _("From whom?"), "helper": _("Who helps?")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        helper = self.choice("helper")
        # Who helps and has left the family stays until somebody takes over.
        stays = Q(pk=self.instance.helper_id) if self.instance.helper_id else Q(pk__in=[])
        helper.queryset = self.who_stands(*INNER) | Professional.objects.filter(stays)
        helper.empty_label = _("Nobody yet")

    def do(self, *, by: Professional) -> None:
        self.instance.change(by=by, **self.fields_to_write())


class BringForm(WithPapers, LetterForm):
    """Takes a letter out of the bag, or makes one of a line."""

    papers = "scans"

    scans = scans_field(required=False)
    field_order = ("scans", "sender", "deadline", "what_to_do", "helper", "visibility", "dated_on", "named")

    def __init__(
        self, *args: Any, family: Family, by: Professional, line: Line | None, **kwargs: Any
    ) -> None:
        self.line = line
        super().__init__(*args, family=family, by=by, **kwargs)
        if line:
            # Who could read the line can read the letter, its author included.
            inner = self.who_stands(*INNER)
            also = [line.author_id] if line.author_id != by.pk else []
            if line.obstacles_to_opening(by):
                self.say_not_who_sees()
                return
            self.initial["visibility"] = line.visibility
            self.initial["named"] = list(inner.filter(Q(pk__in=line.named.values("pk")) | Q(pk__in=also)))

    def drafted_for(self, request: HttpRequest, name: str, family: Family | None = None) -> Any:
        """What is typed about one line is not found again under another."""
        return super().drafted_for(request, f"{name}?line={self.line.pk}" if self.line else name, family)

    def do(self, *, by: Professional) -> None:
        letter = Letter.bring(self.family, by=by, line=self.line, **self.fields_to_write())
        letter.add_scans(self.cleaned_data["scans"], by=by)
        self.instance = letter


class AddScansForm(WithPapers, DeedForm):
    """Puts more pages to a letter."""

    adds = True
    papers = "scans"

    scans = scans_field(required=True)

    def __init__(self, *args: Any, letter: Letter, **kwargs: Any) -> None:
        self.letter = letter
        super().__init__(*args, **kwargs)

    def do(self, *, by: Professional) -> None:
        self.letter.add_scans(self.cleaned_data["scans"], by=by)


class RemoveScanForm(DeedForm):
    """Asks once."""

    def __init__(self, *args: Any, scan: Scan, **kwargs: Any) -> None:
        self.scan = scan
        super().__init__(*args, **kwargs)

    def do(self, *, by: Professional) -> None:
        self.scan.remove(by=by)


class SettleLetterForm(DeedForm):
    outcome = forms.CharField(
        label=_("What came of it?"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One sentence is enough, so that nobody has to ask again."),
    )

    def __init__(self, *args: Any, letter: Letter, **kwargs: Any) -> None:
        self.letter = letter
        super().__init__(*args, **kwargs)

    def do(self, *, by: Professional) -> None:
        self.letter.settle(by=by, outcome=self.cleaned_data["outcome"])
