"""Rows as a file that a French spreadsheet opens as it should: what is text stays text."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

import xlsxwriter  # type: ignore[import-untyped]  # it carries no type information

from models.french.money import show_number

Cell = str | Decimal | date | None

FORMULA_STARTS = ("=", "+", "@", "＝", "＋", "－", "＠")
CONTROL_STARTS = ("\t", "\r", "\n")
TEXT_MARK = "\u200b"
"""Draws nothing, and makes text of a cell; our forms drop it from what is pasted back."""
WIDEST = 60
"""Characters of a column."""
_DAY = r"\d{1,2}(?:er)?"
_MONTH = (
    r"(?:jan(?:v(?:ier)?|uary)?|f[ée]v(?:r(?:ier)?)?|feb(?:ruary)?|mar(?:s|ch)?|avr(?:il)?|apr(?:il)?"
    r"|ma[iy]|juin|june?|juil(?:let)?|july?|ao[uû]t|aug(?:ust)?|sep(?:t(?:emb(?:re|er))?)?"
    r"|oct(?:ob(?:re|er))?|nov(?:emb(?:re|er))?|d[ée]c(?:emb(?:re|er))?)\.?"
)
_AMOUNT = r"\d[\d\s.,]*"
# What a spreadsheet takes for a number, a date, a time or an error, and then writes otherwise.
_REWRITTEN = re.compile(
    "|".join(
        (
            *(r"0\d+", r"0\d*(?:\s\d{3})+", r"\d{12,}", r"\d+(?:[.,]\d+)?e[+-]?\d+"),
            *(r"\d*[.,]\d+", r"\d+[.,]", r"\d{1,3}(?:[\s.,]\d{3})*[.,]\d+", r"\d+\s\d+/\d+"),
            *(rf"{_AMOUNT}[%€$£]", rf"[€$£]\s?{_AMOUNT}", rf"\(\s*{_AMOUNT}\)"),
            *(r"\d{1,4}[/.-]\d{1,2}(?:[/.-]\d{2,4})?", r"\d{1,2}[/.-]\d{4}"),
            *(r"\d{1,3}:\d{1,2}(?::\d{1,2})?", r"vrai|faux|true|false", r"#[\w/]+[!?]?"),
            *(rf"{_DAY}[\s./-]{_MONTH}(?:[\s./-]\d{{2,4}})?", rf"{_MONTH}[\s./-]\d{{1,4}}"),
        )
    ),
    re.IGNORECASE,
)


def marked(text: str) -> str:
    """A text that a spreadsheet neither computes nor rewrites, and that looks the same."""
    starts = text.lstrip().startswith((*FORMULA_STARTS, "-"))
    is_formula = starts or text.startswith(CONTROL_STARTS)
    return f"{TEXT_MARK}{text}" if is_formula or _REWRITTEN.fullmatch(text.strip()) else text


def csv_file(rows: Iterable[Sequence[Cell]]) -> bytes:
    """UTF-8 with a BOM, semicolons, numbers with a comma, dates as ISO 8601 writes them."""
    sheet = io.StringIO()
    writer = csv.writer(sheet, delimiter=";", lineterminator="\r\n")
    writer.writerows([_written(cell) for cell in row] for row in rows)
    return sheet.getvalue().encode("utf-8-sig")


def _written(cell: Cell) -> str:
    if isinstance(cell, Decimal):
        return show_number(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    return marked(cell or "")


def xlsx_file(title: str, rows: Sequence[Sequence[Cell]]) -> bytes:
    """A workbook of one sheet, whose first row has the headings: they stay in sight."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet(title)
        heading = book.add_format({"bold": True, "bottom": 1})
        text = book.add_format({"num_format": "@"})
        number = book.add_format({"num_format": "#,##0.00####"})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for place, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, Decimal):
                    sheet.write_number(place, column, float(cell), number)
                elif isinstance(cell, date):
                    sheet.write_datetime(place, column, cell, day)
                elif cell:
                    sheet.write_string(place, column, cell, heading if place == 0 else text)
        for column, width in enumerate(_widths(rows)):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(1, 0)
        if rows:
            sheet.autofilter(0, 0, max(len(rows) - 1, 1), len(rows[0]) - 1)
    return file.getvalue()


def _widths(rows: Sequence[Sequence[Cell]]) -> list[int]:
    """In characters: as wide as the widest line of each column, within reason."""
    columns = zip(*rows, strict=True)
    return [
        min(WIDEST, 2 + max(len(line) for cell in column for line in str(cell or "").split("\n")))
        for column in columns
    ]
