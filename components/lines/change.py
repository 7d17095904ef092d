"""What the browser tells of a document's lines: nothing in it is to be trusted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from models.errors import Refused

DOCUMENT = "document"
"""Stands for a row in an edit of the document's own discount, whose field is « discount »."""
FIELDS = (
    *("kind", "article", "reference", "designation", "quantity", "unit", "price", "discount"),
    *("vat", "nature", "starts", "ends"),
)
"""What can be typed or chosen in a line."""
LONGEST_KEY = 60
LONGEST_TEXT = 20_000
MOST_SENT = 10_000
"""Of edits, rows or keys in one change."""


@dataclass(frozen=True)
class Edit:
    """One field that was typed into, and what stood there before."""

    key: str
    field: str
    value: str
    base: str = ""


@dataclass(frozen=True)
class Change:
    """All that is not saved yet; `order` is empty where no row has come, gone or moved.

    A row that was deleted can come back under its key: it is then among the added ones.
    """

    seq: int
    edits: tuple[Edit, ...] = ()
    added: tuple[Mapping[str, str], ...] = ()
    removed: tuple[str, ...] = ()
    order: tuple[str, ...] = ()

    @classmethod
    def read(cls, sent: Any) -> Change:
        """Raises Refused for what no editor of ours sends."""
        given = _mapping(sent)
        return cls(
            seq=_whole(given.get("seq")),
            edits=tuple(_edit(one) for one in _list(given.get("edits"))),
            added=tuple(_row(one) for one in _list(given.get("added"))),
            removed=_keys(given.get("removed")),
            order=_keys(given.get("order")),
        )


@dataclass(frozen=True)
class Question:
    """What is typed into a field, for articles that may be meant."""

    key: str
    field: str
    text: str
    seq: int

    @classmethod
    def read(cls, sent: Any) -> Question:
        given = _mapping(sent)
        field = _text(given.get("field"))
        return cls(
            _key(given.get("key")), field, _text(given.get("text")), _whole(given.get("seq"))
        )


def _edit(sent: Any) -> Edit:
    given = _mapping(sent)
    field = _text(given.get("field"))
    if field not in FIELDS:
        raise _nonsense()
    return Edit(
        _key(given.get("key")), field, _text(given.get("value")), _text(given.get("base", ""))
    )


def _row(sent: Any) -> Mapping[str, str]:
    given = _mapping(sent)
    fields = {name: _text(given.get(name, "")) for name in FIELDS}
    return {"key": _key(given.get("key")), **fields}


def _keys(sent: Any) -> tuple[str, ...]:
    return tuple(_key(one) for one in _list(sent))


def _key(sent: Any) -> str:
    key = _text(sent)
    if not 0 < len(key) <= LONGEST_KEY:
        raise _nonsense()
    return key


def _text(sent: Any) -> str:
    if not isinstance(sent, str) or len(sent) > LONGEST_TEXT:
        raise _nonsense()
    return sent


def _whole(sent: Any) -> int:
    if not isinstance(sent, int) or isinstance(sent, bool):
        raise _nonsense()
    return sent


def _list(sent: Any) -> Iterable[Any]:
    if not isinstance(sent, list) or len(sent) > MOST_SENT:
        raise _nonsense()
    return sent


def _mapping(sent: Any) -> Mapping[str, Any]:
    if not isinstance(sent, dict):
        raise _nonsense()
    return sent


def _nonsense() -> Refused:
    return Refused("Ces lignes n’ont pas pu être lues : rechargez la page.")
