"""Which rows match what was typed: every word, somewhere inside the row's folded text.

Words of three letters and more are looked up in a trigram index (FTS5 on SQLite, pg_trgm on
PostgreSQL). The look-up stops at `MOST_HITS`: past that the matches are so common that walking
along the sort order finds a page sooner than sorting them all would.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from models.database import dialect, select
from models.text import search_words, with_joined_numbers

MOST_HITS = 20_000
SHORTEST_INDEXED = 3
MOST_WORDS = 50
"""Far more than anybody types; a pasted page would make a statement that SQLite refuses."""


@dataclass(frozen=True)
class Matching:
    """An SQL condition on a table's rows.

    `is_walk`: too common for the index, or not in it, so that counting exactly would be slow;
    `has_many`: the index has already shown more than `MOST_HITS` of them.
    """

    condition: str
    parameters: tuple[Any, ...]
    is_walk: bool = False
    has_many: bool = False


def words_in(text: str) -> list[str]:
    """The words to look for: folded, each once, the first fifty."""
    line = with_joined_numbers(" ".join(search_words(text)))
    return list(dict.fromkeys(line.split()))[:MOST_WORDS]


async def matching(table: str, words: list[str]) -> Matching:
    """The condition for the rows of `table` in which every word occurs."""
    indexed = [word for word in words if len(word) >= SHORTEST_INDEXED]
    if indexed:
        hits = await _hits(table, indexed)
        if len(hits) <= MOST_HITS:
            rest = [word for word in words if len(word) < SHORTEST_INDEXED]
            listed = ",".join(map(str, hits)) or "NULL"
            likes = _likes(rest)
            return Matching(f"t.id IN ({listed}){likes}", _patterns(rest))
    has_many = len(indexed) == len(words)
    return Matching(f"1=1{_likes(words)}", _patterns(words), is_walk=True, has_many=has_many)


async def _hits(table: str, words: list[str]) -> list[int]:
    if dialect() == "sqlite":
        query = (
            f"SELECT rowid AS id FROM {table}_search"
            f" WHERE {table}_search MATCH ? LIMIT {MOST_HITS + 1}"
        )
        parameters: Sequence[str] = [" ".join(f'"{word}"' for word in words)]
    else:
        conditions = " AND ".join(["search LIKE ?"] * len(words))
        query = f"SELECT id FROM {table} WHERE {conditions} LIMIT {MOST_HITS + 1}"
        parameters = _patterns(words)
    return [row["id"] for row in await select(query, parameters)]


def _likes(words: list[str]) -> str:
    return " AND t.search LIKE ?" * len(words)


def _patterns(words: list[str]) -> tuple[str, ...]:
    """Folded words hold letters and digits only, so nothing in them is a wildcard."""
    return tuple(f"%{word}%" for word in words)
