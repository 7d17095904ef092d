"""The documents of clients, on whom they depend."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime

from models.clients.client import Client
from models.clients.dependents import Dependents, Identity, Rows, Told, depend_on_clients
from models.clients.erasure import Erasure, Fate
from models.clients.link import Link
from models.database.bulk import among
from models.database.connection import chunks, select
from models.documents.document import Document
from models.documents.erasing import erase_documents, fates_of_documents
from models.documents.kinds import KINDS
from models.documents.payment import Payment
from models.documents.standing import keeps_its_client
from models.documents.telling import files_of_documents, told_of_documents
from models.errors import Refused
from models.french.wording import Noun
from models.records.trash import Obstacle

DOCUMENTS = Link(
    "document",
    topic=Document.TOPIC,
    noun=Noun("document", "documents", "ce document"),
    counted="trashed_at IS NULL",
)
PAYMENTS = Link(
    "payment", topic=Payment.TOPIC, noun=Noun("règlement", "règlements", "ce règlement")
)
FOR_BOTH = (
    "Un règlement reçu depuis est pour des factures des deux clients : annulez d’abord ce "
    "règlement."
)


async def documents_by_kind(client_id: int) -> list[Document]:
    """A client's documents, kind by kind in the order of the kinds, open ones first."""
    documents = await Document.of_client(client_id).order_by("-updated_at", "-id")
    order = list(KINDS)
    return sorted(documents, key=lambda one: (order.index(one.kind), not one.is_open))


class DocumentsOfClients(Dependents):
    """An open document keeps its client, and bears its name, as payments do."""

    links = (DOCUMENTS, PAYMENTS)

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

    async def follow(self, clients: Sequence[Identity]) -> None:
        by_id = {one.client_id: one for one in clients}
        await Document.follow_clients(by_id)
        await Payment.follow_clients(by_id)

    async def told(self, client_id: int) -> Mapping[str, Sequence[Told]]:
        return await told_of_documents(client_id)

    async def files(self, client_id: int) -> Mapping[str, str]:
        return await files_of_documents(client_id)

    async def fates(self, client_ids: Collection[int], day: date) -> Sequence[Fate]:
        return await fates_of_documents(client_ids, day)

    async def erase(self, erasure: Erasure) -> None:
        await erase_documents(erasure)

    async def recount(self, ids: Collection[int]) -> None:
        for client in await Client.with_ids(ids):
            opened = Document.of_client(client.id).filter(is_open=True)
            await client.count_open(await opened.count())

    async def kin(self, rows: Rows, client_id: int) -> Rows:
        """What was made of these documents, and what was paid on all of them."""
        documents = set(rows.get(DOCUMENTS.name, ()))
        newer = documents
        while newer:
            newer = await _made_of(newer, client_id) - documents
            documents |= newer
        payments = await _paid_on(documents, client_id)
        if await _settled_by(payments) - documents:
            raise Refused(FOR_BOTH)
        return {DOCUMENTS.name: sorted(documents), PAYMENTS.name: sorted(payments)}


async def _made_of(documents: Collection[int], client_id: int) -> set[int]:
    where, parameters = among("parent_id", documents)
    made = f"SELECT id FROM document WHERE client_id = ? AND {where}"
    return {row["id"] for row in await select(made, (client_id, *parameters))}


async def _paid_on(documents: Collection[int], client_id: int) -> set[int]:
    where, parameters = among("a.document_id", documents)
    paid = (
        "SELECT DISTINCT p.id AS id FROM allocation a JOIN payment p ON p.id = a.payment_id"
        f" WHERE p.client_id = ? AND {where}"
    )
    return {row["id"] for row in await select(paid, (client_id, *parameters))}


async def _settled_by(payments: Collection[int]) -> set[int]:
    where, parameters = among("payment_id", payments)
    settled = f"SELECT DISTINCT document_id AS id FROM allocation WHERE {where}"
    return {row["id"] for row in await select(settled, parameters)}


depend_on_clients(DocumentsOfClients())
