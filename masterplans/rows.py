"""Ready strings for what a page holds dozens of: a plan's activities and goals, a week's hours.

A template pays for each word, each time; here the words of a row are put together in one go. Whatever people
wrote goes through ``format_html``, which escapes it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from urllib.parse import quote
from uuid import UUID

from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from families.models import Line, Professional
from masterplans.models import Activity, Contribution, Outcome
from masterplans.occurrences import Occurrence
from masterplans.places import place_of
from masterplans.reading import ActivityLine, GoalLine, Result
from masterplans.rule import in_words
from masterplans.sharing import Cell, Share, Sharing
from masterplans.taken import day_address
from masterplans.week import Row, Slot, SomeDay
from roskilde.ready import address, written
from roskilde.templatetags.look import day, kl, sector_mark

_LINK = '<a href="{}">{}</a>'
_BOLD = "<b>{}</b>"


def _together(parts: Iterable[str], between: str = "") -> SafeString:
    return format_html_join(between, "{}", ((part,) for part in parts))


def between(timed: Activity | Slot | Occurrence) -> str:
    """ "9.00–10.00"; nothing where no hour is agreed."""
    return f"{kl(timed.starts_at)}–{kl(timed.ends_at)}" if timed.starts_at and timed.ends_at else ""


def when(activity: Activity) -> str:
    """ "Monday and Wednesday 9.00–10.00", "some day each week", or the date of what happens once."""
    hours = between(activity)
    if not activity.rule:
        return f"{written(activity.starts_on, 'SHORT_DATE_FORMAT')} {hours}"
    text = f"{in_words(activity.rule)} {hours}".rstrip()
    if activity.ends_on:
        until = _("until %(date)s") % {"date": written(activity.ends_on, "SHORT_DATE_FORMAT")}
        return f"{text}, {until}"
    return text


def marks(results: Iterable[Result]) -> SafeString:
    """The last few results as marks, told in words too."""
    language = get_language() or "da"
    found = _together(_result(row, language) for row in results)
    return format_html('<span class="marks">{}</span>', found) if found else found


@lru_cache(maxsize=4096)
def _result(row: Result, _language: str) -> SafeString:
    return _mark(row.outcome, f"{written(row.on, 'SHORT_DATE_FORMAT')}: {Outcome(row.outcome).label}")


def owning(cells: Iterable[str]) -> SafeString:
    """One person's cells in "Who owns what": responsible for a goal, together with others, or neither."""
    mark = {
        "responsible": _mark("owner", _("Responsible")),
        "together": _mark("co-owner", _("Together with others")),
    }
    return _together(format_html("<td>{}</td>", mark.get(cell, "")) for cell in cells)


def sharing_table(sharing: Sharing, family: UUID) -> SafeString:
    """Professionals by goals: what each carries of each; on a phone a list, person by person."""
    titles = [line.goal.words for line in sharing.goals]
    if sharing.has_beside or not titles:
        titles.append(_("Beside the goals"))
    head = format_html_join("", '<th scope="col">{}</th>', ((Truncator(each).chars(70),) for each in titles))
    body = format_html_join("", "<tr>{}{}</tr>", (_share(share, titles, family) for share in sharing.shares))
    return format_html(
        '<table class="table shares as-cards"><caption class="sr-only">{}</caption>'
        '<thead><tr><th scope="col">{}</th>{}</tr></thead><tbody>{}</tbody></table>',
        *(_("Who owns what"), _("Professional"), head, body),
    )


def _share(share: Share, titles: Sequence[str], family: UUID) -> tuple[SafeString, SafeString]:
    person = share.person
    nothing = format_html('<span class="muted">{}</span>', _("owns nothing")) if share.owns_nothing else ""
    head = '<th scope="row">{} {}{}</th>'
    cells = format_html_join(
        "",
        '<td data-title="{}"{}>{}</td>',
        (
            (
                Truncator(title).chars(50),
                SafeString(' class="is-empty"') if cell.is_empty else "",
                _cell(cell, family),
            )
            for title, cell in zip(titles, (*share.cells, share.beside), strict=False)
        ),
    )
    return format_html(head, sector_mark(person.sector), person.name, nothing), cells


def _cell(cell: Cell, family: UUID) -> SafeString:
    """Whether the goal is theirs, then the activities with when they take place."""
    words = {"responsible": _("Responsible"), "together": _("Together with others")}
    whose = format_html('<p class="share-mark">{}</p>', words[cell.mark]) if cell.mark else SafeString()
    activities = format_html_join(
        "",
        '<li><a href="{}">{}</a> <span class="muted">{}</span></li>',
        (
            (
                address("masterplans:show_activity", family, line.activity.pk),
                line.activity.title,
                when(line.activity),
            )
            for line in cell.activities
        ),
    )
    return whose + (
        format_html('<ul class="nobullet-list">{}</ul>', activities) if activities else activities
    )


