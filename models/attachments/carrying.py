"""Carrying files from one store to another: a backup, its return, a move."""

from __future__ import annotations

from dataclasses import dataclass, field

from models.attachments.naming import Lost
from models.attachments.store import Store


@dataclass
class Carried:
    """How many files were copied, how many bytes, and which could not be."""

    count: int = 0
    size: int = 0
    lost: list[str] = field(default_factory=list)


async def carry(source: Store, target: Store) -> Carried:
    """Copy what the target lacks; a damaged file is named and left, nothing is ever removed."""
    carried = Carried()
    async for name in source.names():
        if await target.exists(name):
            continue
        try:
            content = await source.get(name)
        except Lost:
            carried.lost.append(name)
            continue
        await target.put(content)
        carried.count += 1
        carried.size += len(content)
    return carried
