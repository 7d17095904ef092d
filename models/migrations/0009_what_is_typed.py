"""What is searched holds other ways to write it, the street and the TVA number; 2 stands before 10;
look-alikes are found by their e-mail however it is capitalised, and by their TVA number."""

from collections.abc import AsyncIterator, Callable, Sequence
from typing import Any

from tortoise.migrations import operations as ops

from models.database.migration import Step

from models.clients.client import Client
from models.database.bulk import ROWS, update
from models.documents.document import Document
from models.french.text import in_natural_order

CLIENT_TEXTS = (
    *("name", "last_name", "first_name", "contact", "phone", "mobile", "email", "street", "street2"),
    *("postcode", "city", "country", "siret", "siren", "vat_number", "code", "kind"),
)
DOCUMENT_TEXTS = ("client_name", "subject", "client_reference", "number")
SEARCHED = ("client", "document")
CLIENT_KEYS = ("sort_key", "contact_key", "city_key")
WALK = (
    "DROP INDEX client_walk",
    "CREATE INDEX client_walk ON client (sort_key, id, search) WHERE trashed_at IS NULL",
)


def _look_alikes(text: str) -> list[str]:
    return [
        "DROP INDEX client_like_email",
        f"CREATE INDEX client_like_email ON client (lower(email{text}), id)",
        f"CREATE INDEX client_like_vat_number ON client (vat_number{text}, id)",
    ]


def _sqlite_index(table: str) -> tuple[list[str], list[str]]:
    """What follows each changed row is put aside meanwhile, and then built at once."""
    index = f"{table}_search"
    remove = (
        f"INSERT INTO {index} ({index}, rowid, search)"
        " VALUES ('delete', old.id, ' ' || old.search);"
    )
    add = f"INSERT INTO {index} (rowid, search) VALUES (new.id, ' ' || new.search);"
    return (
        [f"DROP TRIGGER {index}_changed"],
        [
            f"INSERT INTO {index} ({index}) VALUES ('rebuild')",
            f"CREATE TRIGGER {index}_changed AFTER UPDATE OF search ON {table}"
            f" WHEN old.search <> new.search BEGIN {remove} {add} END",
        ],
    )


def _postgres_index(table: str) -> tuple[list[str], list[str]]:
    index = f"{table}_search"
    return (
        [
            f"ALTER TABLE {table} DISABLE TRIGGER {index}_changed",
            f"DROP INDEX {index}_trigrams",
        ],
        [
            f"TRUNCATE {index}",
            f"INSERT INTO {index} SELECT id, ' ' || search FROM {table}",
            f"CREATE INDEX {index}_trigrams ON {index} USING gin (search gin_trgm_ops)",
            f"ALTER TABLE {table} ENABLE TRIGGER {index}_changed",
        ],
    )


async def _portions(
    run: Any, table: str, columns: Sequence[str], condition: str = "1=1"
) -> AsyncIterator[list[dict[str, Any]]]:
    """The rows of a table in portions, so that a million of them need little memory."""
    last = 0
    while True:
        rows = await run(
            f"SELECT id, {', '.join(columns)} FROM {table} WHERE id > {last} AND {condition}"
            f" ORDER BY id LIMIT {ROWS}"
        )
        if not rows:
            return
        yield rows
        last = rows[-1]["id"]


async def _search_anew(
    run: Any, table: str, columns: Sequence[str], search: Callable[[dict[str, Any]], str]
) -> None:
    async for rows in _portions(run, table, columns):
        await update(table, ["search"], [(row["id"], search(row)) for row in rows])


async def _order_anew(run: Any, table: str, columns: Sequence[str], has_digit: str) -> None:
    """Only keys with a number in them are other keys than before."""
    for column in columns:
        async for rows in _portions(run, table, [column], has_digit.format(column)):
            await update(
                table, [column], [(row["id"], in_natural_order(row[column])) for row in rows]
            )


async def _forward(_apps: Any, editor: Any) -> None:
    is_sqlite = editor.client.capabilities.dialect == "sqlite"
    ask = editor.client.execute_query_dict
    indexes = [(_sqlite_index if is_sqlite else _postgres_index)(table) for table in SEARCHED]
    walk = WALK if is_sqlite else ()
    before = [*walk[:1], *(one for drop, _ in indexes for one in drop)]
    after = [*(one for _, build in indexes for one in build), *walk[1:]]
    for statement in (*_look_alikes("" if is_sqlite else ' COLLATE "C"'), *before):
        await editor.client.execute_query(statement)
    await _search_anew(ask, "client", CLIENT_TEXTS, lambda row: Client(**row).search_text())
    await _search_anew(ask, "document", DOCUMENT_TEXTS, lambda row: Document(**row).search_text())
    has_digit = "{} GLOB '*[0-9]*'" if is_sqlite else "{} ~ '[0-9]'"
    await _order_anew(ask, "client", CLIENT_KEYS, has_digit)
    await _order_anew(ask, "document", ["client_key"], has_digit)
    for statement in after:
        await editor.client.execute_query(statement)


class Migration(Step):
    dependencies = [("models", "0008_search_apart")]

    operations = [ops.RunPython(_forward)]
