"""What the scripts of a page do for the server: the list, the draft's keeper, the address."""

from __future__ import annotations

import re
from typing import Any

import orjson

from tests.endurance.keeper import Keeper
from tests.endurance.rows import Fetch, Rows
from tests.endurance.screen import Screen

METHOD = re.compile(r'return runMethod\((\d+), "(\w+)", (.*)\)', re.DOTALL)
ADDRESS = re.compile(r"""(?:State\(\{.*\}, "", |path_prefix \|\| ''\) \+ )("[^"]*")""")


class Scripts:
    """The scripts of the page that a tab shows; what they keep outlives the page."""

    def __init__(self, fetch: Fetch) -> None:
        self.keeper = Keeper()
        self.rows: Rows | None = None
        self._grid = -1
        self._fetch = fetch

    def mount(self, screen: Screen) -> None:
        """Lists that have come on screen begin to live, and those that have gone end."""
        if self.rows and not screen.has(self._grid):
            self._end_rows()
        grid = screen.find("grid") if self.rows is None else None
        if grid is not None:
            self._grid = grid
            self.rows = Rows(screen.props(grid), self._fetch)

    def leave(self) -> None:
        """The page is left."""
        self.keeper.sleep()
        self._end_rows()

    def run(self, code: str, screen: Screen) -> str | None:
        """Do what the server says; the tab's new address, if it is about that."""
        if method := METHOD.fullmatch(code):
            self._call(int(method[1]), method[2], orjson.loads(method[3]), screen)
        elif address := ADDRESS.search(code):
            return str(orjson.loads(address[1]))
        return None

    def _call(self, id_: int, method: str, arguments: list[Any], screen: Screen) -> None:
        if self.rows and id_ == self._grid:
            self.rows.call(method, arguments)
        elif id_ == screen.find("keeper"):
            self.keeper.call(method, arguments)

    def _end_rows(self) -> None:
        if self.rows:
            self.rows.stop()
        self.rows = None
