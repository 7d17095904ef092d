"""Imports that nobody carries on, because their process has ended: they are taken back."""

from __future__ import annotations

import asyncio
import logging

from models.database.outage import Outage
from models.imports.batch import Import, State
from models.imports.undoing import take_back
from models.permissions import THE_HOUSE

PAUSE = 30.0
"""Seconds between two looks."""

log = logging.getLogger("comptoir")


class Sweeper:
    """Looks now and then for what was left half done."""

    def __init__(self) -> None:
        self._looking: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._looking = asyncio.create_task(self._look())

    async def stop(self) -> None:
        if self._looking is not None:
            self._looking.cancel()
            await asyncio.wait({self._looking})

    async def _look(self) -> None:
        while True:
            try:
                await sweep()
            except Outage:
                pass  # the next look finds it
            except Exception:  # whatever it is, the next look tries again
                log.exception("an import could not be taken back")
            await asyncio.sleep(PAUSE)


async def sweep() -> int:
    """Take back what nobody carries on; how many imports that were."""
    count = 0
    for batch in await Import.silent():
        ends_as = State.GIVEN_UP if batch.state == State.RUNNING else State.UNDONE
        if await batch.claim():
            await take_back(batch, by=THE_HOUSE, ends_as=ends_as)
            count += 1
    return count
