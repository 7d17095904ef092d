"""Clients are compared by keys, in pairs that are likely to be one, and one becomes another."""

from typing import Any

from orjson import loads
from tortoise import fields
from tortoise.fields.base import OnDelete
from tortoise.fields.data import JSON_DUMPS
from tortoise.migrations import operations as ops

from models.database.migration import Step

from models.clients.matching import keep_first_keys, pair_everybody, read_clients
from models.database.transaction import transaction

ROWS = 5_000
MATCH = (
    "CREATE TABLE client_match (key BIGINT NOT NULL, client_id INT NOT NULL,"
    " reason VARCHAR(10) NOT NULL, PRIMARY KEY (key, client_id))"
)
LISTED, APART = "WHERE apart_at IS NULL", "WHERE apart_at IS NOT NULL"
INDEXES = (
    "client_match_of ON client_match (client_id, key)",
    f"client_pair_by_one ON client_pair (one_id, id) {LISTED}",
    f"client_pair_by_other ON client_pair (other_id, id) {LISTED}",
    f"client_pair_by_reason ON client_pair (reason, one_id, id) {LISTED}",
    f"client_pair_apart_by_one ON client_pair (one_id, id) {APART}",
    f"client_pair_apart_by_other ON client_pair (other_id, id) {APART}",
    "client_pair_of_other ON client_pair (other_id)",
    "client_merge_of ON client_merge (stays_id)",
    "client_merged_into ON client (merged_into_id) WHERE merged_into_id IS NOT NULL",
)


async def _compare(_apps: Any, editor: Any) -> None:
    run = editor.client
    is_sqlite = run.capabilities.dialect == "sqlite"
    await run.execute_query(f"{MATCH} WITHOUT ROWID" if is_sqlite else MATCH)
    for index in INDEXES:
        await run.execute_query(f"CREATE INDEX {index}")
    async with transaction():
        last = 0
        while rows := await read_clients(f"id > ? ORDER BY id LIMIT {ROWS}", (last,)):
            await keep_first_keys(rows)
            last = rows[-1]["id"]
        await pair_everybody()


class Migration(Step):
    dependencies = [("models", "0023_own_rules")]

    operations = [
        ops.CreateModel(
            name='Merge',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('gone', fields.ForeignKeyField('models.Client', source_field='gone_id', db_constraint=True, to_field='id', related_name='merges', on_delete=OnDelete.RESTRICT)),
                ('stays', fields.ForeignKeyField('models.Client', source_field='stays_id', db_constraint=True, to_field='id', related_name='merges_into', on_delete=OnDelete.RESTRICT)),
                ('moved', fields.JSONField(default=dict, encoder=JSON_DUMPS, decoder=loads)),
                ('ends', fields.JSONField(default=dict, encoder=JSON_DUMPS, decoder=loads)),
                ('texts', fields.JSONField(default=dict, encoder=JSON_DUMPS, decoder=loads)),
                ('merged_at', fields.DatetimeField(auto_now=False, auto_now_add=True)),
                ('undone_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'client_merge', 'app': 'models', 'pk_attr': 'id', 'table_description': 'A client that has become another one.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Pair',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('one', fields.ForeignKeyField('models.Client', source_field='one_id', db_constraint=True, to_field='id', related_name='pairs', on_delete=OnDelete.RESTRICT)),
                ('other', fields.ForeignKeyField('models.Client', source_field='other_id', db_constraint=True, to_field='id', related_name='other_pairs', on_delete=OnDelete.RESTRICT)),
                ('reason', fields.CharField(max_length=10)),
                ('apart_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'client_pair', 'app': 'models', 'unique_together': (('one', 'other'),), 'pk_attr': 'id', 'table_description': 'Two clients with a key in common, the one with the lower number first.'},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='Client',
            name='merged_into',
            field=fields.ForeignKeyField('models.Client', source_field='merged_into_id', null=True, db_constraint=True, to_field='id', related_name='merged', on_delete=OnDelete.RESTRICT),
        ),
        ops.RunPython(_compare),
    ]
