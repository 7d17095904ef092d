"""The outbox of events: written with the journal's own entries, tried until it was taken."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, ClassVar, Self
from uuid import uuid4

import orjson
from tortoise import fields
from tortoise.models import Model

from models.database.transaction import transaction
from models.errors import Refused
from models.permissions import Permission, Staff
from models.records.changes import announce
from models.records.journal import Entries, note, witness
from models.webhooks.events import EVENTS, RESOURCES
from models.webhooks.webhook import Webhook

CLAIM = timedelta(minutes=1)
"""How long a process may take over one try, before another one takes it over."""
PAUSES = (1, 5, 30, 120, 480, 1_440)
"""Minutes before each further try; after the last one it is given up."""
KEPT = timedelta(days=30)


class DeliveryState(StrEnum):
    """Where an event is."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"


class Delivery(Model):
    """One event on its way to one webhook: which record it is about, and nothing of it."""

    id = fields.IntField(primary_key=True)
    created_at = fields.DatetimeField(db_index=True)
    webhook: fields.ForeignKeyRelation[Webhook] = fields.ForeignKeyField(
        "models.Webhook", related_name="deliveries", on_delete=fields.CASCADE
    )
    webhook_id: int
    event_id = fields.CharField(40)
    event = fields.CharField(40)
    body = fields.CharField(1_000)
    state = fields.CharEnumField(DeliveryState, default=DeliveryState.WAITING, max_length=20)
    tries = fields.IntField(default=0)
    next_try_at: datetime = fields.DatetimeField()
    sent_at: datetime | None = fields.DatetimeField(null=True)
    status: int | None = fields.IntField(null=True)
    error = fields.CharField(300, default="")

    TOPIC: ClassVar[str] = "webhook_delivery"

    class Meta:
        table = "webhook_delivery"
        indexes = (("state", "next_try_at"), ("webhook_id", "id"))

    @classmethod
    async def of_webhook(cls, webhook_id: int, limit: int = 20) -> list[Self]:
        """Its events, the latest first."""
        return await cls.filter(webhook_id=webhook_id).order_by("-id").limit(limit)

    # --- sending ----------------------------------------------------------------------------

    @classmethod
    async def claim(cls) -> Self | None:
        """One whose turn it is, for this process alone; None if there is none."""
        now = datetime.now(UTC)
        waiting = cls.filter(state=DeliveryState.WAITING, next_try_at__lte=now)
        due = await waiting.order_by("next_try_at", "id").first().prefetch_related("webhook")
        if due is None:
            return None
        async with transaction():
            is_ours = await cls.filter(
                id=due.id, state=DeliveryState.WAITING, tries=due.tries
            ).update(tries=due.tries + 1, next_try_at=now + CLAIM)
        if not is_ours:
            return await cls.claim()
        due.tries += 1
        return due

    async def note_sent(self, status: int) -> None:
        """The other program has taken it."""
        values = {"state": DeliveryState.SENT, "sent_at": datetime.now(UTC), "error": ""}
        await self._note({**values, "status": status})

    async def note_failure(self, sentence: str, status: int | None = None) -> None:
        """It has not: it is tried again later, or given up."""
        values: dict[str, Any] = {"error": sentence[:300], "status": status}
        if self.tries > len(PAUSES):
            values["state"] = DeliveryState.FAILED
        else:
            pause = timedelta(minutes=PAUSES[self.tries - 1])
            values["next_try_at"] = datetime.now(UTC) + pause
        await self._note(values)

    async def give_up(self, sentence: str) -> None:
        await self._note({"state": DeliveryState.FAILED, "error": sentence[:300]})

    async def _note(self, values: Mapping[str, Any]) -> None:
        async with transaction():
            await type(self).filter(id=self.id).update(**values)
            announce(self.TOPIC, [self.id])

    @classmethod
    async def forget_old(cls) -> None:
        async with transaction():
            await cls.filter(created_at__lt=datetime.now(UTC) - KEPT).delete()

    # --- verbs ------------------------------------------------------------------------------

    async def send_again(self, *, by: Staff) -> None:
        """Send it once more, under the same id: who has it already knows it by that."""
        by.need(Permission.SETTINGS)
        async with transaction():
            webhook = await Webhook.locked(self.webhook_id)
            if webhook.is_trashed:
                raise Refused("Ce webhook est supprimé.")
            values = {"state": DeliveryState.WAITING, "tries": 0, "error": ""}
            again = type(self).filter(id=self.id).exclude(state=DeliveryState.WAITING)
            if not await again.update(**values, next_try_at=datetime.now(UTC)):
                raise Refused("Cet envoi est déjà en attente.")
            await note(by, "again", webhook.about, {"event": ("", self.event)})
            announce(self.TOPIC, [self.id])


async def write_out(entries: Entries) -> None:
    """Put into the outbox what these entries of the journal are to each webhook."""
    told = [
        (one, EVENTS[key]) for one in entries if (key := (one["topic"], one["action"])) in EVENTS
    ]
    if not told:
        return
    now, made = datetime.now(UTC), []
    for webhook in await Webhook.all_of_them():
        wanted = set(webhook.events.split(","))
        made += [
            Delivery(webhook_id=webhook.id, created_at=now, next_try_at=now, **_event(one, name))
            for one, name in told
            if name in wanted
        ]
    if made:
        await Delivery.bulk_create(made, batch_size=500)
        announce(Delivery.TOPIC, [0])


def _event(entry: Mapping[str, Any], name: str) -> dict[str, str]:
    """An event with the address of what it is about: who may read it reads it there, as it is."""
    resource, id_ = RESOURCES[entry["topic"]], entry["record_id"]
    event_id = f"evt_{uuid4().hex}"
    body = {
        "id": event_id,
        "type": name,
        "at": entry["at"].isoformat(),
        "entry": entry["id"],
        "data": {"resource": resource, "id": id_, "path": f"/api/v1/{resource}/{id_}"},
    }
    return {"event_id": event_id, "event": name, "body": orjson.dumps(body).decode()}


witness(write_out)
