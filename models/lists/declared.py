"""What a list is, and what may be asked of it; `Listing` reads it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from models.lists.filter import Filter, is_own, own_orders
from models.lists.grouping import Grouping
from models.lists.orders import MOST_ORDERS, Order, terms_of, written
from models.lists.query import Condition, Query, Row, joined
from models.lists.total import Total


@dataclass(frozen=True)
class Declared:
    """A table as a list. `sorts` says which column orders which column of the screen."""

    topic: str
    table: str
    columns: tuple[str, ...]
    sorts: Mapping[str, str]
    default_sort: str
    shown: Callable[[Row], Row]
    nouns: Callable[[Mapping[str, str]], tuple[str, str]]
    filters: tuple[Filter, ...] = ()
    always: tuple[Condition, ...] = ()
    """What every row fulfils, whatever the filters say."""
    unless_asked: Callable[[Mapping[str, str]], Sequence[Condition]] = lambda _filters: ()
    """What every row fulfils as long as the filters ask for no other."""
    lead: str = ""
    optional: frozenset[str] = frozenset()
    """Columns that may hold nothing, which is less than anything."""
    names: str = ""
    """The column in whose order a search shows first what begins with the first word typed."""

    groupings: tuple[Grouping, ...] = ()
    totals: tuple[Total, ...] = ()

    def asked(self, texts: Mapping[str, str]) -> Query:
        """What an address asks for; what it says wrongly is left out."""
        filters = {one.name: one.read(texts.get(one.name, "")) for one in self.filters}
        group = texts.get("group", "")
        known = group if self.grouping_of(group) else ""
        return self.tidied(Query(texts.get("q", ""), texts.get("sort", ""), filters, known))

    def grouping_of(self, name: str) -> Grouping | None:
        return next((one for one in self.groupings if one.name == name), None)

    def tidied(self, query: Query) -> Query:
        """The query in the fewest words: its usual order is not said."""
        sort, usual = self.sort_of(query), self.sort_of(replace(query, sort=""))
        return replace(query, sort="" if sort == usual else sort)

    def sort_of(self, query: Query) -> str:
        """The orders asked for, or the usual one if these rows have no such columns."""
        return written(self.orders(query))

    def orders(self, query: Query) -> list[Order]:
        """What the rows are ordered by, those of a part of the list if it has parts."""
        here = own_orders(self.filters, query.filters)
        names = {sort.lstrip("-") for sort in here}
        asked: dict[str, Order] = {}
        for sort in query.sort.split(","):
            name = sort.lstrip("-")
            is_here = name in names or not is_own(self.filters, name)
            if name in self.sorts and is_here and len(asked) < MOST_ORDERS:
                asked.setdefault(name, self._order(sort))
        return list(asked.values()) or [self._order(next(iter(here), self.default_sort))]

    def _order(self, sort: str) -> Order:
        name = sort.lstrip("-")
        column = self.sorts[name]
        return Order(name, f"t.{column}", sort.startswith("-"), column in self.optional)

    def _filtered(self, query: Query) -> Condition:
        asked = (one.condition(query.filters.get(one.name, "")) for one in self.filters)
        usual = (*self.always, *self.unless_asked(query.filters))
        return joined([*usual, *(one for one in asked if one)] or [("1=1", ())])

    def _index_of_few(self, query: Query) -> str | None:
        """Of the one filter that leaves few rows: of two, no index has the rows of both."""
        chosen = [one.few for one in self.filters if one.few and query.filters.get(one.name)]
        return chosen[0] if len(chosen) == 1 else None

    def order(self, query: Query) -> str:
        """The ORDER BY terms of a query; ties fall by id, so that pages never overlap."""
        orders = self.orders(query)
        parts = "".join(f"{one.term}, " for one in self._parted(query))
        lead = "" if is_own(self.filters, orders[0].name) else self.lead
        return parts + lead + terms_of(orders)

    def _parted(self, query: Query) -> list[Order]:
        """By what a list in parts is ordered before all else."""
        grouping = self.grouping_of(query.group)
        return [grouping.order] if grouping else []

    def _first(self, query: Query) -> Order:
        return self.orders(query)[0]

    def _is_by_name(self, query: Query) -> bool:
        return not query.group and self._first(query).key == f"t.{self.names}"
