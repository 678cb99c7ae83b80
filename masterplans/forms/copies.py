from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from families.models import Family, Member, Professional
from families.pages import DeedForm
from masterplans.family_copy import CopyReading, recipients
from masterplans.languages import Language, language, written
from masterplans.models import FamilyCopy, Handing, How, LanguageApproval, Masterplan
from masterplans.rule import monday_of

WEEKS_AHEAD = 3


class MakeCopyForm(DeedForm):
    """For whom, in which language, and which week stands on it."""

    recipient = forms.ModelChoiceField(
        label=_("For whom"), queryset=Member.objects.none(), widget=forms.RadioSelect, empty_label=None
    )
    language = forms.ChoiceField(label=_("Language of the fixed words"), widget=forms.RadioSelect)
    monday = forms.TypedChoiceField(label=_("Week"), coerce=date.fromisoformat)

    def __init__(
        self, *args: Any, family: Family, plan: Masterplan, by: Professional, today: date, **kwargs: Any
    ) -> None:
        self.family, self.plan, self.by = family, plan, by
        super().__init__(*args, **kwargs)
        recipient: Any = self.fields["recipient"]
        recipient.queryset = family.members.filter(pk__in=[each.pk for each in recipients(family)])
        languages: Any = self.fields["language"]
        languages.choices = [(key, _named(language(key))) for key in written()]
        monday: Any = self.fields["monday"]
        this_week = monday_of(today)
        monday.choices = [
            (str(each), _in_words(each))
            for each in (this_week + timedelta(weeks=number) for number in range(WEEKS_AHEAD))
        ]
        # The family's own language, where it is written; on a Friday people speak of the coming week.
        is_late = today.weekday() >= 4
        self.initial = {
            "language": family.language if family.language in written() else written()[0],
            "monday": str(this_week + timedelta(weeks=1) if is_late else this_week),
        }

    def do(self, *, by: Professional) -> None:
        words = language(self.cleaned_data["language"])
        reading = CopyReading(
            plan=self.plan,
            recipient=self.cleaned_data["recipient"],
            language=words,
            monday=self.cleaned_data["monday"],
            reader=by,
            is_read_through=LanguageApproval.is_read_through(words),
        )
        self.copy = FamilyCopy.make(reading, by=by)


def _named(words: Language) -> str:
    if LanguageApproval.is_read_through(words):
        return words.name
    return gettext("%(language)s (not read through yet: the paper says so)") % {"language": words.name}


def _in_words(monday: date) -> str:
    number = monday.isocalendar().week
    first, last = (date_format(day, "MONTH_DAY_FORMAT") for day in (monday, monday + timedelta(days=6)))
    return str(_("Week %(number)s: %(first)s – %(last)s")) % {"number": number, "first": first, "last": last}


class HandOverForm(DeedForm):
    on = forms.DateField(label=_("Handed over on"), widget=forms.DateInput)
    how = forms.ChoiceField(label=_("How"), choices=How, widget=forms.RadioSelect)
    adds = True

    def __init__(self, *args: Any, copy: FamilyCopy, today: date, **kwargs: Any) -> None:
        self.copy = copy
        super().__init__(*args, **kwargs)
        self.initial = {"on": today, "how": How.HAND}

    def do(self, *, by: Professional) -> None:
        Handing.note(self.copy, by=by, **self.cleaned_data)


class CorrectHandingForm(DeedForm):
    on = forms.DateField(label=_("Handed over on"), widget=forms.DateInput)
    how = forms.ChoiceField(label=_("How"), choices=How, widget=forms.RadioSelect)
    reason = forms.CharField(label=_("What was wrong"), max_length=300)

    def __init__(self, *args: Any, handing: Handing, **kwargs: Any) -> None:
        self.handing = handing
        super().__init__(*args, **kwargs)
        self.initial = {"on": handing.on, "how": handing.how}

    def do(self, *, by: Professional) -> None:
        self.handing.correct(by=by, **self.cleaned_data)


class ApproveLanguageForm(DeedForm):
    read_by = forms.CharField(
        label=_("Who has read it"),
        max_length=120,
        help_text=_("Name, and how they know the language: an interpreter and the agency."),
    )
    read_on = forms.DateField(label=_("Read on"), widget=forms.DateInput)
    adds = True
    # What was on the screen when it was read: a word that has changed meanwhile was not.
    fingerprint = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, words: Language, today: date, **kwargs: Any) -> None:
        self.words = words
        super().__init__(*args, **kwargs)
        self.initial = {"read_on": today, "fingerprint": words.fingerprint}

    def do(self, *, by: Professional) -> None:
        LanguageApproval.note(self.words.key, by=by, **self.cleaned_data)
