"""How every form looks: Django's own rendering, in the markup of Det Fælles Designsystem.

A form may carry attributes that the page shows of it:

``who_sees``     a sentence's end, "Sara, Birgitte": stands under each text field as "Can be seen by: …".
``other_readers`` names of fields that others read than the rest: their own hint says who.
``draft_note``   what was found again, "Your text from 14.05 is here": a line with a button that discards it
                 (``discard_draft=1`` in the POST).
``conflict``     a ``Conflict``: somebody else saved first; both texts stand side by side.
``folded``       names of the fields that are rarely used: they stand behind "More"; ``is_unfolded`` opens it.
``all_optional`` true for a form where nothing is required (a filter): its fields are not marked "(optional)".

A field is hidden until another field has a value by ``attrs={"data-shown-when": "rhythm=weekly"}`` on its
widget (several values: ``rhythm=weekly|fortnightly``). Without JavaScript it is simply there.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest


@dataclass(frozen=True)
class Difference:
    """One field that two people wrote differently; ``label`` is the field's."""

    label: str
    theirs: str
    yours: str


@dataclass(frozen=True)
class Conflict:
    """Somebody else saved while this form was open: who, when, and what differs."""

    who: str
    at: datetime | None
    differences: list[Difference]


class Renderer(TemplatesSetting):
    """Renders forms with the templates in ``forms/`` and dresses each widget in DKFDS classes."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        if widget := context.get("widget"):
            _dress(widget, template_name.rpartition("/")[2].removesuffix(".html"))
        return super().render(template_name, context, request)


# What the browser's own pickers want to be given, whatever the language of the page.
_NATIVE: dict[str, tuple[type[forms.Field], str, str]] = {
    "date": (forms.DateField, "date", "%Y-%m-%d"),
    "time": (forms.TimeField, "time", "%H:%M"),
    "datetime": (forms.DateTimeField, "datetime-local", "%Y-%m-%dT%H:%M"),
}
_WIDTHS = {
    "date": "input-width-xs",
    "time": "input-char-8",
    "number": "input-char-8",
    "datetime": "input-width-s",
}
_TEXT = ("text", "email", "url", "tel", "search", "password", "number", "date", "time", "datetime")


def _dress(widget: dict[str, Any], kind: str) -> None:
    attrs = widget["attrs"]
    attrs.pop("placeholder", None)  # gone as one types, and too pale to read: the label and the hint say it
    if kind in _NATIVE and widget.get("type") == "text":
        _make_native(widget, kind)
    if kind in _TEXT:
        _add_class(attrs, "form-input", _WIDTHS.get(kind) or _width(attrs.get("maxlength")))
    elif kind == "textarea":
        _add_class(attrs, "form-input")
        if str(attrs.get("rows", "10")) == "10":  # Django's own default, too tall for two sentences
            attrs["rows"] = 4
        attrs.pop("cols", None)
    elif kind == "select":
        _add_class(attrs, "form-select" if not attrs.get("multiple") else "form-select form-select-many")
    elif kind in ("radio", "checkbox_select"):
        for _group, options, _index in widget["optgroups"]:
            for option in options:
                _add_class(option["attrs"], f"form-{option['type']}")
    elif kind == "checkbox":
        _add_class(attrs, "form-checkbox")
    elif kind in ("file", "clearable_file_input"):
        _add_class(attrs, "form-file")


def _make_native(widget: dict[str, Any], kind: str) -> None:
    field, input_type, pattern = _NATIVE[kind]
    widget["type"] = input_type
    if widget["value"]:
        try:
            moment: date | time | datetime | None = field().to_python(widget["value"])
        except ValidationError:
            return  # the browser shows it empty; the error beside the field says what was wrong
        widget["value"] = moment.strftime(pattern) if moment else ""


def _width(maxlength: Any) -> str:
    """How wide a field is tells how much is asked for."""
    longest = int(maxlength or 0)
    for characters in (4, 8, 11, 27):
        if 0 < longest <= characters:
            return f"input-char-{characters}"
    return "input-width-xl" if 0 < longest <= 60 else ""


def _add_class(attrs: dict[str, Any], *names: str) -> None:
    attrs["class"] = " ".join(filter(None, (*names, attrs.get("class", ""))))
