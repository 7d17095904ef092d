"""Clients are served as usual, with care, not at all or no longer; and bear tags of the firm's."""

from typing import Any

from tortoise import fields
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops

from models.database.migration import Step

from models.clients.status import ClientStatus

ORDERS = ("sort_key", "contact_key", "phone", "postcode", "city_key", "open_count", "updated_at")
OPEN_ORDERS = ("contact_key", "phone", "postcode", "city_key", "updated_at")
LISTED, OPEN = "trashed_at IS NULL", "trashed_at IS NULL AND open_count > 0"
# Those of a status that is not the usual one.
STATUS_INDEX = (
    "CREATE INDEX client_of_status ON client (status, sort_key, id)"
    " WHERE trashed_at IS NULL AND status <> 'active'"
)


def _listing(name: str, columns: str, condition: str, *, is_sqlite: bool) -> list[str]:
    """An index of a list that tells the archived ones by itself: their rows would be looked up.

    SQLite reads from an index alone only if it has the columns of its condition, too.
    """
    if is_sqlite:
        judged = "status, trashed_at, open_count" if condition == OPEN else "status, trashed_at"
        index = f"({columns}, {judged})"
    else:
        index = f"({columns}) INCLUDE (status)"
    return [f"DROP INDEX {name}", f"CREATE INDEX {name} ON client {index} WHERE {condition}"]


async def _indexes(_apps: Any, editor: Any) -> None:
    is_sqlite = editor.client.capabilities.dialect == "sqlite"
    indexes = [
        *((f"client_by_{column}", f"{column}, id", LISTED) for column in ORDERS),
        ("client_of_kind", "kind, sort_key, id", LISTED),
        ("client_with_open", "sort_key, id", OPEN),
        *((f"client_with_open_by_{column}", f"{column}, id", OPEN) for column in OPEN_ORDERS),
        *([("client_walk", "sort_key, id, search", LISTED)] if is_sqlite else []),
    ]
    for one in indexes:
        for statement in _listing(*one, is_sqlite=is_sqlite):
            await editor.client.execute_query(statement)
    await editor.client.execute_query(STATUS_INDEX)


class Migration(Step):
    dependencies = [("models", "0025_files_and_todos")]

    operations = [
        ops.CreateModel(
            name='Tag',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=True)),
                ('updated_at', fields.DatetimeField(auto_now=False, auto_now_add=True)),
                ('version', fields.IntField(default=1)),
                ('trashed_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('creation_key', fields.UUIDField(null=True, unique=True)),
                ('name', fields.CharField(default='', description='Nom', max_length=40)),
                ('colour', fields.CharField(default='slate', description='Couleur', max_length=10)),
                ('key', fields.CharField(default='', unique=True, max_length=80)),
            ],
            options={'table': 'tag', 'app': 'models', 'pk_attr': 'id', 'table_description': 'One tag.'},
            bases=['Undoable'],
        ),
        ops.CreateModel(
            name='Tagging',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('tag', fields.ForeignKeyField('models.Tag', source_field='tag_id', db_constraint=True, to_field='id', related_name='taggings', on_delete=OnDelete.CASCADE)),
                ('client', fields.ForeignKeyField('models.Client', source_field='client_id', db_index=True, db_constraint=True, to_field='id', related_name='taggings', on_delete=OnDelete.CASCADE)),
            ],
            options={'table': 'tagging', 'app': 'models', 'unique_together': (('tag', 'client'),), 'pk_attr': 'id', 'table_description': 'A tag on a client.'},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='Client',
            name='status_reason',
            field=fields.CharField(default='', description='Motif', db_default='', max_length=300),
        ),
        ops.AddField(
            model_name='Client',
            name='status_since',
            field=fields.DateField(null=True, description='Depuis le'),
        ),
        ops.AddField(
            model_name='Client',
            name='tags',
            field=fields.CharField(default='', description='Étiquettes', db_default='', max_length=1000),
        ),
        ops.AddField(
            model_name="Client",
            name="status",
            field=fields.CharEnumField(
                default=ClientStatus.ACTIVE,
                db_default="active",
                description="Statut",
                enum_type=ClientStatus,
                max_length=20,
            ),
        ),
        ops.RunPython(_indexes),
    ]
