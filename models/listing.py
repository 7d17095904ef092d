"""A list that the screen pages through: searched, filtered, sorted, counted by the database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from models.counting import counted
from models.database import chunks, dialect, select
from models.french import plural
from models.search import MOST_HITS, Matching, matching, words_in

MOST_WALKED = 2_000
"""Rows counted by walking, where no index can count them."""

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
    indexed: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """For a filter's column, the sorts that have an index of their own for it."""

    def sort_of(self, query: Query) -> str:
        """The order asked for, or the usual one if there is no such column."""
        return query.sort if query.sort.lstrip("-") in self.sorts else self.default_sort

    async def page(self, query: Query, start: int = 0, limit: int = 100) -> Page:
        """`limit` rows from `start` on; the first page is counted, the next ones need not be."""
        match = await self._match(query)
        where, parameters = self._where(query, match)
        ids = await self._ids(query, where, parameters, start, limit)
        rows = await self.rows(ids)
        is_end = len(rows) < limit and (bool(rows) or start == 0)
        last = start + len(rows) if is_end else None
        if start:
            return Page(rows, last, "")
        if last is None:
            count, is_more = await self._count(query, where, parameters, match)
        else:
            count, is_more = last, False
        return Page(rows, None if is_more else count, self._found(query, count, is_more))

    async def ids(self, query: Query, start: int = 0, limit: int | None = None) -> list[int]:
        """The ids that the query finds, in its order."""
        where, parameters = self._where(query, await self._match(query))
        return await self._ids(query, where, parameters, start, limit)

    async def count(self, query: Query) -> int:
        """How many rows the query finds, exactly, however long that takes."""
        match = await self._match(query)
        return await self._exact_count(*self._where(query, match), match)

    async def position(self, query: Query, record_id: int) -> int | None:
        """How many rows stand before this one, or None if the query does not find it."""
        where, parameters = self._where(query, await self._match(query))
        sort = self.sort_of(query)
        key, before = self.sorts[sort.lstrip("-")], ">" if sort.startswith("-") else "<"
        found = await select(
            f"SELECT t.{key} AS place FROM {self.table} t{where} AND t.id = ?",
            (*parameters, record_id),
        )
        if not found:
            return None
        return await self._scalar(
            f"SELECT count(*) AS n FROM {self.table} t{self._walked(where, query)}"
            f" AND (t.{key}, t.id) {before} (?, ?)",
            (*parameters, found[0]["place"], record_id),
        )

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

    async def _match(self, query: Query) -> Matching | None:
        words = words_in(query.search)
        return await matching(self.table, words) if words else None

    def _where(self, query: Query, match: Matching | None) -> Condition:
        conditions = self.filter(query.filters)
        if match:
            conditions.append((match.condition, match.parameters))
        texts = [text for text, _ in conditions]
        parameters = tuple(value for _, values in conditions for value in values)
        return (f" WHERE {' AND '.join(texts)}" if texts else ""), parameters

    def order(self, query: Query) -> str:
        """The ORDER BY terms of a query; ties fall by id, so that pages never overlap."""
        sort = self.sort_of(query)
        column = self.sorts[sort.lstrip("-")]
        way, nothing = ("DESC", "LAST") if sort.startswith("-") else ("ASC", "FIRST")
        nulls = f" NULLS {nothing}" if column in self.optional else ""
        ties = "" if column == "id" else f", t.id {way}"
        return f"{self.lead}t.{column} {way}{nulls}{ties}"

    async def _ids(
        self, query: Query, where: str, parameters: tuple[Any, ...], start: int, limit: int | None
    ) -> list[int]:
        where = self._walked(where, query)
        window = "" if limit is None else f" LIMIT {int(limit)} OFFSET {int(start)}"
        rows = await select(
            f"SELECT t.id AS id FROM {self.table} t{where} ORDER BY {self.order(query)}{window}",
            parameters,
        )
        return [row["id"] for row in rows]

    def _walked(self, where: str, query: Query) -> str:
        """SQLite takes any index for a filter and then sorts all that it finds: a plus keeps it
        from that where it had better walk along the order."""
        sort = self.sort_of(query).lstrip("-")
        for column, sorts in self.indexed.items():
            if dialect() == "sqlite" and sort not in sorts:
                where = where.replace(f" {column} =", f" +{column} =")
        return where

    async def _count(
        self, query: Query, where: str, parameters: tuple[Any, ...], match: Matching | None
    ) -> tuple[int, bool]:
        """How many rows there are, and whether there are more than that."""
        if match is None or not match.is_walk:
            return await self._exact_count(where, parameters, match), False
        if match.has_many and not query.is_filtered:
            return MOST_HITS, True
        inner = f"SELECT 1 FROM {self.table} t{where} LIMIT {MOST_WALKED + 1}"
        count = await self._scalar(f"SELECT count(*) AS n FROM ({inner}) capped", parameters)
        return min(count, MOST_WALKED), count > MOST_WALKED

    async def _exact_count(
        self, where: str, parameters: tuple[Any, ...], match: Matching | None
    ) -> int:
        sql = f"SELECT count(*) AS n FROM {self.table} t{where}"
        if match is not None:
            return await self._scalar(sql, parameters)
        question = (self.topic, sql, parameters)
        return await counted(question, lambda: self._scalar(sql, parameters))

    def _found(self, query: Query, count: int, is_more: bool) -> str:
        found = plural(count, *self.nouns(query.filters))
        return f"Plus de {found}" if is_more else found

    async def _scalar(self, sql: str, parameters: tuple[Any, ...]) -> int:
        return int((await select(sql, parameters))[0]["n"])


def instant(value: datetime | str) -> datetime:
    """SQLite gives instants back as text from a raw query, without their zone."""
    if not isinstance(value, str):
        return value
    read = datetime.fromisoformat(value)
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def day(value: date | str) -> date:
    """SQLite gives dates back as text from a raw query."""
    return date.fromisoformat(value) if isinstance(value, str) else value
