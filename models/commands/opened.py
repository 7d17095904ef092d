"""The database, for a command that may run beside the server."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from models.config import SETTINGS


@asynccontextmanager
async def opened() -> AsyncIterator[None]:
    """The database, brought to the current schema unless the running server has done that."""
    from models.database import connect, disconnect
    from models.upkeep import TAKEN, claim, migrate

    try:
        with claim(SETTINGS.database_url):
            await migrate(SETTINGS.database_url)
    except SystemExit as end:
        if str(end) != TAKEN:
            raise
    await connect(SETTINGS.database_url)
    try:
        yield
    finally:
        await disconnect()