@lru_cache(maxsize=4096)
def _mark(name: str, words: str) -> SafeString:
    mark = '<span class="mark mark-{}" title="{}"><span class="sr-only">{}</span></span>'
    return format_html(mark, name, words, words)


_ACTIVITY = (
    '<li class="activity{}"><span class="when">{}</span> <a class="what" href="{}">{}</a> '
    '<span class="who">{}</span> <span class="where">{}</span> {}</li>'
)


def activity_lines(lines: Iterable[ActivityLine], family: UUID) -> SafeString:
    interpreter, said = _("interpreter"), {"new": _("New"), "changed": _("Changed")}

    def row(line: ActivityLine) -> tuple[str, ...]:
        activity = line.activity
        told = [place_of(activity)]
        if activity.needs_interpreter:
            told.append(interpreter)
        if line.mark:
            told.append(format_html(_BOLD, said[line.mark]))
        return (
            f" is-{line.mark}" if line.mark else "",
            when(activity),
            address("masterplans:show_activity", family, activity.pk),
            activity.title,
            " · ".join(filter(None, (line.who, ", ".join(member.name for member in line.members)))),
            _together(told, " · "),
            marks(line.results),
        )

    return format_html(
        '<ul class="activities">{}</ul>', format_html_join("", _ACTIVITY, (row(line) for line in lines))
    )


def goal_about(line: GoalLine) -> SafeString:
    """Where a goal stands, whether it is new since the last version, whose it is, who carries it."""
    goal, status = line.goal, '<span class="status status-{}">{}</span>'
    told = [format_html(status, goal.status, goal.get_status_display())]
    if line.mark:
        told.append(format_html(status, "draft", _("New") if line.mark == "new" else _("Changed")))
    told += [
        format_html("<span>{}</span>", words)
        for words in (goal.get_whose_display(), goal.get_field_display(), line.who)
        if words
    ]
    if not line.who:
        told.append(format_html('<span class="muted">{}</span>', _("nobody carries it yet")))
    if goal.status_reason:
        since = written(goal.status_on, "SHORT_DATE_FORMAT")
        told.append(format_html("<span>{}: {}</span>", since, goal.status_reason))
    return _together(told, " ")


def goal_deeds(
    line: GoalLine, family: UUID, reader: Professional, *, composes: bool, drafts: bool
) -> SafeString:
    """What the reader may do with a goal, as links."""
    goal = line.goal.pk
    deeds = []
    if drafts:
        url = f"{address('masterplans:add_activity', family)}?goal={goal}"
        deeds.append((url, "+ " + _("Plan an activity")))
    if composes or (drafts and reader in line.carriers):
        deeds.append((address("masterplans:change_goal", family, goal), _("Change")))
    if composes:
        deeds.append((address("masterplans:settle_goal", family, goal), _("Where does it stand?")))
    deeds.append((address("masterplans:show_goal", family, goal), _("Decisions and scale")))
    deeds.append((address("masterplans:show_goal_history", family, goal), _("Show history")))
    return format_html_join(" · ", _LINK, deeds)


_CONTRIBUTION = '<li><span class="timeline-when">{}</span><div>{}</div>{}</li>'


def contribution_lines(
    contributions: Iterable[Contribution | Line], reader: Professional, *, sees_why: bool, here: str
) -> SafeString:
    """What was done, line by line; ``here`` is where mending it leads back to."""
    return format_html_join(
        "",
        _CONTRIBUTION,
        (
            _light_help(each)
            if isinstance(each, Line)
            else (_when_and_who(each), _what_became(each, reader, sees_why), _said(each, reader, quote(here)))
            for each in contributions
        ),
    )


def _light_help(line: Line) -> tuple[str, SafeString, str]:
    """What a line tells of light help."""
    link = format_html(_LINK, address("families:show_line", line.family_id, line.pk), line.text)
    told = [format_html("<b>{}</b>: {}", line.get_kind_display(), link)]
    if line.minutes:
        told.append(format_html(" · {}", _("%(minutes)s min.") % {"minutes": line.minutes}))
    return f"{day(timezone.localtime(line.written_at).date())} · {line.author}", _together(told), ""


def _when_and_who(row: Contribution) -> str:
    told = f"{day(row.on)} · {row.professional}"
    if row.logged_by_id == row.professional_id:
        return told
    by = _("written by %(name)s") % {"name": row.logged_by}
    return f"{told} ({by})"


def _what_became(row: Contribution, reader: Professional, sees_why: bool) -> SafeString:
    told = [format_html("<b>{}</b>: {}", row.what, row.get_outcome_display())]
    if row.why and (sees_why or row.professional_id == reader.pk):
        told.append(format_html(" ({})", row.get_why_display()))
    if row.minutes:
        told.append(format_html(" · {}", _("%(minutes)s min.") % {"minutes": row.minutes}))
    if row.corrects_id:
        told.append(format_html(' <span class="status status-draft">{}</span>', _("Correction")))
    return _together(told)


