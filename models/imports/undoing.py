"""Taking a whole import back: what it made goes to the trash, what it changed is as it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from models.database.bulk import Progress, silently
from models.database.transaction import transaction
from models.errors import Invalid, Refused
from models.imports.batch import Import, ImportedRow, State
from models.imports.importable import IMPORTABLES, Importable
from models.permissions import THE_HOUSE, Permission, Staff
from models.records.journal import JournalEntry, Subject, note
from models.records.trash import Trashable

PORTION = 250
CHANGED = "modifié depuis"
USED = "utilisé depuis"
TRASHED = "déjà dans la corbeille"


@dataclass(frozen=True)
class Left:
    """A record that stays as it is, and why."""

    record_id: int
    caption: str
    path: str
    why: str


@dataclass
class TakenBack:
    """What has gone, what is as it was, and what was left."""

    removed: int = 0
    restored: int = 0
    left: list[Left] = field(default_factory=list)


def undo_refusal(batch: Import, by: Staff) -> str | None:
    """Why this import cannot be taken back, or None."""
    if batch.state not in {State.DONE, State.GOING}:
        return "Cet import n’est plus à annuler." if batch.state != State.RUNNING else "En cours."
    return by.refusal(IMPORTABLES[batch.topic].permission) or by.refusal(Permission.DELETE)


async def undo_import(batch_id: int, *, by: Staff, progress: Progress = silently) -> TakenBack:
    """Take an import back; what was touched since is listed, and left as it is."""
    batch = await Import.get(id=batch_id)
    if reason := undo_refusal(batch, by):
        raise Refused(reason)
    await batch.become(State.GOING)
    return await take_back(batch, by=by, ends_as=State.UNDONE, progress=progress)


async def take_back(
    batch: Import, *, by: Staff, ends_as: State, progress: Progress = silently
) -> TakenBack:
    """Carry the way back on from wherever it was left."""
    importable, done, last, seen = IMPORTABLES[batch.topic], TakenBack(), 0, 0
    while rows := await _next(batch, last):
        last, seen = rows[-1].id, seen + len(rows)
        await _take_back(importable, batch, rows, by, done)
        progress(seen)
    counted = importable.model.NOUN.counted(done.removed + done.restored)
    async with transaction():
        await batch.become(ends_as, undone_at=datetime.now(UTC), undone_by=by.name[:100])
        await note(by, "import_undo", Subject(batch.topic, 0, counted))
    return done


async def _next(batch: Import, last: int) -> list[ImportedRow]:
    rows = ImportedRow.filter(batch_id=batch.id, id__gt=last)
    return await rows.order_by("id").limit(PORTION)


async def _take_back(
    importable: Importable,
    batch: Import,
    rows: Sequence[ImportedRow],
    by: Staff,
    done: TakenBack,
) -> None:
    """One portion, in a transaction: the rows that are dealt with are forgotten."""
    model = importable.model
    async with transaction():
        await batch.still_running()
        records = {one.id: one for one in await model.with_ids(row.record_id for row in rows)}
        used = await importable.used([row.record_id for row in rows if row.is_new])
        going, dealt = [], []
        for row in rows:
            record = records.get(row.record_id)
            if record is None:
                continue
            if why := _touched(record, row, used):
                done.left.append(Left(record.id, record.caption, record.path, why))
            elif row.is_new:
                going.append(record.id)
                dealt.append(row.id)
            else:
                try:
                    await _restore(model, record, by)
                except (Invalid, Refused) as refusal:
                    done.left.append(Left(record.id, record.caption, record.path, str(refusal)))
                    continue
                done.restored += 1
                dealt.append(row.id)
        whoever = by if by.may(Permission.DELETE) else THE_HOUSE  # gives up an import of their own
        removal = await model.remove_many(going, by=whoever)
        done.removed += len(removal.deletable)
        await ImportedRow.filter(id__in=dealt).delete()


def _touched(record: Trashable, row: ImportedRow, used: set[int]) -> str:
    if record.is_trashed:
        return TRASHED
    if record.version != row.version:
        return CHANGED
    return USED if row.is_new and record.id in used else ""


async def _restore(model: type[Trashable], record: Trashable, by: Staff) -> None:
    """Put back what the journal says that this record held before."""
    told = JournalEntry.filter(topic=model.TOPIC, record_id=record.id, action="amend")
    entry = await told.order_by("-id").first()
    if entry is not None:
        await model.undo(record.id, entry.action, entry.changes, by=by)
