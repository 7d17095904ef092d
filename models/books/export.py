"""What the accountant takes away: entries, sales and receipts of a span of days."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from models.books.accounts import end_of_year
from models.books.entries import signed_part
from models.books.fec import fec_file, fec_name
from models.books.lettering import letterings
from models.books.reading import (
    codes_of,
    documents_between,
    documents_in,
    entries_between,
    lines_of,
    parts_of,
    payments_between,
)
from models.company import Company
from models.database.transaction import transaction
from models.documents import MODE_WORDS, Document, Payment, totals_of_lines
from models.errors import Invalid, Refused
from models.french.wording import short_date
from models.lists.spreadsheet import Cell, csv_file
from models.permissions import Permission, Staff
from models.records.journal import Subject, note
from models.records.reading import IMPLAUSIBLE, is_plausible

FEC_MEDIA = "text/plain; charset=iso-8859-15"


class ExportKind(StrEnum):
    ENTRIES = "entries"
    SALES = "sales"
    RECEIPTS = "receipts"


EXPORT_WORDS: Mapping[str, str] = {
    ExportKind.ENTRIES: "Écritures (FEC)",
    ExportKind.SALES: "Ventes (CSV)",
    ExportKind.RECEIPTS: "Encaissements (CSV)",
}


@dataclass(frozen=True)
class ExportedFile:
    name: str
    content: bytes
    media_type: str


async def export(kind: str, first: date, last: date, *, by: Staff) -> ExportedFile:
    """The file of this kind from one day to another; raises Invalid or Refused."""
    by.need(Permission.EXPORT)
    if kind not in EXPORT_WORDS:
        raise Invalid({"kind": "Choisissez un fichier."})
    said = {"first": first, "last": last}
    if errors := {name: IMPLAUSIBLE for name, day in said.items() if not is_plausible(day)}:
        raise Invalid(errors)
    if last < first:
        raise Invalid({"last": "La fin est avant le début."})
    if end_of_year(first) != end_of_year(last) and kind == ExportKind.ENTRIES:
        raise Invalid({"last": "Un fichier d’écritures tient dans un seul exercice."})
    made = await _MAKERS[ExportKind(kind)](first, last)
    span = f"{EXPORT_WORDS[ExportKind(kind)]} du {short_date(first)} au {short_date(last)}"
    async with transaction():
        await note(by, "export", Subject(Payment.TOPIC, 0, span))
    return made


async def _entries(first: date, last: date) -> ExportedFile:
    company, year_end = await Company.current(), end_of_year(first)
    if not company.siren:
        raise Refused("Le fichier des écritures porte le SIREN : remplissez-le dans Paramètres.")
    before = year_end.replace(year=year_end.year - 1)
    entries = await entries_between(date.fromordinal(before.toordinal() + 1), last)
    lettered = await letterings(documents_in(entries), last)
    name = fec_name(company.siren, year_end)
    return ExportedFile(name, fec_file(entries, first, lettered), FEC_MEDIA)


async def _sales(first: date, last: date) -> ExportedFile:
    documents = await documents_between(first, last)
    lines, codes = await lines_of(documents), await codes_of(documents)
    rows: list[list[Cell]] = [[*SALES_COLUMNS]]
    for document in documents:
        totals = totals_of_lines(lines[document.id], document.discount_spec)
        sign = -1 if document.is_credit_note else 1
        for row in totals.rows:
            amounts = (row.base, row.amount, row.base + row.amount)
            rows.append(
                [
                    *_whose(document, codes[document.client_id]),
                    row.vat.code,
                    row.vat.rate,
                    *(sign * amount for amount in amounts),
                    document.due_on,
                ]
            )
    return ExportedFile(f"ventes {first} {last}.csv", csv_file(rows), "text/csv")


SALES_COLUMNS = (
    *("Date", "Numéro", "Nature", "Code client", "Client", "Code TVA", "Taux (%)"),
    *("Base HT", "TVA", "TTC", "Échéance"),
)
RECEIPTS_COLUMNS = (
    *("Date", "Pièce", "Mode", "Référence", "Code client", "Client", "Facture", "Code TVA"),
    *("Montant TTC", "Correction"),
)


def _whose(document: Document, code: str) -> tuple[Cell, ...]:
    title = document.stage_spec.title
    return (document.dated_on, document.number or "", title, code, document.client_name)


async def _receipts(first: date, last: date) -> ExportedFile:
    payments = await payments_between(first, last)
    parts, codes = await parts_of(payments), await codes_of(payments)
    rows: list[list[Cell]] = [[*RECEIPTS_COLUMNS]]
    for payment in payments:
        for part in parts[payment.id]:
            sign = 1 if signed_part(part) == part.amount else -1
            for rate, amount in sorted(part.by_rate.items()):
                rows.append(
                    [
                        payment.received_on,
                        f"R{payment.id:06d}",
                        MODE_WORDS[payment.mode],
                        payment.reference,
                        codes[payment.client_id],
                        payment.client_name,
                        part.document.number or "",
                        rate,
                        sign * Decimal(amount),
                        "oui" if payment.reverses_id else "",
                    ]
                )
    return ExportedFile(f"encaissements {first} {last}.csv", csv_file(rows), "text/csv")


_MAKERS: dict[ExportKind, Callable[[date, date], Awaitable[ExportedFile]]] = {
    ExportKind.ENTRIES: _entries,
    ExportKind.SALES: _sales,
    ExportKind.RECEIPTS: _receipts,
}