def _said(row: Contribution, reader: Professional, here: str) -> SafeString:
    """The sentence and the sign, and for who wrote them the way to mend them."""
    told = []
    if row.note:
        told.append(format_html("<div>{}</div>", row.note))
    if row.sign:
        by = format_html('<span class="voice-who">{}</span>', row.sign_by) if row.sign_by else ""
        told.append(format_html('<blockquote class="voice">{}{}</blockquote>', row.sign, by))
    if reader.pk in (row.professional_id, row.logged_by_id):
        change = address("masterplans:change_contribution", row.family_id, row.pk)
        history = address("masterplans:show_contribution_history", row.family_id, row.pk)
        deeds = [(f"{change}?next={here}", _("Change")), (history, _("Show history"))]
        links = format_html_join(" · ", _LINK, deeds)
        told.append(format_html('<span class="small no-print">{}</span>', links))
    return _together(told)


_HOURS = '<span class="slot-time">{}</span> <span class="slot-title">{}</span>'
_SLOT = (
    '<div class="slot{}">{} {} <span class="slot-where">{}</span> <span class="slot-who">{}</span>{}</div>'
)
# Read by who plans, and left out of what is printed for the family.
_WARNING = ' <span class="slot-warning no-print">{}</span>'
_CANCELLED = '<div class="slot is-cancelled{}">{} <span class="slot-who">{}: {}</span></div>'


_CELL = '<td role="cell" class="day-{}{}{}" data-who="{}">{}</td>'


# What collides with an occurrence, in words.
Warnings = Mapping[tuple[UUID, date], Sequence[str]]


def week_cells(row: Row, family: UUID, may_move: Callable[[Slot], bool], warnings: Warnings) -> SafeString:
    """One member's seven days."""
    who = row.member.name if row.member else _("The whole family")
    return format_html_join(
        "",
        _CELL,
        (
            (
                number,
                "" if day else " is-empty",
                " is-weekend" if number > 5 else "",
                who,
                _together(_slot(slot, family, may_move, warnings) for slot in day),
            )
            for number, day in enumerate(row.days, start=1)
        ),
    )


def some_day_slots(some_day: Iterable[SomeDay], family: UUID, may_move: Callable[[Slot], bool]) -> SafeString:
    """What is to happen on some day of the week, with who takes part in the place of the hour."""
    return _together(
        _slot(
            each.slot,
            family,
            may_move,
            {},
            ", ".join(member.name for member in each.members) or _("The whole family"),
        )
        for each in some_day
    )


def _slot(
    slot: Slot, family: UUID, may_move: Callable[[Slot], bool], warnings: Warnings, hours: str = ""
) -> SafeString:
    activity = slot.activity
    hours = hours or between(slot)
    if activity is None:
        taken = format_html(_HOURS, hours, _("Busy"))
        return format_html('<div class="slot is-private">{}</div>', taken)
    link = format_html(_LINK, address("masterplans:show_activity", family, activity.pk), activity.title)
    sector = activity.responsible.sector if activity.responsible else None
    tint = f" sector-{sector.tint}" if sector else ""
    if slot.cancelled_because:
        return format_html(
            _CANCELLED, tint, format_html(_HOURS, hours, link), _("Cancelled"), slot.cancelled_because
        )
    who = activity.responsible_name
    told = warnings.get((activity.pk, slot.on), ())
    marks = tint + (" is-collision" if told else "")
    return format_html(
        _SLOT,
        marks,
        format_html(_HOURS, hours, link),
        sector_mark(sector),
        place_of(activity, at=slot.occurrence),
        who + " · " + _("interpreter") if activity.needs_interpreter else who,
        format_html(
            "{}{}",
            format_html_join("", _WARNING, ((words,) for words in told)),
            _deeds(slot, family) if may_move(slot) else _moved_from(slot),
        ),
    )


def _moved_from(slot: Slot) -> SafeString:
    """Where it stood before, if it was moved."""
    if not slot.occurrence or not slot.occurrence.is_moved:
        return SafeString()
    words = _("moved from %(day)s") % {"day": written(slot.occurrence.planned_on, "j. b")}
    return format_html('<span class="slot-moved">{}</span>', words)


def _deeds(slot: Slot, family: UUID) -> SafeString:
    assert slot.activity
    assert slot.occurrence
    url = day_address("move_occurrence", family, slot.activity.pk, slot.occurrence.planned_on)
    link = '{} <a class="slot-move no-print" href="{}" title="{}">{}<span class="sr-only"> {}</span></a>'
    return format_html(link, _moved_from(slot), url, _("Move or cancel"), _("Move"), slot.activity.title)
