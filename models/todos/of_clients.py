"""What is to be done for clients, on whom it depends."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from models.clients.dependents import Dependents, Identity, depend_on_clients
from models.clients.link import Link
from models.database.bulk import among
from models.database.connection import select
from models.french.wording import Noun
from models.records.changes import announce
from models.todos.todo import ToDo


class ToDosOfClients(Dependents):
    """They bear the client's name, and keep nobody."""

    links = (
        Link(
            ToDo.Meta.table,
            topic=ToDo.TOPIC,
            noun=Noun("rappel", "rappels", "ce rappel"),
            counted="trashed_at IS NULL",
        ),
    )

    async def follow(self, clients: Sequence[Identity]) -> None:
        await ToDo.follow_clients({one.client_id: one for one in clients})

    async def follow_trash(self, client_ids: Collection[int]) -> None:
        where, parameters = among("client_id", client_ids)
        rows = await select(f"SELECT id FROM todo WHERE {where}", parameters)
        if rows:
            announce(ToDo.TOPIC, [row["id"] for row in rows])


depend_on_clients(ToDosOfClients())
