"""A program that asks by a token, in this process."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import httpx
import pytest
from nicegui import app

from models.permissions import Role, Staff
from models.staff import FOR_PROGRAMS, ApiToken
from pages.api.pace import PACE
from pages.web import API
from tests.factories import PASSWORD, open_account
from tests.simulation import Simulation, register_screens

ALL = tuple(map(str, FOR_PROGRAMS))


@pytest.fixture
async def simulation(database: None, tmp_path: Path) -> AsyncIterator[Simulation]:
    """The app with all its screens, on an empty database."""
    simulation = Simulation()
    async with simulation.running(tmp_path / "storage"):
        register_screens()
        yield simulation


@pytest.fixture(autouse=True)
def nothing_asked_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    """What an earlier test has asked for is not counted: its token had the same number."""
    monkeypatch.setattr(PACE, "_left", {})


async def token_of(role: Role, scopes: Sequence[str] = ALL, name: str = "") -> str:
    """The text of a token of somebody who has this role."""
    account = await open_account(name or f"Alex {role}", role)
    own = Staff(account.name, account.role, account.id)
    return (await ApiToken.make(account, PASSWORD, "Essai", scopes, "30", by=own))[1]


def program(token: str) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app, client=("192.0.2.9", 4711))
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return httpx.AsyncClient(transport=transport, base_url=f"http://test{API}", headers=headers)


@pytest.fixture
async def api(simulation: Simulation) -> AsyncIterator[httpx.AsyncClient]:
    """A program of an administrator, whose token is good for everything."""
    async with program(await token_of(Role.ADMINISTRATOR)) as client:
        yield client
