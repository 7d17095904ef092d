"""What somebody wants done, told by the words that they type: « nouvelle location pour Morel »."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection
from typing import NamedTuple

from models.documents import KINDS
from models.french.text import clean_line, fold

NEW_CLIENT = "client"
_BEGINNINGS = frozenset({"creer", "nouveau", "nouvelle", "nouvel", "ajouter"})
_ARTICLES = frozenset({"un", "une", "le", "la"})
_THINGS = {fold(kind.label): kind.code for kind in KINDS.values()} | {NEW_CLIENT: NEW_CLIENT}


class Wish(NamedTuple):
    """A new document of this kind for whom the words say, or a new client of this name."""

    kind: str
    rest: str


def wish_in(text: str) -> Wish | None:
    """The wish in these words, where they begin with one."""
    line = clean_line(text)
    words = deque(line.removeprefix("+").split())
    is_begun = _taken(words, _BEGINNINGS) or line.startswith("+")
    _taken(words, _ARTICLES)
    kind = _THINGS.get(fold(words.popleft())) if words else None
    is_for = _taken(words, {"pour"})
    return Wish(kind, " ".join(words)) if kind and (is_begun or is_for) else None


def _taken(words: deque[str], these: Collection[str]) -> bool:
    """Whether the first is one of these, which is then no longer there."""
    is_one = bool(words) and fold(words[0]) in these
    if is_one:
        words.popleft()
    return is_one
