"""What is usually written short, in names and addresses: what follows from the table of it."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice, product
from pathlib import Path

_MOST_MEANINGS = 16
_TABLE = Path(__file__).parent / "data" / "abbreviations.csv"


@cache
def _rows_of() -> dict[str, list[tuple[str, ...]]]:
    """The rows of the table under each way to write them; what is meant comes first in a row."""
    rows: dict[str, list[tuple[str, ...]]] = {}
    for line in _TABLE.read_text("utf-8").splitlines():
        shorts, fulls = line.split(";")
        row = (*fulls.split(", "), *shorts.split())
        for way in row:
            rows.setdefault(way, []).append(row)
    return rows


@cache
def _lengths() -> dict[str, list[int]]:
    """How many words the phrases have that begin with a word, the longest first."""
    lengths: dict[str, set[int]] = {}
    for way in _rows_of():
        words = way.split()
        lengths.setdefault(words[0], set()).add(len(words))
    return {first: sorted(counts, reverse=True) for first, counts in lengths.items()}


def in_full(words: Sequence[str]) -> set[tuple[str, ...]]:
    """What the folded words may stand for, in full: the same for every way to write it."""
    meanings = []
    for phrase in _phrases(words):
        fulls = dict.fromkeys(row[0] for row in _rows_of().get(phrase, ()))
        meanings.append(list(fulls) or [phrase])
    return set(islice(product(*meanings), _MOST_MEANINGS))


def other_ways(words: Sequence[str]) -> list[str]:
    """All other ways to write what stands in these folded words, each once."""
    ways = (
        way
        for phrase in _phrases(words)
        for row in _rows_of().get(phrase, ())
        for way in row
        if way != phrase
    )
    return list(dict.fromkeys(ways))


def _phrases(words: Sequence[str]) -> Iterator[str]:
    """The words, those together that the table has together."""
    at = 0
    while at < len(words):
        for length in _lengths().get(words[at], ()):
            phrase = " ".join(words[at : at + length])
            if phrase in _rows_of():
                break
        else:
            phrase, length = words[at], 1
        yield phrase
        at += max(1, length)
