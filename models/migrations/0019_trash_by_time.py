"""The trash comes in the order of its deletions from an index: it was sorted whole for each page."""

from typing import Any

from tortoise.migrations import operations as ops

from models.database.migration import Step

INDEX = (
    "CREATE INDEX {0}_in_trash_by_time ON {0} (trashed_at, id) WHERE trashed_at IS NOT NULL"
)


async def _forward(_apps: Any, editor: Any) -> None:
    for table in ("client", "article"):
        await editor.client.execute_query(INDEX.format(table))


class Migration(Step):
    dependencies = [("models", "0018_document_walk")]

    operations = [ops.RunPython(_forward)]
