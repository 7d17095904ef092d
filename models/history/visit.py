"""When somebody last had a card open, so that it can say what has changed since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Self

from tortoise import fields
from tortoise.expressions import Q
from tortoise.models import Model

from models.database.bulk import write
from models.database.transaction import transaction
from models.permissions import Staff
from models.records.journal import JournalEntry

SAME_VISIT = timedelta(minutes=10)
"""Whoever comes back so soon has never left."""


class Visit(Model):
    """The last time that an account saw a record, and the last entry about it by then."""

    id = fields.IntField(primary_key=True)
    account_id = fields.IntField()
    topic = fields.CharField(20)
    record_id = fields.IntField()
    at: datetime = fields.DatetimeField()
    entry = fields.IntField()

    class Meta:
        table = "visit"
        unique_together = (("account_id", "topic", "record_id"),)
        indexes = (("topic", "record_id"),)


@dataclass(frozen=True)
class News:
    """What others have done to a record since somebody last saw it."""

    since: datetime
    after: int
    """The last entry that was known then."""
    count: int

    @classmethod
    async def of(cls, topic: str, record_id: int, by: Staff) -> Self | None:
        """None where nothing has changed, or who looks has never been here."""
        if by.account_id is None:
            return None
        last = await Visit.get_or_none(account_id=by.account_id, topic=topic, record_id=record_id)
        if last is None:
            return None
        about = JournalEntry.filter(topic=topic, record_id=record_id, id__gt=last.entry)
        by_others = Q(account_id__isnull=True) | ~Q(account_id=by.account_id)
        count = await about.filter(by_others).count()
        return cls(last.at, last.entry, count) if count else None


async def note_visit(topic: str, record_id: int, latest: int, by: Staff) -> None:
    """Remember that somebody has seen a record with this entry as the last about it."""
    if by.account_id is None:
        return
    now = datetime.now(UTC)
    known = await Visit.get_or_none(account_id=by.account_id, topic=topic, record_id=record_id)
    if known and known.entry == latest and now - known.at < SAME_VISIT:
        return
    async with transaction():
        await write(
            "INSERT INTO visit (account_id, topic, record_id, at, entry) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (account_id, topic, record_id)"
            " DO UPDATE SET at = excluded.at, entry = excluded.entry",
            (by.account_id, topic, record_id, now, latest),
        )
