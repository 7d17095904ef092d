"""Files are found by their names."""

from typing import Any

from tortoise import fields
from tortoise.migrations import operations as ops

from models.database.migration import Step

from models.database.bulk import update
from models.database.search_index import search_index
from models.french.search_text import searchable


async def _fill(_apps: Any, editor: Any) -> None:
    client = editor.client
    rows = await client.execute_query_dict("SELECT id, name FROM attachment")
    await update("attachment", ("search",), [(row["id"], searchable(row["name"])) for row in rows])
    for statement in search_index("attachment", client.capabilities.dialect):
        await client.execute_query(statement)


class Migration(Step):
    dependencies = [("models", "0031_price_lists")]

    operations = [
        ops.AddField(
            model_name="Attachment", name="search", field=fields.TextField(default="", db_default="", unique=False)
        ),
        ops.RunPython(_fill),
    ]
