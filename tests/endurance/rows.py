"""The list of a tab without a browser: which rows are loaded, and when they are read again."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

Row = dict[str, Any]
Page = dict[str, Any]
RETRY_AFTER = 1.5

Fetch = Callable[[str, Mapping[str, str]], Awaitable[Page | None]]


class Rows:
    """The first block of rows of one list, which is all that a clerk who searches looks at."""

    def __init__(self, props: Mapping[str, Any], fetch: Fetch) -> None:
        self._url = str(props["url"])
        self._fetch = fetch
        self._current: int | None = None
        self.presence: dict[str, Any] = dict(props["presence"])
        self._timer: asyncio.TimerHandle | None = None
        self._spread = 0.0
        self._reading: set[asyncio.Task[None]] = set()
        self.show(props["start"])

    @property
    def search(self) -> str:
        """The words that the list shows the hits of."""
        return str(self._params.get("q", ""))

    @property
    def rows(self) -> list[Row]:
        return list(self._rows.values())

    def named(self, name: str) -> Row | None:
        return next((row for row in self._rows.values() if row["name"] == name), None)

    # --- what the server calls, by the names of `grid.js` -------------------------------------

    def call(self, method: str, arguments: list[Any]) -> None:
        if method == "show":
            self.show(arguments[0])
        elif method == "patch":
            self._patch(*arguments)
        elif method == "refreshSoon":
            self._refresh_soon(*arguments)
        elif method == "patchPresence":
            self.presence |= arguments[0]
        elif method == "setCurrent":
            self._current = arguments[0]
        elif method == "reveal" and self._current not in self._rows:
            self._refresh_soon(0)

    def show(self, start: Mapping[str, Any]) -> None:
        self._params: dict[str, str] = start["params"]
        self._sort = str(start["sort"])
        self._take(start["page"])

    def stop(self) -> None:
        """The page is left."""
        if self._timer:
            self._timer.cancel()
        for task in self._reading:
            task.cancel()

    def _take(self, page: Page) -> None:
        self._rows: dict[int, Row] = {row["id"]: row for row in page["rows"]}

    def _patch(self, rows: list[Row], spread: float) -> None:
        moves_here = moves_elsewhere = False
        for row in rows:
            known = self._rows.get(row["id"])
            if known is None:
                moves_elsewhere = True
            else:
                moves_here |= self._changes_place(known, row)
                self._rows[row["id"]] = row
        if moves_here:
            self._refresh_soon(0)
        elif moves_elsewhere:
            self._refresh_soon(spread)

    def _changes_place(self, before: Row, after: Row) -> bool:
        watched = (self._sort.lstrip("-"), "trashed", "is_open")
        return any(before.get(one) != after.get(one) for one in watched) or any(
            self._params.values()
        )

    def _refresh_soon(self, spread: float) -> None:
        if self._timer and spread >= self._spread:
            return
        if self._timer:
            self._timer.cancel()
        self._spread = spread
        pause = 120 + random.random() * max(120, spread)
        self._timer = asyncio.get_running_loop().call_later(pause / 1000, self._refresh)

    def _refresh(self) -> None:
        self._timer = None
        task = asyncio.create_task(self._read())
        self._reading.add(task)
        task.add_done_callback(self._reading.discard)

    async def _read(self) -> None:
        params = self._params
        while params is self._params:
            query = {**params, "sort": self._sort, "start": "0"}
            if (page := await self._fetch(self._url, query)) is not None:
                if params is self._params:
                    self._take(page)
                return
            await asyncio.sleep(RETRY_AFTER)
