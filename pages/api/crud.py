"""What can be asked of every resource, in the same words and by the same code."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from pages.api.listing import list_page, list_params
from pages.api.operation import Asked, Operation, Reply
from pages.api.resource import Resource
from pages.web import Problem


@dataclass(frozen=True)
class Crud:
    """Reading, creating, changing, trashing and restoring records of one resource."""

    of: Resource

    async def get(self, asked: Asked) -> Reply:
        return await self.of.reply(await self.of.found(asked.number(), asked.by), asked.by)

    async def post(self, asked: Asked) -> Reply:
        assert self.of.create
        await self.of.ready()
        values = {**asked.params, "content": asked.body} if self.of.takes_bytes else asked.body
        made = await self.of.create(self.of, values, asked.by)
        reply = await self.of.reply(made, asked.by, 201)
        return replace(reply, body={**reply.body, **self.of.told_now(made)})

    async def patch(self, asked: Asked) -> Reply:
        await self.of.ready()
        record = await self.of.versioned(asked)
        return await self.of.reply(await self.of.amend(record, asked.body, asked.by), asked.by)

    async def delete(self, asked: Asked) -> Reply:
        assert self.of.remove
        record = await self.of.versioned(asked)
        await self.of.remove(record, asked.by)
        return await self.of.reply(record, asked.by)

    async def restore(self, asked: Asked) -> Reply:
        assert self.of.restore
        record = await self.of.found(asked.number(), asked.by)
        if not await self.of.restore(record, asked.by):
            raise Problem(409, "Cette fiche n’est pas dans la corbeille.")
        return await self.of.reply(record, asked.by)

    async def replay(self, location: str, asked: Asked) -> Reply:
        """What was made there, as it is now."""
        id_ = int(location.rpartition("/")[2])
        return await self.of.reply(await self.of.found(id_, asked.by), asked.by)

    def operations(self) -> list[Operation]:
        it, name = self.of, self.of.schema_name
        all_, one = f"/{it.name}", f"/{it.name}/{{id}}"
        made = [
            Operation(
                *("GET", all_, f"list_{it.plural}", f"{it.label} : une page", it.read),
                partial(list_page, it),
                answers=f"{name}Page",
                params=list_params(it),
            ),
            Operation(
                *("GET", one, f"get_{it.one}", f"{it.label} : en lire un", it.read, self.get),
                answers=name,
            ),
        ]
        if it.create:
            made.append(self._creation())
        if it.model.FIELDS:
            made.append(
                Operation(
                    *("PATCH", one, f"change_{it.one}", f"{it.label} : en changer un", it.write),
                    self.patch,
                    answers=name,
                    takes=it.change_schema,
                    example=it.change_example,
                    needs_version=True,
                )
            )
        if it.remove:
            made.append(
                Operation(
                    *("DELETE", one, f"trash_{it.one}", f"{it.label} : en supprimer un", it.write),
                    self.delete,
                    answers=name,
                    needs_version=True,
                )
            )
        if it.restore:
            made.append(
                Operation(
                    *("POST", f"{one}/restore", f"restore_{it.one}"),
                    *(f"{it.label} : en restaurer un", it.write, self.restore),
                    answers=name,
                    replay=self.replay,
                )
            )
        return made

    def _creation(self) -> Operation:
        it = self.of
        return Operation(
            *("POST", f"/{it.name}", f"create_{it.one}", f"{it.label} : en créer un", it.write),
            self.post,
            answers=it.schema_name,
            params=it.creation_params,
            takes=None if it.takes_bytes else lambda: it.creation(it),
            example=it.example,
            takes_bytes=it.takes_bytes,
            replay=self.replay,
        )
