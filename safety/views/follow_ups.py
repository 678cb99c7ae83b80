"""Follow-ups with the family: agreed, led question by question in the room, ended, and read over time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_POST

from families import danger
from families.door import PageRequest, needs
from families.history import entries
from families.models import Family, Visibility
from families.pages import form_page, saved_now
from families.rights import Right
from roskilde.paging import page_of
from safety import sections
from safety.forms.follow_ups import (
    AnswerForm,
    CallOffFollowUpForm,
    ChangeAnswerForm,
    EndFollowUpForm,
    FollowUpForm,
    NextStepForm,
    NumbersForm,
    ReleaseAnswerForm,
    ShieldAnswerForm,
    TypeUpForm,
    expected,
    raters_of,
    ratings_of,
)
from safety.models import FOUR, PROGRESS, Answer, FollowUp, Question, Scale, Speaker
from safety.places import is_shown

PER_PAGE = 20
PROGRESS_PER_PAGE = 12

NUMBERS, STEPS, END = "numbers", "steps", "end"


@dataclass(frozen=True)
class Stop:
    """One stop on the way through a follow-up: a question, the numbers, the next steps."""

    key: str
    label: str | Promise  # as it stands in the row at the foot
    prompt: str | Promise = ""  # what one may ask on, said beneath the question


ROUTE = (
    Stop(
        Question.BETTER,
        gettext_lazy("Better"),
        gettext_lazy("When was the last time? Who noticed?"),
    ),
    Stop(Question.SIGNS, gettext_lazy("Signs"), gettext_lazy("What did you do then? What would others say?")),
    Stop(
        Question.TAKEN, gettext_lazy("What it took"), gettext_lazy("What does that say of you as a family?")
    ),
    Stop(Question.HOW, gettext_lazy("How"), gettext_lazy("Can you do it again? Who can help?")),
    Stop(Question.ELSE, gettext_lazy("Else"), gettext_lazy("And what else?")),
    Stop(NUMBERS, gettext_lazy("Numbers")),
    Stop(
        Question.WORRY,
        gettext_lazy("Worries"),
        gettext_lazy("Who is worried, about which child, and of what?"),
    ),
    Stop(STEPS, gettext_lazy("Next steps")),
    Stop(END, gettext_lazy("Next time")),
)


def follow_up_of(family: Family, pk: UUID) -> FollowUp:
    follow_up: FollowUp = get_object_or_404(family.follow_ups.with_people(), pk=pk)
    return follow_up


def answer_of(request: PageRequest, family: Family, pk: UUID) -> Answer:
    answers = family.answers.visible_to(request.user).with_speakers().select_related("follow_up", "goal")
    answer: Answer = get_object_or_404(answers, pk=pk)
    return answer


def _own_answer(request: PageRequest, family: Family, pk: UUID) -> Answer:
    """One that the reader may mend."""
    answer = answer_of(request, family, pk)
    if not answer.may_be_changed_by(request.user):
        raise PermissionDenied(_("Only the author and the core can change it."))
    return answer


def _list(family: Family) -> str:
    return reverse("safety:list_follow_ups", args=[family.pk])


def _lead(follow_up: FollowUp, step: str) -> str:
    if step == END:
        return reverse("safety:end_follow_up", args=[follow_up.family_id, follow_up.pk])
    return reverse("safety:lead_follow_up", args=[follow_up.family_id, follow_up.pk, step])


# -- Read ----------------------------------------------------------------------------------------------------


@needs(Right.SEE_SAFETY, gettext_lazy("The follow-ups"))
def list_follow_ups(request: PageRequest, family: Family) -> HttpResponse:
    """What is coming, then what was held, with who came."""
    rows = family.follow_ups.with_people()
    held = page_of(rows.held(), request.GET.get("page"), PER_PAGE)
    return render(
        request,
        "safety/list_follow_ups.html",
        {
            "family": family,
            "coming": rows.coming(),
            "held": held,
            "may_lead": Right.FOLLOW_UP in request.rights,
        },
    )


@needs(Right.SEE_SAFETY, gettext_lazy("A follow-up"))
def show_follow_up(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """One follow-up: when, who, what was answered, and what was agreed."""
    follow_up = follow_up_of(family, pk)
    answers = _answers(request, family, [follow_up])
    scales = _scales(request, family)
    steps = family.next_steps.visible_to(request.user).filter(follow_up=follow_up)
    return render(
        request,
        "safety/show_follow_up.html",
        {
            "family": family,
            "follow_up": follow_up,
            "questions": _by_question(answers, PROGRESS),
            "worries": [each for each in answers if each.question == Question.WORRY],
            "parked": [each for each in answers if each.question == Question.PARKED],
            "steps": steps.select_related("member", "network_person", "professional"),
            "numbers": ratings_of(follow_up, scales, request.user).count() if scales else 0,
            "going_on": _lead(follow_up, _next_unasked(answers)),
            "obstacles": _messages(follow_up.obstacles(request.user)) if follow_up.is_under_way else [],
            "may_lead": Right.FOLLOW_UP in request.rights,
            "pieces": [
                piece(request, family, follow_up)
                for right, piece in sections.OF_FOLLOW_UP
                if right in request.rights
            ],
        },
    )


@needs(Right.SEE_SAFETY, gettext_lazy("The family's progress"))
def show_progress(request: PageRequest, family: Family) -> HttpResponse:
    """What the family answered over time to what goes better: its own timeline of progress."""
    page = page_of(family.follow_ups.held(), request.GET.get("page"), PROGRESS_PER_PAGE)
    answers = _answers(request, family, page.object_list)
    by_meeting: dict[UUID, list[Answer]] = {}
    for answer in answers:
        if answer.question in PROGRESS:
            by_meeting.setdefault(answer.follow_up_id, []).append(answer)
    told = [
        (follow_up, _by_question(by_meeting[follow_up.pk], PROGRESS))
        for follow_up in page.object_list
        if follow_up.pk in by_meeting
    ]
    return render(request, "safety/show_progress.html", {"family": family, "page": page, "told": told})


@needs(Right.SEE_SAFETY, gettext_lazy("A follow-up's history"))
def show_follow_up_history(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    follow_up = follow_up_of(family, pk)
    return render(
        request,
        "safety/show_follow_up_history.html",
        {
            "family": family,
            "follow_up": follow_up,
            "entries": entries(follow_up, without=() if is_shown(follow_up) else ("place",)),
        },
    )


def _answers(request: PageRequest, family: Family, follow_ups: Iterable[FollowUp]) -> list[Answer]:
    """What the reader may see of these meetings, each with the goal that it is a sign for."""
    rows = family.answers.visible_to(request.user).filter(follow_up__in=list(follow_ups)).with_speakers()
    answers = list(rows)
    goals = family.goals.visible_to(request.user).in_bulk({each.goal_id for each in answers if each.goal_id})
    for answer in answers:
        answer.sign_for = goals.get(answer.goal_id)  # type: ignore[attr-defined]
    return answers


def _by_question(
    answers: Sequence[Answer], questions: Iterable[Question]
) -> list[tuple[Question, list[Answer]]]:
    found = ((question, [each for each in answers if each.question == question]) for question in questions)
    return [(question, given) for question, given in found if given]


def _next_unasked(answers: Sequence[Answer]) -> str:
    """Where to go on: the first of the four that nobody has answered yet."""
    asked = {answer.question for answer in answers}
    return next((question for question in FOUR if question not in asked), Question.ELSE)


def _scales(request: PageRequest, family: Family) -> list[Scale]:
    """The scales that can stand on a screen which the family looks at: never one that is for fewer eyes."""
    rows = family.scales.visible_to(request.user).filter(
        danger__ending="", danger__visibility=Visibility.NEAR
    )
    scales = list(rows.prefetch_related("versions"))
    for scale in scales:
        scale.now = max(scale.versions.all(), key=lambda version: version.number)  # type: ignore[attr-defined]
    return scales


def _messages(errors: Iterable[ValidationError]) -> list[str]:
    return [message for each in errors for message in each.messages]


# -- Agree one -----------------------------------------------------------------------------------------------


@needs(Right.FOLLOW_UP, gettext_lazy("Agreed a follow-up"))
def arrange_follow_up(request: PageRequest, family: Family) -> HttpResponse:
    return form_page(
        request,
        FollowUpForm(request.POST or None, family=family),
        family=family,
        heading=_("Agree the next follow-up"),
        submit=_("Agree it"),
        then=lambda form: form.instance.get_absolute_url(),
        back=_list(family),
        template="safety/arrange_follow_up.html",
    )


@needs(Right.FOLLOW_UP, gettext_lazy("Changed a follow-up"))
def change_follow_up(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    follow_up = _coming(family, pk)
    return form_page(
        request,
        FollowUpForm(request.POST or None, instance=follow_up, family=family),
        family=family,
        heading=_("Change the follow-up"),
        then=follow_up.get_absolute_url(),
        template="safety/arrange_follow_up.html",
    )


@needs(Right.FOLLOW_UP, gettext_lazy("Called off a follow-up"))
def call_off_follow_up(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    follow_up = _coming(family, pk)
    return form_page(
        request,
        CallOffFollowUpForm(request.POST or None, follow_up=follow_up),
        family=family,
        heading=_("Call off the follow-up"),
        intro=_("Those who were invited are not told by Masterplan: write or ring to them."),
        submit=pgettext("a follow-up", "Call it off"),
        then=_list(family),
        back=follow_up.get_absolute_url(),
        seen_by=Visibility.NEAR,
    )


def _coming(family: Family, pk: UUID) -> FollowUp:
    follow_up = follow_up_of(family, pk)
    if not follow_up.is_coming:
        raise PermissionDenied(_("The follow-up has begun already, or has been called off."))
    return follow_up


@require_POST
@needs(Right.FOLLOW_UP, gettext_lazy("Began a follow-up"))
def begin_follow_up(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    follow_up = follow_up_of(family, pk)
    try:
        follow_up.begin(by=request.user)
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
        return redirect(follow_up)
    return redirect(_lead(follow_up, Question.BETTER))


# -- Lead it in the room -------------------------------------------------------------------------------------


@needs(Right.FOLLOW_UP, gettext_lazy("Led a follow-up"))
def lead_follow_up(request: PageRequest, family: Family, pk: UUID, step: str) -> HttpResponse:
    """One question at a time, on a screen that the family sees: nothing for fewer eyes stands here."""
    follow_up = follow_up_of(family, pk)
    stops = {stop.key: stop for stop in ROUTE}
    if step not in stops or step == END:
        raise Http404
    if not follow_up.is_under_way:
        return redirect(follow_up)
    if step == NUMBERS:
        return _take_numbers(request, family, follow_up)
    if step == STEPS:
        return _agree_steps(request, family, follow_up)
    return _ask(request, family, follow_up, stops[step])


def _room(request: PageRequest, family: Family, follow_up: FollowUp, step: str) -> dict[str, Any]:
    """What every page of the room shows: the way through it, what is parked, what is missing."""
    keys = [stop.key for stop in ROUTE]
    place = keys.index(step)
    answers = [each for each in _answers(request, family, [follow_up]) if each.visibility == Visibility.NEAR]
    return {
        "follow_up": follow_up,
        "stops": [
            (stop, _lead(follow_up, stop.key), stop.key == step, at < place) for at, stop in enumerate(ROUTE)
        ],
        "onwards": _lead(follow_up, keys[place + 1]) if place + 1 < len(keys) else "",
        "backwards": _lead(follow_up, keys[place - 1]) if place else "",
        "answers": [each for each in answers if each.question == step],
        "parked": [each for each in answers if each.question == Question.PARKED],
        "given": answers,
        "may_mend": True,
    }


def _ask(request: PageRequest, family: Family, follow_up: FollowUp, stop: Stop) -> HttpResponse:
    question = Question(stop.key)
    room = _room(request, family, follow_up, stop.key)
    at_the_table = expected(follow_up)
    form = AnswerForm(
        request.POST or None,
        follow_up=follow_up,
        question=question,
        at_the_table=at_the_table,
        answered=[answer.speaker_key for answer in room["answers"]],
    )
    is_too_early = question == Question.WORRY and not any(each.question in FOUR for each in room["given"])
    return form_page(
        request,
        form,
        family=family,
        heading=str(question.label),
        then=lambda form: _heard(request, form, [form.cleaned_data["words"]], request.path),
        said=_("Parked. It stands at the foot, and is taken up later.")
        if form.question == Question.PARKED
        else "",
        back=follow_up.get_absolute_url(),
        seen_by=Visibility.NEAR,
        template="safety/lead_question.html",
        question=question,
        stop=stop,
        is_too_early=is_too_early,
        everybody_answered=not form.waits_for and not form.is_bound,
        **room,
    )


def _heard(request: PageRequest, form: Any, words: Iterable[str], then: str) -> str:
    """On the way from a text that was saved: what to do, if a child seems to be in danger."""
    danger.advise(request, "\n".join(words))
    return then


def _take_numbers(request: PageRequest, family: Family, follow_up: FollowUp) -> HttpResponse:
    """One person after the other, each before the others' numbers are shown."""
    scales = _scales(request, family)
    room = _room(request, family, follow_up, NUMBERS)
    given = raters_of(follow_up, scales, request.user)
    people = {str(person.pk): person for person in expected(follow_up)}
    done = {key for key, person in people.items() if all(person.pk in given.get(s.pk, ()) for s in scales)}
    waits = [key for key in people if key not in done]
    asked = request.GET.get("who", "")
    rater = people.get(asked if asked in waits else waits[0] if waits else "")
    raters = [(person, key in done, person == rater) for key, person in people.items()]
    context = {"scales": scales, "raters": raters, "rater": rater, **room}
    if not scales or rater is None:
        context |= {"family": family, "heading": _("Where are we now, from 0 to 10?")}
        return render(request, "safety/lead_numbers.html", context)
    waiting_scales = [scale for scale in scales if rater.pk not in given.get(scale.pk, ())]
    form = NumbersForm(request.POST or None, follow_up=follow_up, scales=waiting_scales, rater=rater)
    return form_page(
        request,
        form,
        family=family,
        heading=_("Where are we now, from 0 to 10?"),
        then=lambda form: _heard(request, form, _texts(form, "because-"), _lead(follow_up, NUMBERS)),
        back=follow_up.get_absolute_url(),
        seen_by=Visibility.NEAR,
        template="safety/lead_numbers.html",
        **context,
    )


