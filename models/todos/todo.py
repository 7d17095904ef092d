"""Something to do for a client on a day: « rappeler le 12 »."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any, ClassVar, Self

from tortoise import fields

from models.clients.client import Client
from models.clients.dependents import Identity
from models.database.transaction import transaction
from models.errors import Refused
from models.french.days import when_in
from models.french.search_text import searchable
from models.french.wording import PARIS, moment, today
from models.permissions import Permission, Staff
from models.records.changes import announce
from models.records.draft import Draft
from models.records.field import Typed
from models.records.reading import IMPLAUSIBLE, later
from models.records.undoing import Undoable
from models.staff.people import PEOPLE
from models.todos.fields import TODO_FIELDS, when_said

TAKEN_BACK: Mapping[str, str] = {"tick": "reopen", "reopen": "tick", "discard": "restore"}
"""By an action the one that undoes it."""
ALL_DAY = "99:99"
"""After every time of a day."""


class ToDo(Undoable):
    """What somebody, or anybody, has to think of, with a time of day or without."""

    client: fields.ForeignKeyRelation[Client] = fields.ForeignKeyField(
        "models.Client", related_name="todos", on_delete=fields.RESTRICT
    )
    client_id: int
    text = fields.CharField(300, description="Quoi")
    due_on: date = fields.DateField(description="Jour")
    due_time = fields.CharField(5, default="", description="Heure")
    account_id: int | None = fields.IntField(null=True, description="Pour qui")
    done_at: datetime | None = fields.DatetimeField(null=True)
    done_by = fields.CharField(100, default="", description="Fait par")
    author = fields.CharField(100, default="")
    due_key = fields.CharField(16)
    client_name = fields.CharField(200, default="")
    client_key = fields.CharField(400, default="")
    search = fields.TextField(default="")

    TOPIC: ClassVar[str] = "todo"
    HEADING: ClassVar[str] = "Rappels"
    EDITING: ClassVar[Permission] = Permission.EDIT
    FIELDS = TODO_FIELDS

    class Meta:
        table = "todo"

    # --- what it is -------------------------------------------------------------------------

    @property
    def caption(self) -> str:
        return f"le rappel : {self.text}"[:250]

    @property
    def path(self) -> str:
        return f"/clients?client={self.client_id}"

    @property
    def is_done(self) -> bool:
        return self.done_at is not None

    @property
    def is_late(self) -> bool:
        return not self.is_done and self.due_on < today()

    @property
    def when(self) -> str:
        """« demain, 14 h 30 », « 12 déc. 2026 »."""
        return when_said(self.due_on, self.due_time)

    @property
    def moment(self) -> datetime | None:
        """When exactly, where a time of day is said."""
        if not self.due_time:
            return None
        at = time.fromisoformat(self.due_time)
        return datetime.combine(self.due_on, at, PARIS).astimezone(UTC)

    @property
    def person(self) -> str:
        """For whom it is; somebody who has left is still somebody."""
        return PEOPLE.get(str(self.account_id or ""), "Un ancien compte")

    @property
    def done_words(self) -> str:
        assert self.done_at
        return f"Fait par {self.done_by}, {moment(self.done_at)}"

    def journalled(self) -> dict[str, str]:
        return self.typed() | {"done_by": self.done_by}

    # --- saving -----------------------------------------------------------------------------

    def derive(self) -> None:
        self.due_key = f"{self.due_on.isoformat()} {self.due_time or ALL_DAY}"
        self.search = searchable(self.client_name, self.text)

    @classmethod
    async def errors_among(cls, values: dict[str, Any], record_id: int | None) -> dict[str, str]:
        account_id = values.get("account_id")
        people = await PEOPLE.ready()
        if account_id is None or str(account_id) in people:
            return {}
        before = await cls.get_or_none(id=record_id) if record_id else None
        if before and before.account_id == account_id:
            return {}
        return {"account_id": "Choisissez l’une des personnes."}

    @property
    def edit_refusal(self) -> str | None:
        return "Ce rappel a été supprimé entre-temps." if self.is_trashed else None

    # --- verbs ------------------------------------------------------------------------------

    @classmethod
    async def note_line(cls, client_id: int, line: str, *, by: Staff) -> Self:
        """From one line, in which a day and a time may stand; without a day it is for today."""
        meant = when_in(line, today())
        typed = {
            "text": meant.rest or "Rappeler",
            "due_on": (meant.day or today()).isoformat(),
            "due_time": meant.at.strftime("%H:%M") if meant.at else "",
            "account_id": str(by.account_id or ""),
        }
        return await cls.add(client_id, typed, by=by)

    @classmethod
    async def create_from(cls, draft: Draft, *, by: Staff) -> Self:
        """From a form it is only changed: `add` says for whom it is."""
        by.need(cls.EDITING)
        raise Refused("Un rappel se note sur la fiche d’un client.")

    @classmethod
    async def add(cls, client_id: int, typed: Typed, *, by: Staff) -> Self:
        """Something to do for this client; raises Invalid and Refused."""
        by.need(cls.EDITING)
        values = cls.checked(typed)
        async with transaction():
            client = await Client.locked(client_id)
            if client.is_trashed:
                raise Refused("Ce client est dans la corbeille : restaurez-le d’abord.")
            whose = {"client_name": client.name, "client_key": client.sort_key}
            todo = cls(**values, **whose, client_id=client.id, author=by.name)
            return await todo.insert_once(by=by)

    async def tick(self, *, by: Staff) -> Self:
        """It is done; whoever comes second is not told off."""
        return await self._decide({"done_at": datetime.now(UTC), "done_by": by.name}, "tick", by)

    async def reopen(self, *, by: Staff) -> Self:
        """It is to be done after all."""
        return await self._decide({"done_at": None, "done_by": ""}, "reopen", by)

    async def discard(self, *, by: Staff) -> Self:
        """Nobody has to think of it any more."""
        return await self._decide({"trashed_at": datetime.now(UTC)}, "discard", by)

    async def restore(self, *, by: Staff) -> Self:
        return await self._decide({"trashed_at": None}, "restore", by)

    async def postpone(self, days: int, *, by: Staff) -> Self:
        """So many days later than it was for; what is late, later than today."""
        by.need(self.EDITING)
        async with transaction():
            current = await self._current_to_do()
            due_on = later(max(current.due_on, today()), days)
            if due_on is None:
                raise Refused(IMPLAUSIBLE)
            await current.write({"due_on": due_on}, by=by, action="postpone")
        return current

    async def _current_to_do(self) -> Self:
        current = await type(self).locked(self.id)
        if reason := current.edit_refusal:
            raise Refused(reason)
        if current.is_done:
            raise Refused(f"Ce rappel est déjà fait. {current.done_words}.")
        return current

    async def _decide(self, values: dict[str, Any], action: str, by: Staff) -> Self:
        by.need(self.EDITING)
        async with transaction():
            current = await type(self).locked(self.id)
            if action in {"tick", "reopen"} and (reason := current.edit_refusal):
                raise Refused(reason)
            name, value = next(iter(values.items()))
            if (getattr(current, name) is None) != (value is None):
                await current.write(values, by=by, action=action)
        return current

    @classmethod
    async def each(cls, ids: Sequence[int]) -> list[Self]:
        """Those of these that are to be done."""
        return [one for one in await cls.with_ids(ids) if not (one.is_done or one.is_trashed)]

    # --- undoing ----------------------------------------------------------------------------

    @classmethod
    def permission_to_undo(cls, action: str) -> Permission | None:
        own = {*TAKEN_BACK, "postpone"}
        return cls.EDITING if action in own else super().permission_to_undo(action)

    @classmethod
    async def undo(
        cls, record_id: int, action: str, changes: Mapping[str, Sequence[str]], *, by: Staff
    ) -> None:
        if back := TAKEN_BACK.get(action):
            await getattr(await cls._there(record_id), back)(by=by)
        else:
            await super().undo(record_id, action, changes, by=by)

    @classmethod
    async def _there(cls, record_id: int) -> Self:
        found = await cls.get_or_none(id=record_id)
        if found is None:
            raise Refused("Ce rappel n’existe plus.")
        return found

    # --- what concerns its client -----------------------------------------------------------

    @classmethod
    async def of_client(cls, client_id: int) -> list[Self]:
        """What is to be done for a client, the soonest first."""
        await PEOPLE.ready()
        open_ones = cls.filter(client_id=client_id, done_at=None, trashed_at=None)
        return await open_ones.order_by("due_key", "id")

    @classmethod
    async def follow_clients(cls, clients: Mapping[int, Identity]) -> None:
        """Show the new names of these clients on what is to be done for them."""
        theirs = cls.filter(client_id__in=list(clients)).order_by("id")
        for todo in (todos := await theirs.select_for_update()):
            client = clients[todo.client_id]
            todo.client_name, todo.client_key = client.name, client.sort_key
            todo.derive()
            await todo.save(update_fields=["client_name", "client_key", "search"])
        announce(cls.TOPIC, [todo.id for todo in todos])
