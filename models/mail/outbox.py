"""What waits to be sent: claimed by one process, tried again after longer and longer pauses."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, ClassVar, Self

from tortoise import fields
from tortoise.models import Model
from tortoise.queryset import QuerySet

from models.database.transaction import transaction


class SendingState(StrEnum):
    """Where what is sent is."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"


class Outbox(Model):
    """Something on its way; a subclass says what, and how long it is tried."""

    id = fields.IntField(primary_key=True)
    state = fields.CharEnumField(SendingState, default=SendingState.WAITING, max_length=20)
    tries = fields.IntField(default=0)
    next_try_at: datetime = fields.DatetimeField()
    sent_at: datetime | None = fields.DatetimeField(null=True)
    error = fields.CharField(300, default="")

    CLAIM: ClassVar[timedelta]
    """How long a process may take over one try, before another one takes it over."""
    PAUSES: ClassVar[tuple[int, ...]]
    """Minutes before each further try; after the last one it is given up."""

    class Meta:
        abstract = True

    @classmethod
    def due(cls) -> QuerySet[Self]:
        """Those whose turn it is."""
        return cls.filter(state=SendingState.WAITING, next_try_at__lte=datetime.now(UTC))

    @classmethod
    async def claim(cls, **of: Any) -> Self | None:
        """One whose turn it is, for this process alone; None if there is none."""
        now = datetime.now(UTC)
        due = await cls.due().filter(**of).order_by("next_try_at", "id").first()
        if due is None:
            return None
        async with transaction():
            is_ours = await cls.filter(
                id=due.id, state=SendingState.WAITING, tries=due.tries
            ).update(tries=due.tries + 1, next_try_at=now + cls.CLAIM)
        if not is_ours:
            return await cls.claim(**of)
        due.tries += 1
        return due

    def as_sent(self) -> dict[str, Any]:
        """What it holds once it was taken."""
        return {"state": SendingState.SENT, "sent_at": datetime.now(UTC), "error": ""}

    def as_failed(self, sentence: str, *, is_final: bool = False) -> dict[str, Any]:
        """What it holds once it was not: it is tried again later, or given up."""
        if is_final or self.tries > len(self.PAUSES):
            return {"error": sentence[:300], "state": SendingState.FAILED}
        pause = timedelta(minutes=self.PAUSES[self.tries - 1])
        return {"error": sentence[:300], "next_try_at": datetime.now(UTC) + pause}
