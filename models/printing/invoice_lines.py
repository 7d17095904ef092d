"""The lines of an electronic invoice, and what is taken off them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from models.french.text import clean_text
from models.printing.paper import PRICED, LineKind, Paper, PaperLine, VatRow
from models.printing.plain_text import name_and_description, plain_line

DISCOUNT = "95"
"""UNTDID 5189."""
NO_RATE = "O"
"""Out of scope, the one category without a rate."""

Group = dict[str, Any]


def cents(value: Decimal) -> str:
    """« 1234.50 »: a text passes as it is, where a float would be rounded."""
    return f"{value:.2f}"


def exactly(value: Decimal) -> str:
    """A quantity or a price with the decimals that it has."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def lines(paper: Paper) -> list[Group]:
    """BG-25: what has an amount. Titles and texts are notes of the line beside which they stand."""
    found: list[Group] = []
    waiting: list[str] = []
    for line in paper.lines:
        if line.kind in PRICED:
            found.append(_line(len(found) + 1, line, paper.vat_row(line), waiting))
            waiting = []
        elif line.kind == LineKind.TITLE or (line.kind == LineKind.TEXT and not found):
            waiting.append(line.designation)
        elif line.kind == LineKind.TEXT:
            _add_note(found[-1], line.designation)
    for text in waiting if found else ():
        _add_note(found[-1], text)
    return found


def _line(number: int, line: PaperLine, row: VatRow, notes: list[str]) -> Group:
    name, description = name_and_description(line.designation)
    details = (description, plain_line(line.period), plain_line(line.explanation))
    found: Group = {
        "BT-126": str(number),
        "BT-129": exactly(line.quantity),
        "BT-130": line.unit_code,
        "BT-131": cents(line.net),
        "BT-146": exactly(line.unit_price),
        "BT-151": row.category,
        "BT-153": name,
    }
    found |= _rate("BT-152", row)
    found |= _said("BT-154", "\n".join(filter(None, details)))
    found |= _said("BT-155", plain_line(line.reference))
    if line.starts_on and line.ends_on:
        found |= {"BT-134": line.starts_on.isoformat(), "BT-135": line.ends_on.isoformat()}
    if line.discount_amount:
        found["BG-27"] = [_line_discount(line)]
    for text in notes:
        _add_note(found, text)
    return found


def _line_discount(line: PaperLine) -> Group:
    return {
        "amount": cents(line.discount_amount),
        "base_amount": cents(line.net + line.discount_amount),
        "rate": cents(line.discount),
        "reason": "Remise",
        "reason_code": DISCOUNT,
    }


def _add_note(line: Group, text: str) -> None:
    if clean := clean_text(text):
        line.setdefault("BT-127-00", []).append({"BT-127": clean})


def discounts(paper: Paper) -> Iterator[Group]:
    """BG-20: the document's discount, for each rate its part."""
    for row in paper.vat:
        if row.discount:
            yield {
                "amount": cents(row.discount),
                "reason": "Remise",
                "reason_code": DISCOUNT,
                "vat_category_code": row.category,
            } | _rate("vat_rate", row)


def vat_rows(paper: Paper) -> Iterator[Group]:
    """BG-23: what each rate makes, or why there is none."""
    for row in paper.vat:
        found: Group = {
            "BT-116": cents(row.base),
            "BT-117": cents(row.amount),
            "BT-118": row.category,
        }
        found |= _rate("BT-119", row) | _said("BT-120", row.reason) | _said("BT-121", row.vatex)
        yield found


def _rate(key: str, row: VatRow) -> Group:
    return {} if row.category == NO_RATE else {key: cents(row.rate)}


def _said(key: str, text: str) -> Group:
    return {key: text} if text else {}
