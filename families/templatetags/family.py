"""The family's head, the same on every page of it."""

from typing import Any

from django import template

from families import sections
from families.context import Link
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
    here = request.resolver_match.view_name if request.resolver_match else ""
    tabs = [
        Link(tab.label, address(tab.view, family.pk), tab.view == here)
        for tab in sections.TABS
        if tab.right in request.rights and tab.unless not in request.rights
    ]
    facts = [fact(family) for fact in sections.FACTS] if Right.SEE_PLAN in request.rights else []
    return {"request": request, "family": family, "tabs": tabs, "facts": facts}
