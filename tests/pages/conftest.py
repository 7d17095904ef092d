"""The screens, in tabs without a browser."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.simulation import Simulation, Tab, register_screens

HOSTILE = {
    "NUL": "\x00",
    "quotes": "'\"`;--",
    "SQL": "x' OR 1=1; DROP TABLE client;--",
    "FTS": '"a" OR b* NEAR(c) AND NOT search:d ^',
    "LIKE": "%_\\%",
    "signs only": "&&& !!! ((",
    "very long word": "x" * 7_000,
    "very many words": "le camion du port " * 400,
    "right to left": "\u202eمؤسسة",
    "emoji": "👩‍👩‍👧",
    "joiners": "\u200d\u200c",
    "ligature": "\ufdfa" * 500,
    "template": "{{ 7*7 }} ${x} %s {0}",
    "spaces": "  \t\n \u00a0 ",
}


@pytest.fixture
async def simulation(database: None, tmp_path: Path) -> AsyncIterator[Simulation]:
    """The app with all its screens, on an empty database."""
    simulation = Simulation()
    async with simulation.running(tmp_path / "storage"):
        register_screens()
        yield simulation


@pytest.fixture
async def tab(simulation: Simulation) -> AsyncIterator[Tab]:
    async with simulation.new_tab() as tab:
        yield tab


@pytest.fixture
async def other_tab(simulation: Simulation) -> AsyncIterator[Tab]:
    """The tab of a colleague."""
    async with simulation.new_tab() as tab:
        yield tab


@pytest.fixture(autouse=True)
def no_errors_logged(tab: Tab, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Whatever the screen says, an error in the log fails the test."""
    yield
    assert [one for one in caplog.get_records("call") if one.levelname == "ERROR"] == []
