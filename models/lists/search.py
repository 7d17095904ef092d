"""A search in a list, by the way that is the shortest for what it finds.

Few hits are all looked at and sorted. Past `MOST_HITS` they are so common that walking along the
order finds a page sooner.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from models.database.connection import dialect, select
from models.lists.common_searches import COMMON_SEARCHES, Question
from models.lists.matching import Matching
from models.lists.query import Condition, Found, joined

MOST_HITS = 2_000
MOST_COUNTED = 1_000
"""Rows counted of what is too common to be looked at whole."""
SHORT_LIST = 5_000
"""Rows of a list all of which are looked at."""
FEW = 50
"""Rows that fit among the first hits; with fewer of them a walk would be long."""
MORE = 20
"""Times as many hits are looked at then."""

Walk = Callable[[Found], Awaitable[list[int]]]


@dataclass(frozen=True)
class Looked:
    """What was looked at: how many hits, how many rows of the list among them, some of these."""

    hits: int
    found: int
    ids: list[int]


@dataclass(frozen=True)
class Answer:
    """Some ids that were found, and how many there are in all; `is_more`: more than that."""

    ids: list[int]
    count: int
    is_more: bool = False


@dataclass(frozen=True)
class Search:
    """`source` is what the list is read from, `listed` what it holds without the search, `order`
    the order of what is found, and `usual_order` the one of the list."""

    topic: str
    source: str
    listed: Condition
    order: Condition
    usual_order: str
    match: Matching
    may_be_short: bool
    """Whether the list may have few rows even without the search."""

    async def answer(self, start: int, limit: int, walk: Walk) -> Answer:
        """The ids from `start` on, counted with the first of them; `walk` finds the same along the
        order."""
        if self.may_be_short and await self._is_short():
            every = await self._look_at(self.walked, start, limit)
            return Answer(every.ids, every.found)
        if looked := await self._look(start, limit):
            is_more = looked.hits > MOST_HITS and looked.found > MOST_COUNTED
            return Answer(looked.ids, MOST_COUNTED if is_more else looked.found, is_more)
        ids = await walk(self.walked)
        if start or len(ids) < limit:
            return Answer(ids, start + len(ids))
        count = await self._count_most()
        return Answer(ids, min(count, MOST_COUNTED), count > MOST_COUNTED)

    async def all(self) -> list[int]:
        """Everything that is found, in its order."""
        order, of_order = self.order
        found = self.indexed
        sql = f"SELECT t.id AS id{found.sql} ORDER BY {order}"
        return [row["id"] for row in await select(sql, (*found.parameters, *of_order))]

    @property
    def walked(self) -> Found:
        """What is found, looking at one row after the other."""
        condition, parameters = self._also(self.match.every)
        return Found(f" FROM {self.source} WHERE {condition}", parameters)

    @property
    def indexed(self) -> Found:
        """What is found, read from the index if it has one of the words."""
        if not self.match.indexed:
            return self.walked
        hits, of_hits = self.match.hits()
        condition, parameters = self._also(self.match.rest)
        # A plain JOIN might be turned round, and ask the index about every row.
        join = {"sqlite": "CROSS JOIN", "postgres": "JOIN"}[dialect()]
        sql = f" FROM ({hits}) hits {join} {self.match.table} t ON t.id = hits.id WHERE {condition}"
        return Found(sql, (*of_hits, *parameters))

    async def _is_short(self) -> bool:
        condition, parameters = self.listed
        some = f"SELECT 1 FROM {self.source} WHERE {condition} LIMIT {SHORT_LIST + 1}"
        return await size_of(Found(f" FROM ({some}) capped", parameters)) <= SHORT_LIST

    async def _look(self, start: int, limit: int) -> Looked | None:
        """What is found, if it takes no more than a look at some thousands of rows."""
        if not self.match.indexed or self._question in COMMON_SEARCHES:
            return None
        turn = COMMON_SEARCHES.turn(self.topic)
        looked = await self._look_at(self._among(MOST_HITS), start, limit)
        if looked.hits <= MOST_HITS:
            return looked
        if looked.found >= FEW:
            COMMON_SEARCHES.keep(self._question, looked.found - MOST_COUNTED, turn)
            return None
        looked = await self._look_at(self._among(MORE * MOST_HITS), start, limit)
        return looked if looked.hits <= MORE * MOST_HITS else None

    async def _look_at(self, rows: Found, start: int, limit: int) -> Looked:
        order, of_order = self.order
        listed = {
            "sqlite": "group_concat(id)",
            "postgres": "string_agg(id::text, ',' ORDER BY place)",
        }[dialect()]
        (row,) = await select(
            "WITH looked AS MATERIALIZED"
            f" (SELECT t.id AS id, row_number() OVER (ORDER BY {order}) AS place{rows.sql})"
            " SELECT count(*) AS hits, count(id) AS found,"
            f" (SELECT {listed} FROM (SELECT id, place FROM looked WHERE id IS NOT NULL"
            f" ORDER BY place LIMIT {limit} OFFSET {start}) page) AS ids FROM looked",
            (*of_order, *rows.parameters),
        )
        ids = row["ids"].split(",") if row["ids"] else []
        return Looked(row["hits"], row["found"], [int(id_) for id_ in ids])

    def _among(self, most: int) -> Found:
        """Up to one hit more than `most`, each with its row if the list holds it."""
        hits, of_hits = self.match.hits(most + 1)
        condition, parameters = self._also(self.match.rest)
        rows = f"{self.match.table} t ON t.id = hits.id AND {condition}"
        return Found(f" FROM ({hits}) hits LEFT JOIN {rows}", (*of_hits, *parameters))

    def _also(self, conditions: list[Condition]) -> Condition:
        return joined([self.listed, *conditions])

    @property
    def _question(self) -> Question:
        return (self.topic, *self._also(self.match.every))

    async def _count_most(self) -> int:
        """How many are found, or more than are counted."""
        if self._question in COMMON_SEARCHES:
            return MOST_COUNTED + 1
        turn = COMMON_SEARCHES.turn(self.topic)
        # In SQLite the index of the usual order has the searched text in it.
        is_along_it = dialect() == "sqlite" and not self.match.indexed
        order = f" ORDER BY {self.usual_order}" if is_along_it else ""
        some = f"SELECT 1{self.indexed.sql}{order} LIMIT {2 * MOST_COUNTED + 1}"
        count = await size_of(Found(f" FROM ({some}) capped", self.indexed.parameters))
        COMMON_SEARCHES.keep(self._question, count - MOST_COUNTED, turn)
        return count


async def size_of(found: Found) -> int:
    """How many rows are found."""
    answer = await select(f"SELECT count(*) AS n{found.sql}", found.parameters)
    return int(answer[0]["n"])


async def sums_of(found: Found, terms: Sequence[str]) -> list[int]:
    """For each of these terms of whole numbers, in SQL about `t`, the sum over what is found."""
    names = {f"sum_{place}": term for place, term in enumerate(terms)}
    wanted = ", ".join(f"coalesce(sum({term}), 0) AS {name}" for name, term in names.items())
    (row,) = await select(f"SELECT {wanted}{found.sql}", found.parameters)
    return [int(row[name]) for name in names]
