"""A list is shown as somebody has saved it, for oneself or for everybody."""

from tortoise import fields
from tortoise.migrations import operations as ops

from models.database.migration import Step


class Migration(Step):
    dependencies = [("models", "0034_today")]

    operations = [
        ops.CreateModel(
            name="SavedView",
            fields=[
                ("id", fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("screen", fields.CharField(max_length=60)),
                ("name", fields.CharField(description="Nom", max_length=60)),
                ("name_key", fields.CharField(max_length=120)),
                ("account_id", fields.IntField(null=True)),
                ("is_shared", fields.BooleanField(default=False)),
                ("roles", fields.CharField(default="", description="Vue d’ouverture pour", max_length=120)),
                ("address", fields.CharField(default="", description="Affichage", max_length=2000)),
            ],
            options={
                "table": "saved_view",
                "app": "models",
                "pk_attr": "id",
                "indexes": [("screen", "name_key")],
                "table_description": "What a list shows, in the words of its address, and whom the list opens with it.",
            },
            bases=["Journalled"],
        ),
    ]
