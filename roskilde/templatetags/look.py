"""Small words of the pages: sector marks, hours and days as people write them, links to the next page."""

from datetime import date, datetime, time
from functools import lru_cache
from typing import Any

from django import template
from django.core.paginator import Page
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from roskilde.ready import written

register = template.Library()


@register.filter
def quoted(words: str) -> str:
    """In the marks of the language on screen: "Tak" becomes »Tak« in Danish."""
    return _("“%(words)s”") % {"words": words}


def _is_danish() -> bool:
    return (get_language() or "da").startswith("da")


@register.simple_tag
def sector_mark(sector: Any) -> SafeString:
    """A sector's letter on its tint, and its name for those who hear the page or rest the pointer on it."""
    return _sector_mark(sector.tint, sector.letter, str(sector)) if sector else SafeString("")


@lru_cache(maxsize=256)
def _sector_mark(tint: int, letter: str, name: str) -> SafeString:
    return format_html(
        '<span class="sector sector-{}" title="{}"><span aria-hidden="true">{}</span>'
        '<span class="sr-only">{}</span></span>',
        tint,
        name,
        letter,
        name,
    )


@register.filter
def kl(value: time | datetime | None) -> str:
    """9.00 in Danish, 9:00 in English; a moment is told in local time."""
    if not value:
        return ""
    if isinstance(value, datetime):
        value = (timezone.localtime(value) if timezone.is_aware(value) else value).time()
    return written(value, "G.i" if _is_danish() else "G:i")


@register.filter
def day(value: date | datetime | None) -> str:
    """Tirsdag 4. november in Danish (small letters), Tuesday 4 November in English."""
    if not value:
        return ""
    if isinstance(value, datetime):
        value = (timezone.localtime(value) if timezone.is_aware(value) else value).date()
    return written(value, "l j. F" if _is_danish() else "l j F")


@register.filter
def initials(name: str) -> str:
    """First and last letter of a name: "Maha Al-Khatib" is MA."""
    words = str(name).split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


@register.inclusion_tag("components/page_links.html", takes_context=True)
def page_links(context: template.Context, page: Page[Any], parameter: str = "page") -> dict[str, Any]:
    """Links to the page before and the next, the query kept; no total, which would cost a count."""
    request: HttpRequest | None = context.get("request")

    def link(number: int) -> str:
        query = request.GET.copy() if request else QueryDict(mutable=True)
        query[parameter] = str(number)
        return "?" + query.urlencode()

    return {
        "number": page.number,
        "before": link(page.number - 1) if page.has_previous() else "",
        "next": link(page.number + 1) if page.has_next() else "",
    }
