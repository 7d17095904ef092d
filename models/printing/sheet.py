"""A paper in French words, as the templates set it: every amount and date is text already."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import is_dataclass
from decimal import Decimal
from itertools import chain
from typing import Any

from models.company.mentions import ON_DEBITS
from models.french.money import MINUS, amount, percent, write_number
from models.french.wording import NBSP, long_date
from models.printing.heading import buyer_lines, facts, legal_line, seller_lines
from models.printing.paper import PRICED, Agreement, LineKind, Mention, Paper, PaperLine
from models.printing.signs import STAND_IN, missing_signs, printable

DRAFT = "BROUILLON – sans valeur"
LONGEST_PIECE = 700
"""Characters of a designation that stay together on a page."""
MOST_ROWS = 14
"""Lines of a designation that stay together on a page."""
MOST_TOGETHER = 4
"""Rows that are kept on one page."""
LONGEST_HEAD = 90
"""Characters of a first line that still reads as a heading."""
NARROW = "\u200b"
_LONG_WORDS = re.compile(r"(\S{24})(?=\S{4})")

Row = dict[str, Any]


def sheet(paper: Paper) -> dict[str, Any]:
    """What the templates need, with nothing in it that the fonts cannot print."""
    found = {
        "title": paper.title,
        "number": paper.number,
        "name": " ".join(filter(None, (paper.title, paper.number))),
        "date": long_date(paper.dated_on),
        "draft": DRAFT if paper.is_draft else "",
        "seller": seller_lines(paper.seller),
        "legal": legal_line(paper.seller),
        "buyer": buyer_lines(paper.buyer),
        "facts": facts(paper),
        "subject": paper.subject,
        "shows_prices": paper.shows_prices,
        "has_discounts": any(line.discount for line in paper.lines),
        **_in_groups(list(_rows(paper))),
        "vat": [[row.label, _money(row.base), _money(row.amount)] for row in paper.vat],
        "reasons": _reasons(paper),
        "totals": _totals(paper),
        "payment": _payment(paper),
        "notes": paper.notes,
        "mentions": [
            [one.title, one.text] for one in paper.mentions if not _is_at_foot(one, paper)
        ],
        "agreements": [_agreement(one) for one in paper.agreements],
    }
    made: dict[str, Any] = prepared(found)
    drawings = [one.drawing for one in paper.agreements]
    return made | {"drawings": drawings}


def prepared(found: Any) -> Any:
    """Every text in what is given to a template, with nothing in it that cannot be printed."""
    if isinstance(found, str):
        return _LONG_WORDS.sub(rf"\1{NARROW}", printable(found))
    if isinstance(found, list):
        return [prepared(one) for one in found]
    if isinstance(found, dict):
        return {key: prepared(one) for key, one in found.items()}
    return found


# --- the lines ------------------------------------------------------------------------------


def _rows(paper: Paper) -> Iterator[Row]:
    """The lines; what is too long for one page is several, each with the sum so far."""
    so_far = Decimal(0)
    for line in paper.lines:
        if line.kind in PRICED:
            so_far += line.net
        first, *more = list(pieces(line.designation))
        words = _worded(first)
        yield {**_row(paper, line), **words, "carried": _money(so_far), "goes_on": bool(more)}
        for number, piece in enumerate(more, 1):
            yield {
                "kind": "more",
                "head": words["head"],
                "text": piece,
                "carried": _money(so_far),
                "goes_on": number < len(more),
            }


def _in_groups(rows: list[Row]) -> Row:
    """The rows, of which some stay on one page: a title with what follows, what a subtotal sums up.

    The last group stays beside the sums.
    """
    groups: list[list[Row]] = []
    for row in rows:
        before = groups[-1] if groups else []
        belongs = before and (before[-1]["kind"] == "title" or row["kind"] == "subtotal")
        if belongs and len(before) < MOST_TOGETHER:
            before.append(row)
        else:
            groups.append([row])
    *others, last = groups or [[]]
    for group in others:
        for place, row in enumerate(group):
            row["holds"] = len(group) if place == 0 and len(group) > 1 else 0
            row["is_held"] = place > 0
    for row in last:
        row |= {"holds": 0, "is_held": False}
    return {"rows": rows, "last": len(last)}


def _row(paper: Paper, line: PaperLine) -> Row:
    is_priced = line.kind in PRICED
    row: Row = {"kind": line.kind.value, "reference": line.reference}
    row["period"] = " · ".join(filter(None, (line.period, line.explanation)))
    if is_priced:
        row |= {"quantity": write_number(line.quantity), "unit": line.unit}
    if paper.shows_prices and (is_priced or line.kind == LineKind.SUBTOTAL):
        row["net"] = _money(line.net)
    if paper.shows_prices and is_priced:
        row["price"] = _money(line.unit_price)
        row["discount"] = f"{MINUS}{percent(line.discount)}" if line.discount else ""
        row["vat"] = next((one.label for one in paper.vat if one.code == line.vat), "")
    return row


def _worded(piece: str) -> Row:
    head, newline, rest = piece.partition("\n")
    if newline and len(head) <= LONGEST_HEAD:
        return {"head": head, "text": rest}
    return {"head": "", "text": piece} if len(piece) > LONGEST_HEAD else {"head": piece, "text": ""}


def pieces(text: str) -> Iterator[str]:
    """The text in parts that fit on any page, cut between lines or words, none of it lost."""
    kept, rows = "", 0
    for part in re.findall(rf"[^\S\n]*(?:\n|[^\s]{{1,{LONGEST_PIECE}}})", text) or [""]:
        is_full = len(kept) + len(part) > LONGEST_PIECE or rows >= MOST_ROWS
        if is_full and kept.strip():
            yield kept.strip("\n ")
            kept, rows = "", 0
        kept += part
        rows += part.count("\n")
    yield kept.strip("\n ")


# --- the sums -------------------------------------------------------------------------------


def _money(value: Decimal) -> str:
    return write_number(value, 2)


def _totals(paper: Paper) -> list[list[str]]:
    """Label, amount, and what makes it stand out."""
    sums = paper.totals
    rows: list[tuple[str, Decimal, str]] = []
    if sums.deducted:
        rows.append(("Total HT avant acomptes", sums.lines - sums.deducted, ""))
        rows.append(("Acomptes déjà facturés, HT", sums.deducted, ""))
    if sums.discount:
        rows.append(("Total HT avant remise", sums.lines, ""))
        rows.append(("Remise", -sums.discount, ""))
    rows += [("Total HT", sums.ht, "sum"), ("Total TVA", sums.vat, "")]
    rows += _end(paper)
    return [[label, amount(value), look] for label, value, look in rows]


def _end(paper: Paper) -> list[tuple[str, Decimal, str]]:
    sums = paper.totals
    if paper.is_credit:
        whole, paid, due = "Avoir TTC", "Déjà remboursé", "Reste en votre faveur"
    else:
        whole, paid, due = "Total TTC", "Déjà réglé", "Reste à payer"
    if sums.paid:
        return [(whole, sums.ttc, "sum"), (paid, -sums.paid, ""), (due, sums.due, "strong")]
    if paper.kind == "invoice" and not paper.is_credit:
        return [(whole, sums.ttc, "sum"), ("Net à payer", sums.due, "strong")]
    return [(whole, sums.ttc, "strong")]


def _reasons(paper: Paper) -> list[str]:
    """Why there is no VAT, or when it falls due."""
    reasons = list(dict.fromkeys(row.reason for row in paper.vat if row.reason))
    said = " ".join(mention.text for mention in paper.mentions)
    if paper.codes and paper.codes.is_vat_on_debits and ON_DEBITS not in said:
        reasons.append(ON_DEBITS)
    return reasons


def _is_at_foot(mention: Mention, paper: Paper) -> bool:
    """Whether the foot of each page says it already."""
    return mention.code == "REG" and mention.text.rstrip(".") in legal_line(paper.seller)


def _payment(paper: Paper) -> list[list[str]]:
    """How the client pays; nobody pays a credit note to the firm."""
    bank = None if paper.is_credit else paper.bank
    found = [
        ("Conditions", paper.terms),
        ("Banque", bank.bank if bank else ""),
        ("IBAN", _grouped(bank.iban) if bank else ""),
        ("BIC", bank.bic if bank else ""),
        ("À rappeler", paper.number if bank else ""),
    ]
    return [[label, text] for label, text in found if text] if paper.shows_prices else []


def _grouped(iban: str) -> str:
    bare = "".join(iban.split())
    return NBSP.join(bare[start : start + 4] for start in range(0, len(bare), 4))


def _agreement(one: Agreement) -> Row:
    signed = " ".join(filter(None, (one.signer, one.signed)))
    return {"title": one.title, "text": one.text, "signed": signed}


def unprintable_signs(paper: Paper) -> set[str]:
    """What is printed as a box, since no font has it: for the screen to say so beforehand."""
    return {sign for sign in missing_signs("".join(_texts(paper))) if printable(sign) == STAND_IN}


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        yield from chain.from_iterable(map(_texts, value))
    elif is_dataclass(value):
        yield from chain.from_iterable(map(_texts, vars(value).values()))
