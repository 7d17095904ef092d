"""What the processes say to each other, as bytes: ids, counts, and who is where; no data of
records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

import orjson

from models.relay.presence import Spot, Visit

FRAME = 200
"""Bytes that a message takes beside its list, at most."""
LONGEST_SPAN = 10_000_000


@dataclass(frozen=True)
class Message:
    """One message: the ids of a topic, or with an empty topic what that process has counted, or who
    is where in it.

    `is_whole` says that no further message belongs to it.
    """

    by: str
    topic: str
    ids: frozenset[int] = frozenset()
    visits: tuple[Visit, ...] = ()
    counts: Mapping[int, int] = field(default_factory=dict)
    is_whole: bool = True


def change_messages(by: str, topic: str, ids: Iterable[int], longest: int) -> Iterator[bytes]:
    """These records have changed; without ids, nobody knows which have."""
    for part in _parts(list(_spans(ids)), longest):
        yield orjson.dumps({"by": by, "topic": topic, "ids": part})


def visit_messages(by: str, visits: Iterable[Visit], longest: int) -> Iterator[bytes]:
    """Who is where in this process, and nobody else."""
    listed = [[*one.spot, one.account_id, one.name, one.is_editing] for one in visits]
    parts = list(_parts(listed, longest))
    for number, part in enumerate(parts, 1):
        yield orjson.dumps({"by": by, "here": part, "more": number < len(parts)})


def count_messages(by: str, counts: Mapping[int, int], longest: int) -> Iterator[bytes]:
    """So much more was counted in this process."""
    for part in _parts([*counts.items()], longest) if counts else ():
        yield orjson.dumps({"by": by, "counts": part})


def read_message(text: bytes) -> Message:
    """A message; ValueError for what no Comptoir has said."""
    try:
        told = orjson.loads(text)
        by = str(told["by"])
        if "here" in told:
            visits = tuple(_visit(one) for one in told["here"])
            return Message(by, "", visits=visits, is_whole=not told["more"])
        if "counts" in told:
            counts = {int(one): max(0, int(more)) for one, more in told["counts"]}
            return Message(by, "", counts=counts)
        return Message(by, str(told["topic"]), ids=frozenset(_ids(told["ids"])))
    except (ValueError, TypeError, LookupError) as error:
        raise ValueError(f"not a message: {error!r}") from error


def _parts(items: list[Any], longest: int) -> Iterator[list[Any]]:
    """The items in lists that fit into a message each; one empty list if there are none."""
    part: list[Any] = []
    size = FRAME
    for item in items:
        more = len(orjson.dumps(item)) + 1
        if part and size + more > longest:
            yield part
            part, size = [], FRAME
        part.append(item)
        size += more
    yield part


def _spans(ids: Iterable[int]) -> Iterator[int | list[int]]:
    """The ids in order, and the first and last of those without a gap: a bulk action has many."""
    for _, run in groupby(enumerate(sorted(ids)), key=lambda pair: pair[1] - pair[0]):
        first, *more = [id_ for _, id_ in run]
        yield [first, more[-1]] if more else first


def _visit(told: list[Any]) -> Visit:
    topic, record_id, account_id, name, is_editing = told
    spot = Spot(str(topic), int(record_id))
    return Visit(spot, int(account_id), str(name), bool(is_editing))


def _ids(spans: Iterable[int | list[int]]) -> Iterator[int]:
    for span in spans:
        first, last = (span, span) if isinstance(span, int) else span
        if last - first > LONGEST_SPAN:
            raise ValueError(f"{last - first} ids")
        yield from range(first, last + 1)
