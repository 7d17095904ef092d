"""What is to be done for clients, on whom it depends."""

from __future__ import annotations

from models.clients.dependents import Dependents, Identity, Link, depend_on_clients
from models.french.wording import Noun
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

    async def follow(self, client: Identity) -> None:
        await ToDo.follow_client(client)


depend_on_clients(ToDosOfClients())
