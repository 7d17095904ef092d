"""What can be done with a record beside changing it: a move, an invoice, a payment back …"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from models.permissions import Staff
from models.records import Record, Schema
from models.staff import Scope
from pages.api.operation import Asked, Operation, Reply
from pages.api.resource import Resource

Do = Callable[[Any, Mapping[str, Any], Staff], Awaitable[Record]]


@dataclass(frozen=True)
class Action:
    """`run` returns the record that it has made or changed, which is of `gives`."""

    of: Resource
    code: str
    summary: str
    run: Do
    takes: Mapping[str, Schema] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    example: Mapping[str, Any] = field(default_factory=dict)
    gives: Resource | None = None
    scope: Scope | None = None
    tells_once: bool = False
    """Whether it says what is told of a record only as it is made."""

    @property
    def result(self) -> Resource:
        return self.gives or self.of

    def schema(self) -> Schema:
        made = {"type": "object", "properties": dict(self.takes), "additionalProperties": False}
        return {**made, **({"required": [*self.required]} if self.required else {})}

    async def post(self, asked: Asked) -> Reply:
        record = await self.of.found(asked.number(), asked.by)
        made = await self.run(record, asked.body, asked.by)
        is_new = (type(made), made.id) != (type(record), record.id)
        reply = await self.result.reply(made, asked.by, 201 if is_new else 200)
        if self.tells_once:
            return replace(reply, body={**reply.body, **self.result.told_now(made)})
        return reply

    async def replay(self, location: str, asked: Asked) -> Reply:
        id_ = int(location.rpartition("/")[2])
        return await self.result.reply(await self.result.found(id_, asked.by), asked.by)

    def operation(self) -> Operation:
        name = f"{self.code.replace('-', '_')}_{self.of.one}"
        return Operation(
            *("POST", f"/{self.of.name}/{{id}}/{self.code}", name, self.summary),
            *(self.scope or self.of.write, self.post, self.result.schema_name),
            takes=self.schema,
            example=self.example,
            replay=self.replay,
        )
