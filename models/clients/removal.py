"""Clients on their way to the trash and back: few statements, however many clients."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from models.clients.dependents import Obstacle, in_the_way
from models.database.bulk import Progress, among, write
from models.database.connection import dialect, select
from models.database.transaction import before_commit
from models.french.wording import plural, quoted
from models.permissions import Staff
from models.records.changes import announce
from models.records.journal import Subject, note_all

TOPIC = "client"
PORTION = 1_000
"""Clients between two words on how far it has come."""

Names = Mapping[int, str]


@dataclass(frozen=True)
class Removal:
    """What deleting a selection does: who goes, and who stays because of what."""

    deletable: tuple[int, ...]
    blocked: Mapping[int, tuple[Obstacle, ...]]


async def removal_of(ids: Sequence[int]) -> tuple[Removal, Names]:
    """Which of these clients can be deleted now, and which cannot and why; and their names."""
    blocking = await in_the_way(ids)
    names = await names_of(ids, is_trashed=False)
    removal = Removal(
        deletable=tuple(id_ for id_ in names if id_ not in blocking),
        blocked={id_: blocking[id_] for id_ in names if id_ in blocking},
    )
    return removal, names


def no_to_removing(name: str, count: int) -> str:
    """Why a client with so many open documents stays."""
    documents = plural(count, "document en cours", "documents en cours")
    return f"{quoted(name)} a {documents} : à clôturer d’abord."


async def names_of(ids: Sequence[int], *, is_trashed: bool) -> dict[int, str]:
    """Those of these clients that are in the trash, or not, in their order."""
    condition, parameters = among("id", ids)
    where = f"{condition} AND trashed_at IS {'NOT ' if is_trashed else ''}NULL"
    rows = await select(f"SELECT id, name FROM client WHERE {where}", parameters)
    names = {row["id"]: row["name"] for row in rows}
    return {id_: names[id_] for id_ in dict.fromkeys(ids) if id_ in names}


async def lock_clients(ids: Collection[int]) -> None:
    """Keep others from opening documents for these clients until the transaction ends."""
    if dialect() != "sqlite":  # which has one writer at a time
        condition, parameters = among("id", ids)
        await write(f"SELECT id FROM client WHERE {condition} ORDER BY id FOR UPDATE", parameters)


async def set_trashed(names: Names, *, is_trashed: bool, by: Staff, progress: Progress) -> None:
    """Put these clients into the trash or take them out, inside the open transaction.

    Each is half done once it is changed, and whole once it is in the journal, too.
    """
    ids, at = list(names), datetime.now(UTC) if is_trashed else None
    for start in range(0, len(ids), PORTION):
        portion = ids[start : start + PORTION]
        condition, parameters = among("id", portion)
        await write(f"UPDATE client SET trashed_at = ? WHERE {condition}", (at, *parameters))
        changed = start + len(portion)
        progress(changed // 2)
        action = "trash" if is_trashed else "restore"
        await note_all(by, action, [(Subject(TOPIC, id_, names[id_]), {}) for id_ in portion])
        before_commit(partial(_tell, progress, (len(ids) + changed) // 2))
    announce(TOPIC, ids)


async def _tell(progress: Progress, done: int) -> None:
    progress(done)
