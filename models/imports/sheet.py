"""A file of a spreadsheet, whichever wrote it, as rows of text."""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from models.errors import Refused
from models.french.wording import NBSP, number

MOST_BYTES = 30_000_000
MOST_ROWS = 100_000
MOST_COLUMNS = 200
MOST_UNPACKED = 300_000_000
"""Bytes; a workbook is a packed file, and a small one can hold a sheet without end."""
PORTION = 1 << 16
NOT_PACKED = (NotImplementedError, RuntimeError, ValueError, OSError, EOFError)
"""What a packed file raises that is damaged, encrypted, or packed in a way of its own."""
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
UTF_8, WINDOWS = "UTF-8", "Windows-1252"
CODECS = {UTF_8: "utf-8-sig", WINDOWS: "cp1252", "Mac": "mac-roman", "DOS (850)": "cp850"}
"""The encodings among which somebody may choose, where the bytes do not tell."""
SEPARATORS = ";\t,|"
TOLD = re.compile(r"sep=([;\t,|])\s*")
"""With this Excel tells the separator, in a line of its own."""
CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\r\f\x0b\x1a\x1c\x1d\x1e\x1f")
"""Bytes that no text has."""
SAMPLE = 5
"""Rows that tell the separator."""
EXACT = 2**53
"""Whole numbers below it a spreadsheet keeps as they are."""
NO_SPREADSHEET = (
    "Ce fichier n’est ni un tableau Excel ou LibreOffice (XLSX, ODS), ni un fichier CSV."
)
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


def read_sheet(content: bytes, *, name: str = "", encoding: str = "", separator: str = "") -> Sheet:
    """What a file holds, told by its bytes and not by its name; raises Refused.

    Of a workbook it is the first sheet that has rows, of a text the likeliest encoding and
    separator, unless somebody has chosen another.
    """
    if len(content) > MOST_BYTES:
        raise Refused(f"Ce fichier est trop grand : {MOST_BYTES // 1_000_000}{NBSP}Mo au plus.")
    if content.startswith((ZIP, OLE)):
        sheet = _of_workbook(content, name)
    else:
        sheet = _of_text(content, encoding, separator)
    if not any(map(any, sheet.rows)):
        raise Refused("Ce fichier est vide." if not name else "Cette feuille est vide.")
    _check_size(len(sheet.rows), max(map(len, sheet.rows)))
    return sheet


def _check_size(height: int, width: int) -> None:
    if height > MOST_ROWS + 1:  # with the headings
        raise Refused(f"Ce fichier a trop de lignes : {number(MOST_ROWS)} au plus.")
    if width > MOST_COLUMNS:
        raise Refused(f"Ce fichier a trop de colonnes : {MOST_COLUMNS} au plus.")


# --- workbooks ----------------------------------------------------------------------------------


def _of_workbook(content: bytes, wanted: str) -> Sheet:
    if content.startswith(ZIP):
        _check_unpacked(content)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            names = tuple(book.sheet_names)
            for name in [wanted] if wanted in names else names:
                sheet = book.get_sheet_by_name(name)
                if sheet.end:
                    return Sheet(_every_row(sheet), name=name, names=names)
    except (CalamineError, OSError, ValueError) as error:
        raise Refused(UNREADABLE) from error
    return Sheet([])


def _every_row(sheet: Any) -> list[list[str]]:
    """The rows as the sheet numbers them, also where the first ones are empty."""
    row, column = sheet.end
    _check_size(row + 1, column + 1)
    return [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]


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


# --- text ---------------------------------------------------------------------------------------


def _of_text(content: bytes, encoding: str, separator: str) -> Sheet:
    text, encoding = _decoded(content, encoding)
    lines = list(io.StringIO(text, newline=""))
    if lines and (told := TOLD.fullmatch(lines[0])):
        lines = lines[1:]
        separator = separator or told[1]
    if separator not in SEPARATORS or not separator:
        separator = _separator(lines)
    csv.field_size_limit(MOST_BYTES)
    try:
        rows = list(islice(csv.reader(iter(lines), delimiter=separator), MOST_ROWS + 2))
    except csv.Error as error:
        raise Refused(NO_SPREADSHEET) from error
    return Sheet(rows, encoding, separator)


def _decoded(content: bytes, wanted: str) -> tuple[str, str]:
    """A byte order mark tells, or else that all of it is UTF-8; what is not is of Windows."""
    for mark, codec in BOMS:
        if content.startswith(mark):
            return _of_codec(content, codec), UTF_8 if codec == "utf-8-sig" else "UTF-16"
    if not CONTROLS.isdisjoint(content):
        raise Refused(NO_SPREADSHEET)
    if wanted in CODECS:
        return content.decode(CODECS[wanted], errors="replace"), wanted
    try:
        return content.decode("utf-8"), UTF_8
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace"), WINDOWS


def _of_codec(content: bytes, codec: str) -> str:
    try:
        return content.decode(codec)
    except UnicodeDecodeError as error:
        raise Refused(NO_SPREADSHEET) from error


def _separator(lines: Iterable[str]) -> str:
    """The one that parts the first rows into the most cells."""
    sample = list(islice((line for line in lines if line.strip()), SAMPLE))

    def cells(separator: str) -> int:
        return sum(map(len, csv.reader(sample, delimiter=separator)))

    return max(SEPARATORS, key=cells)
