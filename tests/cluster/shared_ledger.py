"""The clerks' ledger, held against a database on PostgreSQL."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from models.database.postgres import lone_connection
from tests.endurance.ledger import QUERY, Ledger


class SharedLedger(Ledger):
    """Asks in a loop of its own, so that no clerk does anything meanwhile."""

    def __init__(self, database_url: str) -> None:
        super().__init__()
        self._url = database_url

    def check(self) -> None:
        with ThreadPoolExecutor(1) as thread:
            self.compare(thread.submit(asyncio.run, self._clients()).result())

    async def _clients(self) -> list[Any]:
        connection = await lone_connection(self._url)
        try:
            return list(await connection.fetch(QUERY))
        finally:
            await connection.close()
