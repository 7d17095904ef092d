"""Which rows match what was typed: every word occurs in the row's folded text.

A word may stand anywhere, inside another one too; but one or two letters begin a word there.
Whatever makes three characters with the space before it is looked up in an index of trigrams, the
table `…_search`: FTS5 on SQLite, pg_trgm on PostgreSQL. It holds the text after a space, so that
its first word has one before it, too.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from models.database.connection import dialect
from models.french.abbreviations import other_ways
from models.french.search_text import search_words, with_joined_numbers
from models.lists.query import Condition, joined

SHORTEST_INDEXED = 3
MOST_WORDS = 50
"""Far more than anybody types; a pasted page would make a statement that SQLite refuses."""

OR = "|"
"""Between the ways in which a pattern may occur; what is searched has letters and digits alone."""

NUMBER = {"sqlite": "rowid", "postgres": "id"}
"""The column of the index that says which row an entry is of."""
POSITION = {"sqlite": "instr", "postgres": "strpos"}
"""Not LIKE, for which PostgreSQL might read the whole of its index."""


@dataclass(frozen=True)
class Matching:
    """The rows of a table in which every word occurs.

    `indexed` holds for the entries `hits` of the index, and is None if no word is long enough for
    it; `rest` is about the other words, and `every` about all of them, in the row `t`.
    """

    table: str
    indexed: Condition | None
    rest: list[Condition]
    every: list[Condition]

    def hits(self, most: int | None = None) -> Condition:
        """A statement that gives the ids found in the index, `most` of them at most."""
        assert self.indexed
        condition, parameters = self.indexed
        limit = "" if most is None else f" LIMIT {most}"
        return (
            f"SELECT hits.{NUMBER[dialect()]} AS id FROM {self.table}_search hits"
            f" WHERE {condition}{limit}",
            parameters,
        )


def words_in(text: str) -> list[str]:
    """The words to look for: folded, each once, the first fifty."""
    line = with_joined_numbers(" ".join(search_words(text)))
    return list(dict.fromkeys(line.split()))[:MOST_WORDS]


def patterns_in(text: str) -> list[str]:
    """The words to look for; one that has to begin a word has a space in front.

    Two letters are found with a space between them and without: « BP », « b p ».
    """
    return [_pattern(word, before) for before, word in pairwise(("", *words_in(text)))]


def marks_in(text: str) -> list[str]:
    """What a list marks as found: the words, and other ways to write them (« st », « saint »)."""
    ways = [way for pattern in patterns_in(text) for way in pattern.split(OR)]
    together = [way for way in ways if not way.endswith(" ")]
    return [*together, *(f" {way}" for way in other_ways(words_in(text)))]


def matching(table: str, patterns: list[str]) -> Matching:
    """The rows of `table` in which every pattern occurs."""
    indexed = [one for one in patterns if _is_indexed(one)]
    rest = [one for one in patterns if not _is_indexed(one)]
    return Matching(
        table,
        _indexed(table, indexed) if indexed else None,
        [_occurs(one) for one in rest],
        [_occurs(one) for one in patterns],
    )


def _pattern(word: str, before: str) -> str:
    if len(word) >= SHORTEST_INDEXED or word.isnumeric():  # digits are part of a number
        return word
    if len(word) > 1 and word.isalpha():
        return f" {word}{OR} {' '.join(word)} "
    if len(before) == 1 and f"{before}{word}".isalpha():
        return f" {word}{OR} {before}{word}"
    return f" {word}"


def _is_indexed(pattern: str) -> bool:
    return all(len(way) >= SHORTEST_INDEXED for way in pattern.split(OR))


def _indexed(table: str, patterns: list[str]) -> Condition:
    """The condition that the index of trigrams answers."""
    if dialect() == "sqlite":
        quoted = [[f'"{way}"' for way in one.split(OR)] for one in patterns]
        return f"{table}_search MATCH ?", (" AND ".join(f"({' OR '.join(one)})" for one in quoted),)
    # No wildcards: patterns are letters, digits and spaces.
    return joined(
        [_any("hits.search LIKE ?", f"%{one.replace(OR, f'%{OR}%')}%") for one in patterns]
    )


def _occurs(pattern: str) -> Condition:
    """That a pattern occurs in the row that is being looked at."""
    text = "' ' || t.search || ' '" if pattern.startswith(" ") else "t.search"
    return _any(f"{POSITION[dialect()]}({text}, ?) > 0", pattern)


def _any(condition: str, pattern: str) -> Condition:
    """That the condition holds for one of the ways in which a pattern may occur."""
    ways = pattern.split(OR)
    return f"({' OR '.join([condition] * len(ways))})", tuple(ways)
