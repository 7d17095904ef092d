"""Colleagues who work on the same things at the same time: nothing is lost, nobody is stuck."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest

from models.clients import Client
from models.company import Company, StagePolicy
from models.documents import Document
from models.errors import Refused
from models.records.verifying import first_break
from tests.factories import ANYBODY, make_client, make_document, retyped

pytestmark = pytest.mark.usefixtures("database")


async def together(*verbs: Coroutine[Any, Any, Any]) -> list[object]:
    """What each has come to; a refusal is an answer, any other failure an error."""
    done = await asyncio.gather(*verbs, return_exceptions=True)
    for one in done:
        if isinstance(one, BaseException) and not isinstance(one, Refused):
            raise one
    return list(done)


async def test_verbs_that_lock_the_same_rows_never_wait_in_a_circle() -> None:
    clients = [await make_client(f"Client {number}") for number in range(3)]
    (client, *_), ids = clients, [one.id for one in clients]
    rentals = [await make_document(client) for _ in range(3)]
    billed = [await make_document(client, "sale", moves="prepare deliver bill") for _ in range(2)]
    invoices = [await Document.get(parent_id=one.id) for one in billed]

    await together(
        *(one.move("reserve", by=ANYBODY) for one in rentals),
        *(Client.amend(retyped(client, name=f"Nom {n}"), by=ANYBODY) for n in range(3)),
        *(Document.amend(retyped(one, subject="Objet"), by=ANYBODY) for one in rentals),
        *(Document.open_for(client.id, kind, by=ANYBODY) for kind in ("rental", "invoice")),
        *(one.discard(by=ANYBODY) for one in invoices),
        Client.remove_many(ids, by=ANYBODY),
        Client.remove_many(ids[::-1], by=ANYBODY),
        Client.restore_many(ids, by=ANYBODY),
    )

    (stored,) = await Client.with_ids([client.id])
    opened = await Document.of_client(client.id).filter(is_open=True).count()
    assert stored.open_count == opened
    assert await first_break() is None


async def test_a_new_name_and_a_new_subject_saved_together_are_both_kept() -> None:
    client = await make_client("Avant")
    document = await make_document(client)

    for turn in range(5):
        await together(
            Client.amend(retyped(client, name=f"Nom {turn}"), by=ANYBODY),
            Document.amend(retyped(document, subject=f"Objet {turn}"), by=ANYBODY),
        )
        (client,) = await Client.with_ids([client.id])
        (document,) = await Document.with_ids([document.id])

        assert (document.client_name, document.subject) == (f"Nom {turn}", f"Objet {turn}")


async def test_the_first_two_decisions_taken_together_are_both_kept() -> None:
    await together(
        Company.decide("rental", StagePolicy.QUOTE, by=ANYBODY),
        Company.lock_after(7, by=ANYBODY),
    )

    company = await Company.current()
    assert (company.rental_policy, company.lock_minutes) == (StagePolicy.QUOTE, 7)
