"""From SQLite to PostgreSQL: everything arrives as it was, or nothing does."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from models.clients import CLIENTS, Client
from models.commands.to_postgres import postgres_url
from models.company import Company, StagePolicy
from models.database.connection import reader
from models.documents import Document
from models.errors import Refused
from models.lists import Query
from models.records.journal import JournalEntry
from models.records.verifying import first_break
from models.staff import Account
from models.staff.session import Session
from models.upkeep.moved_table import READERS, Fingerprint, Table
from models.upkeep.to_postgres import move
from tests.databases import FIRST, as_of, in_database
from tests.factories import (
    ANYBODY,
    PIN,
    make_client,
    make_document,
    make_session,
    open_account,
    retyped,
)
from tests.postgres_databases import Databases, name_of

MODELS = (Client, Document, Account, Session, Company, JournalEntry)


@pytest.fixture(scope="module")
def firm(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A firm at work: something in every table, something gone, something hostile."""
    file = tmp_path_factory.mktemp("firm") / "comptoir.sqlite3"
    shutil.copyfile(migrated, file)

    async def work() -> None:
        client = await make_client("L’Étang d’Or \\N", phone="0298123456", notes="a\tb\\\nc")
        gone = await make_client("Parti")
        await gone.remove(by=ANYBODY)
        document = await make_document(client, "sale", moves="prepare deliver bill")
        draft = retyped(document, dated_on="", subject="Nacelle «\u202f12\u00a0m\u202f»")
        await Document.amend(draft, by=ANYBODY)
        await make_document(client)
        await make_session(ANYBODY)
        await open_account("Zoé", pin=PIN)
        await Company.decide("rental", StagePolicy.QUOTE, by=ANYBODY)
        await (await Client.create(name="Effacé")).delete()

    in_database(f"sqlite://{file}", work())
    return file


@pytest.fixture
def source(firm: Path, tmp_path: Path) -> Path:
    """The file of that firm, for this test alone."""
    file = tmp_path / "firm" / "comptoir.sqlite3"
    file.parent.mkdir()
    return Path(shutil.copyfile(firm, file))


async def everything() -> dict[str, list[dict[str, Any]]]:
    return {model.__name__: await model.all().order_by("id").values() for model in MODELS}


def moved_to(url: str, source: Path, told: list[str] | None = None) -> Any:
    def progress(step: str, _done: int, _total: int) -> None:
        if told is not None:
            told.append(step)

    return asyncio.run(move(source, url, progress))


def test_everything_arrives_as_it_was(source: Path, postgres: Databases) -> None:
    url = postgres.bare()
    before = in_database(f"sqlite://{source}", everything())

    moved = moved_to(url, source)

    assert in_database(url, everything()) == before
    assert all(before.values())
    assert moved.counts["client"] == len(before["Client"])
    assert moved.counts["journal"] == len(before["JournalEntry"])
    assert moved.journal_break is None


def test_people_go_on_where_they_were(source: Path, postgres: Databases) -> None:
    url = postgres.bare()
    moved_to(url, source)

    async def go_on() -> None:
        assert await CLIENTS.ids(Query(search="etang or")) == [1]
        client = await make_client("Suivant")
        assert client.id == 4, "the number of a row that is gone is not given again"
        assert (await make_document(client)).id > 2
        account = await Account.named("zoe")
        assert account
        assert await account.accepts_pin(PIN)
        assert await first_break() is None

    in_database(url, go_on())


def test_the_target_has_the_indexes_of_any_other(source: Path, postgres: Databases) -> None:
    url, other = postgres.bare(), postgres.copied()
    moved_to(url, source)

    async def indexes() -> Any:
        return await reader().execute_query_dict(
            "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY indexname"
        )

    assert in_database(url, indexes()) == in_database(other, indexes())


def test_the_source_stays_as_it_is(source: Path, postgres: Databases) -> None:
    before = {path.name: path.read_bytes() for path in source.parent.iterdir()}

    moved_to(postgres.bare(), source)

    assert {path.name: path.read_bytes() for path in source.parent.iterdir()} == before


def test_a_target_that_was_only_migrated_will_do(source: Path, postgres: Databases) -> None:
    assert moved_to(postgres.copied(), source).counts["client"] == 2


def test_a_target_in_which_somebody_has_worked_is_left_alone(
    source: Path, postgres: Databases
) -> None:
    url = postgres.copied()
    in_database(url, make_client("Déjà là"))
    before = in_database(url, everything())

    with pytest.raises(Refused, match="n’est pas vide"):
        moved_to(url, source)

    assert in_database(url, everything()) == before


