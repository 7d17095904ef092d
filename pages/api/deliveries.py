"""What became of the events of a webhook, and sending one again."""

from __future__ import annotations

from typing import Any

from models.records import ID, MOMENT, Schema, as_json, nullable
from models.webhooks import Delivery
from pages.api.operation import Asked, Operation, Param, Reply, address_of
from pages.api.settings import WEBHOOK
from pages.web import Problem

USUAL, MOST = 20, 200
TEXT: Schema = {"type": "string"}
SHAPES: dict[str, Schema] = {
    "id": ID,
    "event_id": TEXT,
    "event": TEXT,
    "state": {"type": "string", "enum": ["waiting", "sent", "failed"]},
    "tries": {"type": "integer", "minimum": 0},
    "status": nullable({"type": "integer"}),
    "error": TEXT,
    "created_at": MOMENT,
    "next_try_at": MOMENT,
    "sent_at": nullable(MOMENT),
}
SCHEMA: Schema = {"type": "object", "properties": SHAPES, "required": [*SHAPES]}
PAGE_SCHEMA: Schema = {
    "type": "object",
    "properties": {"items": {"type": "array", "items": SCHEMA}},
    "required": ["items"],
}


def _json(one: Delivery) -> dict[str, Any]:
    return {name: as_json(getattr(one, name)) for name in SHAPES}


async def _list(asked: Asked) -> Reply:
    webhook = await WEBHOOK.found(asked.number(), asked.by)
    limit = int(asked.params.get("limit", USUAL))
    return Reply({"items": [_json(one) for one in await Delivery.of_webhook(webhook.id, limit)]})


async def _again(asked: Asked) -> Reply:
    delivery = await _there(asked)
    await delivery.send_again(by=asked.by)
    return await _shown("", asked)


async def _there(asked: Asked) -> Delivery:
    webhook = await WEBHOOK.found(asked.number(), asked.by)
    one = await Delivery.get_or_none(id=asked.number("key"), webhook_id=webhook.id)
    if one is None:
        raise Problem(404, "Ce webhook n’a pas cet envoi.")
    return one


async def _shown(_location: str, asked: Asked) -> Reply:
    one = await _there(asked)
    where = address_of(WEBHOOK.name, one.webhook_id, "deliveries", one.id)
    return Reply(_json(one), headers={"Location": where})


def delivery_operations() -> list[Operation]:
    all_ = f"/{WEBHOOK.name}/{{id}}/deliveries"
    return [
        Operation(
            *("GET", all_, "list_webhook_deliveries", "Envois, les plus récents d’abord"),
            *(WEBHOOK.read, _list, "DeliveryPage"),
            (Param("limit", {"type": "integer", "minimum": 1, "maximum": MOST}),),
        ),
        Operation(
            *("POST", f"{all_}/{{key}}/again", "send_webhook_delivery_again"),
            "Envois : en renvoyer un, sous le même numéro",
            *(WEBHOOK.write, _again, "Delivery"),
            replay=_shown,
        ),
    ]
