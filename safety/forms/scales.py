"""Giving a scale its words, and a number its reason."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from families.models import Family, InterpreterUse, Language, Member, Professional
from families.pages import DeedForm
from roskilde import clock
from safety.faces import FACES, face
from safety.models import FollowUp, NoNumber, Rating, Scale, ScaleVersion, Speaker, Statement
from safety.models.scale import REWORDED

ANSWERS_FROM = 6  # years
FACES_UNTIL = 8


class WordingForm(DeedForm):
    """What 0 and 10 mean, in the words of one danger and its goal."""

    zero = forms.CharField(
        label=_("0 means"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What happens again, so that the child cannot be at home? In the family's words."),
    )
    ten = forms.CharField(
        label=_("10 means"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What does everybody see, so that they are sure that the child is safe?"),
    )


class PairForm(WordingForm):
    """Gives a danger its scale."""

    def __init__(self, *args: Any, danger: Statement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.danger = danger

    def do(self, *, by: Professional) -> None:
        self.scale = Scale.pair(
            self.danger, by=by, zero=self.cleaned_data["zero"], ten=self.cleaned_data["ten"]
        )


class WordedForm(DeedForm):
    """Carries the wording that it was opened at: what was meant for other words is not put under new ones."""

    worded = forms.ModelChoiceField(queryset=ScaleVersion.objects.none(), widget=forms.HiddenInput)

    if TYPE_CHECKING:
        data: QueryDict

    def __init__(self, *args: Any, version: ScaleVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.version = version
        worded: Any = self.fields["worded"]
        worded.queryset = ScaleVersion.objects.filter(scale=version.scale_id)
        self.initial["worded"] = version.pk

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("worded") not in (None, self.version):
            # Sent once more, it is meant: the page shows the new words now.
            self.data = self.data.copy()
            self.data[self.add_prefix("worded")] = str(self.version.pk)
            self.add_error(None, ValidationError(REWORDED, code="conflict"))
        return cleaned


class WordForm(WordedForm, WordingForm):
    """Words the ends of a scale anew."""

    def __init__(self, *args: Any, scale: Scale, version: ScaleVersion, **kwargs: Any) -> None:
        super().__init__(*args, version=version, **kwargs)
        self.scale = scale
        self.initial.update(zero=version.zero, ten=version.ten)

    def do(self, *, by: Professional) -> None:
        words = self.cleaned_data
        self.scale.word(by=by, zero=words["zero"], ten=words["ten"], instead_of=words["worded"])


class AnswerForm(DeedForm):
    """A number from 0 to 10, or why there is none; and the reason for it."""

    answer = forms.ChoiceField(
        label=_("Which number?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a number from 0 to 10, or say that you do not answer.")},
    )
    because = forms.CharField(
        label=_("Why that number?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Ask first what makes it as high as it is. It can be written later, too."),
    )
    on = forms.DateField(label=_("given on"), initial=clock.today)

    folded: tuple[str, ...] = ("on",)

    def __init__(self, *args: Any, with_faces: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.with_faces = with_faces
        answer: Any = self.fields["answer"]
        answer.choices = [*(_faces() if with_faces else _numbers()), *NoNumber.choices]

    @property
    def is_unfolded(self) -> bool:
        return any(self[name].errors for name in self.folded if name in self.fields)

    def answered(self) -> dict[str, Any]:
        """The answer as the row keeps it."""
        answer = self.cleaned_data["answer"]
        is_number = answer not in NoNumber.values
        return {
            "value": int(answer) if is_number else None,
            "no_number": "" if is_number else answer,
            "because": self.cleaned_data["because"],
            "on": self.cleaned_data["on"],
        }


def _numbers() -> list[tuple[str, str | Promise]]:
    return [(str(number), str(number)) for number in range(11)]


def _faces() -> list[tuple[str, SafeString]]:
    """Each with the number that it stands for: what a picture says to one, the number says to another."""
    return [(str(number), format_html("{}{}", face(number), number)) for number in FACES]


class RatingForm(WordedForm, AnswerForm):
    """Writes down the number that one person gives."""

    language = forms.ChoiceField(
        label=_("language spoken"), choices=[("", "–"), *Language.choices], required=False
    )
    through_interpreter = forms.BooleanField(label=_("through an interpreter"), required=False)

    field_order = ("answer", "because", "through_interpreter", "language", "on", "worded")
    folded = ("language", "on")

    def __init__(
        self,
        *args: Any,
        scale: Scale,
        version: ScaleVersion,
        rater: Speaker,
        follow_up: FollowUp | None = None,
        **kwargs: Any,
    ) -> None:
        with_faces = answers_with_faces(rater, clock.today())
        super().__init__(*args, version=version, with_faces=with_faces, **kwargs)
        self.scale, self.rater, self.follow_up = scale, rater, follow_up
        if isinstance(rater, Professional):
            del self.fields["language"], self.fields["through_interpreter"]
        else:
            self.initial.update(_spoken(scale.family, rater, follow_up))

    def do(self, *, by: Professional) -> None:
        given = self.cleaned_data
        self.rating = Rating.give(
            self.scale,
            by=by,
            rater=self.rater,
            worded=given["worded"],
            language=given.get("language", ""),
            through_interpreter=given.get("through_interpreter", False),
            with_faces=self.with_faces,
            follow_up=self.follow_up,
            **self.answered(),
        )


def answers_with_faces(rater: Speaker, day: date) -> bool:
    """Small children point at a face."""
    return isinstance(rater, Member) and rater.age_on(day) <= FACES_UNTIL


def _spoken(family: Family, rater: Speaker, follow_up: FollowUp | None) -> dict[str, Any]:
    """How it was most likely said: as at the follow-up, else as the person usually speaks."""
    if follow_up is not None:
        is_through = follow_up.interpreter not in ("", InterpreterUse.NOT_NEEDED)
        return {"language": follow_up.language, "through_interpreter": is_through}
    if isinstance(rater, Member) and rater.needs_interpreter:
        return {"language": rater.language or family.language, "through_interpreter": True}
    return {}


class CorrectForm(AnswerForm):
    """A wrong key, a wrong day: a new row that points at the old one."""

    def __init__(self, *args: Any, rating: Rating, **kwargs: Any) -> None:
        super().__init__(*args, with_faces=rating.with_faces, **kwargs)
        self.rating = rating
        answer = rating.no_number if rating.value is None else str(rating.value)
        self.initial.update(answer=answer, because=rating.because, on=rating.on)

    def do(self, *, by: Professional) -> None:
        self.rating.follow(by=by, **self.answered())


class ReasonForm(DeedForm):
    """The reason for a number that was given without one."""

    because = forms.CharField(
        label=_("Why that number?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "autofocus": True}),
        help_text=_("What makes it as high as it is? What would one step up look like?"),
        error_messages={"required": _("Write the reason. It is the reason that can be used for something.")},
    )

    def __init__(self, *args: Any, rating: Rating, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rating = rating

    def do(self, *, by: Professional) -> None:
        self.rating.follow(by=by, because=self.cleaned_data["because"])
