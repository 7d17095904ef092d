"""What a document's lines come to: the one function by which screen, database and paper count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from models.french.money import CENT, ZERO, amount, percent, read_number, rounded

HUNDRED = Decimal(100)


@dataclass(frozen=True, order=True)
class Vat:
    """Under which rate a line stands; two codes may share a percentage and differ in the reason."""

    rate: Decimal
    code: str
    category: str = "S"
    """As UNTDID 5305 has it."""


@dataclass(frozen=True)
class Discount:
    """What is taken off a whole document: a part of it, in percent, or an amount without VAT."""

    percent: Decimal = ZERO
    amount: Decimal = ZERO

    def of(self, total: Decimal) -> Decimal:
        """What it takes off this total: never more than all of it, and nothing of a debt."""
        return min(self.asked_of(total), total) if total > 0 else ZERO

    def asked_of(self, total: Decimal) -> Decimal:
        """The part of this total that was asked for, which may be more than there is."""
        return rounded(total * self.percent / HUNDRED) if self.percent else self.amount

    @property
    def words(self) -> str:
        """As `read_discount` reads it: « 10 % », « 50,00 € », or nothing."""
        if self.percent:
            return percent(self.percent)
        return amount(self.amount) if self.amount else ""


@dataclass(frozen=True)
class VatRow:
    """One rate of a document: its lines, their part of the discount, what is left, and its VAT."""

    vat: Vat
    lines: Decimal
    discount: Decimal
    base: Decimal
    amount: Decimal


@dataclass(frozen=True)
class Totals:
    """In euros and cents, the rates from the highest down."""

    rows: tuple[VatRow, ...] = ()
    lines: Decimal = ZERO
    discount: Decimal = ZERO
    ht: Decimal = ZERO
    vat: Decimal = ZERO
    ttc: Decimal = ZERO


def net_of(quantity: Decimal, unit_price: Decimal, discount: Decimal = ZERO) -> Decimal:
    """A line without VAT: to the cent, and its discount to the cent as well."""
    gross = rounded(quantity * unit_price)
    return gross - rounded(gross * discount / HUNDRED)


def totals_of(
    nets: Iterable[tuple[Vat, Decimal]],
    discount: Discount | None = None,
    deducted: Iterable[tuple[Vat, Decimal]] = (),
) -> Totals:
    """The totals of lines given as rate and net; VAT is rounded once for each rate.

    What is `deducted`, as a down payment is, stands below the discount.
    """
    bases = _by_rate(nets)
    whole = sum(bases.values(), ZERO)
    taken = discount.of(whole) if discount else ZERO
    parts = spread(taken, bases)
    for vat, net in deducted:
        bases[vat] += net
    rows = tuple(_row(vat, bases[vat], parts.get(vat, ZERO)) for vat in sorted(bases, reverse=True))
    lines, tax = sum(bases.values(), ZERO), sum((row.amount for row in rows), ZERO)
    return Totals(rows, lines, taken, lines - taken, tax, lines - taken + tax)


def _by_rate(nets: Iterable[tuple[Vat, Decimal]]) -> defaultdict[Vat, Decimal]:
    bases: defaultdict[Vat, Decimal] = defaultdict(lambda: ZERO)
    for vat, net in nets:
        bases[vat] += net
    return bases


def _row(vat: Vat, lines: Decimal, discount: Decimal) -> VatRow:
    base = lines - discount
    return VatRow(vat, lines, discount, base, rounded(base * vat.rate / HUNDRED))


def spread(amount: Decimal, bases: Mapping[Vat, Decimal]) -> dict[Vat, Decimal]:
    """An amount shared out in proportion to these bases, to the cent and without a rest.

    The cents that are missing go to the largest remainders, of equal ones to the higher rate; a
    base below zero bears nothing.
    """
    bearing = {vat: in_cents(base) for vat, base in bases.items() if base > 0}
    whole = sum(bearing.values())
    if not whole:
        return {}
    shares = {vat: divmod(in_cents(amount) * base, whole) for vat, base in bearing.items()}
    missing = in_cents(amount) - sum(cents for cents, _ in shares.values())
    by_remainder = sorted(shares, key=lambda vat: (shares[vat][1], vat), reverse=True)
    given = {*by_remainder[:missing]}
    return {vat: (cents + (vat in given)) * CENT for vat, (cents, _) in shares.items()}


def in_cents(amount: Decimal) -> int:
    return int(amount.scaleb(2))


def read_discount(text: str) -> Discount:
    """« 10 % » or « 50 € »; raises ValueError."""
    if not text.strip():
        return Discount()
    value = read_number(text, 2)
    if "%" not in text:
        return Discount(amount=value)
    if value > 100:
        raise ValueError("Une remise va de 0 à 100 %.")
    return Discount(percent=value)