def _texts(form: Any, beginning: str) -> list[str]:
    return [value for name, value in form.cleaned_data.items() if name.startswith(beginning) and value]


def _agree_steps(request: PageRequest, family: Family, follow_up: FollowUp) -> HttpResponse:
    agreed = family.next_steps.visible_to(request.user).filter(
        follow_up=follow_up, visibility=Visibility.NEAR
    )
    return form_page(
        request,
        NextStepForm(request.POST or None, follow_up=follow_up, at_the_table=expected(follow_up)),
        family=family,
        heading=_("What happens now: who does what, and by when?"),
        then=lambda form: _heard(request, form, [form.cleaned_data["words"]], request.path),
        back=follow_up.get_absolute_url(),
        seen_by=Visibility.NEAR,
        template="safety/lead_steps.html",
        steps=agreed.select_related("member", "network_person", "professional"),
        **_room(request, family, follow_up, STEPS),
    )


@needs(Right.FOLLOW_UP, gettext_lazy("Ended a follow-up"))
def end_follow_up(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """Who came, how it was interpreted, and the next date; what is missing is said, and does not stop anybody
    but for the one answer in the family's own words."""
    follow_up = follow_up_of(family, pk)
    if not follow_up.is_begun or (follow_up.ended_at and request.method != "POST"):
        return redirect(follow_up)
    room = _room(request, family, follow_up, END)
    scales = _scales(request, family)
    numbers = list(ratings_of(follow_up, scales, request.user))
    spoke = {each.speaker_key for each in room["given"]} | {each.speaker_key for each in numbers}
    without = [each for each in numbers if each.value is not None and not each.because]
    form = EndFollowUpForm(request.POST or None, follow_up=follow_up, spoke=spoke, without_reason=without)
    return form_page(
        request,
        form,
        family=family,
        heading=_("Before you part"),
        submit=_("End the follow-up"),
        then=lambda form: _ended(request, follow_up, form),
        back=follow_up.get_absolute_url(),
        seen_by=Visibility.NEAR,
        template="safety/end_follow_up.html",
        obstacles=_messages(follow_up.obstacles(request.user)),
        lacks=_lacks(room["given"], scales, numbers, expected(follow_up)),
        **room,
    )


def _lacks(
    given: Sequence[Answer], scales: Sequence[Scale], numbers: Sequence[Any], people: Sequence[Speaker]
) -> list[str]:
    """What was not asked, or got no answer: for whoever leads to decide whether it can wait."""
    asked = {answer.question for answer in given}
    lacks = [
        _("Nobody has answered: %(question)s") % {"question": question.label}
        for question in FOUR
        if question not in asked
    ]
    for scale in scales:
        raters = {each.speaker_key for each in numbers if each.version.scale_id == scale.pk}
        if silent := [str(person) for person in people if person.pk not in raters]:
            lacks.append(_("No number yet from %(names)s.") % {"names": ", ".join(silent)})
    waiting = sum(each.question == Question.PARKED and each.taken_up_at is None for each in given)
    if waiting:
        lacks.append(_("Something is parked and has not been taken up."))
    return list(dict.fromkeys(lacks))


def _ended(request: PageRequest, follow_up: FollowUp, form: EndFollowUpForm) -> str:
    if follow_up.is_interpreted_by_a_child:
        messages.warning(
            request, _("A child interpreted. Book an interpreter from an agency for the next time.")
        )
    return _heard(request, form, _texts(form, "because-"), follow_up.get_absolute_url())


# -- On paper ------------------------------------------------------------------------------------------------


@needs(Right.SEE_SAFETY, gettext_lazy("The follow-up's sheet"))
def print_follow_up_sheet(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """A sheet with the questions and room to write, and cards with the numbers; no name of the family."""
    follow_up = follow_up_of(family, pk)
    cards = [*range(11)]
    context = {"family": family, "follow_up": follow_up, "four": FOUR, "cards": cards}
    return render(request, "safety/print_follow_up_sheet.html", context)


@needs(Right.FOLLOW_UP, gettext_lazy("Typed up a follow-up"))
def type_up_follow_up(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """All that was written on paper, on one page."""
    follow_up = follow_up_of(family, pk)
    if follow_up.called_off_at:
        raise PermissionDenied(_("The follow-up has been called off."))
    form = TypeUpForm(request.POST or None, follow_up=follow_up, at_the_table=expected(follow_up))
    then = follow_up.get_absolute_url() if follow_up.ended_at else _lead(follow_up, END)
    return form_page(
        request,
        form,
        family=family,
        heading=_("Type it up"),
        intro=_("Write only what was said. Rows that stay empty are left out."),
        then=lambda form: _heard(request, form, [words for _q, _who, words in form.said], then),
        back=follow_up.get_absolute_url(),
        seen_by=Visibility.NEAR,
        template="safety/type_up_follow_up.html",
    )


# -- One answer ----------------------------------------------------------------------------------------------


@needs(Right.FOLLOW_UP, gettext_lazy("Changed an answer"))
def change_answer(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    answer = _own_answer(request, family, pk)
    goals = family.goals.visible_to(request.user).open()
    if answer.goal_id:
        goals |= family.goals.visible_to(request.user).filter(pk=answer.goal_id)
    return form_page(
        request,
        ChangeAnswerForm(request.POST or None, instance=answer, goals=goals),
        family=family,
        heading=_("Change the answer"),
        intro=str(Question(answer.question).label),
        then=lambda form: _heard(request, form, [form.instance.words], _place(answer)),
        back=_place(answer),
        seen_by=answer.seen_by(),
        template="safety/change_answer.html",
    )


def _place(answer: Answer) -> str:
    return f"{answer.follow_up.get_absolute_url()}#answer-{answer.pk}"


@needs(Right.FOLLOW_UP, gettext_lazy("Shielded an answer"))
def shield_answer(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    answer = _own_answer(request, family, pk)
    return form_page(
        request,
        ShieldAnswerForm(request.POST or None, answer=answer, by=request.user),
        family=family,
        heading=_("Shield the answer"),
        intro=answer.words,
        submit=_("Shield it"),
        then=answer.follow_up.get_absolute_url(),
    )


@needs(Right.FOLLOW_UP, gettext_lazy("Released an answer"))
def release_answer(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    answer = _own_answer(request, family, pk)
    if not answer.is_shielded:
        raise PermissionDenied(_("It is not shielded."))
    return form_page(
        request,
        ReleaseAnswerForm(request.POST or None, answer=answer),
        family=family,
        heading=_("Release the answer"),
        intro=answer.words,
        submit=_("Release it"),
        then=answer.follow_up.get_absolute_url(),
    )


@require_POST
@needs(Right.FOLLOW_UP, gettext_lazy("Took up what was parked"))
def take_up_answer(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    answer = answer_of(request, family, pk)
    try:
        answer.take_up(by=request.user)
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
    else:
        messages.success(request, saved_now())
    follow_up = answer.follow_up
    return redirect(_lead(follow_up, Question.WORRY) if follow_up.is_under_way else follow_up)


@needs(Right.SEE_SAFETY, gettext_lazy("An answer's history"))
def show_answer_history(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    answer = answer_of(request, family, pk)
    told = ("member", "network_person", "professional", "words", "is_quote", "goal", "visibility")
    return render(
        request,
        "safety/show_answer_history.html",
        {
            "family": family,
            "answer": answer,
            "seen_by": answer.seen_by(),
            "may_change": answer.may_be_changed_by(request.user) and Right.FOLLOW_UP in request.rights,
            "entries": entries(answer, fields=told, reader=request.user, called=_("The answer")),
        },
    )
