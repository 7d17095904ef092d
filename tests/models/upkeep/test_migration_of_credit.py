"""Invoices that were paid and then wholly credited are no longer « payée »."""

from __future__ import annotations

from tortoise.context import TortoiseContext
from tortoise.migrations.api.migrate import migrate as run_migrations

from models.database import connect, disconnect
from models.database.connection import orm_config
from models.documents import Document, Status
from models.upkeep.migrating import migrate
from tests.models.upkeep.test_migration_of_lines import CLIENT, insert

BEFORE = "models.0019_trash_by_time"
INVOICES = (("12000", "0", "12000"), ("12000", "12000", "0"), ("12000", "0", "11999"))
"""In cents: what it comes to, what was credited as it was owed, what its credit note comes to."""


async def test_what_was_wholly_credited_is_cancelled(bare_url: str) -> None:
    async with TortoiseContext():
        await run_migrations(config=orm_config(bare_url), target=BEFORE)
        await insert("client", id="1", open_count="0", **CLIENT)
        for id_, (ttc, credited, back) in enumerate(INVOICES, 1):
            kept = {"kind": "invoice", "status": "issued", "is_open": "0", "client_id": "1"}
            kept |= {"client_identity": "{}", "due": "0"}
            await insert(
                "document", stage="invoice", id=str(id_), ttc=ttc, credited=credited, **kept
            )
            own = {"id": str(id_ + 10), "parent_id": str(id_), "ttc": back}
            await insert("document", stage="credit_note", **own, **kept)

    await migrate(bare_url, copies_first=False)

    await connect(bare_url)
    try:
        found = await Document.filter(stage="invoice").order_by("id")
        assert [one.standing for one in found] == [
            *(Status.CANCELLED, Status.CANCELLED, Status.PAID)
        ]
        assert not any(one.is_taken_back for one in await Document.filter(stage="credit_note"))
    finally:
        await disconnect()
