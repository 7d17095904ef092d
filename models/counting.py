"""How many rows there are, remembered until one changes: counting a million takes a moment."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from models.changes import Changed, listen
from models.database import when_connecting

Question = tuple[str, str, tuple[Any, ...]]

_known: dict[Question, int] = {}
_round = 0


async def counted(question: Question, count: Callable[[], Awaitable[int]]) -> int:
    """The answer to a question (topic, condition, parameters), asked again after a change."""
    if question in _known:
        return _known[question]
    began = _round
    answer = await count()
    if began == _round:
        _known[question] = answer
    return answer


def forget_counts() -> None:
    """Count again: this process has turned to another database."""
    global _round
    _round += 1
    _known.clear()


def _forget_topic(change: Changed) -> None:
    global _round
    _round += 1
    for question in [one for one in _known if one[0] == change.topic]:
        del _known[question]


listen(_forget_topic)
when_connecting(forget_counts)
