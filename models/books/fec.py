"""The accounting entries as the tax office has them: the 18 columns of LPF, art. A47 A-1, VII."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from models.books.accounts import journal_label
from models.books.entries import Entry
from models.books.lettering import Lettering
from models.french.text import clean_line

COLUMNS = (
    *("JournalCode", "JournalLib", "EcritureNum", "EcritureDate", "CompteNum", "CompteLib"),
    *("CompAuxNum", "CompAuxLib", "PieceRef", "PieceDate", "EcritureLib", "Debit", "Credit"),
    *("EcritureLet", "DateLet", "ValidDate", "Montantdevise", "Idevise"),
)
ENCODING = "iso8859-15"
"""What the same article names, III, 1°; so there is no mark of the order of bytes."""
LONGEST_LABEL = 200
PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "...", "\u202f": " "}
    | {"Ł": "L", "ł": "l", "Đ": "D", "đ": "d", "ı": "i"}
)
"""What the encoding lacks, and another sign says."""


def fec_name(siren: str, year_end: date) -> str:
    """« 732829320FEC20261231.txt »."""
    return f"{siren}FEC{year_end:%Y%m%d}.txt"


def fec_file(entries: Iterable[Entry], since: date, letterings: Mapping[int, Lettering]) -> bytes:
    """Tabs between the columns, a line for each amount, from a day on.

    Entries are given from the start of the year, and numbered in each journal from there;
    `letterings` are those of the documents that are settled.
    """
    rows = [COLUMNS, *_rows(entries, since, letterings)]
    text = "".join("\t".join(row) + "\r\n" for row in rows)
    return _in_the_set(text).encode(ENCODING)


def _rows(
    entries: Iterable[Entry], since: date, letterings: Mapping[int, Lettering]
) -> Iterator[tuple[str, ...]]:
    numbers: Counter[str] = Counter()
    for entry in entries:
        numbers[entry.journal] += 1
        if entry.dated_on < since:
            continue
        for line in entry.lines:
            account = line.account
            lettering = letterings.get(line.document_id or 0)
            yield (
                entry.journal,
                journal_label(entry.journal),
                f"{entry.journal}{numbers[entry.journal]:06d}",
                _day(entry.dated_on),
                account.number,
                account.label,
                account.aux_number,
                _text(account.aux_label),
                _text(entry.piece),
                _day(entry.piece_on),
                _text(entry.label),
                _amount(max(line.amount, Decimal(0))),
                _amount(max(-line.amount, Decimal(0))),
                lettering.code if lettering else "",
                _day(lettering.settled_on) if lettering else "",
                _day(entry.valid_on),
                *("", ""),
            )


def _day(value: date) -> str:
    return f"{value:%Y%m%d}"


def _amount(value: Decimal) -> str:
    return f"{value:.2f}".replace(".", ",")


def _text(text: str) -> str:
    return clean_line(text.replace("\t", " "))[:LONGEST_LABEL]


def _in_the_set(text: str) -> str:
    """The text in the letters that the encoding has."""
    return "".join(map(_letter, text.translate(PLAIN)))


def _letter(char: str) -> str:
    try:
        char.encode(ENCODING)
    except UnicodeEncodeError:
        base = unicodedata.normalize("NFKD", char).encode("ascii", "ignore").decode()
        return base or "?"
    return char
