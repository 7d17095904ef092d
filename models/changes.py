"""What has changed, told after the commit to everybody who listens in this process.

What other processes change is told here too, by `relay.py`.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from tortoise.transactions import in_transaction

from models.errors import outage_of


@dataclass(frozen=True)
class Changed:
    """Records of one topic that were written; listeners read them again by id.

    Without ids nobody knows which: whoever shows some of that topic reads them all again.
    """

    topic: str
    ids: frozenset[int]
    is_ours: bool = field(default=True, compare=False)
    """Whether this process has written them."""


Listener = Callable[[Changed], None]
Ending = Callable[[], Awaitable[None]]

log = logging.getLogger("comptoir")

_listeners: list[Listener] = []
_queued: ContextVar[list[Changed] | None] = ContextVar("queued_changes", default=None)
_endings: ContextVar[list[Ending]] = ContextVar("endings")


def is_in_transaction() -> bool:
    """Whether this task is inside `transaction()`, and so must read what it has written."""
    return _queued.get() is not None


@asynccontextmanager
async def transaction() -> AsyncIterator[None]:
    """One transaction on the writing connection; an inner one joins the outer one.

    Changes announced inside are delivered after the commit and forgotten on a rollback. They are
    delivered too when the commit fails: whether it came through nobody knows, and telling what
    has not changed costs no more than a reading.
    """
    if is_in_transaction():
        yield
        return
    queued: list[Changed] = []
    endings: list[Ending] = []
    token, token_of_endings = _queued.set(queued), _endings.set(endings)
    is_through = False
    try:
        async with in_transaction("default"):
            yield
            for ending in endings:
                await ending()
            is_through = True
    except OSError as error:
        if outage := outage_of(error):
            raise outage from error
        raise
    finally:
        _queued.reset(token)
        _endings.reset(token_of_endings)
        for change in _merged(queued) if is_through else ():
            _deliver(change)


def before_commit(ending: Ending) -> None:
    """Have the open transaction do this last: for what everybody waits for in turn."""
    _endings.get().append(ending)


def announce(topic: str, ids: Iterable[int]) -> None:
    """Say that these records of a topic have changed: at once, or after the open transaction."""
    change = Changed(topic, frozenset(ids))
    queued = _queued.get()
    if queued is None:
        _deliver(change)
    else:
        queued.append(change)


def pass_on(topic: str, ids: Iterable[int] = ()) -> None:
    """Say that another process has changed these records."""
    _deliver(Changed(topic, frozenset(ids), is_ours=False))


def listen(listener: Listener) -> Callable[[], None]:
    """Call `listener` with every change from now on; the result ends that."""
    _listeners.append(listener)
    return lambda: _listeners.remove(listener)


def _merged(changes: list[Changed]) -> list[Changed]:
    by_topic: dict[str, frozenset[int]] = {}
    for change in changes:
        by_topic[change.topic] = by_topic.get(change.topic, frozenset()) | change.ids
    return [Changed(topic, ids) for topic, ids in by_topic.items() if ids]


def _deliver(change: Changed) -> None:
    """The change is committed: a listener that fails must not make it look undone."""
    for listener in tuple(_listeners):
        try:
            listener(change)
        except Exception:  # whatever it is, the others must hear of the change
            log.exception("a listener failed on %s", change)
