"""States of electronic invoices as a platform gives them out: number, code, date, reason."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from models.documents import EINVOICE_STATES, Document, set_einvoice
from models.errors import Invalid, Refused
from models.imports import Sheet
from models.permissions import Permission, Staff

MOST_ROWS = 2_000
SOURCE = "import"
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


@dataclass
class ImportedStates:
    """How many states were noted, and what of the file was not, line by line."""

    noted: int = 0
    errors: list[str] = field(default_factory=list)


async def import_states(sheet: Sheet, *, by: Staff) -> ImportedStates:
    """Note what a sheet says; a line that is wrong is told and stops no other. Raises Refused."""
    by.need(Permission.ISSUE)
    rows = list(_rows(sheet))
    if not rows:
        raise Refused("Ce fichier ne dit rien : une ligne par facture, numéro;code;date;motif.")
    if len(rows) > MOST_ROWS:
        raise Refused(f"{MOST_ROWS} lignes au plus.")
    result = ImportedStates()
    for place, row in rows:
        try:
            await _note(row, by=by)
            result.noted += 1
        except Refused as refusal:
            result.errors.append(f"Ligne {place} : {refusal}")
        except Invalid as invalid:
            result.errors.append(f"Ligne {place} : {' '.join(invalid.errors.values())}")
    return result


def _rows(sheet: Sheet) -> Iterator[tuple[int, Sequence[str]]]:
    """The rows that say something, each with its place; the first one may be headings."""
    for place, row in enumerate(sheet.rows, 1):
        cells = [cell.strip() for cell in row]
        is_heading = place == 1 and len(cells) > 1 and cells[1] not in EINVOICE_STATES
        if any(cells) and not is_heading:
            yield place, cells


async def _note(row: Sequence[str], *, by: Staff) -> None:
    number, code, day, reason = (*row, "", "", "", "")[:4]
    document = await Document.get_or_none(number=number[:35], kind="invoice")
    if document is None:
        raise Refused(f"Aucune facture n’a le numéro {number[:35]}.")
    if not code or code not in EINVOICE_STATES:
        raise Refused(f"Le code {code[:20] or '(vide)'} n’est pas un état connu.")
    await set_einvoice(document, code, by=by, dated_on=_day(day), reason=reason, source=SOURCE)


def _day(text: str) -> date | None:
    """2026-11-24 or 24/11/2026; today where nothing stands."""
    if not text:
        return None
    french = _DAY.fullmatch(text)
    try:
        if french:
            return date(int(french[3]), int(french[2]), int(french[1]))
        return date.fromisoformat(text[:10])
    except ValueError:
        raise Refused(f"{text[:20]} n’est pas une date.") from None
