"""One component at a time, on a page with nothing else."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from nicegui import ui

from components.tab.seat import seat_down
from models.staff import Seat
from tests.factories import make_session
from tests.simulation import Simulation, Tab


@pytest.fixture
async def page(database: None, tmp_path: Path) -> AsyncIterator[Tab]:
    """A tab with an empty page; `with page.client:` puts elements on it."""
    simulation = Simulation()
    async with simulation.running(tmp_path / "storage"), simulation.new_tab(None) as tab:
        ui.page("/")(lambda: None)
        await tab.open("/")
        seat = await Seat.of_token(await make_session())
        assert seat
        seat_down(tab.client, seat)
        yield tab
