"""Clients have further contacts and addresses, of which documents choose.

What clients had stays what they are reached by.
"""

from typing import Any

from orjson import loads
from tortoise import fields
from tortoise.fields.data import JSON_DUMPS
from tortoise.migrations import operations as ops

from models.database.migration import Step


JSON: dict[str, Any] = {"encoder": JSON_DUMPS, "decoder": loads}
CHILDREN: dict[str, Any] = {"default": list, "db_default": [], **JSON}


class Migration(Step):
    dependencies = [("models", "0020_settling")]

    operations = [
        ops.AddField(model_name="Client", name="contacts", field=fields.JSONField(description="Contacts", **CHILDREN)),
        ops.AddField(model_name="Client", name="addresses", field=fields.JSONField(description="Adresses", **CHILDREN)),
        ops.AddField(model_name="Document", name="addressed", field=fields.JSONField(default=dict, db_default={}, **JSON)),
    ]
