"""The timeline in words: when something happened, as people say it, and its rows."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django import template
from django.utils import timezone
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from families.models import Line, Professional
from families.timeline import Entry
from roskilde import clock
from roskilde.ready import address, written
from roskilde.templatetags.look import day, kl, sector_mark

register = template.Library()


@register.filter
def moment(value: datetime) -> str:
    """Onsdag 18. november kl. 9.30, with the year where it is another."""
    on = timezone.localtime(value).date()
    said = day(on) if on.year == clock.today().year else written(on, "DATE_FORMAT")
    return _("%(day)s at %(time)s") % {"day": said, "time": kl(value)}


@register.filter
def ago(value: datetime) -> str:
    """12 min, 9.30, yesterday, Wednesday, 4 November."""
    now, at = timezone.localtime(clock.now()), timezone.localtime(value)
    minutes = int((now - at).total_seconds()) // 60
    if 0 <= minutes < 60:
        return ngettext("%(count)s min", "%(count)s min", minutes) % {"count": minutes}
    days = (now.date() - at.date()).days
    if days == 0:
        return _("at %(time)s") % {"time": kl(value)}
    if days == 1:
        return _("yesterday")
    if timedelta() < now - at < timedelta(days=6):
        return written(at.date(), "l")
    return written(at.date(), "MONTH_DAY_FORMAT" if at.year == now.year else "DATE_FORMAT")


@register.filter
def news_url(entry: Entry) -> str:
    """The page with everything that is new in that family."""
    return address("families:list_news", entry.family)


@register.simple_tag(takes_context=True)
def timeline_entries(context: template.Context, entries: Iterable[Entry]) -> SafeString:
    """The timeline's rows, put together in one go: a template pays for each word of each of them."""
    rows = Rows(
        reader=context["request"].user,
        becomings=[(value, str(label).lower()) for value, label in context["becomings"]],
        token=str(context.get("csrf_token", "")),
        query=context["query"],
        here=context["here"],
    )
    said = context.get("said", "")
    told = format_html('<p class="muted" role="status" tabindex="-1" autofocus>{}</p>', said) if said else ""
    return format_html_join("", "{}", ((rows.row(entry, told),) for entry in entries))


class Rows:
    """How an entry of the timeline looks; what all of them share is made once."""

    def __init__(
        self, *, reader: Professional, becomings: list[tuple[str, str]], token: str, query: str, here: str
    ) -> None:
        self.reader, self.here, self.writes = reader, here, bool(becomings)
        self.opens, self.answers, self.tells = (
            _("Open the line"),
            pgettext("deed", "Answer"),
            _("Say it to …"),
        )
        self.new = format_html(' <span class="status status-open">{}</span>', pgettext("not read yet", "New"))
        self.hidden = format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', token)
        if query:
            self.hidden += format_html('<input type="hidden" name="query" value="{}">', query)
        chips = format_html_join("", _CHIP, becomings)
        self.chips = format_html('<span class="line-becomes">{}</span>{}', _("Becomes"), chips)

    def row(self, entry: Entry, said: str = "") -> SafeString:
        """One entry, and what was just done with it."""
        return format_html(
            _ROW,
            entry.anchor,
            f"{moment(entry.moment)} · {entry.who} ",
            sector_mark(entry.sector),
            f" · {entry.label}{' · ' if entry.about else ''}{entry.about}",
            self.new if entry.is_new else "",
            format_html(' <span class="status status-done">{}</span>', entry.tag) if entry.tag else "",
            self._answered(entry) if entry.answered else "",
            self._words(entry),
            self._deeds(entry) if entry.line else "",
            said,
        )

    def _answered(self, entry: Entry) -> SafeString:
        assert entry.answered
        return format_html('<p class="answered">{}</p>', answer_to(entry.answered))

    def _words(self, entry: Entry) -> SafeString:
        if not entry.line:
            return format_html('<a href="{}">{}</a>', entry.url, entry.words)
        words = SafeString(str(escape(entry.words)).replace("\n", "<br>"))
        if not (minutes := entry.line.minutes):
            return words
        told = _("%(minutes)s min.") % {"minutes": minutes}
        return format_html('{} <span class="muted">· {}</span>', words, told)

    def _deeds(self, entry: Entry) -> SafeString:
        deeds = [(entry.url, self.opens)]
        if self.writes:
            back = f"?next={self.here}%23{entry.anchor}"
            if entry.by != self.reader.pk:
                deeds.append((address("families:answer_line", entry.family, entry.key) + back, self.answers))
            deeds.append((address("families:tell", entry.family, entry.key) + back, self.tells))
        links = format_html_join("", '<a href="{}">{}</a>', deeds)
        return format_html(
            '<div class="line-deeds no-print">{}{}</div>',
            links,
            self._becoming(entry) if entry.becomes and self.writes else "",
        )

    def _becoming(self, entry: Entry) -> SafeString:
        """One tap; what was said can be taken back."""
        url = address("families:become", entry.family, entry.key)
        chips = format_html(_CHIP, "", no_longer(entry.tag)) if entry.tag else self.chips
        return format_html(
            '<form method="post" action="{}" hx-post="{}">{}{}</form>', url, url, self.hidden, chips
        )


_CHIP = '<button type="submit" class="chip" name="becoming" value="{}">{}</button>'
_ROW = '<li id="{}"><span class="timeline-when">{}{}{}</span>{}{}{}<p class="timeline-words">{}</p>{}{}</li>'


@register.filter
def no_longer(tag: str) -> str:
    """No longer: concern."""
    return _("No longer: %(what)s") % {"what": tag.lower()}


@register.filter
def answer_to(line: Line) -> str:
    """Answer to Birgitte Ørum: “Må han komme med?”"""
    words = Truncator(" ".join(line.text.split())).chars(80)
    return _("Answer to %(who)s: “%(words)s”") % {"who": line.author, "words": words}
