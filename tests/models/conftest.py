"""What the tests of the models share."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo

import pytest

from models.records import Changed, listen
from models.staff import seat, session


class Clock:
    """Stands for `datetime` in the sessions: it stands still until it is told to go on."""

    def __init__(self) -> None:
        self._now = datetime.now(UTC)

    def go_on(self, **duration: float) -> None:
        self._now += timedelta(**duration)

    def now(self, zone: tzinfo = UTC) -> datetime:
        return self._now.astimezone(zone)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock by which sessions live and end."""
    clock = Clock()
    for module in (seat, session):
        monkeypatch.setattr(module, "datetime", clock)
    return clock


@pytest.fixture
def heard() -> Iterator[list[Changed]]:
    """The changes that a listener has heard of so far, without the journal's own."""
    changes: list[Changed] = []
    stop = listen(lambda change: changes.append(change) if change.topic != "journal" else None)
    yield changes
    stop()
