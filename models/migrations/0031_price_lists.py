"""Price lists: what articles cost in them, and by which one a client buys."""

from orjson import loads
from tortoise import fields
from tortoise.fields.data import JSON_DUMPS
from tortoise.migrations import operations as ops

from models.database.migration import Step


class Migration(Step):
    dependencies = [("models", "0028_erasing")]

    operations = [
        ops.AddField(
            model_name="Article",
            name="special_prices",
            field=fields.JSONField(
                description="Grilles de prix", default=list, db_default=[], encoder=JSON_DUMPS, decoder=loads
            ),
        ),
        ops.AddField(
            model_name="Client",
            name="price_list",
            field=fields.CharField(default="", db_default="", description="Grille de prix", max_length=80),
        ),
    ]
