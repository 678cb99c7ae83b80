"""The door: the one way in to a family. It fetches, asks, writes down who looked, and hands the family over.

A view is marked with the right that it needs::

    @needs(Right.CHANGE_PLAN, _("Agreed the plan"))
    def agree_plan(request: PageRequest, family: Family) -> HttpResponse: ...

A view without a mark refuses everyone: a forgotten mark costs a colleague a click, not a child her privacy.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar, cast
from uuid import UUID

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import render
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from families import sections
from families.models import Family, Involvement, Look, Professional, Tier, Verdict
from families.models.visibility import Standing
from families.rights import EMERGENCY, TIER_RIGHTS, Right, rights_of
from roskilde.questions import asked_often

# The library's own pages, each with its own guard; a test holds this set against the routes.
LIBRARY_PAGES = ("account_", "mfa_", "usersessions_", "socialaccount_", "openid_connect_")

# Whatever else a browser can ask would be answered as a GET, and stand in the log under a name of its own.
METHODS = ("GET", "HEAD", "POST")

View = TypeVar("View", bound=Callable[..., HttpResponseBase])

# What each page is called in the log: "families:show_family" -> "The overview".
PAGES: dict[str, str | Promise] = {}
# Pages whose deeds read in the log like looks: that something was written there may itself be for few eyes.
DISCREET: set[str] = set()


class PageRequest(HttpRequest):
    """A request that has passed the door: somebody is signed in, and their rights here are known."""

    user: Professional
    rights: frozenset[Right]


def needs(
    right: Right, page: str | Promise, *, looks: bool = True, discreet: bool = False
) -> Callable[[View], View]:
    """Mark a view with the right it needs and its name in the log.

    ``looks=False`` where nothing is shown; ``discreet`` where the log does not tell a deed from a look.
    """

    def mark(view: View) -> View:
        vars(view).update(needs=right, looks=looks)
        name = f"{view.__module__.partition('.')[0]}:{view.__name__}"
        PAGES[name] = page
        if discreet:
            DISCREET.add(name)
        PAGES.setdefault(view.__name__, page)  # the start page stands in no namespace
        return view

    return mark


def public(view: View) -> View:
    """Mark a view that anybody may open; docs and a test list them."""
    vars(view).update(needs=None, login_required=False)
    return view


def note_looks(request: HttpRequest, keys: Iterable[UUID], *, known: Iterable[Family] = ()) -> None:
    """Log a page that shows several families: one entry each, in one insert; an emergency's says why, a
    substitute's in whose place. Of those ``known``, read ``with_tier`` for who asks, both are at hand."""
    reader = request.user
    assert isinstance(reader, Professional)
    assert request.resolver_match
    note_looks_of(
        reader, keys, page=request.resolver_match.view_name, method=request.method or "GET", known=known
    )


def note_looks_of(
    reader: Professional, keys: Iterable[UUID], *, page: str, method: str, known: Iterable[Family] = ()
) -> None:
    """The same of somebody who is not signed in: their calendar fetches for them."""
    looked_at = set(keys)
    reasons = {family.pk: family.emergency for family in known if family.emergency}
    on_behalf_of = {family.pk: family.in_place_of for family in known}
    if unknown := looked_at - set(on_behalf_of):
        rare = Involvement.objects.open().of(reader).exclude(is_emergency=False, stands_in_for=None)
        for key, is_emergency, note, absent in rare.filter(family__in=unknown).values_list(
            "family", "is_emergency", "note", "stands_in_for"
        ):
            on_behalf_of[key] = absent
            if is_emergency:
                reasons[key] = note
    Look.objects.note(reader, looked_at, page=page, method=method, reasons=reasons, on_behalf_of=on_behalf_of)


@asked_often
def _family_of(reader: UUID, family: UUID) -> Any:
    """The family as it stands to the reader, with what its head shows."""
    return sections.for_head(Family.objects.with_tier(reader)).filter(pk=family)


class Door:
    """Stands before every view."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        match = request.resolver_match
        assert match
        if not getattr(view, "login_required", True) or match.view_name.startswith(LIBRARY_PAGES):
            return None
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        right: Right | None = getattr(view, "needs", None)
        if right is None:
            return refusal(request, _("This page has not been opened to anybody yet."))
        reader = request.user
        assert isinstance(reader, Professional)
        page_request = cast("PageRequest", request)
        if "family" not in kwargs:
            page_request.rights = rights_of(reader)
            if not reader.has_perm(right):
                return refusal(request, _("Your role does not include this page."))
            return None

        def note(verdict: Verdict, reason: str = "") -> None:
            Look.objects.note(
                reader,
                [kwargs["family"]],
                page=match.view_name,
                method=request.method or "",
                verdict=verdict,
                reasons={kwargs["family"]: reason},
                on_behalf_of={kwargs["family"]: family.in_place_of} if family else {},
            )

        family = next(iter(_family_of(reader.pk, kwargs["family"])), None)
        if family is None or not family.tier:  # a stranger hears the same whether it exists or not
            note(Verdict.NOT_FOUND)
            raise Http404
        page_request.rights = EMERGENCY if family.emergency else TIER_RIGHTS[Tier(family.tier)]
        family.standing = Standing.of(family, reader)
        if right not in page_request.rights:
            note(Verdict.REFUSED)
            reason = _("This part of the family's file is for those who stand closer.")
            return refusal(request, reason, family)
        if getattr(view, "looks", True):
            note(Verdict.OPENED, family.emergency or "")
        kwargs["family"] = family
        return None


def refusal(request: HttpRequest, reason: str, family: Family | None = None) -> HttpResponse:
    """A page that says why, and whom to ask."""
    return render(
        request, "403.html", {"reason": reason, "whom": family.coordinator if family else None}, status=403
    )


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler for a refusal raised further in."""
    reason = str(exception) if isinstance(exception, PermissionDenied) else ""
    return refusal(request, reason)


def routes(patterns: Iterable[Any] | None = None, before: str = "") -> Iterator[tuple[str, str, Any]]:
    """Every route of the project: its name, its path and its view."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            namespace = f"{before}{pattern.namespace}:" if pattern.namespace else before
            yield from routes(pattern.url_patterns, namespace)
        elif isinstance(pattern, URLPattern):
            yield f"{before}{pattern.name}", str(pattern.pattern), pattern.callback


@register()
def every_route_is_marked(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """A route whose view carries no mark would refuse everybody; better to hear it before the deploy."""
    assert settings.ROOT_URLCONF
    return [
        Error(f"{name} ({path}) has no @needs(...) and is not @public.", id="families.E001")
        for name, path, view in routes()
        if not hasattr(view, "needs") and not name.startswith(LIBRARY_PAGES)
    ]
