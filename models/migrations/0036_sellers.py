"""Clients have a seller of their own."""

from tortoise import fields
from tortoise.migrations import operations as ops

from models.database.migration import Step


class Migration(Step):
    dependencies = [("models", "0035_saved_views")]

    operations = [
        ops.AddField(
            model_name="Client",
            name="seller",
            field=fields.CharField(default="", db_default="", description="Vendeur attitré", max_length=100),
        ),
    ]
