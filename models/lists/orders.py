"""In which order a list stands: by a column, and by others where the rows are the same in that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from models.database.connection import chunks, select

MOST_ORDERS = 3
MOST_SORTED = 50_000
"""Rows that are put in an order of which no index is: by several columns."""


@dataclass(frozen=True)
class Order:
    """`name` is what an address calls it, `key` the SQL about the row `t`. What `may_be_nothing`
    is less than anything then."""

    name: str
    key: str
    is_down: bool = False
    may_be_nothing: bool = False

    @property
    def text(self) -> str:
        return f"-{self.name}" if self.is_down else self.name

    @property
    def term(self) -> str:
        """What stands in an ORDER BY."""
        way, nothing = ("DESC", "LAST") if self.is_down else ("ASC", "FIRST")
        nulls = f" NULLS {nothing}" if self.may_be_nothing else ""
        return f"{self.key} {way}{nulls}"


def written(orders: Iterable[Order]) -> str:
    """As an address says it: « -due,client »."""
    return ",".join(order.text for order in orders)


def terms_of(orders: Sequence[Order]) -> str:
    """The ORDER BY of these; ties fall by id, so that pages never overlap."""
    terms = [order.term for order in orders]
    if all(order.key != "t.id" for order in orders):
        terms.append(Order("", "t.id", orders[0].is_down).term)
    return ", ".join(terms)


async def in_order(table: str, ids: Iterable[int], orders: Sequence[Order]) -> list[int]:
    """Rows that somebody has picked, in the order of their list."""
    keys = ", ".join(f"{order.key} AS place_{place}" for place, order in enumerate(orders))
    rows = []
    for chunk in chunks(list(ids)):
        marks = ",".join("?" * len(chunk))
        rows += await select(
            f"SELECT t.id AS id, {keys} FROM {table} t WHERE t.id IN ({marks})", tuple(chunk)
        )
    rows.sort(key=lambda row: row["id"], reverse=orders[0].is_down)
    for place, order in reversed(tuple(enumerate(orders))):
        name = f"place_{place}"
        rows.sort(key=lambda row: (row[name] is not None, row[name]), reverse=order.is_down)
    return [row["id"] for row in rows]
