"""Imports that nobody carries on, because their process has ended: they are taken back."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime

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

    def start(self, *, is_alone: bool) -> None:
        """Begin to look; what was there before a process that is alone, nobody carries on."""
        begun = datetime.now(UTC) if is_alone else None
        self._looking = asyncio.create_task(self._look(begun))

    async def stop(self) -> None:
        if self._looking is not None:
            self._looking.cancel()
            await asyncio.wait({self._looking})

    async def _look(self, begun: datetime | None) -> None:
        while True:
            try:
                await sweep(begun)
            except Outage:
                pass  # the next look finds it
            except Exception:  # whatever it is, the next look tries again
                log.exception("an import could not be taken back")
            await asyncio.sleep(PAUSE)


async def sweep(begun: datetime | None = None) -> int:
    """Take back what nobody carries on, as `Import.silent` says; how many imports that were."""
    count = 0
    for batch in await Import.silent(begun):
        ends_as = State.GIVEN_UP if batch.state == State.RUNNING else State.UNDONE
        if await batch.claim():
            await take_back(batch, by=THE_HOUSE, ends_as=ends_as)
            count += 1
    return count
