"""A list that the screen pages through: searched, filtered, sorted, counted by the database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any

from models.anchors import anchors_of
from models.counting import counted
from models.database import chunks, dialect, select
from models.french import plural
from models.search import Matching, matching, words_in
from models.text import AFTER_ALL_TEXT

PAGE_ROWS = 50
"""Rows that a list asks for at once: more than a tall screen shows."""
MOST_WALKED = 1_000
"""Rows counted where the words are too common for the index, or not in it."""

Condition = tuple[str, tuple[Any, ...]]
Row = dict[str, Any]


@dataclass(frozen=True)
class Query:
    """What the screen asks for. `sort` is a column's name, with `-` in front for descending."""

    search: str = ""
    sort: str = ""
    filters: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_filtered(self) -> bool:
        return any(self.filters.values())

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the order was asked for."""
        return bool(self.search.strip()) or self.is_filtered


@dataclass(frozen=True)
class Page:
    """Some rows from `start` on; `last` is the number of rows in all, None if not counted."""

    rows: list[Row]
    last: int | None
    found: str


@dataclass(frozen=True)
class Found:
    """What a query finds: the statement from FROM on, and how it was searched."""

    sql: str
    parameters: tuple[Any, ...]
    match: Matching | None = None

    def also(self, condition: str, *parameters: Any) -> Found:
        """Only those rows for which this holds too."""
        return Found(f"{self.sql} AND {condition}", (*self.parameters, *parameters), self.match)


@dataclass(frozen=True)
class Listing:
    """A table as a list. `sorts` says which column orders which column of the screen."""

    topic: str
    table: str
    columns: tuple[str, ...]
    sorts: Mapping[str, str]
    default_sort: str
    filter: Callable[[Mapping[str, str]], list[Condition]]
    shown: Callable[[Row], Row]
    nouns: Callable[[Mapping[str, str]], tuple[str, str]]
    lead: str = ""
    optional: frozenset[str] = frozenset()
    """Columns that may hold nothing, which is less than anything."""
    names: str = ""
    """The column in whose order a search shows first what begins with the first word typed."""
    indexed: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """For a filter's column, the sorts that have an index of their own for it."""

    def sort_of(self, query: Query) -> str:
        """The order asked for, or the usual one if there is no such column."""
        return query.sort if query.sort.lstrip("-") in self.sorts else self.default_sort

    async def page(self, query: Query, start: int = 0, limit: int = PAGE_ROWS) -> Page:
        """`limit` rows from `start` on; the first page is counted, the next ones need not be."""
        found = await self._found(query)
        rows = await self.rows(await self._ids(query, found, start, limit))
        is_end = len(rows) < limit and (bool(rows) or start == 0)
        last = start + len(rows) if is_end else None
        if start:
            return Page(rows, last, "")
        count, is_more = (last, False) if last is not None else await self._count(query, found)
        text = plural(count, *self.nouns(query.filters))
        return Page(rows, None if is_more else count, f"Plus de {text}" if is_more else text)

    async def ids(self, query: Query, start: int = 0, limit: int | None = None) -> list[int]:
        """The ids that the query finds, in its order."""
        return await self._ids(query, await self._found(query), start, limit)

    async def count(self, query: Query) -> int:
        """How many rows the query finds, exactly, however long that takes."""
        found = await self._found(query)
        match = found.match
        return await self._exact_count(
            self._matched(query, match.counting) if match and match.counting else found
        )

    async def position(self, query: Query, record_id: int) -> int | None:
        """How many rows stand before this one, or None if the query does not find it."""
        sort = self.sort_of(query)
        key, before = self._key(query), ">" if sort.startswith("-") else "<"
        passed = 0
        for part in self._parts(query, await self._found(query)):
            it = part.also("t.id = ?", record_id)
            if place := await select(f"SELECT t.{key} AS place{it.sql}", it.parameters):
                earlier = part.also(
                    f"(t.{key}, t.id) {before} (?, ?)", place[0]["place"], record_id
                )
                return passed + await self._size(earlier)
            passed += await self._size(part)
        return None

    async def rows(self, ids: Iterable[int]) -> list[Row]:
        """These rows as the screen shows them, in the order of the ids; the gone are left out."""
        wanted = list(ids)
        found: dict[int, Row] = {}
        for chunk in chunks(wanted):
            marks = ",".join("?" * len(chunk))
            raw = await select(
                f"SELECT {', '.join(self.columns)} FROM {self.table} t WHERE t.id IN ({marks})",
                tuple(chunk),
            )
            found.update({row["id"]: self.shown(row) for row in raw})
        return [found[id_] for id_ in wanted if id_ in found]

    async def _found(self, query: Query) -> Found:
        words = words_in(query.search)
        return self._matched(query, await matching(self.table, words) if words else None)

    def _matched(self, query: Query, match: Matching | None) -> Found:
        conditions = self.filter(query.filters)
        if match:
            conditions.append((match.condition, match.parameters))
        where = " AND ".join(text for text, _ in conditions)
        parameters = tuple(value for _, values in conditions for value in values)
        source = match.source if match else f"{self.table} t"
        return Found(f" FROM {source} WHERE {where}", parameters, match)

    def _parts(self, query: Query, found: Found) -> Iterator[Found]:
        """What is found in portions, each of which comes in its order after the one before."""
        walked = replace(found, sql=self._walked(found.sql, query))
        if found.match is None or self._key(query) != self.names:
            yield walked
            return
        word = words_in(query.search)[0]
        begins = f"t.{self.names} >= ? AND t.{self.names} < ?"
        yield walked.also(begins, word, word + AFTER_ALL_TEXT)
        yield walked.also(f"NOT ({begins})", word, word + AFTER_ALL_TEXT)

    def order(self, query: Query) -> str:
        """The ORDER BY terms of a query; ties fall by id, so that pages never overlap."""
        sort = self.sort_of(query)
        column = self.sorts[sort.lstrip("-")]
        way, nothing = ("DESC", "LAST") if sort.startswith("-") else ("ASC", "FIRST")
        nulls = f" NULLS {nothing}" if column in self.optional else ""
        ties = "" if column == "id" else f", t.id {way}"
        return f"{self.lead}t.{column} {way}{nulls}{ties}"

    async def _ids(self, query: Query, found: Found, start: int, limit: int | None) -> list[int]:
        ids: list[int] = []
        for part in self._parts(query, found):
            missing = None if limit is None else limit - len(ids)
            if missing == 0:
                break
            more = await self._window(query, part, start, missing)
            if start and not more:
                start -= await self._size(part)
            elif more:
                start = 0
            ids += more
        return ids

    async def _window(self, query: Query, found: Found, start: int, limit: int | None) -> list[int]:
        if limit is None or found.match or self.lead or self._key(query) in self.optional:
            return [id_ for id_, _ in await self._placed(query, found, start, limit)]
        order = self.order(query)
        anchors = anchors_of(self.topic, f"{found.sql} {order}", found.parameters)
        position, after = 0, found
        if anchor := anchors.before(start):
            position, row = anchor
            sign = "<=" if order.endswith("DESC") else ">="
            after = found.also(f"(t.{self._key(query)}, t.id) {sign} (?, ?)", *row)
        rows = await self._placed(query, after, start - position, limit)
        if rows:
            id_, key = rows[0]
            anchors.keep(start, (key, id_))
        return [id_ for id_, _ in rows]

    async def _placed(
        self, query: Query, found: Found, start: int, limit: int | None
    ) -> list[tuple[int, Any]]:
        """The ids, each with what it is ordered by."""
        window = "" if limit is None else f" LIMIT {int(limit)} OFFSET {int(start)}"
        what = f"t.id AS id, t.{self._key(query)} AS place"
        rows = await select(
            f"SELECT {what}{found.sql} ORDER BY {self.order(query)}{window}", found.parameters
        )
        return [(row["id"], row["place"]) for row in rows]

    def _key(self, query: Query) -> str:
        """The column that a query orders by."""
        return self.sorts[self.sort_of(query).lstrip("-")]

    def _walked(self, sql: str, query: Query) -> str:
        """SQLite takes any index for a filter and then sorts all that it finds: a plus keeps it
        from that where it had better walk along the order."""
        sort = self.sort_of(query).lstrip("-")
        for column, sorts in self.indexed.items():
            if dialect() == "sqlite" and sort not in sorts:
                sql = sql.replace(f" {column} =", f" +{column} =")
        return sql

    async def _count(self, query: Query, found: Found) -> tuple[int, bool]:
        """How many rows there are, and whether there are more than that."""
        match = found.match
        if match is None or not match.is_walk:
            return await self._exact_count(found), False
        # In SQLite the index of the usual order has the searched text in it.
        is_along_it = dialect() == "sqlite" and not match.counting
        order = f" ORDER BY {self.order(Query())}" if is_along_it else ""
        found = self._matched(query, match.counting or match)
        some = f"SELECT 1{found.sql}{order} LIMIT {MOST_WALKED + 1}"
        capped = replace(found, sql=f" FROM ({some}) capped")
        count = await self._size(capped)
        return min(count, MOST_WALKED), count > MOST_WALKED

    async def _exact_count(self, found: Found) -> int:
        if found.match is not None:
            return await self._size(found)
        return await counted(self.topic, found.sql, found.parameters)

    async def _size(self, found: Found) -> int:
        answer = await select(f"SELECT count(*) AS n{found.sql}", found.parameters)
        return int(answer[0]["n"])


def instant(value: datetime | str) -> datetime:
    """SQLite gives instants back as text from a raw query, without their zone."""
    if not isinstance(value, str):
        return value
    read = datetime.fromisoformat(value)
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def day(value: date | str) -> date:
    """SQLite gives dates back as text from a raw query."""
    return date.fromisoformat(value) if isinstance(value, str) else value
