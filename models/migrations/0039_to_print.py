"""The index of invoices to print begins with what is asked for, or SQLite takes another one."""

from typing import Any

from tortoise.migrations import operations as ops

from models.database.migration import Step

TO_PRINT = (
    "kind = 'invoice' AND status = 'issued' AND pdf_hash = ''"
    " AND trashed_at IS NULL AND erased_at IS NULL"
)


async def _index(_apps: Any, editor: Any) -> None:
    run = editor.client.execute_query
    await run("DROP INDEX document_to_print")
    await run(
        f"CREATE INDEX document_to_print ON document (kind, status, pdf_hash, id) WHERE {TO_PRINT}"
    )


class Migration(Step):
    dependencies = [("models", "0038_charts")]

    operations = [ops.RunPython(_index)]
