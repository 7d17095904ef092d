"""What the tests of the models share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from models import Changed, listen


@pytest.fixture
def heard() -> Iterator[list[Changed]]:
    """The changes that a listener has heard of so far, without the journal's own."""
    changes: list[Changed] = []
    stop = listen(lambda change: changes.append(change) if change.topic != "journal" else None)
    yield changes
    stop()
