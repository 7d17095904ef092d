"""A letter about invoices: a few paragraphs, a table of what is owed, and how to pay it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

import orjson

from models.french.bank import format_iban
from models.french.money import amount
from models.french.wording import long_date, plural
from models.printing import press
from models.printing.heading import buyer_lines, legal_line, seller_lines
from models.printing.logo import logo_text
from models.printing.paper import BankAccount, Party
from models.printing.sheet import prepared

TEMPLATE = "letter.typ"


@dataclass(frozen=True)
class LetterRow:
    """An invoice that the letter is about."""

    number: str
    ttc: Decimal
    due: Decimal
    due_on: date
    days_late: int


@dataclass(frozen=True)
class Letter:
    """A letter, whole."""

    title: str
    seller: Party
    buyer: Party
    dated_on: date
    subject: str
    text: str
    rows: Sequence[LetterRow]
    signer: str
    notes: str = ""
    """What the law adds: penalties and the lump sum."""
    bank: BankAccount | None = None


async def print_letter(letter: Letter, *, made_at: datetime, logo: bytes | None = None) -> bytes:
    """The letter as a PDF; made at the same instant it is the same file."""
    inputs = {"data": orjson.dumps(_words(letter)).decode()}
    inputs |= {"logo": logo_text(logo)} if logo else {}
    return await press.beside(lambda: press.pdf(inputs, int(made_at.timestamp()), TEMPLATE))


def _words(letter: Letter) -> dict[str, object]:
    """What the template needs, every amount and date as text."""
    total = sum((row.due for row in letter.rows), Decimal(0))
    bank = letter.bank
    found: dict[str, object] = prepared(
        {
            "title": letter.title,
            "number": "",
            "draft": "",
            "seller": seller_lines(letter.seller),
            "legal": legal_line(letter.seller),
            "buyer": buyer_lines(letter.buyer),
            "facts": [["Date", long_date(letter.dated_on)]],
            "subject": letter.subject,
            "text": letter.text,
            "rows": [
                [
                    row.number,
                    long_date(row.due_on),
                    plural(row.days_late, "jour"),
                    amount(row.ttc),
                    amount(row.due),
                ]
                for row in letter.rows
            ],
            "total": amount(total),
            "bank": [format_iban(bank.iban), bank.bic] if bank else [],
            "notes": letter.notes,
            "signer": letter.signer,
        }
    )
    return found
