"""What has changed, told after the commit to everybody who listens in this process.

What other processes change is told here too, by the relay.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from models.database.transaction import after_commit


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

log = logging.getLogger("comptoir")

_listeners: list[Listener] = []


def announce(topic: str, ids: Iterable[int]) -> None:
    """Say that these records of a topic have changed: at once, or after the open transaction.

    Telling what has not changed, after a commit that failed, costs no more than a reading.
    """
    after_commit(_deliver_merged, Changed(topic, frozenset(ids)))


def pass_on(topic: str, ids: Iterable[int] = ()) -> None:
    """Say that another process has changed these records."""
    _deliver(Changed(topic, frozenset(ids), is_ours=False))


def listen(listener: Listener) -> Callable[[], None]:
    """Call `listener` with every change from now on; the result ends that."""
    _listeners.append(listener)
    return lambda: _listeners.remove(listener)


def _deliver_merged(changes: list[Changed]) -> None:
    by_topic: dict[str, frozenset[int]] = {}
    for change in changes:
        by_topic[change.topic] = by_topic.get(change.topic, frozenset()) | change.ids
    for topic, ids in by_topic.items():
        if ids:
            _deliver(Changed(topic, ids))


def _deliver(change: Changed) -> None:
    """The change is committed: a listener that fails must not make it look undone."""
    for listener in tuple(_listeners):
        try:
            listener(change)
        except Exception:  # whatever it is, the others must hear of the change
            log.exception("a listener failed on %s", change)
