"""Makes the files of invoices as soon as they are issued, in the background of every process."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress

from models.database.connection import select
from models.database.outage import Outage
from models.documents import Document
from models.printing.issued import keep_file
from models.records.changes import Changed, listen

MOST_AT_ONCE = 50
WAITING = (
    "SELECT id FROM document WHERE kind = 'invoice' AND status = 'issued' AND pdf_hash = ''"
    f" AND trashed_at IS NULL AND erased_at IS NULL ORDER BY id LIMIT {MOST_AT_ONCE}"
)
"""In these very words an index holds them, and nothing else."""
PAUSE = 30.0
"""Seconds until it looks again after the database or the files were away."""

log = logging.getLogger("comptoir")


class Printer:
    """Prints what this process has issued, and at its start what a killed one has left."""

    def __init__(self) -> None:
        self._is_called = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._is_called.set()
        self._task = asyncio.create_task(self._run(), name="printer")

    async def stop(self) -> None:
        if self._task:
            self._task.cancel()
            await asyncio.wait({self._task})

    async def _run(self) -> None:
        stop = listen(self._note)
        try:
            while True:
                await self._is_called.wait()
                self._is_called.clear()
                try:
                    await print_waiting()
                except Outage:  # said elsewhere; who asks for the file has it made meanwhile
                    asyncio.get_running_loop().call_later(PAUSE, self._is_called.set)
                except Exception:  # whatever it is, the next invoice must have its file
                    log.exception("the file of an invoice could not be made")
        finally:
            with suppress(ValueError):
                stop()

    def _note(self, change: Changed) -> None:
        if change.topic == Document.TOPIC and change.is_ours:
            self._is_called.set()


async def print_waiting() -> None:
    """Make the file of every issued invoice that has none yet."""
    while found := await select(WAITING, ()):
        for row in found:
            await keep_file(await Document.get(id=row["id"]))
