"""What is asked of a list, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Condition = tuple[str, tuple[Any, ...]]
Row = dict[str, Any]
LONGEST_SEARCH = 200
"""Characters looked for: as long as the longest name."""
LONGEST_SORT = 120


@dataclass(frozen=True)
class Query:
    """What the screen asks for. `sort` is a column's name, with `-` in front for descending;
    behind a comma come those by which rows are ordered that are the same in it.

    Whoever sent it, and by whichever way, no more of it is kept than a screen asks for.
    """

    search: str = ""
    sort: str = ""
    filters: Mapping[str, str] = field(default_factory=dict)
    group: str = ""
    """What the rows of a part have in common, by its name."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "search", self.search[:LONGEST_SEARCH])
        object.__setattr__(self, "sort", self.sort[:LONGEST_SORT])

    @property
    def texts(self) -> dict[str, str]:
        """What stands in the address, as `Listing.asked` reads it."""
        texts = {"q": self.search, "sort": self.sort, "group": self.group, **self.filters}
        return {name: text for name, text in texts.items() if text}

    @property
    def is_filtered(self) -> bool:
        return any(self.filters.values())

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the order was asked for."""
        return bool(self.search.strip()) or self.is_filtered


@dataclass(frozen=True)
class Group:
    """Rows that stand under one heading, and what they come to, by the column added up."""

    label: str
    count: int
    totals: Mapping[str, str]


@dataclass(frozen=True)
class Page:
    """Some rows from `start` on; `last` is the number of rows in all, None if not counted.

    The first page of a list in parts tells all of these.
    """

    rows: list[Row]
    last: int | None
    found: str
    groups: Sequence[Group] = ()


@dataclass(frozen=True)
class Found:
    """What a query finds: the statement from FROM on, which has a WHERE."""

    sql: str
    parameters: tuple[Any, ...]

    def also(self, condition: str, *parameters: Any) -> Found:
        """Only those rows for which this holds too."""
        return Found(f"{self.sql} AND {condition}", (*self.parameters, *parameters))


def joined(conditions: list[Condition]) -> Condition:
    """All of these conditions as one."""
    texts, values = zip(*conditions, strict=True)
    return " AND ".join(texts), tuple(value for some in values for value in some)
