"""What the tests of the models share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from models import Changed, listen


@pytest.fixture
def heard() -> Iterator[list[Changed]]:
    """The changes that a listener has heard of so far."""
    changes: list[Changed] = []
    stop = listen(changes.append)
    yield changes
    stop()
