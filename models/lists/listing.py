"""A list that the screen pages through: searched, filtered, sorted, counted by the database."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from models.database.connection import chunks, dialect, select
from models.french.text import AFTER_ALL_TEXT, in_natural_order
from models.french.wording import plural
from models.lists.bookmarks import bookmarks_of
from models.lists.counts import added_up, counted
from models.lists.declared import Declared
from models.lists.filter import walked_along
from models.lists.grouping import MOST_GROUPS, groups_of
from models.lists.matching import matching, patterns_in, words_in
from models.lists.orders import MOST_SORTED, in_order
from models.lists.query import Condition, Found, Group, Page, Query, Row
from models.lists.search import Answer, Search, size_of, sums_of

PAGE_ROWS = 50
"""Rows that a list asks for at once: more than a tall screen shows."""
NO_PARTS = ", trop pour grouper"
ONE_ORDER = ", trop pour plus d’un tri"


class Listing(Declared):
    """A declared list, read a page at a time."""

    async def page(self, query: Query, start: int = 0, limit: int = PAGE_ROWS) -> Page:
        """`limit` rows from `start` on; the first page is counted, the next ones need not be."""
        asked, query = query, await self.settled(query)
        rows = await self.rows((answer := await self._answer(query, start, limit)).ids)
        is_end = len(rows) < limit and (bool(rows) or start == 0)
        if start:
            return Page(rows, start + len(rows) if is_end else None, "")
        count = len(rows) if is_end else answer.count
        text = plural(count, *self.nouns(query.filters))
        note = "" if query is asked else NO_PARTS if asked.group else ONE_ORDER
        if answer.is_more:
            return Page(rows, None, f"Plus de {text}{note}")
        return Page(rows, count, f"{text}{note}", await self.groups(query))

    async def groups(self, query: Query) -> Sequence[Group]:
        """The parts of what the query finds, in their order."""
        grouping = self.grouping_of(query.group)
        if grouping is None:
            return ()
        return await groups_of(self.topic, self.found(query), grouping, self.totals)

    async def settled(self, query: Query) -> Query:
        """The query without what needs all rows to be sorted, where it finds too many of them:
        by its first order alone, not in parts."""
        first, *others = self.orders(query)
        if not others and not query.group:
            return query
        shorter = replace(query, sort=first.text, group="")
        if patterns_in(query.search):
            is_long = (await self._answer(shorter, 0, 1)).is_more
        else:
            listed = self._listed(shorter)
            is_long = await counted(self.topic, listed.sql, listed.parameters) > MOST_SORTED
        if is_long:
            return shorter
        has_many = query.group and len(await self.groups(query)) > MOST_GROUPS
        return replace(query, group="") if has_many else query

    async def ids(self, query: Query, start: int = 0, limit: int | None = None) -> list[int]:
        """The ids that the query finds, in its order."""
        query = await self.settled(query)
        if limit is not None:
            return (await self._answer(query, start, limit)).ids
        if search := self._search(query):
            return (await search.all())[start:]
        return [id_ for id_, _ in await self._placed(query, self._listed(query), start, None)]

    async def count(self, query: Query) -> int:
        """How many rows the query finds, exactly, however long that takes."""
        found = self.found(query)
        if patterns_in(query.search):
            return await size_of(found)
        return await counted(self.topic, found.sql, found.parameters)

    async def sums(self, query: Query, terms: Sequence[str]) -> list[int]:
        """For each of these terms of whole numbers, in SQL about `t`, the sum over what the query
        finds."""
        found = self.found(query)
        if patterns_in(query.search):
            return await sums_of(found, terms)
        return await added_up(self.topic, found.sql, found.parameters, tuple(terms))

    async def added_up(self, query: Query, hidden: Collection[str] = ()) -> str:
        """What all that is found comes to, in words, but for columns that are hidden."""
        totals = [one for one in self.totals if one.field not in hidden]
        sums = await self.sums(query, [one.term for one in totals]) if totals else []
        said = [one.said(total) for one, total in zip(totals, sums, strict=True)]
        return " · ".join(filter(None, said))

    def found(self, query: Query) -> Found:
        """What the query finds, for whoever adds it up."""
        search = self._search(query)
        return search.indexed if search else self._listed(query)

    async def position(self, query: Query, record_id: int) -> int | None:
        """How many rows stand before this one, or None if the query does not find it."""
        query = await self.settled(query)
        search = self._search(query)
        first, *others = self.orders(query)
        if others or query.group:
            order = search.order if search else (self.order(query), ())
            return await self._place(self.found(query), order, record_id)
        parts = self._parts(query, search.indexed) if search else [self._listed(query)]
        before, passed = ">" if first.is_down else "<", 0
        for part in parts:
            it = part.also("t.id = ?", record_id)
            if place := await select(f"SELECT {first.key} AS place{it.sql}", it.parameters):
                earlier = part.also(
                    f"({first.key}, t.id) {before} (?, ?)", place[0]["place"], record_id
                )
                return passed + await size_of(earlier)
            passed += await size_of(part)
        return None

    async def _place(self, found: Found, order: Condition, record_id: int) -> int | None:
        """The place of a row among so few that all of them are put in their order."""
        terms, of_order = order
        rows = await select(
            f"SELECT place FROM (SELECT t.id AS id, row_number() OVER (ORDER BY {terms}) - 1"
            f" AS place{found.sql}) ranked WHERE id = ?",
            (*of_order, *found.parameters, record_id),
        )
        return int(rows[0]["place"]) if rows else None

    async def in_order(self, ids: Iterable[int], query: Query) -> list[int]:
        """These ids in the order that the query asks for, whether it finds them or not."""
        return await in_order(self.table, ids, [*self._parted(query), *self.orders(query)])

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

    def _listed(self, query: Query) -> Found:
        """What the list holds without the search."""
        condition, parameters = self._filtered(query)
        walked = walked_along(condition, self.filters, self._first(query).text)
        return Found(f" FROM {self.table} t WHERE {walked}", parameters)

    def _search(self, query: Query) -> Search | None:
        """What is searched for in the list, if anything."""
        patterns = patterns_in(query.search)
        if not patterns:
            return None
        index, is_sqlite = self._index_of_few(query), dialect() == "sqlite"
        condition, parameters = self._filtered(query)
        if not index:
            condition = walked_along(condition, self.filters, self._first(query).text)
        order, of_order = self.order(query), ()
        if self._is_by_name(query):
            begins, of_order = self._begins(query)
            order = f"CASE WHEN {begins} THEN 0 ELSE 1 END, {order}"
        return Search(
            topic=self.topic,
            source=f"{self.table} t" + (f" INDEXED BY {index}" if index and is_sqlite else ""),
            listed=(condition, parameters),
            order=(order, of_order),
            usual_order=self.order(Query()),
            match=matching(self.table, patterns),
            may_be_short=index is not None,
        )

    async def _answer(self, query: Query, start: int, limit: int) -> Answer:
        search = self._search(query)
        if search:
            return await search.answer(start, limit, partial(self._walk, query, start, limit))
        listed = self._listed(query)
        ids = await self._window(query, listed, start, limit)
        if start or len(ids) < limit:
            return Answer(ids, start + len(ids))
        return Answer(ids, await counted(self.topic, listed.sql, listed.parameters))

    async def _walk(self, query: Query, start: int, limit: int, found: Found) -> list[int]:
        """What a search finds, along the order of the list."""
        ids: list[int] = []
        for part in self._parts(query, found):
            more = await self._placed(query, part, start, limit - len(ids))
            if start and not more:
                start -= await size_of(part)
            elif more:
                start = 0
            ids += [id_ for id_, _ in more]
            if len(ids) == limit:
                break
        return ids

    def _parts(self, query: Query, found: Found) -> list[Found]:
        """What a search finds in portions, each of which comes after the one before."""
        if not self._is_by_name(query):
            return [found]
        begins, word = self._begins(query)
        return [found.also(begins, *word), found.also(f"NOT ({begins})", *word)]

    def _begins(self, query: Query) -> Condition:
        """That a row's name begins with the first word searched for."""
        word = in_natural_order(words_in(query.search)[0])
        return f"t.{self.names} >= ? AND t.{self.names} < ?", (word, word + AFTER_ALL_TEXT)

    async def _window(self, query: Query, found: Found, start: int, limit: int) -> list[int]:
        """Rows of the list, from the nearest place before them that is known."""
        first, *others = self.orders(query)
        if self.lead or others or query.group or first.may_be_nothing:
            return [id_ for id_, _ in await self._placed(query, found, start, limit)]
        order = self.order(query)
        bookmarks = bookmarks_of(self.topic, f"{found.sql} {order}", found.parameters)
        position, after = 0, found
        if bookmark := bookmarks.before(start):
            position, row = bookmark
            sign = "<=" if first.is_down else ">="
            after = found.also(f"({first.key}, t.id) {sign} (?, ?)", *row)
        rows = await self._placed(query, after, start - position, limit)
        if rows:
            id_, key = rows[0]
            bookmarks.keep(start, (key, id_))
        return [id_ for id_, _ in rows]

    async def _placed(
        self, query: Query, found: Found, start: int, limit: int | None
    ) -> list[tuple[int, Any]]:
        """The ids, each with what it is ordered by."""
        window = "" if limit is None else f" LIMIT {int(limit)} OFFSET {int(start)}"
        what = f"t.id AS id, {self._first(query).key} AS place"
        rows = await select(
            f"SELECT {what}{found.sql} ORDER BY {self.order(query)}{window}", found.parameters
        )
        return [(row["id"], row["place"]) for row in rows]
