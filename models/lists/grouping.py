"""The parts of a list: rows that have something in common, under a heading that counts them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from models.database.connection import select, when_connecting
from models.french.wording import MONTHS
from models.lists.orders import Order
from models.lists.query import Found, Group
from models.lists.total import Total
from models.records.changes import Changed, listen

MOST_GROUPS = 2_000
MOST_KEPT = 50
NONE = "Sans"


@dataclass(frozen=True)
class Grouping:
    """`name` stands in an address, `label` on screen. Rows with the same `key`, SQL about the row
    `t` that is never NULL, stand together; `words` is an aggregate that says which, and `said` what
    stands over them for key and words."""

    name: str
    label: str
    key: str
    words: str = "''"
    said: Callable[[str, str], str] = lambda key, words: words or key or NONE
    is_down: bool = False

    @property
    def order(self) -> Order:
        return Order("", self.key, self.is_down)


def by_column(name: str, label: str, column: str, none: str, words: str = "") -> Grouping:
    """Rows with the same text; `words` is the column with the text as people write it."""
    return Grouping(
        name,
        label,
        f"coalesce({column}, '')",
        f"max({words or column})",
        said=lambda _key, text: text or none,
    )


def by_value(name: str, label: str, column: str, words: Mapping[str, str]) -> Grouping:
    """One of several values that a column may have, in the order of these words."""
    cases = " ".join(f"WHEN '{value}' THEN {place}" for place, value in enumerate(words))
    said = list(words.values())
    return Grouping(
        name,
        label,
        f"(CASE {column} {cases} ELSE {len(said)} END)",
        said=lambda key, _words: (*said, NONE)[int(key)],
    )


def by_month(name: str, label: str, column: str) -> Grouping:
    """The days of a month, the latest first."""
    return Grouping(
        name,
        label,
        f"coalesce(substr(CAST({column} AS TEXT), 1, 7), '')",
        said=lambda key, _words: month_said(key),
        is_down=True,
    )


def month_said(month: str) -> str:
    """« novembre 2026 » for « 2026-11 »."""
    if not month:
        return "Sans date"
    year, number = month.split("-")
    return f"{MONTHS[int(number) - 1]} {year}".capitalize()


Question = tuple[str, str, tuple[Any, ...]]
_known: dict[Question, list[Group]] = {}
_turns: Counter[str] = Counter()


async def groups_of(
    topic: str, found: Found, grouping: Grouping, totals: Sequence[Total]
) -> list[Group]:
    """In their order; one more than there may be, of more."""
    sums = [f", coalesce(sum({one.term}), 0) AS sum_{n}" for n, one in enumerate(totals)]
    sql = (
        f"SELECT {grouping.key} AS place, {grouping.words} AS words, count(*) AS n{''.join(sums)}"
        f"{found.sql} GROUP BY {grouping.key}"
        f" ORDER BY {grouping.order.term} LIMIT {MOST_GROUPS + 1}"
    )
    question, turn = (topic, sql, found.parameters), _turns[topic]
    if question in _known:
        return _known[question]
    groups = [
        Group(
            grouping.said(str(row["place"]), str(row["words"] or "")),
            row["n"],
            {one.field: one.said(int(row[f"sum_{n}"])) for n, one in enumerate(totals)},
        )
        for row in await select(sql, found.parameters)
    ]
    if turn == _turns[topic]:
        while len(_known) >= MOST_KEPT:
            del _known[next(iter(_known))]
        _known[question] = groups
    return groups


def _forget(change: Changed) -> None:
    _turns[change.topic] += 1
    for question in [one for one in _known if one[0] == change.topic]:
        del _known[question]


listen(_forget)
when_connecting(_known.clear)
