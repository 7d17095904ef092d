"""One component at a time, on a page with nothing else."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from nicegui import ui

from tests.simulation import Simulation, Tab


@pytest.fixture
async def page(database: None, tmp_path: Path) -> AsyncIterator[Tab]:
    """A tab with an empty page; `with page.client:` puts elements on it."""
    simulation = Simulation()
    async with simulation.running(tmp_path / "storage"), simulation.new_tab() as tab:
        ui.page("/")(lambda: None)
        await tab.open("/")
        yield tab
