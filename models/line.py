"""The line on which the processes of one Comptoir hear each other, whatever carries it."""

from __future__ import annotations

from typing import Protocol

from models.config import Settings, sqlite_file


class LineDown(Exception):
    """Nothing can be said or heard for now; the message tells the log why."""


class Line(Protocol):
    """One connection, which hears everything that is said on it while it is open, itself included.

    Every method but `close` raises LineDown; after that it has to be closed, and opened anew.
    """

    longest: int
    """Bytes of a message at most."""

    async def open(self) -> None: ...

    async def send(self, message: bytes) -> None: ...

    async def next(self) -> bytes: ...

    async def close(self) -> None: ...


def line_for(settings: Settings) -> Line | None:
    """The line that the settings ask for; None for SQLite, which is for one process."""
    if sqlite_file(settings.database_url):
        return None
    if settings.relay_url:
        from models.line_redis import RedisLine  # loaded only where it is used

        return RedisLine(settings.relay_url)
    from models.line_postgres import PostgresLine

    return PostgresLine(settings.database_url)


async def check_line(settings: Settings) -> None:
    """End the start with a sentence where the line cannot be opened."""
    line = line_for(settings)
    if line is None:
        return
    try:
        await line.open()
    except LineDown as down:
        raise SystemExit(
            f"Comptoir ne démarre pas. Le relais entre ses processus ne répond pas ({down}) : "
            "vérifiez COMPTOIR_RELAY_URL et le serveur qu’elle désigne."
        ) from None
    finally:
        await line.close()
