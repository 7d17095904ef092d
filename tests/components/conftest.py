"""One component at a time, on a page with nothing else."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from nicegui import ui

from components.tab.seat import seat_down
from models.staff import Seat
from tests.factories import ANYBODY
from tests.simulation import Simulation, Tab

SOMEBODY = Seat(
    session_id=1,
    account_id=1,
    device_id=1,
    staff=ANYBODY,
    is_shared=False,
    is_locked=False,
    must_change=False,
    is_dark=None,
    lock_minutes=5,
)


@pytest.fixture
async def page(database: None, tmp_path: Path) -> AsyncIterator[Tab]:
    """A tab with an empty page; `with page.client:` puts elements on it."""
    simulation = Simulation()
    async with simulation.running(tmp_path / "storage"), simulation.new_tab(None) as tab:
        ui.page("/")(lambda: None)
        await tab.open("/")
        seat_down(tab.client, SOMEBODY)
        yield tab
