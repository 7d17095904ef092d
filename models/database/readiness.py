"""Whether people can work with the database: a monitor should hear of it before they do."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from tortoise.connection import get_connection

from models.config import DATA
from models.database.connection import dialect, is_answering
from models.database.outage import ALMOST_FULL, GONE

LEAST_FREE = 100_000_000
"""Bytes: what a day of work, a copy before a migration and the log of SQLite may need."""


async def unreadiness() -> str | None:
    """Why nobody can work, or soon nobody will be able to save, as a French sentence; or None."""
    if not await is_answering():
        return GONE
    return ALMOST_FULL if free_bytes() < LEAST_FREE else None


def free_bytes() -> int:
    """What the disk has left for the database, or for our own files if that is elsewhere."""
    connection: Any = get_connection("default")
    folder = Path(connection.filename).parent if dialect() == "sqlite" else DATA
    with suppress(OSError):  # what cannot be asked is not full
        found = os.statvfs(folder)
        return found.f_bavail * found.f_frsize
    return LEAST_FREE
