"""Reminding of what is owed: the levels, what was sent, and what is not reminded of."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, NoReturn, Self

from tortoise import fields
from tortoise.models import Model

from models.books.levels import ReminderLevel
from models.database.connection import select
from models.database.transaction import transaction
from models.documents import Document, Mode
from models.errors import Refused
from models.french.wording import today
from models.permissions import Permission, Staff
from models.records.changes import announce
from models.records.journal import note

DEBITED = "Prélèvement"
DEBIT_REFUSED = (
    "EXISTS (SELECT 1 FROM allocation a JOIN payment p ON p.id = a.payment_id"
    f" WHERE a.document_id = t.id AND p.mode = '{Mode.DEBIT}' AND p.reverses_id IS NOT NULL)"
)
"""That a direct debit of `document t` came back: its payment was taken back."""


class How(StrEnum):
    """By which way it went out."""

    LETTER = "letter"
    MAIL = "mail"
    PHONE = "phone"


HOW_WORDS: Mapping[str, str] = {How.LETTER: "courrier", How.MAIL: "e-mail", How.PHONE: "téléphone"}


class Reminder(Model):
    """A reminder of one invoice that went out: append-only."""

    id = fields.IntField(primary_key=True)
    document: fields.ForeignKeyRelation[Document] = fields.ForeignKeyField(
        "models.Document", related_name="reminders", on_delete=fields.RESTRICT
    )
    document_id: int
    level = fields.IntField()
    label = fields.CharField(60, default="")
    sent_on: date = fields.DateField()
    how = fields.CharEnumField(How, max_length=20)
    author = fields.CharField(100, default="")
    created_at = fields.DatetimeField(auto_now_add=True)

    class Meta:
        table = "reminder"

    @classmethod
    async def of(cls, document_id: int) -> list[Self]:
        """Those of an invoice, the latest first."""
        return await cls.filter(document_id=document_id).order_by("-id")

    async def delete(self, *_: Any, **__: Any) -> NoReturn:
        raise TypeError("what went out is kept")


def reminder_refusal(document: Document) -> str | None:
    """Why an invoice is not reminded of, or None."""
    if document.stage != "invoice" or not document.is_issued or not document.due:
        return "Rien n’est dû sur ce document."
    if document.due_on is None or document.due_on >= today():
        return "Cette facture n’est pas encore échue."
    if document.reminders_off:
        return f"Ne pas relancer : {document.reminders_reason}"
    return None


async def _debit_refusal(document: Document) -> str | None:
    """What is debited is not reminded of before a debit came back."""
    if document.payment_mode != Mode.DEBIT:
        return None
    sql = f"SELECT 1 FROM document t WHERE t.id = ? AND {DEBIT_REFUSED}"
    return None if await select(sql, (document.id,)) else DEBITED


async def note_reminders(
    levels: dict[int, ReminderLevel], how: How, *, by: Staff, sent_on: date | None = None
) -> list[Reminder]:
    """Keep that these invoices, by their ids, were reminded of; raises Refused."""
    by.need(Permission.RECEIVE)
    async with transaction():
        sent = []
        for document in [await Document.locked(id_) for id_ in sorted(levels)]:
            if reason := reminder_refusal(document) or await _debit_refusal(document):
                raise Refused(f"{document.title} : {reason}")
            level = levels[document.id]
            reminder = await Reminder.create(
                document=document,
                level=level.level,
                label=level.label,
                how=how,
                sent_on=sent_on or today(),
                author=by.name,
            )
            sent.append(reminder)
            what = {level.label: ("", HOW_WORDS[how])}
            await note(by, "remind", document.about, what)
        announce(Document.TOPIC, levels)
    return sent


async def stop_reminders(document: Document, *, by: Staff, reason: str) -> Document:
    """Remind of an invoice no more; raises Invalid without a reason."""
    values = {"reminders_off": True, "reminders_reason": Document.required_reason(reason)}
    return await _decide(document, values, by=by)


async def resume_reminders(document: Document, *, by: Staff) -> Document:
    """Remind of it again, and no longer wait for a direct debit."""
    values = {"reminders_off": False, "reminders_reason": ""}
    debited = document.payment_mode == Mode.DEBIT
    return await _decide(document, values | ({"payment_mode": ""} if debited else {}), by=by)


async def _decide(document: Document, values: dict[str, Any], *, by: Staff) -> Document:
    by.need(Permission.RECEIVE)
    async with transaction():
        current = await Document.locked(document.id)
        if not current.is_issued or current.is_credit_note:
            raise Refused("Seule une facture émise se relance.")
        await current.write(values, by=by, action="reminders")
    return current


def next_level(
    days_late: int,
    last_level: int,
    sent_on: date | None,
    day: date,
    levels: Sequence[ReminderLevel],
) -> ReminderLevel | None:
    """Of these levels the one that is due for an invoice on a day, or None."""
    following = next((one for one in levels if one.level > last_level), None)
    if following is None or days_late < following.days:
        return None
    is_soon = sent_on is not None and (day - sent_on).days < following.gap
    return None if is_soon else following


def gravest(levels: Collection[ReminderLevel]) -> ReminderLevel:
    """In whose words several invoices are reminded of together."""
    return max(levels, key=lambda one: one.level)
