"""The drawings of a scale, put together in one go: a template pays for each word of each dot."""

from django import template
from django.template.defaultfilters import floatformat
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roskilde.ready import written
from safety.dots import BAND, LEFT, RIGHT, TOP, Drawing, Placed, Strip
from safety.scales import Summary

register = template.Library()

_SHAPES = {
    "family": '<circle r="7.5"/>',
    "network": '<path d="M0-9 9 0 0 9-9 0Z"/>',
    "professional": '<rect x="-7.5" y="-7.5" width="15" height="15" rx="2"/>',
}


def _dot(placed: Placed) -> SafeString:
    """Shape and letters, so that colour says nothing alone; its words for whoever rests on it or hears it."""
    dot = placed.dot
    return format_html(
        '<g class="dot dot-{}" transform="translate({} {})"{}>{}<text{}>{}</text></g>',
        dot.kind,
        placed.x,
        placed.y,
        format_html(' role="img" aria-label="{}"', dot.told),
        format_html("<title>{}</title>{}", dot.told, SafeString(_SHAPES[dot.kind])),
        SafeString(' class="long"' if len(dot.mark) > 1 else ""),
        dot.mark,
    )


@register.simple_tag
def dot_mark(kind: str, mark: str) -> SafeString:
    """A rater's dot beside their name in a table."""
    return format_html(
        '<svg class="dot-mark" viewBox="-10 -10 20 20" aria-hidden="true" focusable="false">'
        '<g class="dot dot-{}">{}<text{}>{}</text></g></svg>',
        kind,
        SafeString(_SHAPES[kind]),
        SafeString(' class="long"' if len(mark) > 1 else ""),
        mark,
    )


@register.simple_tag
def course_figure(drawing: Drawing, label: str) -> SafeString:
    """Time from left to right, 0 to 10 from below; one line for each rater and wording."""
    bottom = drawing.height - 26
    bands = format_html_join(
        "",
        '<rect class="band" x="{}" y="{}" width="{}" height="{}"/>'
        '<text class="number" x="{}" y="{}">{}</text>',
        (
            (LEFT, y, drawing.width - LEFT - RIGHT, BAND, LEFT - 8, y + BAND / 2 + 5, number)
            for number, y in drawing.bands
        ),
    )
    ticks = format_html_join(
        "",
        '<text class="tick" x="{}" y="{}">{}</text><path class="tick-line" d="M{} {}V{}"/>',
        (
            (tick.x, drawing.height - 6, written(tick.on, "b Y"), tick.x, bottom, bottom + 5)
            for tick in drawing.ticks
        ),
    )
    reworded = format_html_join(
        "",
        '<path class="reworded" d="M{} {}V{}"/><text class="reworded-name" x="{}" y="{}">{}</text>',
        ((tick.x, TOP, bottom, tick.x, TOP - 6, _("new words")) for tick in drawing.reworded),
    )
    lines = format_html_join(
        "",
        '<polyline class="line line-{}" points="{}"/>',
        ((kind, " ".join(f"{each.x},{each.y}" for each in joined)) for kind, joined in drawing.lines),
    )
    return format_html(
        '<svg class="course" viewBox="0 0 {} {}" role="group" aria-label="{}">{}{}{}{}{}</svg>',
        drawing.width,
        drawing.height,
        label,
        bands,
        ticks,
        reworded,
        lines,
        SafeString("".join(map(_dot, drawing.dots))),
    )


@register.simple_tag
def strip_figure(strip: Strip, label: str) -> SafeString:
    """0 to 10 from left to right, everybody's dot above their number: at the start, and now."""
    rows = [
        format_html(
            '<text class="row-name" x="0" y="{}">{}</text>{}<path class="base" d="M{} {}H{}"/>{}',
            band.top + band.height - 8,
            band.name,
            format_html(
                '<rect class="span" x="{}" y="{}" width="{}" height="{}" rx="6"/>',
                band.left,
                band.top,
                band.right - band.left,
                band.height,
            )
            if band.left is not None and band.right is not None
            else "",
            52,
            band.top + band.height,
            strip.width - 2,
            SafeString("".join(map(_dot, band.dots))),
        )
        for band in strip.bands
    ]
    numbers = format_html_join(
        "",
        '<text class="number" x="{}" y="{}">{}</text>',
        ((x, strip.height - 5, number) for number, x in strip.columns),
    )
    return format_html(
        '<svg class="strip" viewBox="0 0 {} {}" role="group" aria-label="{}">{}{}</svg>',
        strip.width,
        strip.height,
        label,
        SafeString("".join(rows)),
        numbers,
    )


@register.filter
def from_to(summary: Summary) -> str:
    """6–7, or 6 where all say the same."""
    if summary.lowest == summary.highest:
        return str(summary.lowest)
    return f"{summary.lowest}–{summary.highest}"


@register.filter
def middle(summary: Summary | None) -> str:
    """Median 6,5 (5–7, 4 numbers): one figure never stands alone."""
    if summary is None:
        return _("no numbers")
    many = ngettext("%(count)s number", "%(count)s numbers", summary.n) % {"count": summary.n}
    return _("median %(median)s (%(span)s, %(many)s)") % {
        "median": floatformat(summary.median, -1),
        "span": from_to(summary),
        "many": many,
    }


@register.filter
def signed(change: int | None) -> str:
    """+2, −1, 0; nothing where there is nothing to compare."""
    if change is None:
        return ""
    return f"+{change}" if change > 0 else f"{change}".replace("-", "−")  # the minus, not the hyphen
