"""The app attacked from outside: its routes in this process, and a real server beside it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import httpx
import pytest
from nicegui import app

from models.permissions import THE_HOUSE, Role, Staff
from models.staff import Account
from tests.browser.conftest import Server
from tests.factories import make_session
from tests.simulation import Simulation, register_screens

PASSWORD = "un-camion-au-port"
STAFF = {role: Staff(f"Alex {role}", role) for role in Role}

NewBrowser = Callable[..., httpx.AsyncClient]


@pytest.fixture
async def simulation(database: None, tmp_path: Path) -> AsyncIterator[Simulation]:
    """The app with all its screens, on an empty database."""
    simulation = Simulation()
    async with simulation.running(tmp_path / "storage"):
        register_screens()
        yield simulation


@pytest.fixture
async def zoe(database: None) -> Account:
    """An administrator with a password."""
    return await Account.open("Zoé", Role.ADMINISTRATOR, PASSWORD, by=THE_HOUSE)


@pytest.fixture
async def new_browser(simulation: Simulation) -> AsyncIterator[NewBrowser]:
    """Makes programs that ask the app as a browser would, each from an address of its own."""
    async with AsyncExitStack() as stack:
        opened: list[httpx.AsyncClient] = []

        def open_one(
            address: str = "192.0.2.7", base_url: str = "http://test"
        ) -> httpx.AsyncClient:
            transport = httpx.ASGITransport(app, client=(address, 4711))
            opened.append(httpx.AsyncClient(transport=transport, base_url=base_url))
            stack.push_async_callback(opened[-1].aclose)
            return opened[-1]

        yield open_one


@pytest.fixture
def stranger(new_browser: NewBrowser) -> httpx.AsyncClient:
    """A browser in which nobody has signed in."""
    return new_browser()


@pytest.fixture
async def insider(new_browser: NewBrowser) -> httpx.AsyncClient:
    """A browser in which an administrator has signed in."""
    browser = new_browser()
    browser.cookies.set("comptoir_session", await make_session(STAFF[Role.ADMINISTRATOR]))
    return browser


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Comptoir in a process of its own, with the accounts of the demonstration."""
    folder = tmp_path_factory.mktemp("server")
    server = Server(folder, log=folder / "log")
    server.start()
    yield server
    server.stop()


def faults(server: Server) -> list[str]:
    """What went wrong in this server and was expected by nobody."""
    lines = (server.folder / "log").read_text().splitlines()
    return [line for line in lines if line.startswith("{") and '"level": "ERROR"' in line]
