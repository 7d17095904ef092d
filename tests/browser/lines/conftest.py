"""A server with documents that are nothing but their lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.browser.conftest import Desk, Server, new_server
from tests.browser.lines.paper import Open, Paper


@pytest.fixture(scope="session")
def site() -> Iterator[Server]:
    with new_server() as server:
        server.program = ("-m", "tests.browser.lines.site")
        server.start()
        yield server


@pytest.fixture
def open_paper(site: Server, new_desk: Callable[..., Desk], request: pytest.FixtureRequest) -> Open:
    """Opens a document that this test alone has: so many rows, and what is special about them."""

    def open_one(rows: int = 3, more: str = "x", **options: Any) -> Paper:
        path = f"/essai/{request.node.name}.{rows}.{more}"
        return Paper(new_desk(url=site.url, path=path, **options))

    return open_one
