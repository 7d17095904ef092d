"""Which rows match what was typed: every word, somewhere inside the row's folded text.

Words of three letters and more are looked up in a trigram index (FTS5 on SQLite, pg_trgm on
PostgreSQL). The look-up stops at `MOST_HITS`: past that the matches are so common that walking
along the sort order finds a page sooner than sorting them all would.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from models.database import dialect, select
from models.text import search_words, with_joined_numbers

MOST_HITS = 4_000
SHORTEST_INDEXED = 3
MOST_WORDS = 50
"""Far more than anybody types; a pasted page would make a statement that SQLite refuses."""

READ = {"sqlite": "rowid AS id FROM {0}_search", "postgres": "id FROM {0} t"}
JOINED = {
    # A plain JOIN might be turned round, and ask the index about every row.
    "sqlite": "{0}_search hits CROSS JOIN {0} t ON t.id = hits.rowid",
    "postgres": "{0} t",
}
"""The trigram index alone, and with the rows."""
OCCURS = {
    "sqlite": "t.search LIKE '%' || ? || '%'",
    # For LIKE, PostgreSQL would read the whole of its index when the word has two letters.
    "postgres": "strpos(t.search, ?) > 0",
}
"""That a word occurs in the row that is being looked at."""


@dataclass(frozen=True)
class Matching:
    """Some rows: what to read them from, under the name `t`, and on which condition.

    `is_walk`: too common for the index, or not in it, so that they are found along an order only;
    `counting`: the same rows by another way, on which they are sooner counted.
    """

    source: str
    condition: str
    parameters: tuple[str, ...]
    is_walk: bool = False
    counting: Matching | None = None


def words_in(text: str) -> list[str]:
    """The words to look for: folded, each once, the first fifty."""
    line = with_joined_numbers(" ".join(search_words(text)))
    return list(dict.fromkeys(line.split()))[:MOST_WORDS]


async def matching(table: str, words: list[str]) -> Matching:
    """The rows of `table` in which every word occurs."""
    indexed = [word for word in words if len(word) >= SHORTEST_INDEXED]
    rest = [word for word in words if len(word) < SHORTEST_INDEXED]
    plain = partial(Matching, f"{table} t")
    if not indexed:
        return plain(" AND ".join(_occur(words)), tuple(words), is_walk=True)
    condition, parameters = _indexed(table, indexed)
    hits = await _hits(f"SELECT {READ[dialect()].format(table)} WHERE {condition}", parameters)
    if len(hits) <= MOST_HITS:
        listed = f"t.id IN ({','.join(hits) or 'NULL'})"
        return plain(" AND ".join((listed, *_occur(rest))), tuple(rest))
    counting = Matching(
        JOINED[dialect()].format(table),
        " AND ".join((condition, *_occur(rest))),
        (*parameters, *rest),
    )
    every = " AND ".join(_occur(words))
    return plain(every, tuple(words), is_walk=True, counting=counting)


async def _hits(found: str, parameters: tuple[str, ...]) -> list[str]:
    """The ids that a statement finds, up to one too many; all in one row, which is far sooner
    read than thousands."""
    together = {"sqlite": "group_concat(id)", "postgres": "string_agg(id::text, ',')"}[dialect()]
    capped = f"SELECT {together} AS ids FROM ({found} LIMIT {MOST_HITS + 1}) capped"
    ids = (await select(capped, parameters))[0]["ids"]
    return ids.split(",") if ids else []


def _indexed(table: str, words: list[str]) -> tuple[str, tuple[str, ...]]:
    """The condition that the trigram index answers, and its parameters."""
    if dialect() == "sqlite":
        return f"{table}_search MATCH ?", (" ".join(f'"{word}"' for word in words),)
    patterns = tuple(f"%{word}%" for word in words)  # no wildcards: words are letters and digits
    return " AND ".join(["t.search LIKE ?"] * len(words)), patterns


def _occur(words: list[str]) -> list[str]:
    return [OCCURS[dialect()]] * len(words)
