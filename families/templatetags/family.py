"""The family's head, the same on every page of it."""

from dataclasses import replace
from typing import Any

from django import template

from families import sections
from families.context import Link
from families.models import Family
from families.rights import Right
from roskilde.ready import address

register = template.Library()


@register.inclusion_tag("families/family_deed.html", takes_context=True)
def family_deed(context: template.Context, css: str) -> dict[str, Any]:
    """The one button of a family's pages: in its head on a wide screen, under the thumb on a phone."""
    request, family = context["request"], context["family"]
    deed = next(
        (
            deed
            for deed in sections.DEEDS
            if deed.right in request.rights and deed.unless not in request.rights
        ),
        None,
    )
    here = request.resolver_match.view_name if request.resolver_match else ""
    url = address(deed.view, family.pk) if deed and deed.view != here else ""
    return {"label": deed.label if deed else "", "url": url, "css": css}


@register.inclusion_tag("families/family_head.html", takes_context=True)
def family_head(context: template.Context) -> dict[str, Any]:
    """Name, languages, coordinator, what the floors above add, and links to what the reader may open."""
    request, family = context["request"], context["family"]
    open_to_reader = [
        tab for tab in sections.TABS if tab.right in request.rights and tab.unless not in request.rights
    ]
    # The overview's address begins those of all the others.
    tabs = [
        _link(tab, family, request.path, under=tab.view != "families:show_family") for tab in open_to_reader
    ]
    parts = []
    for tab, link in zip(open_to_reader, tabs, strict=True):
        links = [_link(part, family, request.path) for part in tab.parts if part.right in request.rights]
        if any(part.current for part in links):
            furthest = max((part for part in links if part.current), key=lambda part: len(part.url))
            parts = [replace(part, current=part is furthest) for part in links]
            tabs[tabs.index(link)] = replace(link, current=True, is_page=link.url == request.path)
    facts = [fact(family) for fact in sections.FACTS] if Right.SEE_PLAN in request.rights else []
    return {"request": request, "family": family, "tabs": tabs, "parts": parts, "facts": facts}


def _link(tab: sections.Tab, family: Family, path: str, *, under: bool = True) -> Link:
    """A link that is marked on its page and, where ``under``, on those whose addresses go on from there."""
    url = address(tab.view, family.pk)
    return Link(tab.label, url, path.startswith(url) if under else path == url, path == url)
