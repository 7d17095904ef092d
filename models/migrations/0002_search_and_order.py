"""The indexes behind every list, and the trigram index behind the search."""

from typing import Any

from tortoise.migrations import operations as ops

from models.database.migration import Step

CLIENT_ORDERS = (
    *("sort_key", "contact_key", "phone", "postcode", "city_key"),
    *("open_count", "updated_at"),
)
DOCUMENT_ORDERS = ("id", "client_key", "status", "dated_on", "updated_at")
LOOK_ALIKES = ("sort_key", "siret", "siren", "email", "phone", "mobile")
SEARCHED = ("client", "document")


def _indexes(text: str) -> list[str]:
    """`text` is how the database orders text byte by byte, as the folded keys want it."""
    client_orders = [
        f"CREATE INDEX client_by_{column} ON client ({column}{text if _is_text(column) else ''}, id)"
        " WHERE trashed_at IS NULL"
        for column in CLIENT_ORDERS
    ]
    document_orders = [
        f"CREATE INDEX document_by_{column} ON document"
        f" (kind, is_open DESC, {column}{text if _is_text(column) else ''}, id)"
        " WHERE trashed_at IS NULL"
        for column in DOCUMENT_ORDERS
    ]
    look_alikes = [
        f"CREATE INDEX client_like_{column} ON client ({column}) WHERE {column} <> ''"
        for column in LOOK_ALIKES
        if column not in CLIENT_ORDERS
    ]
    return [
        *client_orders,
        *document_orders,
        *look_alikes,
        f"CREATE INDEX client_of_kind ON client (kind, sort_key{text}, id)"
        " WHERE trashed_at IS NULL",
        f"CREATE INDEX client_with_open ON client (sort_key{text}, id)"
        " WHERE trashed_at IS NULL AND open_count > 0",
        f"CREATE INDEX client_in_trash ON client (sort_key{text}, id)"
        " WHERE trashed_at IS NOT NULL",
        "CREATE INDEX document_of_client ON document (client_id, status)",
        "CREATE INDEX document_of_parent ON document (parent_id)",
    ]


def _is_text(column: str) -> bool:
    return column not in {"id", "open_count", "updated_at", "dated_on"}


# A walk along the usual order reads the searched text from the index itself.
SQLITE_WALK = (
    "CREATE INDEX client_walk ON client (sort_key, id, search) WHERE trashed_at IS NULL"
)


def _sqlite_search(table: str) -> list[str]:
    """FTS5 keeps no text of its own: triggers follow the table's folded `search` column."""
    index = f"{table}_search"
    remove = f"INSERT INTO {index} ({index}, rowid, search) VALUES ('delete', old.id, old.search);"
    add = f"INSERT INTO {index} (rowid, search) VALUES (new.id, new.search);"
    return [
        f"CREATE VIRTUAL TABLE {index} USING fts5"
        f" (search, content='{table}', content_rowid='id', tokenize='trigram')",
        f"CREATE TRIGGER {index}_added AFTER INSERT ON {table} BEGIN {add} END",
        f"CREATE TRIGGER {index}_removed AFTER DELETE ON {table} BEGIN {remove} END",
        f"CREATE TRIGGER {index}_changed AFTER UPDATE OF search ON {table}"
        f" WHEN old.search <> new.search BEGIN {remove} {add} END",
    ]


def _postgres_search() -> list[str]:
    return [
        "CREATE EXTENSION IF NOT EXISTS pg_trgm",
        *(
            f"CREATE INDEX {table}_search ON {table} USING gin (search gin_trgm_ops)"
            for table in SEARCHED
        ),
    ]


async def _forward(_apps: Any, editor: Any) -> None:
    if editor.client.capabilities.dialect == "sqlite":
        searches = [sql for table in SEARCHED for sql in _sqlite_search(table)]
        statements = [*_indexes(""), SQLITE_WALK, *searches]
    else:
        statements = [*_indexes(' COLLATE "C"'), *_postgres_search()]
    for statement in statements:
        await editor.client.execute_query(statement)


class Migration(Step):
    dependencies = [("models", "0001_initial")]

    operations = [ops.RunPython(_forward)]
