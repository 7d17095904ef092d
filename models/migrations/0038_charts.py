"""Charts of one seller, and of what is under way, are read from indexes alone."""

from typing import Any

from tortoise.migrations import operations as ops

from models.database.migration import Step

OWED = "trashed_at IS NULL AND status = 'issued' AND due > 0"
OWED_OF = ("kind", "stage", "is_open", "ttc", "due", "author")
UNDER_WAY = "trashed_at IS NULL AND is_open"


async def _indexes(_apps: Any, editor: Any) -> None:
    run, is_sqlite = editor.client.execute_query, editor.client.capabilities.dialect == "sqlite"
    held = ", ".join(OWED_OF)
    # SQLite reads from an index alone only if it has the columns of its condition, too.
    owed, under_way = (
        (f"(due_on, id, trashed_at, status, {held})", "(kind, stage, status, author, trashed_at, is_open)")
        if is_sqlite
        else (f"(due_on NULLS FIRST, id) INCLUDE ({held})", "(kind, stage, status, author)")
    )
    await run("DROP INDEX document_owed")
    await run(f"CREATE INDEX document_owed ON document {owed} WHERE {OWED}")
    await run(f"CREATE INDEX document_standing ON document {under_way} WHERE {UNDER_WAY}")
    if is_sqlite:
        await run("DROP INDEX client_since")
        await run(
            "CREATE INDEX client_since ON client (created_at, trashed_at) WHERE trashed_at IS NULL"
        )


class Migration(Step):
    dependencies = [("models", "0036_sellers")]

    operations = [ops.RunPython(_indexes)]
