"""Records have files, and clients what is to be done for them."""

from typing import Any

from tortoise import fields
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops

from models.database.migration import Step

from models.database.search_index import search_index

STATEMENTS = (
    "CREATE INDEX attachment_of_record ON attachment (topic, record_id, id)",
    "CREATE INDEX todo_by_due ON todo (due_key, id) WHERE trashed_at IS NULL",
    "CREATE INDEX todo_by_client ON todo (client_key, id) WHERE trashed_at IS NULL",
    "CREATE INDEX todo_of_client ON todo (client_id, due_key)",
    "CREATE INDEX todo_open ON todo (due_on, account_id) WHERE done_at IS NULL AND trashed_at IS NULL",
)


async def _indexes(_apps: Any, editor: Any) -> None:
    dialect = editor.client.capabilities.dialect
    for statement in (*STATEMENTS, *search_index("todo", dialect)):
        await editor.client.execute_query(statement)


class Migration(Step):
    dependencies = [("models", "0024_duplicates_and_merging")]

    initial = False

    operations = [
        ops.CreateModel(
            name='Attachment',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=True)),
                ('updated_at', fields.DatetimeField(auto_now=False, auto_now_add=True)),
                ('version', fields.IntField(default=1)),
                ('trashed_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('creation_key', fields.UUIDField(null=True, unique=True)),
                ('topic', fields.CharField(max_length=20)),
                ('record_id', fields.IntField()),
                ('name', fields.CharField(description='Nom', max_length=200)),
                ('media', fields.CharField(max_length=100)),
                ('size', fields.IntField()),
                ('pages', fields.IntField(default=0)),
                ('file', fields.CharField(max_length=64)),
                ('thumbnail', fields.CharField(default='', max_length=64)),
                ('author', fields.CharField(default='', max_length=100)),
            ],
            options={'table': 'attachment', 'app': 'models', 'pk_attr': 'id', 'table_description': 'A photo, a paper, a table: of the record with this topic and id.'},
            bases=['Trashable'],
        ),
        ops.CreateModel(
            name='ToDo',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=True)),
                ('updated_at', fields.DatetimeField(auto_now=False, auto_now_add=True)),
                ('version', fields.IntField(default=1)),
                ('trashed_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('creation_key', fields.UUIDField(null=True, unique=True)),
                ('client', fields.ForeignKeyField('models.Client', source_field='client_id', db_constraint=True, to_field='id', related_name='todos', on_delete=OnDelete.RESTRICT)),
                ('text', fields.CharField(description='Quoi', max_length=300)),
                ('due_on', fields.DateField(description='Jour')),
                ('due_time', fields.CharField(default='', description='Heure', max_length=5)),
                ('account_id', fields.IntField(null=True, description='Pour qui')),
                ('done_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('done_by', fields.CharField(default='', description='Fait par', max_length=100)),
                ('author', fields.CharField(default='', max_length=100)),
                ('due_key', fields.CharField(max_length=16)),
                ('client_name', fields.CharField(default='', max_length=200)),
                ('client_key', fields.CharField(default='', max_length=400)),
                ('search', fields.TextField(default='', unique=False)),
            ],
            options={'table': 'todo', 'app': 'models', 'pk_attr': 'id', 'table_description': 'What somebody, or anybody, has to think of, with a time of day or without.'},
            bases=['Undoable'],
        ),
        ops.RunPython(_indexes),
    ]
