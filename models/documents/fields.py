"""The fields of a document's form."""

from __future__ import annotations

from functools import partial

from models.documents.kinds import KINDS
from models.french.text import clean_text
from models.records.field import Field, Typed
from models.records.reading import optional_date, shown_date


def _is_quote(typed: Typed) -> bool:
    return typed.get("stage") == "quote"


def _kind_date(name: str) -> Field:
    """A date that only some kinds have."""
    return _date(
        name,
        applies=lambda typed: (
            typed.get("kind", "") in KINDS and name in KINDS[typed["kind"]].date_fields
        ),
    )


_date = partial(Field, clean=optional_date, show=shown_date, input_type="date", is_half=True)
_long = partial(Field, clean=lambda text, _: clean_text(text), input_type="textarea")

DOCUMENT_FIELDS = (
    Field("subject"),
    Field("client_reference"),
    _date("dated_on", section="Dates"),
    _date("valid_until", applies=_is_quote),
    _kind_date("planned_on"),
    _kind_date("starts_on"),
    _kind_date("ends_on"),
    _kind_date("due_on"),
    _long("internal_notes", section="Notes"),
    _long("printed_notes"),
)
