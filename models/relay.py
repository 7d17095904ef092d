"""What another process has written, a command beside the running server: found in the journal."""

from __future__ import annotations

import asyncio
from collections import defaultdict

from models.changes import Changed, announce, listen
from models.errors import Outage
from models.journal import BATCH, THE_HEAD, JournalEntry, JournalHead

SECONDS = 1.0
"""Between two looks at the head of the journal."""

_own: set[int] = set()


def _remember(change: Changed) -> None:
    if change.topic == JournalEntry.TOPIC:
        _own.update(change.ids)


listen(_remember)


async def relay() -> None:
    """Announce here what others write, for as long as the process runs."""
    told = await _latest()
    while True:
        await asyncio.sleep(SECONDS)
        try:
            told = await tell_since(told)
        except Outage:
            continue  # the next look finds what this one has missed


async def tell_since(number: int) -> int:
    """Announce the records of later entries that are not our own; the latest number."""
    latest = await _latest()
    outside = sorted(set(range(number + 1, latest + 1)) - _own)
    for start in range(0, len(outside), BATCH):
        await _tell(outside[start : start + BATCH])
    _own.difference_update({one for one in _own if one <= latest})
    return latest


async def _latest() -> int:
    return (await JournalHead.get(id=THE_HEAD)).number


async def _tell(numbers: list[int]) -> None:
    records: dict[str, set[int]] = defaultdict(set)
    for entry in await JournalEntry.filter(id__in=numbers):
        records[entry.topic].add(entry.record_id)
    for topic, ids in records.items():
        announce(topic, ids)
    announce(JournalEntry.TOPIC, numbers)