def test_a_target_of_another_product_is_left_alone(source: Path, postgres: Databases) -> None:
    url = postgres.bare()
    postgres.run("CREATE TABLE stock (id int)", name_of(url))

    with pytest.raises(Refused, match="d’un autre logiciel"):
        moved_to(url, source)


def test_a_target_that_does_not_answer_is_told_with_the_reason(source: Path) -> None:
    with pytest.raises(Refused, match=r"n’a pas pu être remplie, rien n’y est gardé : \S+"):
        moved_to("asyncpg://comptoir@/nowhere?host=/nonexistent", source)


def assert_empty(url: str) -> None:
    found = in_database(url, everything())
    assert not any(found[model.__name__] for model in MODELS)


def test_what_arrives_otherwise_is_not_kept(
    source: Path, postgres: Databases, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = postgres.bare()

    async def another(_table: Table, _target: Any) -> Fingerprint:
        return Fingerprint(count=2, total=1)

    monkeypatch.setattr(Table, "fingerprint", another)
    with pytest.raises(Refused, match="n’est pas arrivée telle quelle"):
        moved_to(url, source)

    assert_empty(url)


DAMAGES = {
    "no text": "UPDATE document SET subject = subject || char(0)",
    "too long": "UPDATE document SET author = printf('%.*c', 101, 'x')",
    "no such client": "UPDATE document SET client_id = 999",
    "too large": "UPDATE document SET version = 3000000000",
    "no date": "UPDATE document SET dated_on = 'hier'",
}


def test_what_postgres_does_not_take_leaves_nothing_there(
    source: Path, postgres: Databases, tmp_path: Path, subtests: pytest.Subtests
) -> None:
    url = postgres.bare()
    for case, damage in DAMAGES.items():
        with subtests.test(case=case):
            damaged = Path(shutil.copyfile(source, tmp_path / "damaged.sqlite3"))
            with closing(sqlite3.connect(damaged)) as connection, connection:
                connection.execute(damage)

            with pytest.raises(Refused, match="rien n’y est gardé"):
                moved_to(url, damaged)

            assert_empty(url)


def test_a_journal_that_was_broken_before_moves_as_it_is_and_is_told(
    source: Path, postgres: Databases
) -> None:
    with closing(sqlite3.connect(source)) as connection, connection:
        connection.execute("UPDATE journal SET staff = 'Personne' WHERE id = 2")

    moved = moved_to(postgres.bare(), source)

    assert moved.journal_break.startswith("L’écriture n° 2 du ")


def test_a_source_that_has_still_to_be_migrated_is_told_what_to_do(
    tmp_path: Path, postgres: Databases
) -> None:
    file = asyncio.run(as_of(FIRST, tmp_path / "old.sqlite3"))

    with pytest.raises(Refused, match="doit d’abord être mise à niveau : lancez Comptoir"):
        moved_to(postgres.bare(), file)


def test_a_source_that_is_no_database_of_ours_is_told(
    tmp_path: Path, postgres: Databases, subtests: pytest.Subtests
) -> None:
    for content, sentence in (
        (b"", "n’est pas une base de Comptoir"),
        (b"junk" * 1_000, "ne se lit pas : le fichier est abîmé"),
    ):
        with subtests.test(content=content, sentence=sentence):
            (tmp_path / "other").write_bytes(content)

            with pytest.raises(Refused, match=sentence):
                moved_to(postgres.bare(), tmp_path / "other")


def test_a_wrong_url_is_told_with_the_right_form(subtests: pytest.Subtests) -> None:
    for url in (
        "",
        "sqlite:///elsewhere.sqlite3",
        "mysql://h/base",
        "postgres://h:port/base",
        "postgres://h",
    ):
        with (
            subtests.test(url=url),
            pytest.raises(Refused, match="--to ne désigne pas une base PostgreSQL : il faut "),
        ):
            postgres_url(url)


def test_progress_is_told_for_each_table(source: Path, postgres: Databases) -> None:
    told: list[str] = []

    moved_to(postgres.bare(), source, told)

    assert {"index", "vérification"} <= set(told)


def test_every_type_of_column_is_known(postgres: Databases) -> None:
    async def types() -> Any:
        return await reader().execute_query_dict(
            "SELECT DISTINCT data_type FROM information_schema.columns"
            " WHERE table_schema = 'public'"
        )

    alike = {"integer", "bigint", "character varying", "text", "jsonb", "bytea"}
    found = {row["data_type"] for row in in_database(postgres.copied(), types())}
    assert found <= {*alike, *READERS}
