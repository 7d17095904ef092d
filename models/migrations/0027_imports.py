"""Files that are brought in: what they made, and how their columns were chosen."""

from typing import Any

from orjson import loads
from tortoise import fields
from tortoise.fields.base import OnDelete
from tortoise.fields.data import JSON_DUMPS
from tortoise.migrations import operations as ops

from models.database.migration import Step

from models.imports.batch import State


async def _index(_apps: Any, editor: Any) -> None:
    await editor.client.execute_query(
        "CREATE INDEX import_row_of_batch ON import_row (batch_id, id)"
    )


class Migration(Step):
    dependencies = [("models", "0026_status_and_tags")]

    initial = False

    operations = [
        ops.CreateModel(
            name='Import',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('topic', fields.CharField(max_length=20)),
                ('file_name', fields.CharField(default='', max_length=120)),
                ('author', fields.CharField(default='', max_length=100)),
                ('started_at', fields.DatetimeField(auto_now=False, auto_now_add=True)),
                ('heard_at', fields.DatetimeField(auto_now=False, auto_now_add=True)),
                ('state', fields.CharEnumField(default=State.RUNNING, description='RUNNING: running\nDONE: done\nGOING: going\nGIVEN_UP: given_up\nUNDONE: undone', enum_type=State, max_length=20)),
                ('created', fields.IntField(default=0)),
                ('changed', fields.IntField(default=0)),
                ('unchanged', fields.IntField(default=0)),
                ('ignored', fields.IntField(default=0)),
                ('rejected', fields.IntField(default=0)),
                ('undone_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('undone_by', fields.CharField(default='', max_length=100)),
            ],
            options={'table': 'import', 'app': 'models', 'pk_attr': 'id', 'table_description': 'One file that was brought in, in figures.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='ImportedRow',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('batch', fields.ForeignKeyField('models.Import', source_field='batch_id', db_constraint=True, to_field='id', related_name='rows', on_delete=OnDelete.CASCADE)),
                ('record_id', fields.IntField()),
                ('version', fields.IntField()),
                ('is_new', fields.BooleanField()),
            ],
            options={'table': 'import_row', 'app': 'models', 'pk_attr': 'id', 'table_description': 'A record that an import has made or changed, and its version then.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='SavedMapping',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('topic', fields.CharField(max_length=20)),
                ('name', fields.CharField(max_length=80)),
                ('columns', fields.JSONField(default=dict, encoder=JSON_DUMPS, decoder=loads)),
            ],
            options={'table': 'import_mapping', 'app': 'models', 'unique_together': (('topic', 'name'),), 'pk_attr': 'id', 'table_description': 'Which column was which field, saved by a name.'},
            bases=['Model'],
        ),
        ops.RunPython(_index),
    ]
