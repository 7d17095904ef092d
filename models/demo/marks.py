"""Tags and statuses of made-up clients, as a desk has given them over the years."""

from __future__ import annotations

from random import Random

from models.clients.client import Client
from models.clients.status import ClientStatus
from models.clients.tagging import with_tags
from models.permissions import Staff
from models.records.changing_many import given

TAGS = ("Chantier", "Collectivité", "Grand compte", "Loueur régulier", "Paysagiste", "Voisin")
STATUSES = (
    (ClientStatus.WARN, "Paie toujours après la deuxième relance"),
    (ClientStatus.WARN, "Machine rendue sale deux fois : demander une caution"),
    (ClientStatus.BLOCK, "Trois factures impayées depuis le printemps"),
)
MOST = 400
"""Clients among whom some are marked: those that a list shows first, however many there are."""


async def mark_clients(clients: int, seed: int, *, by: Staff) -> None:
    """Give some of the first clients tags, and a few of them a status."""
    random = Random(seed)
    ids = range(1, min(clients, MOST) + 1)
    for tag in TAGS:
        borne = [id_ for id_ in ids if random.random() < 0.08]
        await Client.change_many(borne, with_tags([tag]), by=by)
    for status, reason in STATUSES:
        some = [id_ for id_ in ids if random.random() < 0.012]
        texts = {"status": str(status), "status_reason": reason}
        await Client.change_many(some, given(texts), by=by)
