"""Clients of whom nothing was heard for years are found, so that they can be let go."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from models.clients import CLIENTS, Client
from models.documents import Document
from models.lists import Query
from tests.factories import make_client, make_document

pytestmark = pytest.mark.usefixtures("database")

LONG_AGO = datetime.now(UTC) - timedelta(days=4 * 365)


async def test_idle_is_who_was_neither_changed_nor_served_for_three_years() -> None:
    recent, changed, served, idle = [await make_client(f"Client {n}") for n in range(4)]
    await make_document(served)
    old = await make_document(idle)
    await Document.filter(id=old.id).update(updated_at=LONG_AGO)
    await Client.filter(id__in=[served.id, idle.id, recent.id]).update(updated_at=LONG_AGO)
    await Client.filter(id=recent.id).update(updated_at=datetime.now(UTC) - timedelta(days=1_000))

    found = await CLIENTS.ids(Query(filters={"idle": "3"}), limit=10)

    assert found == [idle.id]
    assert changed.id not in found
