"""The indexes for what the lists had to sort: documents from the last one on, clients with open
documents in every order, the journal of one topic; and those by which look-alikes are found, which
SQLite did not use, since it cannot know that what is looked for is not empty."""

from typing import Any

from tortoise.migrations import operations as ops

from models.database.migration import Step

CLIENT_ORDERS = ("contact_key", "phone", "postcode", "city_key", "updated_at")
DOCUMENT_ORDERS = ("client_key", "status", "dated_on", "updated_at")
LOOK_ALIKES = ("siret", "siren", "email", "mobile")
TEXTS = {*LOOK_ALIKES, "contact_key", "phone", "postcode", "city_key", "client_key", "status"}


def _statements(words: dict[str, str]) -> list[str]:
    """`words` is how the database is told of a column's order, where it must be."""
    with_open = [
        f"CREATE INDEX client_with_open_by_{column} ON client ({words.get(column, column)}, id)"
        " WHERE trashed_at IS NULL AND open_count > 0"
        for column in CLIENT_ORDERS
    ]
    # Read backwards, they give the open ones first and then each order from its end.
    from_the_end = [
        f"CREATE INDEX document_from_{column} ON document"
        f" (kind, is_open, {words.get(column, column)}, id) WHERE trashed_at IS NULL"
        for column in DOCUMENT_ORDERS
    ]
    look_alikes = [
        statement
        for column in LOOK_ALIKES
        for statement in (
            f"DROP INDEX client_like_{column}",
            f"CREATE INDEX client_like_{column} ON client ({words.get(column, column)}, id)"
            " WHERE trashed_at IS NULL",
        )
    ]
    return [
        *look_alikes,
        *with_open,
        *from_the_end,
        "CREATE INDEX document_from_id ON document (kind, is_open, id) WHERE trashed_at IS NULL",
        "CREATE INDEX journal_of_topic ON journal (topic, id)",
    ]


# SQLite has always taken nothing for less than anything; PostgreSQL has to be told.
POSTGRES_WORDS = {
    **{column: f'{column} COLLATE "C"' for column in TEXTS},
    "dated_on": "dated_on NULLS FIRST",
}
POSTGRES = (
    "DROP INDEX document_by_dated_on",
    "CREATE INDEX document_by_dated_on ON document"
    " (kind, is_open DESC, dated_on NULLS FIRST, id) WHERE trashed_at IS NULL",
)


async def _forward(_apps: Any, editor: Any) -> None:
    is_sqlite = editor.client.capabilities.dialect == "sqlite"
    statements = _statements({}) if is_sqlite else [*_statements(POSTGRES_WORDS), *POSTGRES]
    for statement in statements:
        await editor.client.execute_query(statement)


class Migration(Step):
    dependencies = [("models", "0006_set_up")]

    operations = [ops.RunPython(_forward)]
