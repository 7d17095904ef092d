"""The trash comes in the order of its deletions from an index: it was sorted whole for each page."""

from typing import Any

from tortoise import migrations
from tortoise.migrations import operations as ops

INDEX = (
    "CREATE INDEX {0}_in_trash_by_time ON {0} (trashed_at, id) WHERE trashed_at IS NOT NULL"
)


async def _forward(_apps: Any, editor: Any) -> None:
    for table in ("client", "article"):
        await editor.client.execute_query(INDEX.format(table))


class Migration(migrations.Migration):
    dependencies = [("models", "0018_document_walk")]

    operations = [ops.RunPython(_forward)]
