"""How long the law has documents kept, each rule with the days on which it holds: data/*.json."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import orjson

from models.documents.document import Document
from models.french.wording import local_day

FILE = Path(__file__).parent / "data" / "retention.json"


@dataclass(frozen=True)
class Term:
    """The last day on which something has to be kept, and by which law."""

    ends: date
    law: str


def term_of(document: Document) -> Term | None:
    """Until when a document has to be kept, whatever its client asks for; None if nothing does.

    The years are counted from the end of the one in which it was issued.
    """
    if not document.is_frozen or document.issued_at is None:
        return None
    day = document.dated_on or local_day(document.issued_at)
    rule = _rule(document.stage, day)
    return Term(date(day.year + int(rule["years"]), 12, 31), str(rule["law"])) if rule else None


def is_kept(document: Document, day: date) -> bool:
    """Whether it still has to be kept on a day."""
    term = term_of(document)
    return term is not None and day <= term.ends


def _rule(stage: str, day: date) -> dict[str, Any] | None:
    text = day.isoformat()
    return next(
        (
            row
            for row in _rows()
            if stage in row["stages"] and row["from"] <= text <= (row["to"] or text)
        ),
        None,
    )


@cache
def _rows() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = orjson.loads(FILE.read_bytes())
    return rows
