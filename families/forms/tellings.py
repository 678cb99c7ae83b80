"""Saying a line to somebody, answering one, and writing to the core from the edge of the family."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families.models import Family, Involvement, Kind, Line, Professional, Telling
from families.pages import DeedForm
from roskilde import clock


class _Words(forms.CharField):
    """As much as a line holds."""

    widget = forms.Textarea(attrs={"rows": 4, "autofocus": True})

    def __init__(self, *, label: Any) -> None:
        super().__init__(label=label, max_length=2000)


class TellForm(DeedForm):
    """To whom, and by when if it is a next step."""

    adds = True

    people = forms.MultipleChoiceField(
        label=gettext_lazy("To whom?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one.")},
    )
    due_on = forms.DateField(
        label=gettext_lazy("At the latest"),
        required=False,
        help_text=gettext_lazy("For a next step: it stays on their start page until it is done."),
    )

    def __init__(self, data: Any = None, *, line: Line, by: Professional) -> None:
        super().__init__(data)
        self.line = line
        standing = line.family.involvements.open().select_related("professional", "stands_in_for")
        told = set(line.tellings.values_list("to", flat=True))
        self.standing = {
            str(each.professional_id): each
            for each in standing.order_by("tier", "professional__name_key")
            if each.professional_id not in told
        }
        self._seeing = {person.pk for person in line.seen_by()}
        self._may_widen = not line.obstacles_to_opening(by)
        people: Any = self.fields["people"]
        people.choices = [(key, self._who(each, by)) for key, each in self.standing.items()]

    def _who(self, involvement: Involvement, by: Professional) -> str:
        """ "Birgitte Ørum, Klasselærer (nær)", and whether they would see the line for the first time."""
        person = involvement.professional
        who = _("%(name)s, %(function)s (%(tier)s)") % {
            "name": _("%(name)s (you)") % {"name": person} if person == by else person,
            "function": involvement.function,
            "tier": involvement.get_tier_display().lower(),
        }
        if involvement.stands_in_for:
            who += ", " + _("in place of %(name)s") % {"name": involvement.stands_in_for}
        if person.pk in self._seeing:
            return who
        sight = _("gets to see the line") if self._may_widen else _("cannot see the line")
        return f"{who} – {sight}"

    def clean_due_on(self) -> date | None:
        due_on: date | None = self.cleaned_data["due_on"]
        if due_on and due_on < clock.today():
            raise ValidationError(_("The day has gone by."), code="too_late")
        return due_on

    def do(self, *, by: Professional) -> None:
        people = [self.standing[key].professional for key in self.cleaned_data["people"]]
        Telling.tell(self.line, people, by=by, due_on=self.cleaned_data["due_on"])


class AnswerForm(DeedForm):
    """A short answer to a line."""

    adds = True

    text = _Words(label=gettext_lazy("Your answer"))

    def __init__(self, data: Any = None, *, line: Line) -> None:
        super().__init__(data)
        self.line = line

    def do(self, *, by: Professional) -> None:
        self.line.answer(by=by, text=self.cleaned_data["text"])


class ObservationForm(DeedForm):
    """What somebody at the edge of the family has seen: words, and where they come from."""

    adds = True

    text = _Words(label=gettext_lazy("What have you seen or heard?"))
    kind = forms.ChoiceField(
        label=gettext_lazy("How do you know it?"),
        # Help with minutes is a contribution, and logged by those who stand near.
        choices=[choice for choice in Kind.choices if choice[0] != Kind.HELP],
        initial=Kind.TALK,
        widget=forms.RadioSelect,
    )

    def __init__(self, data: Any = None, *, family: Family) -> None:
        super().__init__(data)
        self.family = family

    def do(self, *, by: Professional) -> None:
        Line.observe(self.family, by=by, text=self.cleaned_data["text"], kind=self.cleaned_data["kind"])
