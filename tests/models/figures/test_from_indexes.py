"""The charts read indexes and no document, for everybody and for one seller."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

import pytest

from models.database.connection import select
from models.figures import Asked, charts
from tests.factories import ANYBODY
from tests.models.figures.test_tiles import put_random

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.sqlite]


async def test_charts_are_added_up_from_indexes_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    await put_random(40)
    read: list[str] = []

    async def note(sql: str, parameters: Sequence[Any]) -> list[dict[str, Any]]:
        plan = await select(f"EXPLAIN QUERY PLAN {sql}", parameters)
        read.extend(row["detail"] for row in plan)
        return await select(sql, parameters)

    monkeypatch.setattr(sys.modules["models.figures.charts"], "select_apart", note)
    for seller in ("", "Camille"):
        await charts(Asked(3, seller), by=ANYBODY)
    tables = [one for one in read if one.startswith(("SCAN", "SEARCH"))]
    assert len(tables) == 2 * (4 + 3)
    assert not [one for one in tables if "COVERING INDEX" not in one]
