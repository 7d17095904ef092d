"""The journal: who did what, when and from where; append-only, each entry sealed to the one before.

Entries are numbered without gaps. The head keeps the number and the seal of the last one, so that
an entry changed, added or taken away behind the product's back is found. Who can write
to the database can also seal all of it anew, which a head that was noted elsewhere tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from typing import Any, ClassVar, NoReturn, Self

import orjson
from tortoise import fields
from tortoise.models import Model

from models.database.bulk import insert
from models.database.transaction import before_commit
from models.errors import Refused
from models.french.text import fold
from models.french.wording import quoted
from models.permissions import Staff
from models.records.changes import announce

THE_HEAD = 1
BATCH = 1_000
INNER = "_"  # begins the name of what is kept for the program, and told to nobody
NOTED_HEAD = re.compile(r"(?P<number>[0-9]{1,9}):(?P<seal>[0-9a-f]{64})?")
SAID = (
    *("id", "at", "account_id", "staff", "device", "topic", "record_id"),
    *("caption", "action", "changes", "search"),
)
"""What an entry says."""

Changes = Mapping[str, tuple[str, str]]
"""For each field its text before and after, as the form shows it."""


@dataclass(frozen=True)
class Subject:
    """What an entry is about: a record, and what it is called at that moment."""

    topic: str
    record_id: int
    caption: str


JOURNALLED: dict[str, type[Journalled]] = {}
"""By their topic, the tables of which the journal tells."""


class Journalled(Model):
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
    seal = fields.CharField(64)

    TOPIC: ClassVar[str] = "journal"

    class Meta:
        table = "journal"

    def sealed_after(self, previous: str) -> str:
        """The seal of this entry after the one with that seal."""
        return _seal(previous, tuple(getattr(self, name) for name in SAID))

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
    subjects = tuple(done)
    before_commit(lambda: _append(by, action, subjects))


async def _append(by: Staff, action: str, done: Iterable[tuple[Subject, Changes]]) -> None:
    head = await JournalHead.select_for_update().get(id=THE_HEAD)
    now, first = datetime.now(UTC), head.number + 1
    rows = []
    for subject, changes in done:
        head.number += 1
        said = _said(head.number, now, by, action, subject, changes)
        head.seal = _seal(head.seal, said)
        rows.append((*said[:-2], orjson.dumps(said[-2]).decode(), said[-1], head.seal))
    if rows:
        await insert(JournalEntry.Meta.table, (*SAID, "seal"), rows)
        await JournalHead.filter(id=THE_HEAD).update(number=head.number, seal=head.seal)
    announce(JournalEntry.TOPIC, range(first, head.number + 1))


def _said(
    number: int, at: datetime, by: Staff, action: str, subject: Subject, changes: Changes
) -> tuple[Any, ...]:
    """What an entry says, in the order of `SAID`."""
    texts = [text for name in changes if not name.startswith(INNER) for text in changes[name]]
    return (
        number,
        at,
        by.account_id,
        by.name[: _length("staff")],
        by.device[: _length("device")],
        subject.topic,
        subject.record_id,
        subject.caption[: _length("caption")],
        action,
        {name: list(pair) for name, pair in changes.items()},
        fold(" ".join((by.name, by.device, subject.caption, *texts))),
    )


def _seal(previous: str, said: tuple[Any, ...]) -> str:
    """The seal of an entry, which holds everything it says and the seal before it."""
    number, at, *rest = said
    whole = [previous, number, at.astimezone(UTC).isoformat(timespec="microseconds"), *rest]
    return sha256(orjson.dumps(whole, option=orjson.OPT_SORT_KEYS)).hexdigest()


@cache
def _length(name: str) -> int:
    return int(JournalEntry._meta.fields_map[name].constraints["max_length"])


async def first_break() -> str | None:
    """Where the chain is broken, as a French sentence; None if every entry is as it was written."""
    head = await JournalHead.get(id=THE_HEAD)
    seal, number = "", 0
    while entries := await JournalEntry.filter(id__gt=number).order_by("id").limit(BATCH):
        for entry in entries:
            number += 1
            if entry.id != number:
                return f"L’écriture n° {number} manque."
            if entry.seal != entry.sealed_after(seal):
                return f"L’écriture n° {number} du {entry.at:%d/%m/%Y} a été modifiée."
            seal = entry.seal
    if number != head.number:
        return f"Le journal finit à l’écriture n° {number} au lieu de {head.number}."
    return None if seal == head.seal else "Le dernier sceau du journal a été modifié."


def head_text(number: int | str, seal: str) -> str:
    """The end of the journal in one word, to be noted elsewhere."""
    return f"{number}:{seal}"


async def rewriting_since(head: str) -> str | None:
    """How the journal shows that it was rewritten since this head was noted; None if it was not."""
    noted = NOTED_HEAD.fullmatch(head.strip())
    if noted is None:
        raise Refused(f"{quoted(head[:100])} n’est pas ce que {quoted('journal head')} imprime.")
    number, seal = int(noted["number"]), noted["seal"]
    if not number:
        return None
    entry = await JournalEntry.get_or_none(id=number)
    if entry is None:
        return f"L’écriture n° {number}, déjà notée, n’y est plus."
    if entry.seal != seal:
        return f"L’écriture n° {number} n’a plus le sceau noté : le journal a été réécrit."
    return None
