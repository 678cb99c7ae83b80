"""Danish order and search without a collation: one folded key serves both, on every database (ADR 0006)."""

import unicodedata
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

# The three letters that come after z; they stand behind it in ASCII too, and "aa" is an old å.
_LAST = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}"})


def key(text: str) -> str:
    """Fold a text for sorting and searching: "Ørum" finds "ørum", "Şêxo" finds "sexo", Å sorts last."""
    folded = " ".join(
        unicodedata.normalize("NFC", text).casefold().replace("aa", "å").translate(_LAST).split()
    )
    return "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))


def _kept(instance: models.Model, source: str) -> str:
    return key(getattr(instance, source))


class KeyField(models.CharField):  # type: ignore[type-arg]
    """The folded key of another field, kept by the save; sorted byte by byte."""

    def __init__(self, source: str = "name", **kwargs: Any) -> None:
        self.source = source
        super().__init__(**{"max_length": 255, "editable": False, "db_index": True, **kwargs})

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"source": self.source}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        value = _kept(model_instance, self.source)[: self.max_length]
        setattr(model_instance, self.attname, value)
        return value

    def db_parameters(self, connection: BaseDatabaseWrapper) -> Any:
        parameters = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters


class TextKeyField(models.TextField):  # type: ignore[type-arg]
    """The folded key of a long text, for searching in it alone."""

    def __init__(self, source: str = "text", **kwargs: Any) -> None:
        self.source = source
        super().__init__(**{"editable": False, **kwargs})

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"source": self.source}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        value = _kept(model_instance, self.source)
        setattr(model_instance, self.attname, value)
        return value
