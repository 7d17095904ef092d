"""A document worked out by hand: what is typed, and what it has to come to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

Row = Mapping[str, str]
RateRow = tuple[str, Decimal, Decimal]


@dataclass(frozen=True)
class Sums:
    """What a document comes to: of each rate its base and its VAT, then all of it, in euros."""

    rates: str
    ht: str
    vat: str
    ttc: str

    @property
    def rows(self) -> list[RateRow]:
        """The code of each rate, its base, its VAT; in the order of the codes."""
        rows = [row.split() for row in self.rates.split(" | ") if row]
        return sorted((code, Decimal(base), Decimal(vat)) for code, base, vat in rows)

    @property
    def whole(self) -> tuple[Decimal, Decimal, Decimal]:
        return Decimal(self.ht), Decimal(self.vat), Decimal(self.ttc)


@dataclass(frozen=True)
class Then:
    """What is made of it afterwards: « ahead 30 % », « part 1=3 2=1 », « rest », « credit 1=1 »,
    « credit », « transform », « revise »; lines are counted from 1."""

    verb: str
    sums: Sums


@dataclass(frozen=True)
class Golden:
    """A document, and those that come of it."""

    name: str
    lines: tuple[Row, ...]
    sums: Sums
    discount: str = ""
    kind: str = "invoice"
    stage: str | None = None
    client: Row = field(default_factory=dict)
    then: tuple[Then, ...] = ()


PERSON = {"kind": "person", "name": "", "last_name": "Le Goff", "first_name": "Anna"}
PUBLIC = {"kind": "public", "name": "Commune de Plouzané"}
ABROAD = {"name": "Kranverleih Weber GmbH", "country": "DE"}


def line(quantity: str, price: str, vat: str = "S20", *, off: str = "", kind: str = "") -> Row:
    """A line as it is typed, its discount in percent."""
    return {
        "designation": "Perceuse",
        "quantity": quantity,
        "price": price,
        "vat": vat,
        "discount": off,
        "kind": kind or "article",
    }
