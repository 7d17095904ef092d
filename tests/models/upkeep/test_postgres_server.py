"""What only a real PostgreSQL can tell: cut connections, waits, backups, the order of text."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest

from models.clients import CLIENTS, Client
from models.database import Outage, is_answering, transaction
from models.database.connection import reader
from models.database.outage import GONE, READ_ONLY
from models.errors import Refused
from models.lists import Query
from models.permissions import Role, Staff
from models.staff import Account, ApiToken, Session
from models.staff.ticket import Ticket
from models.upkeep.backup import back_up
from models.upkeep.restore import restore
from tests import postgres_server
from tests.databases import in_database, put
from tests.factories import ANYBODY, make_account, make_client, make_session, retyped
from tests.postgres_databases import Databases, name_of

pytestmark = pytest.mark.postgres


async def names() -> list[str]:
    return [row["name"] for row in (await CLIENTS.page(Query())).rows]


async def cut(postgres: Databases, url: str) -> None:
    await asyncio.to_thread(postgres.cut, url)


async def test_every_column_of_text_is_in_the_order_of_its_bytes(database: None) -> None:
    other = await reader().execute_query_dict(
        "SELECT table_name, column_name FROM information_schema.columns"
        " WHERE table_schema = current_schema() AND collation_name IS DISTINCT FROM 'C'"
        " AND data_type IN ('text', 'character varying', 'character')"
    )
    assert other == []


async def test_connections_that_were_cut_while_idle_cost_nothing(
    database_url: str, database: None, postgres: Databases
) -> None:
    await make_client("Avant")
    await names()

    await cut(postgres, database_url)

    await make_client("Après")
    assert await names() == ["Après", "Avant"]
    assert await is_answering()


async def test_a_transaction_that_was_cut_is_gone_and_leaves_nothing(
    database_url: str, database: None, postgres: Databases
) -> None:
    async def work() -> None:
        async with transaction():
            await make_client("Perdu")
            await cut(postgres, database_url)
            await make_client("Perdu aussi")

    with pytest.raises(Outage, match=GONE):
        await work()

    await make_client("Après")
    assert await names() == ["Après"]


async def test_a_read_only_server_says_so(
    database_url: str, database: None, postgres: Databases
) -> None:
    name = name_of(database_url)
    await asyncio.to_thread(
        postgres.run, f"ALTER DATABASE {name} SET default_transaction_read_only = on"
    )
    await cut(postgres, database_url)
    try:
        with pytest.raises(Outage, match=READ_ONLY):
            await make_client("Refusé")
    finally:
        await asyncio.to_thread(
            postgres.run, f"ALTER DATABASE {name} RESET default_transaction_read_only"
        )
        await cut(postgres, database_url)
    assert await names() == []


# --- copies -----------------------------------------------------------------------------------


@pytest.fixture
def desk(postgres: Databases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A database with one client, beside programs of the server's own version."""
    monkeypatch.setenv("PATH", f"{postgres_server.programs()}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr("models.upkeep.backup.DATA", tmp_path / "data")
    url = postgres.copied()
    put(url, "Avant")
    return url


def found(url: str) -> list[str]:
    return in_database(url, names())


async def rename(name: str) -> None:
    client = await Client.get(id=1)
    await Client.amend(retyped(client, name=name), by=ANYBODY)


def test_a_backup_takes_the_place_of_the_database_and_that_is_kept(
    desk: str, tmp_path: Path
) -> None:
    back_up(desk, tmp_path / "copy.dump")
    in_database(desk, rename("Maintenant"))

    kept = restore(desk, tmp_path / "copy.dump", confirm=lambda: True)

    assert found(desk) == ["Avant"]
    assert kept
    restore(desk, kept, confirm=lambda: True)
    assert found(desk) == ["Maintenant"]


def test_a_restore_ends_all_sessions_and_names_the_accounts_that_change(
    desk: str, tmp_path: Path
) -> None:
    in_database(desk, the_staff_of_then())
    back_up(desk, tmp_path / "copy.dump")
    in_database(desk, the_staff_of_now())
    told: list[str] = []

    restore(desk, tmp_path / "copy.dump", confirm=lambda: bool(told), tell=told.append)

    assert told == [
        "Comptes que la sauvegarde change :",
        "  Ada : de nouveau administrateur (était comptoir), mot de passe d’alors",
        "  Bob : connexion en deux étapes comme alors, de nouveau actif",
        "  Eve : disparaît",
        "Toutes les sessions seront fermées : chacun se connectera de nouveau.",
        "Tous les jetons et adresses de calendrier seront révoqués.",
    ]
    in_database(desk, nobody_is_in())


async def the_staff_of_then() -> None:
    for name in ("Ada", "Bob", "Zoé \\ Sam"):
        await make_session(Staff(name, Role.ADMINISTRATOR))
    bob = await Account.get(key="bob")
    async with transaction():
        await Ticket.issue(bob.id, is_remembered=False)
        await ApiToken.make_calendar(bob.id, by=Staff("Bob", Role.ADMINISTRATOR, bob.id))
        await Account.filter(id=bob.id).update(totp_secret="ABCD")


async def the_staff_of_now() -> None:
    ada, bob = await Account.get(key="ada"), await Account.get(key="bob")
    await Account.amend(retyped(ada, role="comptoir"), by=ANYBODY)
    await (await Account.get(id=ada.id)).reset_password(by=ANYBODY)
    await bob.take_second_factor_off(by=ANYBODY)
    await bob.disable(by=ANYBODY)
    await make_account(Staff("Eve", Role.READER))


async def nobody_is_in() -> None:
    assert await Session.all().count() == 3
    assert not await Session.filter(ended_at=None).exists()
    assert not await Ticket.exists()
    assert not await ApiToken.filter(ended_at=None).exists()


def test_a_backup_makes_another_database_the_same(
    desk: str, postgres: Databases, tmp_path: Path
) -> None:
    other = postgres.bare()
    back_up(desk, tmp_path / "copy.dump")

    restore(other, tmp_path / "copy.dump", confirm=lambda: True)

    assert found(other) == ["Avant"]
    assert in_database(other, schema()) == in_database(desk, schema())
    in_database(other, make_client("Suivant"))


def test_a_database_in_service_is_not_replaced(desk: str, tmp_path: Path) -> None:
    back_up(desk, tmp_path / "copy.dump")

    async def replaced_meanwhile() -> None:
        await names()
        with pytest.raises(Refused, match="en service"):
            await asyncio.to_thread(restore, desk, tmp_path / "copy.dump", confirm=lambda: True)

    in_database(desk, replaced_meanwhile())


async def schema() -> dict[str, list[dict[str, object]]]:
    return {
        "columns": await reader().execute_query_dict(
            "SELECT table_name, column_name, data_type, collation_name, is_nullable"
            " FROM information_schema.columns WHERE table_schema = current_schema()"
            " ORDER BY table_name, column_name"
        ),
        "indexes": await reader().execute_query_dict(
            "SELECT indexdef FROM pg_indexes WHERE schemaname = current_schema() ORDER BY 1"
        ),
    }
