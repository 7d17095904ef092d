"""What a document's lines come to, counted in fractions: an oracle for what the browser counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from models.french.money import read_number
from models.french.wording import NARROW_NBSP, NBSP

PRICED = {"article", "labour", "travel", "rental"}
RATES = (
    {"code": "20", "label": "20 %", "rate": "20"},
    {"code": "10", "label": "10 %", "rate": "10"},
    {"code": "5.5", "label": "5,5 %", "rate": "5.50"},
    {"code": "2.1", "label": "2,1 %", "rate": "2.10"},
    {"code": "0", "label": "0 %", "rate": "0"},
)
PERCENT = {one["code"]: Fraction(one["rate"]) for one in RATES}

Row = Mapping[str, Any]


def rounded(cents: Fraction) -> int:
    """Halves away from zero."""
    size = int(abs(cents) + Fraction(1, 2))
    return size if cents >= 0 else -size


def written(cents: int) -> str:
    sign = "\u2212" if cents < 0 else ""
    whole = f"{abs(cents) // 100:,}".replace(",", NARROW_NBSP)
    return f"{sign}{whole},{abs(cents) % 100:02d}{NBSP}€"


def number(text: str, places: int, *, is_signed: bool = False) -> Fraction:
    return Fraction(read_number(text, places, is_signed=is_signed)) if text.strip() else Fraction(0)


def net_of(row: Row) -> int | None:
    """In cents; None where a number cannot be read."""
    try:
        quantity = number(row["quantity"], 4, is_signed=True)
        gross = rounded(quantity * number(row["price"], 6) * 100)
        return gross - rounded(gross * number(row["discount"], 2) / 100)
    except ValueError:
        return None


def totals_of(rows: Iterable[Row], discount: str = "", paid: int = 0) -> dict[str, Any]:
    bases: defaultdict[str, int] = defaultdict(int)
    for row in rows:
        if row["kind"] in PRICED and (net := net_of(row)) is not None:
            bases[row["vat"]] += net
    whole = sum(bases.values())
    taken = _taken(discount, whole)
    parts = _spread(taken, bases)
    ordered = sorted(bases, key=PERCENT.__getitem__, reverse=True)
    left = {code: bases[code] - parts.get(code, 0) for code in ordered}
    vat = {code: rounded(base * PERCENT[code] / 100) for code, base in left.items()}
    ttc = whole - taken + sum(vat.values())
    labels = {one["code"]: one["label"] for one in RATES}
    return {
        "ht": written(whole - taken),
        "discount": written(taken),
        "vat": [
            {"label": labels[code], "base": written(left[code]), "amount": written(vat[code])}
            for code in ordered
        ],
        "tva": written(sum(vat.values())),
        "ttc": written(ttc),
        "paid": written(paid),
        "due": written(ttc - paid),
    }


def _taken(discount: str, whole: int) -> int:
    if whole <= 0 or not discount.strip():
        return 0
    part = number(discount, 2)
    return min(rounded(whole * part / 100 if "%" in discount else part * 100), whole)


def _spread(taken: int, bases: Mapping[str, int]) -> dict[str, int]:
    bearing = {code: base for code, base in bases.items() if base > 0}
    whole = sum(bearing.values())
    if not taken or not whole:
        return {}
    exact = {code: Fraction(taken * base, whole) for code, base in bearing.items()}
    parts = {code: int(share) for code, share in exact.items()}
    missing = taken - sum(parts.values())
    by_rest = sorted(bearing, key=lambda code: (exact[code] % 1, PERCENT[code]), reverse=True)
    for code in by_rest[:missing]:
        parts[code] += 1
    return parts
