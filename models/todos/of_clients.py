"""What is to be done for clients, on whom it depends."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from models.clients.dependents import Identity, depend_on_clients
from models.records.trash import Obstacle
from models.todos.todo import ToDo


class ToDosOfClients:
    """They bear the client's name, and keep nobody."""

    async def in_the_way(self, ids: Collection[int]) -> Mapping[int, Sequence[Obstacle]]:
        return {}

    async def follow(self, client: Identity) -> None:
        await ToDo.follow_client(client)


depend_on_clients(ToDosOfClients())
