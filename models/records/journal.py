"""The journal: who did what, when and from where; append-only, each entry sealed to the one before.

Entries are numbered without gaps. The head keeps the number and the seal of the last one, so that
an entry changed, added or taken away behind the product's back is found. Who can write
to the database can also seal all of it anew, which a head that was noted elsewhere tells.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any, ClassVar, NoReturn, Self

import orjson
from tortoise import fields
from tortoise.models import Model

from models.database.bulk import for_update, insert, write
from models.database.connection import select
from models.database.model_meta import LayeredMeta
from models.database.transaction import before_commit
from models.french.text import fold
from models.permissions import Staff
from models.records.changes import announce
from models.records.sealing import KEPT, VALUES, digest_of, new_salt, seal_of

THE_HEAD = 1
INNER = "_"  # begins the name of what is kept for the program, and told to nobody
COLUMNS = (*KEPT, *VALUES, "seal")
ERASED = "(effacé)"
"""What an entry is about, once its values are erased."""

Changes = Mapping[str, tuple[str, str]]
"""For each field its text before and after, as the form shows it."""
Worded = Mapping[str, Any]
"""What an entry says, by its columns, but for its number, its time, who did it and its seal."""


@dataclass(frozen=True)
class Subject:
    """What an entry is about: a record, and what it is called at that moment."""

    topic: str
    record_id: int
    caption: str


JOURNALLED: dict[str, type[Journalled]] = {}
"""By their topic, the tables of which the journal tells."""


class Journalled(Model, metaclass=LayeredMeta):
    """A table of which the journal tells, and in which words."""

    TOPIC: ClassVar[str]
    HEADING: ClassVar[str]
    """What the screen calls all of it."""

    class Meta:
        abstract = True

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if "TOPIC" in vars(cls):
            JOURNALLED[cls.TOPIC] = cls

    @classmethod
    def order_of_fields(cls) -> list[str]:
        """The names of the fields in the order in which the journal tells of them."""
        return list(cls._meta.fields_map)

    @classmethod
    def label_of(cls, name: str) -> str:
        """A field's name on screen: the description of the model's own field."""
        field = cls._meta.fields_map.get(name)
        return str(field.description or name) if field else name

    @classmethod
    def worded(cls, name: str, text: str) -> str:
        """A field's text as the screen words it."""
        return text

    @classmethod
    def is_price(cls, name: str) -> bool:
        """Whether a field is told to those alone who may see prices."""
        return False


class JournalHead(Model):
    """The number and the seal of the last entry."""

    id = fields.IntField(primary_key=True, generated=False)
    number = fields.IntField(default=0)
    seal = fields.CharField(64, default="")

    class Meta:
        table = "journal_head"

    def __str__(self) -> str:
        return head_text(self.number, self.seal)


class JournalEntry(Model):
    """One thing that was done to one record."""

    id = fields.IntField(primary_key=True, generated=False, description="Numéro")
    at = fields.DatetimeField(description="Quand")
    account_id: int | None = fields.IntField(null=True)
    staff = fields.CharField(100, description="Qui")
    device = fields.CharField(120, default="", description="Appareil")
    topic = fields.CharField(20, description="Nature")
    record_id = fields.IntField()
    caption = fields.CharField(250, default="", description="Sur quoi")
    action = fields.CharField(20, description="Action")
    changes: dict[str, list[str]] = fields.JSONField(default=dict, description="Détail")
    search = fields.TextField(default="")
    salt = fields.CharField(32, default="", db_default="")
    digest = fields.CharField(64, default="", db_default="")
    seal = fields.CharField(64)
    is_erased = fields.BooleanField(default=False, db_default=False)

    TOPIC: ClassVar[str] = "journal"

    class Meta:
        table = "journal"

    @property
    def said(self) -> dict[str, Any]:
        """What it says, and how that is sealed."""
        return {name: getattr(self, name) for name in COLUMNS}

    def sealed_after(self, previous: str) -> str:
        """The seal of this entry after the one with that seal."""
        return seal_of(previous, self.said)

    @property
    def searched_when_erased(self) -> str:
        """What it is found by without its values."""
        return fold(f"{self.staff} {self.device}")

    @classmethod
    async def about(cls, topic: str, record_id: int, limit: int) -> list[Self]:
        """The latest entries about one record, the latest first."""
        return await cls.filter(topic=topic, record_id=record_id).order_by("-id").limit(limit)

    async def save(self, *_: Any, **__: Any) -> NoReturn:
        raise TypeError("the journal is append-only: `note` writes it")

    async def delete(self, *_: Any, **__: Any) -> NoReturn:
        raise TypeError("the journal is append-only")


