"""What can be done with a client beside changing it: its head office, and what becomes of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from models.clients import Client, Merge, MergePlan
from models.errors import Invalid, Refused
from models.permissions import Permission, Staff
from models.records import ID, Record, Schema
from pages.api.actions import Action
from pages.api.resources import CLIENT, YES

Body = Mapping[str, Any]
SEEN: Schema = {
    "type": "array",
    "minItems": 1,
    "maxItems": 7,
    "items": {
        "type": "object",
        "properties": {"id": ID, "version": ID},
        "required": ["id", "version"],
        "additionalProperties": False,
    },
}
"""Clients, and which version of each the program has read."""


async def _attach(client: Any, body: Body, by: Staff) -> Record:
    head = body.get("head_id")
    await client.attach(head, bills_head=body.get("bills_head", False), by=by)
    return client  # type: ignore[no-any-return]


async def _merge(client: Any, body: Body, by: Staff) -> Record:
    """The others become this one, which keeps its own texts, takes theirs where it has none, and
    the notes of all where they fit."""
    seen = {one["id"]: one["version"] for one in body["clients"]}
    plan = await MergePlan.of({client.id, *seen})
    errors = {
        f"clients.{place}.id": "Ce client n’est pas un autre, ou n’est plus là."
        for place, one in enumerate(body["clients"], 1)
        if one["id"] == client.id or one["id"] not in plan.clients
    }
    if errors:
        raise Invalid(errors)
    plan.keep(client.id)
    await plan.carry_out(by=by, seen=seen)
    return client  # type: ignore[no-any-return]


async def _split(client: Any, _body: Body, by: Staff) -> Record:
    by.need(Permission.RESTORE)  # who may not need not know whether it was
    merges = Merge.filter(gone_id=client.id, undone_at=None).order_by("-id")
    if (merge := await merges.first()) is None:
        raise Refused("Ce client n’a pas été fusionné.")
    await Client.unmerge(merge.id, by=by)
    return client  # type: ignore[no-any-return]


CLIENT_ACTIONS = (
    Action(
        *(CLIENT, "attach", "Rattacher un client à son siège, ou à aucun", _attach),
        {"head_id": {**ID, "type": ["integer", "null"]}, "bills_head": YES},
        example={"head_id": 1, "bills_head": True},
    ),
    Action(
        *(CLIENT, "merge", "Fusionner d’autres clients dans celui-ci", _merge),
        {"clients": SEEN},
        ("clients",),
        {"clients": [{"id": 2, "version": 1}]},
    ),
    Action(*(CLIENT, "unmerge", "Annuler la fusion par laquelle un client a disparu", _split)),
)
