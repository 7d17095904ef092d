"""What an older version has decided goes on, among all that there is to decide now."""

from __future__ import annotations

from datetime import date

from tortoise.connection import get_connection
from tortoise.context import TortoiseContext
from tortoise.migrations.api.migrate import migrate as run_migrations

from models.company import Company, Mention, Series, StagePolicy, VatRate, take_number
from models.database import connect, disconnect, transaction
from models.database.connection import orm_config
from models.upkeep.migrating import migrate
from tests.factories import ANYBODY

BEFORE = "models.0010_second_factor"
OLD = (
    "INSERT INTO company (id, intervention_policy, rental_policy, lock_minutes)"
    " VALUES (1, 'ask', 'quote', 9)"
)


async def test_the_settings_of_before_are_kept_and_the_law_comes_with_them(bare_url: str) -> None:
    async with TortoiseContext():
        await run_migrations(config=orm_config(bare_url), target=BEFORE)
        await get_connection("default").execute_query(OLD)

    await migrate(bare_url, copies_first=False)

    await connect(bare_url)
    try:
        company = await Company.current()
        assert (company.policy("rental"), company.lock_minutes) == (StagePolicy.QUOTE, 9)
        assert company.indemnity == 40
        assert [await model.exists() for model in (VatRate, Series, Mention)] == [True] * 3
        await Company.lock_after(7, by=ANYBODY)
        assert await Company.all().count() == 1
        async with transaction():
            assert await take_number("invoice", "invoice", date(2026, 12, 1)) == "FA-2026-00001"
    finally:
        await disconnect()
