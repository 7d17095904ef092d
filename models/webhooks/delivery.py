"""The outbox of events: written with the journal's own entries, tried until it was taken."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar, Self
from uuid import uuid4

import orjson
from tortoise import fields

from models.database.transaction import transaction
from models.errors import Refused
from models.mail import Outbox, SendingState
from models.permissions import Permission, Staff
from models.records.changes import announce
from models.records.journal import Entries, note, witness
from models.webhooks.events import EVENTS, RESOURCES
from models.webhooks.webhook import Webhook

KEPT = timedelta(days=30)
REST = timedelta(minutes=1)
"""In which nothing goes to a webhook that has not answered at all."""


class Delivery(Outbox):
    """One event on its way to one webhook: which record it is about, and nothing of it."""

    created_at = fields.DatetimeField(db_index=True)
    webhook: fields.ForeignKeyRelation[Webhook] = fields.ForeignKeyField(
        "models.Webhook", related_name="deliveries", on_delete=fields.CASCADE
    )
    webhook_id: int
    event_id = fields.CharField(40)
    event = fields.CharField(40)
    body = fields.CharField(1_000)
    status: int | None = fields.IntField(null=True)

    TOPIC: ClassVar[str] = "webhook_delivery"
    CLAIM = timedelta(minutes=1)
    PAUSES = (1, 5, 30, 120, 480, 1_440)

    class Meta:
        table = "webhook_delivery"
        indexes = (("state", "next_try_at"), ("webhook_id", "id"))

    @classmethod
    async def of_webhook(cls, webhook_id: int, limit: int = 20) -> list[Self]:
        """Its events, the latest first."""
        return await cls.filter(webhook_id=webhook_id).order_by("-id").limit(limit)

    # --- sending ----------------------------------------------------------------------------

    async def note_sent(self, status: int) -> None:
        """The other program has taken it."""
        await self._note({**self.as_sent(), "status": status})

    async def note_failure(self, sentence: str, status: int | None = None) -> None:
        """It has not: it is tried again later, or given up."""
        await self._note({**self.as_failed(sentence), "status": status})

    async def give_up(self, sentence: str, status: int | None = None) -> None:
        await self._note({**self.as_failed(sentence, is_final=True), "status": status})

    @classmethod
    async def webhooks_due(cls) -> list[int]:
        """The webhooks to which something is to go now."""
        found = await cls.due().distinct().values_list("webhook_id", flat=True)
        return [int(str(one)) for one in found]

    @classmethod
    async def put_off(cls, webhook_id: int) -> None:
        """Leave a webhook alone for a moment; what waits for it loses no try."""
        async with transaction():
            later = datetime.now(UTC) + REST
            await cls.due().filter(webhook_id=webhook_id).update(next_try_at=later)

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
            values = {"state": SendingState.WAITING, "tries": 0, "error": ""}
            again = type(self).filter(id=self.id).exclude(state=SendingState.WAITING)
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
