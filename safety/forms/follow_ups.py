"""Follow-ups: agreeing one, leading it question by question, typing it up from paper, ending it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families.forms.visible import visibilities_with_names
from families.models import (
    Family,
    InterpreterUse,
    Involvement,
    Knows,
    Language,
    Member,
    Professional,
    Tier,
    Visibility,
)
from families.pages import DeedForm, RecordForm
from roskilde import clock
from safety.forms.voice import SpeakerField
from safety.models import (
    Answer,
    FollowUp,
    Goal,
    NextStep,
    NoNumber,
    Presence,
    Question,
    Rating,
    Scale,
    Speaker,
)
from safety.models.follow_up import OF_AGE, why_not_lead
from safety.places import is_shown

FEWEST_ROWS, MOST_ROWS = 3, 6


def people_around(family: Family, *, also: Sequence[Speaker] = ()) -> SpeakerField:
    """Everybody who can be asked: the family, its network, the professionals, each with a label.

    Who must not know yet is not among them: these names stand on a screen that everybody in the room sees.
    """
    field = SpeakerField()
    field.offer(family, also=also)
    not_yet = {str(key) for key in family.network.filter(knows=Knows.NOT_YET).values_list("pk", flat=True)}
    not_yet -= {str(person.pk) for person in also}
    field.people = {key: person for key, person in field.people.items() if key not in not_yet}
    groups = cast("list[tuple[Any, Any]]", field.choices)
    kept = [
        (label, [each for each in choices if each[0] not in not_yet]) for label, choices in groups if label
    ]
    field.choices = [("", "–"), *(group for group in kept if group[1])]
    return field


def expected(follow_up: FollowUp) -> list[Speaker]:
    """Who is to come, the family first; where nobody was invited, the family itself."""
    asked = [each.speaker for each in follow_up.who if each.speaker and not each.has_sent_word_or_stayed_away]
    return asked or list(follow_up.family.members.at_home())


# -- Agreeing one --------------------------------------------------------------------------------------------


class _PeopleField(forms.MultipleChoiceField):
    """Some of those around the family; its value is the people."""

    widget = forms.CheckboxSelectMultiple

    def offer(self, around: SpeakerField) -> None:
        self.people = around.people
        choices = cast("list[tuple[Any, Any]]", around.choices)
        self.choices = [choice for choice in choices if choice[0]]

    def clean(self, value: Any) -> Any:
        return [self.people[key] for key in super().clean(value)]


AGREED = (
    *("on", "at", "place", "led_by", "led_by_name"),
    *("interpreter", "interpreter_name", "language", "weeks_between"),
)


class FollowUpForm(RecordForm):
    """When and where, whom the family wants there, who leads it, and how it is interpreted."""

    chosen = _PeopleField(
        label=gettext_lazy("Whom does the family want there?"),
        required=False,
        help_text=gettext_lazy("Ask the family first, and begin with itself."),
    )
    others = _PeopleField(label=gettext_lazy("Who else is invited?"), required=False)

    class Meta:
        model = FollowUp
        fields = AGREED
        labels = {"on": gettext_lazy("When?"), "place": gettext_lazy("Where?")}
        widgets = {
            "on": forms.DateInput,
            "at": forms.TimeInput,
            "interpreter": forms.RadioSelect,
            "interpreter_name": forms.TextInput(attrs={"data-shown-when": "interpreter=present|video|phone"}),
        }

    field_order = ("on", "at", "place", "chosen", "others", "led_by", "led_by_name", "interpreter")
    folded = ("language", "weeks_between")

    def __init__(self, *args: Any, family: Family, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.family, follow_up = family, self.instance
        is_new = follow_up._state.adding
        follow_up.family = family
        before = family.follow_ups.filter(called_off_at=None).with_people()
        last: FollowUp | None = before.order_by("-on").first() if is_new else follow_up
        attendances = last.who if last else []
        around = family.involvements.open().select_related("professional__sector").order_by("tier")
        standing = list(around)
        afar = [each.professional for each in standing if each.tier == Tier.PERIPHERAL]
        known = [each.speaker for each in attendances if each.speaker and each.is_still_around(family)]
        offered = people_around(family, also=[*afar, *known])
        for name in ("chosen", "others"):
            field: Any = self.fields[name]
            field.offer(offered)
            is_chosen = name == "chosen"
            self.initial[name] = [
                str(each.speaker_key) for each in attendances if each.chosen_by_family == is_chosen
            ]
        if is_new:
            self._begin_as_last_time(last)
        self._offer_leaders(standing)
        if last and not is_shown(last):
            self.initial.pop("place", None)
            if not is_new:
                del self.fields["place"]
        interpreter: Any = self.fields["interpreter"]
        interpreter.choices = InterpreterUse.choices
        self.fields["interpreter_name"].help_text = _("A child or a relative never interprets.")

    @property
    def is_unfolded(self) -> bool:
        return any(self[name].errors for name in self.folded)

    def _begin_as_last_time(self, last: FollowUp | None) -> None:
        self.initial["language"] = self.family.language
        if not self.family.needs_interpreter:
            self.initial["interpreter"] = InterpreterUse.NOT_NEEDED
        if last is None:
            self.initial["chosen"] = [str(member.pk) for member in self.family.members.at_home()]
            return
        for name in ("at", "place", "led_by_name", "weeks_between"):
            self.initial[name] = getattr(last, name)
        self.initial["led_by"] = last.led_by_id
        self.initial["on"] = max(last.on, clock.today()) + timedelta(weeks=last.weeks_between)

    def _offer_leaders(self, standing: Sequence[Involvement]) -> None:
        """Who may lead; of the others it is said why they are not among them."""
        may = [each.professional_id for each in standing if not why_not_lead(each)]
        led_by: Any = self.fields["led_by"]
        led_by.queryset = Professional.objects.filter(pk__in=may)
        if others := ", ".join(each.professional.name for each in standing if why_not_lead(each)):
            led_by.help_text = _(
                "Not %(names)s: where they come from, the family's case is decided, and families speak more "
                "freely when somebody else leads. Let one of the core do it."
            ) % {"names": others}

    def do(self, *, by: Professional) -> None:
        cleaned = {
            name: self.cleaned_data[name] for name in (*AGREED, "chosen", "others") if name in self.fields
        }
        if not self.instance._state.adding:
            self.instance.change(by=by, **cleaned)
            return
        self.family.lock()  # a second tap waits here, and finds what the first one agreed
        same = self.family.follow_ups.coming().filter(on=cleaned["on"], at=cleaned["at"]).first()
        self.instance = same or FollowUp.arrange(self.family, by=by, **cleaned)


class CallOffFollowUpForm(DeedForm):
    reason = forms.CharField(label=gettext_lazy("Why is it called off?"), max_length=300)

    def __init__(self, *args: Any, follow_up: FollowUp, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.follow_up = follow_up

    def do(self, *, by: Professional) -> None:
        self.follow_up.call_off(by=by, reason=self.cleaned_data["reason"])


# -- Leading it ----------------------------------------------------------------------------------------------


class Chips(forms.RadioSelect):
    """Speakers, one tap or one key each; ``focus`` is the one on whom the cursor stands, chosen or not."""

    focus: str = ""

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(*args, **kwargs)
        if self.focus and str(option["value"]) == self.focus:
            option["attrs"]["autofocus"] = True
        return option


class AnswerForm(DeedForm):
    """What one person answers to one question; parked where it comes too early."""

    adds = True

    speaker = SpeakerField(label=gettext_lazy("Who says it?"), widget=Chips)
    words = forms.CharField(
        label=gettext_lazy("What do they say?"), max_length=3000, widget=forms.Textarea(attrs={"rows": 3})
    )
    is_quote = forms.BooleanField(
        label=gettext_lazy("Word for word, as it was said"), required=False, initial=True
    )

    def __init__(
        self,
        data: Any = None,
        *,
        follow_up: FollowUp,
        question: Question,
        at_the_table: Sequence[Speaker],
        answered: Iterable[Any] = (),
    ) -> None:
        super().__init__(data)
        self.follow_up = follow_up
        self.question = Question.PARKED if data and "park" in data else question
        speaker: Any = self.fields["speaker"]
        around = people_around(follow_up.family, also=at_the_table)
        speaker.people, speaker.choices = around.people, seated(around, at_the_table)
        done = set(answered)
        self.waits_for = [person for person in at_the_table if person.pk not in done]

    def drafted_for(self, *args: Any, **kwargs: Any) -> Any:
        """The cursor stands on whoever has not answered yet; in the text, where a draft is found again."""
        super().drafted_for(*args, **kwargs)
        if self.is_bound:
            return self
        if self.initial.get("words"):
            self.fields["words"].widget.attrs["autofocus"] = True
        elif self.waits_for:
            cast("Chips", self.fields["speaker"].widget).focus = str(self.waits_for[0].pk)
        return self

    def do(self, *, by: Professional) -> None:
        Answer.say(self.follow_up, self.question, by=by, **self.cleaned_data)


def seated(field: SpeakerField, at_the_table: Sequence[Speaker]) -> list[tuple[Any, Any]]:
    """Those who are there first, then everybody else in their groups."""
    groups = [group for group in cast("list[tuple[Any, Any]]", field.choices) if group[0]]
    labels = dict(choice for _label, choices in groups for choice in choices)
    here = [(str(person.pk), labels[str(person.pk)]) for person in at_the_table]
    keys = {key for key, _label in here}
    rest = [(label, [choice for choice in choices if choice[0] not in keys]) for label, choices in groups]
    return [(_("Here today"), here), *((label, choices) for label, choices in rest if choices)]


class NumbersForm(DeedForm):
    """The numbers of one person, on each scale that can be shown in the room; nobody else's are there."""

    adds = True

    template_name = "safety/numbers_form.html"

    def __init__(
        self, data: Any = None, *, follow_up: FollowUp, scales: Sequence[Scale], rater: Speaker
    ) -> None:
        super().__init__(data)
        self.follow_up, self.scales, self.rater = follow_up, scales, rater
        choices = [*((str(number), str(number)) for number in range(11)), *NoNumber.choices]
        for place, scale in enumerate(scales):
            self.fields[self._number(scale)] = forms.ChoiceField(
                label=_("Your number"),
                choices=choices,
                required=False,
                widget=forms.RadioSelect(attrs={"autofocus": True} if place == 0 else {}),
            )
            self.fields[self._because(scale)] = forms.CharField(
                label=_("Why just that number?"),
                max_length=1000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    # The rater stands in the names: a draft of one person's number is never found again under another's.
    def _number(self, scale: Scale) -> str:
        return f"number-{self.rater.pk}-{scale.pk}"

    def _because(self, scale: Scale) -> str:
        return f"because-{self.rater.pk}-{scale.pk}"

    @property
    def rows(self) -> list[tuple[Scale, Any, Any]]:
        return [(each, self[self._number(each)], self[self._because(each)]) for each in self.scales]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        given = [scale for scale in self.scales if cleaned.get(self._number(scale))]
        for scale in self.scales:
            if cleaned.get(self._because(scale)) and scale not in given:
                self.add_error(self._number(scale), _("Choose a number from 0 to 10, or why there is none."))
        if not given and not self.errors:
            raise ValidationError(_("Choose a number from 0 to 10, or why there is none."), code="required")
        return cleaned

    def do(self, *, by: Professional) -> None:
        has_given = raters_of(self.follow_up, self.scales, by)
        for scale in self.scales:
            asked = self.cleaned_data[self._number(scale)]
            if not asked or self.rater.pk in has_given.get(scale.pk, ()):
                continue
            has_no_number = asked in NoNumber.values
            Rating.give(
                scale,
                by=by,
                rater=self.rater,
                value=None if has_no_number else int(asked),
                no_number=asked if has_no_number else "",
                because=self.cleaned_data[self._because(scale)],
                on=self.follow_up.on,
                follow_up=self.follow_up,
                language=self.follow_up.language or self.follow_up.family.language,
                through_interpreter=self.follow_up.is_interpreted
                and not isinstance(self.rater, Professional),
            )


def ratings_of(follow_up: FollowUp, scales: Iterable[Scale], by: Professional) -> Any:
    """The numbers of this follow-up on these scales, as they stand; nobody sees here which they are."""
    rows = Rating.objects.addressed(by).filter(follow_up=follow_up, version__scale__in=list(scales))
    return rows.standing().with_raters()


def raters_of(follow_up: FollowUp, scales: Iterable[Scale], by: Professional) -> Mapping[Any, set[Any]]:
    """For each scale the keys of those who have given their number. One query."""
    found: dict[Any, set[Any]] = {}
    for rating in ratings_of(follow_up, scales, by):
        found.setdefault(rating.version.scale_id, set()).add(rating.speaker_key)
    return found


class NextStepForm(DeedForm):
    """Who does what, and by when."""

    adds = True

    who = SpeakerField(label=gettext_lazy("Who does it?"))
    words = forms.CharField(label=gettext_lazy("What?"), max_length=300)
    due_on = forms.DateField(label=gettext_lazy("By when?"), widget=forms.DateInput)

    def __init__(self, data: Any = None, *, follow_up: FollowUp, at_the_table: Sequence[Speaker]) -> None:
        super().__init__(data)
        self.follow_up = follow_up
        who: Any = self.fields["who"]
        around = people_around(follow_up.family, also=at_the_table)
        who.people, who.choices = around.people, around.choices
        who.widget.attrs["autofocus"] = True
        self.initial["due_on"] = clock.today() + timedelta(days=14)

    def do(self, *, by: Professional) -> None:
        NextStep.agree(self.follow_up.family, by=by, follow_up=self.follow_up, **self.cleaned_data)


# -- Ending it -----------------------------------------------------------------------------------------------

CAME_OR_NOT = [(each.value, each.label) for each in (Presence.CAME, Presence.EXCUSED, Presence.ABSENT)]


class EndFollowUpForm(DeedForm):
    """Who came, how it was interpreted, and when the next one is; reasons that were not given yet."""

    adds = True

    template_name = "safety/end_form.html"
    all_optional = True  # what has to be said stands there already

    also = _PeopleField(label=gettext_lazy("Who came besides?"), required=False)
    interpreter = forms.ChoiceField(
        label=gettext_lazy("Interpreter"), choices=InterpreterUse, widget=forms.RadioSelect
    )
    interpreter_name = forms.CharField(
        label=gettext_lazy("Agency and interpreter"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("A child or a relative never interprets."),
        widget=forms.TextInput(attrs={"data-shown-when": "interpreter=present|video|phone"}),
    )
    interpreting_member = forms.ModelChoiceField(
        label=gettext_lazy("Did somebody of the family interpret all the same?"),
        queryset=Member.objects.none(),
        required=False,
        empty_label=gettext_lazy("No"),
        widget=forms.Select(attrs={"data-shown-when": "interpreter=present|video|phone"}),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language spoken"), choices=Language)
    next_on = forms.DateField(
        label=gettext_lazy("When do you meet next?"), required=False, widget=forms.DateInput
    )
    next_at = forms.TimeField(label=gettext_lazy("At"), required=False, widget=forms.TimeInput)

    def __init__(
        self,
        data: Any = None,
        *,
        follow_up: FollowUp,
        spoke: Iterable[Any],
        without_reason: Sequence[Rating],
    ) -> None:
        super().__init__(data)
        self.follow_up, self.without_reason, family = follow_up, without_reason, follow_up.family
        attendances = follow_up.who
        invited = {each.speaker_key: each for each in attendances}
        around = people_around(family, also=[each.speaker for each in attendances if each.speaker])
        spoke = set(spoke)
        self.asked = [
            person
            for person in around.people.values()
            if person.pk in invited or person.pk in spoke or isinstance(person, Member)
        ]
        for person in self.asked:
            field = forms.ChoiceField(
                label=str(person), choices=CAME_OR_NOT, required=False, widget=forms.RadioSelect
            )
            presence = invited[person.pk].presence if person.pk in invited else ""
            known = presence if presence != Presence.INVITED else ""
            field.initial = known or (Presence.CAME if person.pk in spoke else "")
            self.fields[f"presence-{person.pk}"] = field
        for rating in without_reason:
            self.fields[f"because-{rating.pk}"] = forms.CharField(
                label=str(rating.speaker),
                max_length=1000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
        self._offer_the_rest(around)
        self.initial = {
            "interpreter": follow_up.interpreter
            or (InterpreterUse.PRESENT if family.needs_interpreter else InterpreterUse.NOT_NEEDED),
            "interpreter_name": follow_up.interpreter_name,
            "language": follow_up.language or family.language,
            "next_on": follow_up.next_by_rhythm,
            "next_at": follow_up.at,
        }
        self.next_agreed = family.follow_ups.ahead().first()
        if self.next_agreed:
            del self.fields["next_on"], self.fields["next_at"]

    def _offer_the_rest(self, around: SpeakerField) -> None:
        also: Any = self.fields["also"]
        keys = {str(person.pk) for person in self.asked}
        also.offer(around)
        groups = (
            (label, [each for each in choices if each[0] not in keys]) for label, choices in also.choices
        )
        also.choices = [group for group in groups if group[1]]
        members: Any = self.fields["interpreting_member"]
        members.queryset = self.follow_up.family.members.at_home()
        if not also.choices:
            del self.fields["also"]

    @property
    def presences(self) -> list[Any]:
        return [self[f"presence-{person.pk}"] for person in self.asked]

    @property
    def reasons(self) -> list[tuple[Rating, Any]]:
        return [(rating, self[f"because-{rating.pk}"]) for rating in self.without_reason]

    @property
    def children(self) -> list[Member]:
        """Those of the family who are too young to be asked to interpret."""
        return [person for person in self.asked if isinstance(person, Member) and person.age < OF_AGE]

    def do(self, *, by: Professional) -> None:
        for rating in self.without_reason:
            if because := self.cleaned_data[f"because-{rating.pk}"]:
                rating.follow(by=by, because=because)
        presences: dict[Speaker, Presence] = {
            person: Presence(said)
            for person in self.asked
            if (said := self.cleaned_data[f"presence-{person.pk}"])
        }
        presences |= dict.fromkeys(self.cleaned_data.get("also") or (), Presence.CAME)
        asked = ("interpreter", "interpreter_name", "interpreting_member", "language")
        self.follow_up.end(
            by=by,
            presences=presences,
            next_on=self.cleaned_data.get("next_on"),
            next_at=self.cleaned_data.get("next_at"),
            **{name: self.cleaned_data[name] for name in asked},
        )


# -- From paper ----------------------------------------------------------------------------------------------


class TypeUpForm(DeedForm):
    """All questions on one page, with as many rows as there are people; empty rows are left out."""

    adds = True

    template_name = "safety/type_up_form.html"

    on = forms.DateField(label=gettext_lazy("Held on"), widget=forms.DateInput)

    def __init__(self, data: Any = None, *, follow_up: FollowUp, at_the_table: Sequence[Speaker]) -> None:
        super().__init__(data)
        self.follow_up = follow_up
        if follow_up.is_begun:
            del self.fields["on"]
        else:
            self.initial["on"] = min(follow_up.on, clock.today())
        around = people_around(follow_up.family, also=at_the_table)
        self.names = [
            (question, f"{question}-{row}")
            for question in Question
            for row in range(min(max(len(at_the_table), FEWEST_ROWS), MOST_ROWS))
        ]
        for question, name in self.names:
            speaker = SpeakerField(label=_("Who says it?"), required=False)
            speaker.people, speaker.choices = around.people, around.choices
            self.fields[f"{name}-speaker"] = speaker
            self.fields[f"{name}-words"] = forms.CharField(
                label=question.label,
                max_length=3000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for _question, name in self.names:
            if cleaned.get(f"{name}-words") and not cleaned.get(f"{name}-speaker"):
                self.add_error(f"{name}-speaker", _("Choose who says it: one person."))
        if not self.errors and not self.said:
            raise ValidationError(_("Write at least one answer."), code="required")
        return cleaned

    @property
    def said(self) -> list[tuple[Question, Speaker, str]]:
        """The rows in which something stands, in the order of the questions."""
        rows = ((each, self.cleaned_data[f"{name}-speaker"], f"{name}-words") for each, name in self.names)
        return [
            (question, speaker, words)
            for question, speaker, field in rows
            if (words := self.cleaned_data[field])
        ]

    @property
    def rows(self) -> list[tuple[Question, list[tuple[Any, Any]]]]:
        """For each question its rows, as the page shows them."""
        found: dict[Question, list[tuple[Any, Any]]] = {}
        for question, name in self.names:
            found.setdefault(question, []).append((self[f"{name}-speaker"], self[f"{name}-words"]))
        return list(found.items())

    def do(self, *, by: Professional) -> None:
        if not self.follow_up.is_begun:
            self.follow_up.begin(by=by, on=self.cleaned_data["on"])
        for question, speaker, words in self.said:
            Answer.say(self.follow_up, question, by=by, speaker=speaker, words=words, is_quote=True)


# -- What was answered ---------------------------------------------------------------------------------------


class ChangeAnswerForm(RecordForm):
    """Mends what was typed, the speaker, and the goal that a sign points at."""

    speaker = SpeakerField(label=gettext_lazy("Who says it?"))

    class Meta:
        model = Answer
        fields = ("words", "is_quote", "goal")

    field_order = ("speaker", "words", "is_quote", "goal")

    def __init__(self, *args: Any, goals: "QuerySet[Goal]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        answer: Answer = self.instance
        speaker: Any = self.fields["speaker"]
        speaker.offer(answer.family, also=[answer.speaker] if answer.speaker else [])
        self.initial["speaker"] = str(answer.speaker_key)
        if answer.question != Question.SIGNS or (answer.goal_id and answer.goal not in goals):
            # A goal that the reader may not see stays as it is.
            del self.fields["goal"]
        else:
            goal: Any = self.fields["goal"]
            goal.queryset, goal.empty_label = goals, _("None of them")

    def do(self, *, by: Professional) -> None:
        names = [name for name in ("speaker", "words", "is_quote", "goal") if name in self.fields]
        self.instance.change(by=by, **{name: self.cleaned_data[name] for name in names})


class ShieldAnswerForm(DeedForm):
    """Who alone sees it, and why."""

    named = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Who may see it?"),
        queryset=Professional.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Besides whoever wrote it down. For everybody else it does not exist."),
    )
    reason = forms.CharField(label=gettext_lazy("Why is it shielded?"), max_length=500)

    def __init__(self, *args: Any, answer: Answer, by: Professional, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.answer = answer
        inner = answer.family.involvements.open().filter(tier__in=[Tier.CORE, Tier.NEAR])
        named: Any = self.fields["named"]
        named.queryset = Professional.objects.filter(pk__in=inner.values("professional"))
        self.initial["named"] = [] if by.pk == answer.author_id else [by.pk]

    def do(self, *, by: Professional) -> None:
        self.answer.shield(by=by, named=self.cleaned_data["named"], reason=self.cleaned_data["reason"])


class ReleaseAnswerForm(DeedForm):
    """Who gets to see what was shielded, and why it may be told now."""

    visibility = forms.ChoiceField(label=gettext_lazy("Who gets to see it?"), widget=forms.RadioSelect)
    reason = forms.CharField(label=gettext_lazy("Why may it be shown now?"), max_length=500)

    def __init__(self, *args: Any, answer: Answer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.answer = answer
        standing = answer.family.involvements.open().select_related("professional", "stands_in_for")
        choices = visibilities_with_names(answer.family, standing, author=answer.author, named=answer.named)
        visibility: Any = self.fields["visibility"]
        visibility.choices = [choice for choice in choices if choice[0] != Visibility.NAMED]
        self.initial["visibility"] = Visibility.NEAR

    def do(self, *, by: Professional) -> None:
        asked = Visibility(self.cleaned_data["visibility"])
        self.answer.release(by=by, visibility=asked, reason=self.cleaned_data["reason"])
