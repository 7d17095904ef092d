"""Documents of a version without lines, amounts and hours go on with what they had."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

from tortoise.connection import get_connection
from tortoise.context import TortoiseContext
from tortoise.migrations.api.migrate import migrate as run_migrations

from models.clients import Client
from models.database import connect, disconnect
from models.database.connection import orm_config
from models.documents import Document, Status
from models.french import today
from models.french.wording import PARIS
from models.upkeep.migrating import migrate
from tests.factories import ANYBODY, add_lines, set_up_firm

BEFORE = "models.0010_second_factor"
ALWAYS = {"created_at": "2026-01-01", "updated_at": "2026-01-01", "version": "1"}
TEXTS = {
    "client": (
        *("civility", "last_name", "first_name", "contact", "phone", "mobile", "email"),
        *("website", "street2", "siret", "vat_number", "notes"),
        *("search", "sort_key", "contact_key", "city_key"),
    ),
    "document": (
        *("client_name", "client_key", "author", "subject", "client_reference"),
        *("printed_notes", "internal_notes", "closing_reason", "search"),
    ),
}
CLIENT = {
    "kind": "company",
    "name": "Garage du Port",
    "siren": "552100554",
    "country": "France",
    "street": "1 rue Haute",
    "postcode": "29200",
    "city": "Brest",
}


OLD: tuple[tuple[str, dict[str, str]], ...] = (
    ("rental contract reserved 1", {"starts_on": "2026-07-01", "ends_on": "2026-07-05"}),
    ("rental contract out 1", {"starts_on": "2026-12-24"}),
    ("rental quote expired 0", {"valid_until": "2025-02-01"}),
    ("sale quote expired 0", {"valid_until": (today() + timedelta(days=1)).isoformat()}),
    ("sale quote expired 0", {}),
    ("invoice invoice issued 1", {"number": "F1", "issued_at": "2026-01-02"}),
    ("invoice invoice paid 0", {"internal_notes": "Réglée au comptoir"}),
    ("invoice invoice cancelled 0", {}),
    ("invoice credit_note issued 1", {"parent_id": "8"}),
    ("invoice invoice draft 1", {}),
    ("sale order billed 0", {}),
)
"""Kind, stage, status, whether it was open, and more; the first has the id 1."""


async def insert(table: str, **values: str) -> None:
    """A row as the older version had it; what is not said is empty."""
    row = {**ALWAYS, **dict.fromkeys(TEXTS[table], ""), **values}
    texts = ", ".join(f"'{text}'" for text in row.values())
    await get_connection("default").execute_query(
        f"INSERT INTO {table} ({', '.join(row)}) VALUES ({texts})"
    )


async def put_old() -> None:
    """A client with everything that changes, and one with an open order only."""
    for id_, count in (("1", "0"), ("2", "7")):
        await insert("client", id=id_, open_count=count, **CLIENT)
    for words, more in OLD:
        await _insert_document("1", words, **more)
    await _insert_document("2", "sale order prepared 1")


async def _insert_document(client_id: str, words: str, **more: str) -> None:
    names = ("kind", "stage", "status", "is_open")
    values = dict(zip(names, words.split(), strict=True))
    await insert("document", client_id=client_id, client_identity="{}", **values, **more)


def moment(day: str, hour: int) -> datetime:
    return datetime.fromisoformat(day).replace(hour=hour, tzinfo=PARIS)


async def test_old_documents_have_become_what_can_go_on(bare_url: str) -> None:
    async with TortoiseContext():
        await run_migrations(config=orm_config(bare_url), target=BEFORE)
        await put_old()

    await migrate(bare_url, copies_first=False)

    await connect(bare_url)
    try:
        summer, winter, *others = await Document.filter(client_id=1).order_by("id")
        quotes, invoices, (billed,) = others[:3], others[3:8], others[8:]
        assert summer.starts_at == moment("2026-07-01", 8)
        assert summer.ends_at == moment("2026-07-05", 18)
        assert (winter.starts_at, winter.ends_at) == (moment("2026-12-24", 8), None)
        for quote in quotes:
            assert (quote.status, quote.standing) == (Status.SENT, Status.EXPIRED)
        assert quotes[0].valid_until == date(2025, 2, 1)
        assert {quote.valid_until for quote in quotes[1:]} == {today() - timedelta(days=1)}
        for invoice in invoices:
            assert (invoice.status, invoice.is_open) == (Status.DRAFT, True)
            assert (invoice.number, invoice.issued_at, invoice.due) == (None, None, Decimal(0))
        noted = [one.internal_notes for one in invoices]
        assert ["Émise avant" in text for text in noted] == [True, True, True, True, False]
        assert noted[1].startswith("Réglée au comptoir\n\nÉmise avant")
        assert (billed.status, billed.is_open) == (Status.BILLED, False)
        assert [one.open_count for one in await Client.all().order_by("id")] == [10, 1]
        await goes_on(invoices[0], invoices[3])
    finally:
        await disconnect()


async def goes_on(invoice: Document, note: Document) -> None:
    """What was issued without lines gets them, and its number."""
    await set_up_firm()
    issued = await (await add_lines(invoice, {})).issue(by=ANYBODY)
    assert (str(issued.number)[:3], issued.ttc) == ("FA-", Decimal(120))
    assert note.type_code == "381"
    stored = await Document.get(id=issued.id)
    assert stored.due == Decimal(120)
    assert (await Client.get(id=1)).open_count == 10
