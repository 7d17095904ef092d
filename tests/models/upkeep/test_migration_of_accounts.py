"""Accounts of an older version go on as they were: nobody is asked for a code."""

from __future__ import annotations

from tortoise.connection import get_connection
from tortoise.context import TortoiseContext
from tortoise.migrations.api.migrate import migrate as run_migrations

from models.database import connect, disconnect
from models.database.connection import orm_config
from models.staff import Account
from models.upkeep.migrating import migrate

BEFORE = "models.0009_what_is_typed"
OLD = (
    "INSERT INTO account (name, key, role, password_hash, pin_hash, pin_tries, must_change,"
    " version, created_at, updated_at) VALUES ('Zoé', 'zoe', 'administrateur', 'x', '', 0, {0},"
    " 1, '2026-01-01', '2026-01-01')"
)


async def test_an_old_account_has_no_second_factor(bare_url: str) -> None:
    async with TortoiseContext():
        await run_migrations(config=orm_config(bare_url), target=BEFORE)
        no = "0" if bare_url.startswith("sqlite") else "false"
        await get_connection("default").execute_query(OLD.format(no))

    await migrate(bare_url, copies_first=False)

    await connect(bare_url)
    try:
        account = await Account.get(key="zoe")
        assert not account.has_second_factor
        assert (account.totp_pending, account.totp_step) == ("", 0)
    finally:
        await disconnect()
