"""What a document comes to, counted a second time: in whole cents and in fractions.

Written from the rules alone, and not to be brought in line with `models/documents/totals.py`: where
the two differ, one of them is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor


@dataclass(frozen=True)
class Rate:
    """A rate of VAT in percent, by its code."""

    percent: Fraction
    code: str


@dataclass(frozen=True)
class Line:
    """A line; its discount in percent."""

    rate: Rate
    quantity: Fraction
    price: Fraction
    discount: Fraction = Fraction(0)


@dataclass(frozen=True)
class Paper:
    """A document: its lines, what is off as a part in percent or in cents, what is deducted."""

    lines: Sequence[Line]
    percent_off: Fraction = Fraction(0)
    cents_off: int = 0
    deducted: Sequence[Line] = ()


@dataclass(frozen=True)
class Sums:
    """In cents; by the code of each rate its base and its VAT."""

    rates: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    off: int = 0
    ht: int = 0
    vat: int = 0
    ttc: int = 0


def half_up(cents: Fraction) -> int:
    """A whole number of cents; a half goes away from zero."""
    return floor(abs(cents) + Fraction(1, 2)) * (1 if cents >= 0 else -1)


def net(line: Line) -> int:
    gross = half_up(line.quantity * line.price * 100)
    return gross - half_up(gross * line.discount / 100)


def sums(paper: Paper) -> Sums:
    bases = _by_rate(paper.lines)
    whole = sum(bases.values())
    wanted = half_up(whole * paper.percent_off / 100) if paper.percent_off else paper.cents_off
    off = min(wanted, whole) if whole > 0 else 0
    left = {rate: base - share for (rate, base), share in zip(*_shares(bases, off), strict=True)}
    for rate, deduction in _by_rate(paper.deducted).items():
        left[rate] = left.get(rate, 0) + deduction
    rates = {rate.code: (base, half_up(base * rate.percent / 100)) for rate, base in left.items()}
    ht, vat = sum(base for base, _ in rates.values()), sum(vat for _, vat in rates.values())
    return Sums(rates, off, ht, vat, ht + vat)


def _by_rate(lines: Sequence[Line]) -> dict[Rate, int]:
    bases: dict[Rate, int] = {}
    for line in lines:
        bases[line.rate] = bases.get(line.rate, 0) + net(line)
    return bases


def _shares(bases: dict[Rate, int], off: int) -> tuple[list[tuple[Rate, int]], list[int]]:
    """Each base, and what it bears of what is off: the missing cents where most was cut off."""
    rows = list(bases.items())
    bearing = sum(base for _, base in rows if base > 0)
    exact = [Fraction(off * max(base, 0), bearing) if bearing else Fraction(0) for _, base in rows]
    shares = [floor(share) for share in exact]
    cut = {index: exact[index] - shares[index] for index, (_, base) in enumerate(rows) if base > 0}
    by_rest = sorted(
        cut,
        key=lambda index: (cut[index], rows[index][0].percent, rows[index][0].code),
        reverse=True,
    )
    for index in by_rest[: (off - sum(shares)) if bearing else 0]:
        shares[index] += 1
    return rows, shares
