"""What a late payment costs by law: shown and asked for, never booked by itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from models.books.legal_rates import Rate
from models.french.money import ZERO, amount, rounded

TIMES = 3
"""The least that the law allows: three times the legal rate (Code de commerce, art. L441-10)."""
DAYS_OF_A_YEAR = 365


def penalty(due: Decimal, due_on: date, until: date, rates: Iterable[Rate]) -> Decimal:
    """On an amount with VAT, from the day after it fell due, at the rate of each half-year."""
    total = Decimal(0)
    for rate in rates:
        first = max(rate.first, due_on + timedelta(days=1))
        last = min(rate.last, until) if rate.last else until
        days = (last - first).days + 1
        if days > 0:
            total += due * TIMES * rate.legal / 100 * days / DAYS_OF_A_YEAR
    return rounded(total) if total else ZERO


def penalty_words(total: Decimal, lump: Decimal) -> str:
    """What a letter says of it to a professional."""
    return (
        f"Pénalités de retard exigibles à ce jour : {amount(total)}, à trois fois le taux "
        f"d’intérêt légal. Indemnité forfaitaire de recouvrement : {amount(lump)} "
        "(Code de commerce, art. L. 441-10 et D. 441-5). "
        "Elles ne sont pas comprises dans le total ci-dessus."
    )
