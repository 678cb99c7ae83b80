"""Forms that save: each in one transaction with its row locked, and never over somebody else's change."""

import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from roskilde.forms import Conflict, Difference
from roskilde.records import Record

log = logging.getLogger(__name__)

if TYPE_CHECKING:

    class _ModelForm(forms.ModelForm[Any]):
        data: QueryDict

        def _save_m2m(self) -> None: ...
else:
    _ModelForm = forms.ModelForm


class DeedForm(forms.Form):
    """A form that does something: ``do`` is the verb, and what the verb refuses is said beside the fields."""

    def do(self, *, by: Any) -> None:
        raise NotImplementedError

    def done(self, *, by: Any) -> bool:
        """Whether it could be done; if not, the form tells why and keeps what was typed."""
        return _attempt(self, by)


class RecordForm(_ModelForm):
    """A form of one record. It carries the revision that it was opened at: a save over somebody else's change
    shows both texts and asks."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    conflict: Conflict | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:
            del self.fields["revision"]
        else:
            self.initial["revision"] = self.instance.revision

    def do(self, *, by: Any) -> None:
        """Save the record; a form whose noun has a verb of its own calls that instead."""
        self.instance.save(by=by)
        self._save_m2m()

    def done(self, *, by: Any) -> bool:
        """Whether it could be saved; if not, the form tells why and keeps what was typed."""
        return _attempt(self, by)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        opened_at = cleaned.get("revision")
        if opened_at is not None and opened_at != self.instance.revision:
            self._say_both(cleaned)
        return cleaned

    def add_error(self, field: str | None, error: Any) -> None:
        """What a constraint refuses is told beside the field that the constraint names as its code."""
        if field is None and hasattr(error, "error_dict"):
            for name, each in _beside_fields(self, error):
                super().add_error(name, each)
        else:
            super().add_error(field, error)

    def stored(self) -> dict[str, Any]:
        """What stands in the record, by the form's fields; a form adds what it calls otherwise."""
        return forms.model_to_dict(self.instance, fields=list(self.fields))

    def _say_both(self, yours: dict[str, Any]) -> None:
        instance: Record = self.instance
        theirs = self.stored()
        differences = [
            Difference(str(self[name].label), _readable(field, theirs[name]), _readable(field, yours[name]))
            for name, field in self.fields.items()
            if name in theirs
            and name in yours
            and _readable(field, theirs[name]) != _readable(field, yours[name])
        ]
        saves = instance.history.order_by("-revision", "-history_date")
        latest = saves.select_related("history_user").first()
        self.conflict = Conflict(
            who=str(latest.history_user or _("Somebody")) if latest else _("Somebody"),
            at=latest.history_date if latest else None,
            differences=differences,
        )
        # Saved once more, what this person wrote stands: they have seen both.
        self.data = self.data.copy()
        self.data[self.add_prefix("revision")] = str(instance.revision)
        self.add_error(
            None, ValidationError(_("Somebody changed this while you were writing."), code="conflict")
        )


def _attempt(form: Any, by: Any) -> bool:
    try:
        with transaction.atomic():
            instance = getattr(form, "instance", None)
            if instance is not None and not instance._state.adding:
                instance.lock()
            if not form.is_valid():
                return False
            form.do(by=by)
    except ValidationError as refusal:
        _tell(form, refusal)
        return False
    except IntegrityError as error:
        # Two asked at once and both were allowed; the database let the first in, and nothing is half done.
        log.warning("refused by the database: %s", str(error).partition("\n")[0])
        told = _("Somebody else saved at the same moment. See what stands there now, and try again.")
        form.add_error(None, ValidationError(told, code="at_once"))
        return False
    return True


def _tell(form: Any, refusal: ValidationError) -> None:
    """Put what a verb refused beside its field, where the form has that field."""
    if not hasattr(refusal, "error_dict"):
        form.add_error(None, refusal)
        return
    for field, error in _beside_fields(form, refusal):
        form.add_error(field, error)


def _beside_fields(form: Any, refusal: ValidationError) -> Iterator[tuple[str | None, ValidationError]]:
    """Each error with the form's field that it belongs to: its own, or the one in a constraint's code."""
    for field, errors in refusal.error_dict.items():
        for error in errors:
            name = error.code if field == NON_FIELD_ERRORS else field
            yield (name if name in form.fields else None), error


def _readable(field: forms.Field, value: Any) -> str:
    """A field's value as the page shows it, from a record or from what was typed."""
    if value in (None, "", []):
        return "–"
    if isinstance(field, forms.ModelMultipleChoiceField):
        return ", ".join(sorted(str(each) for each in value)) or "–"
    if isinstance(field, forms.ModelChoiceField):
        if not hasattr(value, "pk"):
            value = field.queryset.filter(pk=value).first() if field.queryset is not None else value
        return str(value or "–")
    if isinstance(field, forms.ChoiceField):
        value = field.prepare_value(value)
        values = value if isinstance(value, (list, tuple)) else [value]
        choices: Any = field.choices
        labels = {str(key): str(label) for key, label in choices}
        return ", ".join(labels.get(str(each), str(each)) for each in values)
    return str(value)