def differences(before: Mapping[str, str], after: Mapping[str, str]) -> Changes:
    """The fields whose text is no longer what it was."""
    return {
        name: (before.get(name, ""), after.get(name, ""))
        for name in {**before, **after}
        if after.get(name, "") != before.get(name, "")
    }


async def note(by: Staff, action: str, subject: Subject, changes: Changes | None = None) -> None:
    """Write one entry, at the end of the open transaction."""
    await note_all(by, action, [(subject, changes or {})])


async def note_all(by: Staff, action: str, done: Iterable[tuple[Subject, Changes]]) -> None:
    """Write an entry for each subject, at the end of the open transaction.

    Only then, since whoever holds the head makes everybody else wait, and must wait for nobody.
    """
    note_worded(by, action, [worded(by, subject, changes) for subject, changes in done])


Entries = Sequence[Mapping[str, Any]]
"""What entries say, by the names of their columns."""
Witness = Callable[[Entries], Awaitable[None]]
_witnesses: list[Witness] = []


def witness(tell: Witness) -> None:
    """Have this told of each entry in the transaction that writes it, and so never of another."""
    _witnesses.append(tell)


def note_worded(by: Staff, action: str, entries: Sequence[Worded]) -> None:
    """Write entries that were worded before, for instance in another process."""
    before_commit(lambda: _append(by, action, entries))


async def _append(by: Staff, action: str, entries: Sequence[Worded]) -> None:
    last, seal = await take_head()
    now, number = datetime.now(UTC), last
    same = {"at": now, "account_id": by.account_id, **_who(by), "action": action}
    rows, told = [], []
    for number, entry in enumerate(entries, last + 1):
        stored = {"id": number, **same, **entry}
        seal = seal_of(seal, stored)
        told.append(stored)
        written = stored | {"changes": orjson.dumps(stored["changes"]).decode(), "seal": seal}
        rows.append([written[name] for name in COLUMNS])
    if rows:
        await insert(JournalEntry.Meta.table, COLUMNS, rows)
        head = (number, seal, THE_HEAD)
        await write("UPDATE journal_head SET number = ?, seal = ? WHERE id = ?", head)
        for tell in _witnesses:
            await tell(told)
    announce(JournalEntry.TOPIC, range(last + 1, number + 1))


async def take_head() -> tuple[int, str]:
    """The number and the seal of the last entry; nobody else adds one until the open transaction
    ends."""
    head = f"SELECT number, seal FROM journal_head WHERE id = ?{for_update()}"
    (row,) = await select(head, (THE_HEAD,))
    return row["number"], row["seal"]


def worded(by: Staff, subject: Subject, changes: Changes) -> Worded:
    """An entry by this person but for what only its place in the journal says."""
    texts = [text for name in changes if not name.startswith(INNER) for text in changes[name]]
    said = {
        "topic": subject.topic,
        "record_id": subject.record_id,
        "caption": subject.caption[: _length("caption")],
        "changes": {name: list(pair) for name, pair in changes.items()},
        "search": fold(" ".join((by.name, by.device, subject.caption, *texts))),
        "salt": new_salt(),
    }
    return said | {"digest": digest_of(said)}


def _who(by: Staff) -> dict[str, str]:
    return {"staff": by.name[: _length("staff")], "device": by.device[: _length("device")]}


@cache
def _length(name: str) -> int:
    return int(JournalEntry._meta.fields_map[name].constraints["max_length"])


def head_text(number: int | str, seal: str) -> str:
    """The end of the journal in one word, to be noted elsewhere."""
    return f"{number}:{seal}"
