"""Other programs have tokens by which they act for a person."""

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("models", "0028_erasing")]

    operations = [
        ops.CreateModel(
            name="ApiToken",
            fields=[
                ("id", fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("account", fields.ForeignKeyField("models.Account", source_field="account_id", db_constraint=True, to_field="id", related_name="api_tokens", on_delete=OnDelete.RESTRICT)),
                ("name", fields.CharField(description="Nom", max_length=60)),
                ("token_hash", fields.CharField(unique=True, max_length=64)),
                ("scopes", fields.CharField(description="Droits", max_length=300)),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=True)),
                ("expires_at", fields.DatetimeField(null=True, description="Expire", auto_now=False, auto_now_add=False)),
                ("used_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("address", fields.CharField(default="", max_length=60)),
                ("ended_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "api_token",
                "app": "models",
                "pk_attr": "id",
                "table_description": "What a program shows to act for somebody, within its scopes.",
            },
            bases=["Journalled"],
        ),
        ops.CreateModel(
            name="OnceKey",
            fields=[
                ("id", fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("token", fields.ForeignKeyField("models.ApiToken", source_field="token_id", db_constraint=True, to_field="id", related_name="keys", on_delete=OnDelete.CASCADE)),
                ("key", fields.CharField(max_length=64)),
                ("asked", fields.CharField(max_length=64)),
                ("location", fields.CharField(default="", max_length=200)),
                ("status", fields.IntField(default=0)),
                ("created_at", fields.DatetimeField(db_index=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "once_key",
                "app": "models",
                "pk_attr": "id",
                "unique_together": (("token", "key"),),
                "table_description": "A key of a token, with a hash of what was asked for under it, nothing of that itself.",
            },
            bases=["Model"],
        ),
    ]
