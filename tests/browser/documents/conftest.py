"""One server for all tests of documents, in which each test has a client of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Desk, new_server
from tests.browser.documents.made import MADE
from tests.browser.documents.office import Call, Office, Open, Opened


@pytest.fixture(scope="session")
def office() -> Iterator[Office]:
    with new_server() as server:
        office = Office(server, MADE)
        with server.running(office.furnish):
            yield office


@pytest.fixture
def open_document(office: Office, new_desk: Callable[..., Desk]) -> Open:
    """Opens the document of this name, or another path, in a window."""

    def open_one(name: str, **options: Any) -> Opened:
        path = office.paths.get(name, name)
        return Opened(new_desk(url=office.server.url, path=path, **options))

    return open_one


@pytest.fixture
def open_card(office: Office, new_desk: Callable[..., Desk]) -> Call:
    """Opens the card of the client of this name in a window."""

    def open_one(name: str, **options: Any) -> Desk:
        desk = new_desk(url=office.server.url, path=office.paths[name], **options)
        expect(desk.card).to_contain_text(name)
        return desk

    return open_one
