"""The fields of a document's form."""

from __future__ import annotations

from functools import partial

from models.company import MONEY_WORDS
from models.documents.kinds import KINDS
from models.documents.line_fields import clean_moment, show_moment
from models.documents.totals import read_discount
from models.french.text import clean_text
from models.records.field import Field, Typed
from models.records.reading import one_of, optional_date, shown_date

EXPECTED = {"": "Celui des paramètres", **MONEY_WORDS}
"""By what an invoice is to be paid."""


def _is_quote(typed: Typed) -> bool:
    return typed.get("stage") == "quote"


def _kind_date(name: str) -> Field:
    """A date that only some kinds have."""
    return _date(name, applies=lambda typed: _has(typed, name))


def _kind_moment(name: str) -> Field:
    """A date with its hour that only some kinds have."""
    return Field(
        name,
        clean=clean_moment,
        show=show_moment,
        applies=lambda typed: _has(typed, name),
        input_type="datetime-local",
        is_half=True,
    )


def _has(typed: Typed, name: str) -> bool:
    return typed.get("kind", "") in KINDS and name in KINDS[typed["kind"]].date_fields


def _is_invoice(typed: Typed) -> bool:
    return typed.get("stage") == "invoice"


def _clean_discount(text: str, _typed: Typed) -> str:
    """« 10 % » or « 50 € », as it is read again."""
    return read_discount(text).words


_date = partial(Field, clean=optional_date, show=shown_date, input_type="date", is_half=True)
_long = partial(Field, clean=lambda text, _: clean_text(text), input_type="textarea")

DOCUMENT_FIELDS = (
    Field("subject"),
    Field("client_reference"),
    _date("dated_on", section="Dates"),
    _date("valid_until", applies=_is_quote),
    _kind_date("planned_on"),
    _kind_moment("starts_at"),
    _kind_moment("ends_at"),
    _kind_date("due_on"),
    Field(
        "payment_mode",
        clean=one_of(EXPECTED),
        choices=EXPECTED,
        applies=_is_invoice,
        input_type="select",
        is_half=True,
    ),
    Field("discount", clean=_clean_discount),
    _long("internal_notes", section="Notes"),
    _long("printed_notes"),
)
