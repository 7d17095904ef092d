"""A file of a spreadsheet, whichever wrote it, as rows of text."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from models.errors import Refused
from models.french.wording import NBSP, number
from models.imports.text_file import rows_of_text

MOST_BYTES = 30_000_000
MOST_ROWS = 100_000
MOST_COLUMNS = 200
MOST_UNPACKED = 300_000_000
"""Bytes; a workbook is a packed file, and a small one can hold a sheet without end."""
PORTION = 1 << 16
NOT_PACKED = (NotImplementedError, RuntimeError, ValueError, OSError, EOFError)
"""What a packed file raises that is damaged, encrypted, or packed in a way of its own."""
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
EXACT = 2**53
"""Whole numbers below it a spreadsheet keeps as they are."""
ENOUGH = 2
"""Columns that are known: such a sheet need not be compared with others."""
Knowing = Callable[[Sequence[Sequence[str]]], int]
"""How much of these rows is known."""
UNREADABLE = "Ce tableau ne se lit pas : est-il abîmé, ou protégé par un mot de passe ?"


@dataclass(frozen=True)
class Sheet:
    """The rows of one sheet. A workbook has `names` of sheets and the `name` of this one; a text
    file has an `encoding` and a `separator`."""

    rows: Sequence[Sequence[str]]
    encoding: str = ""
    separator: str = ""
    name: str = ""
    names: tuple[str, ...] = ()


def read_sheet(
    content: bytes,
    *,
    name: str = "",
    encoding: str = "",
    separator: str = "",
    known: Knowing = lambda _rows: ENOUGH,
) -> Sheet:
    """What a file holds, told by its bytes and not by its name; raises Refused.

    Of a workbook it is the sheet of that name, or else the one of those in sight of whose rows the
    most is `known`; of a text the likeliest encoding and separator, unless somebody has chosen.
    """
    if len(content) > MOST_BYTES:
        raise Refused(f"Ce fichier est trop grand : {MOST_BYTES // 1_000_000}{NBSP}Mo au plus.")
    if content.startswith((ZIP, OLE)):
        sheet = _of_workbook(content, name, known)
    else:
        sheet = Sheet(*rows_of_text(content, encoding, separator, MOST_ROWS + 2))
    if not any(cell.strip() for row in sheet.rows for cell in row):
        raise Refused("Ce fichier est vide." if not name else "Cette feuille est vide.")
    _check_size(len(sheet.rows), max(map(len, sheet.rows)))
    return sheet


def _check_size(height: int, width: int) -> None:
    if height > MOST_ROWS + 1:  # with the headings
        raise Refused(f"Ce fichier a trop de lignes : {number(MOST_ROWS)} au plus.")
    if width > MOST_COLUMNS:
        raise Refused(f"Ce fichier a trop de colonnes : {MOST_COLUMNS} au plus.")


# --- workbooks ----------------------------------------------------------------------------------


def _of_workbook(content: bytes, wanted: str, known: Knowing) -> Sheet:
    if content.startswith(ZIP):
        _check_unpacked(content)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            names = tuple(book.sheet_names)
            best, most, refused = Sheet([], name=wanted, names=names), -1, None
            for name in [wanted] if wanted in names else _in_sight(book):
                sheet = book.get_sheet_by_name(name)
                try:
                    rows = _every_row(sheet) if sheet.end else []
                except Refused as refusal:  # another sheet may be the one
                    refused = refusal
                    continue
                if rows and (count := known(rows)) > most:
                    best, most = Sheet(rows, name=name, names=names), count
                if most >= ENOUGH:
                    break
            if refused and most < 0:
                raise refused
            return best
    except (CalamineError, OSError, ValueError) as error:
        raise Refused(UNREADABLE) from error


def _in_sight(book: CalamineWorkbook) -> list[str]:
    """The sheets that a spreadsheet shows, or all of them."""
    shown = [one.name for one in book.sheets_metadata if one.visible == SheetVisibleEnum.Visible]
    return shown or book.sheet_names


def _every_row(sheet: Any) -> list[list[str]]:
    """The rows as the sheet numbers them, also where the first ones are empty."""
    row, column = sheet.end
    _check_size(row + 1, column + 1)
    rows = [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    left = len(rows)
    within = [one for one in sheet.merged_cell_ranges or () if one[0][1] <= column]
    for (top, at), (bottom, _) in within:
        for below in range(top + 1, min(bottom + 1, len(rows), top + 1 + left)):
            rows[below][at] = rows[below][at] or rows[top][at]
            left -= 1
    return rows


def _check_unpacked(content: bytes) -> None:
    """Unpack it once, whatever it says of its own size: nothing else would stop."""
    left = MOST_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for one in packed.infolist():
                one.file_size = MOST_UNPACKED + 2 * PORTION
                with packed.open(one) as part:
                    while left > 0 and (some := part.read(PORTION)):
                        left -= len(some)
    except (zipfile.BadZipFile, zlib.error, *NOT_PACKED) as error:
        raise Refused(UNREADABLE) from error
    if left <= 0:
        raise Refused("Ce tableau est trop grand une fois ouvert : partagez-le en plusieurs.")


def _text(cell: Any) -> str:
    """A cell as somebody would type it: a number with a point, a date as 24/11/2026."""
    match cell:
        case bool():
            return "oui" if cell else "non"
        case float() if cell.is_integer() and abs(cell) < EXACT:
            return str(int(cell))
        case float():
            return f"{Decimal(repr(cell)):f}"
        case datetime() if cell.time() != time():
            return f"{cell:%d/%m/%Y %H:%M}"
        case date():
            return f"{cell:%d/%m/%Y}"
        case time() | timedelta():
            return str(cell)
        case None:
            return ""
    return str(cell)
