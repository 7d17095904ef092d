"""Other programs have tokens by which they act for a person, and are told of what happens."""

from tortoise import fields
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops

from models.database.migration import Step

from models.mail.outbox import SendingState


class Migration(Step):
    dependencies = [("models", "0032_search_of_files")]

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
        ops.CreateModel(
            name="Webhook",
            fields=[
                ("id", fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=True)),
                ("updated_at", fields.DatetimeField(auto_now=False, auto_now_add=True)),
                ("version", fields.IntField(default=1)),
                ("trashed_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("creation_key", fields.UUIDField(null=True, unique=True)),
                ("url", fields.CharField(description="Adresse", max_length=500)),
                ("events", fields.CharField(description="Événements", max_length=600)),
                ("secret", fields.CharField(max_length=80)),
            ],
            options={
                "table": "webhook",
                "app": "models",
                "pk_attr": "id",
                "table_description": "An address of another program, and the secret by which it knows who tells it.",
            },
            bases=["Record"],
        ),
        ops.CreateModel(
            name="Delivery",
            fields=[
                ("id", fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("created_at", fields.DatetimeField(db_index=True, auto_now=False, auto_now_add=False)),
                ("webhook", fields.ForeignKeyField("models.Webhook", source_field="webhook_id", db_constraint=True, to_field="id", related_name="deliveries", on_delete=OnDelete.CASCADE)),
                ("event_id", fields.CharField(max_length=40)),
                ("event", fields.CharField(max_length=40)),
                ("body", fields.CharField(max_length=1000)),
                ("state", fields.CharEnumField(enum_type=SendingState, default=SendingState.WAITING, description="WAITING: waiting\nSENT: sent\nFAILED: failed", max_length=20)),
                ("tries", fields.IntField(default=0)),
                ("next_try_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("sent_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("status", fields.IntField(null=True)),
                ("error", fields.CharField(default="", max_length=300)),
            ],
            options={
                "table": "webhook_delivery",
                "app": "models",
                "pk_attr": "id",
                "indexes": [("state", "next_try_at"), ("webhook_id", "id")],
                "table_description": "One event on its way to one webhook: which record it is about, and nothing of it.",
            },
            bases=["Model"],
        ),
    ]
