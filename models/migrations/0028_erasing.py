"""The journal seals digests of its values, which can be erased; clients can be made anonymous; and
who looks at a card is told what has changed since the last time.

Entries that are there keep their seals, which hold their values.
"""

from tortoise import fields
from tortoise.migrations import operations as ops

from models.database.migration import Step


class Migration(Step):
    dependencies = [("models", "0027_imports")]

    operations = [
        ops.AddField(model_name="JournalEntry", name="salt", field=fields.CharField(default="", db_default="", max_length=32)),
        ops.AddField(model_name="JournalEntry", name="digest", field=fields.CharField(default="", db_default="", max_length=64)),
        ops.AddField(model_name="JournalEntry", name="is_erased", field=fields.BooleanField(default=False, db_default=False)),
        ops.AddField(model_name="Client", name="anonymised_at", field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
        ops.AddField(model_name="Document", name="erased_at", field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
        ops.CreateModel(
            name="Visit",
            fields=[
                ("id", fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("account_id", fields.IntField()),
                ("topic", fields.CharField(max_length=20)),
                ("record_id", fields.IntField()),
                ("at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("entry", fields.IntField()),
            ],
            options={
                "table": "visit",
                "app": "models",
                "pk_attr": "id",
                "unique_together": (("account_id", "topic", "record_id"),),
                "indexes": [("topic", "record_id")],
                "table_description": "The last time that an account saw a record, and the last entry about it by then.",
            },
            bases=["Model"],
        ),
    ]
