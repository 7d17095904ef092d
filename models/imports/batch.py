"""An import that was begun: what it made, in portions, so that all of it can be taken back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, Self

from tortoise import fields
from tortoise.models import Model

from models.database.bulk import insert
from models.database.connection import one_at_a_time
from models.database.transaction import transaction
from models.errors import Refused
from models.imports.importable import IMPORTABLES
from models.permissions import Staff
from models.records.changes import announce

TOPIC = "import"
SILENCE = timedelta(seconds=45)
"""After which a process that imports is held to be dead."""


class State(StrEnum):
    RUNNING = "running"
    DONE = "done"
    GOING = "going"
    """It is being taken back."""
    GIVEN_UP = "given_up"
    UNDONE = "undone"


UNDER_WAY = (State.RUNNING, State.GOING)
BUSY = "Un autre import de {} est en cours, ou en train d’être annulé : attendez qu’il soit fini."
STATE_LABELS = {
    State.RUNNING: "En cours",
    State.DONE: "Terminé",
    State.GOING: "Annulation en cours",
    State.GIVEN_UP: "Abandonné",
    State.UNDONE: "Annulé",
}


class Import(Model):
    """One file that was brought in, in figures."""

    id = fields.IntField(primary_key=True)
    topic = fields.CharField(20)
    file_name = fields.CharField(120, default="")
    author = fields.CharField(100, default="")
    started_at = fields.DatetimeField(auto_now_add=True)
    heard_at = fields.DatetimeField(auto_now_add=True)
    state = fields.CharEnumField(State, max_length=20, default=State.RUNNING)
    created = fields.IntField(default=0)
    changed = fields.IntField(default=0)
    unchanged = fields.IntField(default=0)
    ignored = fields.IntField(default=0)
    rejected = fields.IntField(default=0)
    undone_at: datetime | None = fields.DatetimeField(null=True)
    undone_by = fields.CharField(100, default="")

    class Meta:
        table = "import"

    @property
    def state_label(self) -> str:
        return STATE_LABELS[State(self.state)]

    @classmethod
    async def begin(cls, topic: str, file_name: str, by: Staff) -> Self:
        """Begin one; Refused while another one of the same noun may still be taken back."""
        async with transaction():
            await one_at_a_time(f"import {topic}")
            await cls.check_turn(topic)
            begun = await cls.create(topic=topic, file_name=file_name[:120], author=by.name[:100])
            announce(TOPIC, [begun.id])
        return begun

    @classmethod
    async def check_turn(cls, topic: str) -> None:
        """Refused while one of this noun is under way: what it has made may go again."""
        if await cls.filter(topic=topic, state__in=UNDER_WAY).exists():
            raise Refused(BUSY.format(IMPORTABLES[topic].model.NOUN.many))

    async def still_running(self, **figures: int) -> None:
        """Say inside a portion's transaction that it goes on; Refused if it was given up."""
        running = type(self).filter(id=self.id, state=self.state)
        if not await running.update(heard_at=datetime.now(UTC), **figures):
            raise Refused("Cet import a été abandonné entre-temps.")
        self.update_from_dict(figures)

    async def become(self, state: State, **values: Any) -> None:
        async with transaction():
            await type(self).filter(id=self.id).update(state=state, **values)
        self.update_from_dict({"state": state, **values})
        announce(TOPIC, [self.id])

    async def claim(self) -> bool:
        """Take over what nobody carries on; False where another process has."""
        async with transaction():
            same = type(self).filter(id=self.id, heard_at=self.heard_at)
            is_ours = bool(await same.update(heard_at=datetime.now(UTC), state=State.GOING))
        self.state = State.GOING
        return is_ours

    @classmethod
    async def silent(cls, begun: datetime | None) -> list[Self]:
        """Those that nobody carries on, be it forward or back: of which nothing was heard for long,
        or since a process has `begun` that is alone."""
        long_ago = datetime.now(UTC) - SILENCE
        before = max(long_ago, begun) if begun else long_ago
        return await cls.filter(state__in=UNDER_WAY, heard_at__lt=before).order_by("id")

    @classmethod
    async def recent(cls, limit: int = 30) -> list[Self]:
        return await cls.all().order_by("-id").limit(limit)


class ImportedRow(Model):
    """A record that an import has made or changed, and its version then."""

    id = fields.IntField(primary_key=True)
    batch: fields.ForeignKeyRelation[Import] = fields.ForeignKeyField(
        "models.Import", related_name="rows", on_delete=fields.CASCADE
    )
    batch_id: int
    record_id = fields.IntField()
    version = fields.IntField()
    is_new = fields.BooleanField()

    class Meta:
        table = "import_row"


async def keep(batch_id: int, rows: list[tuple[int, int, bool]]) -> None:
    """Note records, each with its version and whether it is new, inside the open transaction."""
    columns = ("batch_id", "record_id", "version", "is_new")
    await insert(ImportedRow.Meta.table, columns, [(batch_id, *row) for row in rows])


class SavedMapping(Model):
    """Which column was which field, saved by a name."""

    id = fields.IntField(primary_key=True)
    topic = fields.CharField(20)
    name = fields.CharField(80)
    columns: dict[str, str] = fields.JSONField(default=dict)

    class Meta:
        table = "import_mapping"
        unique_together = (("topic", "name"),)

    @classmethod
    async def named(cls, topic: str) -> dict[str, dict[str, str]]:
        """All that were saved for a noun."""
        return {one.name: one.columns for one in await cls.filter(topic=topic).order_by("name")}

    @classmethod
    async def keep(cls, topic: str, name: str, columns: dict[str, str]) -> None:
        """Save it, in the place of the one that had this name."""
        async with transaction():
            kept = await cls.get_or_none(topic=topic, name=name[:80]) or cls(topic=topic)
            kept.update_from_dict({"name": name[:80], "columns": columns})
            await kept.save()
