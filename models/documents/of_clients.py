"""The documents of clients, on whom they depend."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime

from models.clients.dependents import Identity, depend_on_clients
from models.database.bulk import among
from models.database.connection import chunks, select
from models.documents.document import Document
from models.documents.kinds import KINDS
from models.documents.payment import Payment
from models.documents.standing import keeps_its_client
from models.records.trash import Obstacle


async def documents_by_kind(client_id: int) -> list[Document]:
    """A client's documents, kind by kind in the order of the kinds, open ones first."""
    documents = await Document.of_client(client_id).order_by("-updated_at", "-id")
    order = list(KINDS)
    return sorted(documents, key=lambda one: (order.index(one.kind), not one.is_open))


class DocumentsOfClients:
    """An open document keeps its client, and bears its name, as payments do."""

    async def in_the_way(self, ids: Collection[int]) -> Mapping[int, Sequence[Obstacle]]:
        condition, parameters = among("client_id", ids)
        rows = await select(
            f"SELECT t.id AS id FROM document t WHERE {condition}"
            f" AND {keeps_its_client(datetime.now(UTC))} ORDER BY t.id",
            parameters,
        )
        found: defaultdict[int, list[Obstacle]] = defaultdict(list)
        for chunk in chunks([row["id"] for row in rows]):
            for document in await Document.filter(id__in=list(chunk)).order_by("id"):
                text = f"{document.title} · {document.status_label}"
                found[document.client_id].append(Obstacle(text, document.path))
        return found

    async def follow(self, client: Identity) -> None:
        await Document.follow_client(client)
        await Payment.follow_client(client)


depend_on_clients(DocumentsOfClients())
