"""Clients have further contacts and addresses; what they had stays what they are reached by."""

from orjson import loads
from tortoise import fields, migrations
from tortoise.fields.data import JSON_DUMPS
from tortoise.migrations import operations as ops


def _children(description: str) -> fields.JSONField[list[dict[str, str]]]:
    return fields.JSONField(
        default=list,
        db_default=[],
        description=description,
        encoder=JSON_DUMPS,
        decoder=loads,
    )


class Migration(migrations.Migration):
    dependencies = [("models", "0020_settling")]

    operations = [
        ops.AddField(model_name="Client", name="contacts", field=_children("Contacts")),
        ops.AddField(model_name="Client", name="addresses", field=_children("Adresses")),
    ]
