from tortoise.migrations import operations as ops

from models.database.migration import Step
from models.permissions import Role
from orjson import loads
from tortoise.fields.base import OnDelete
from tortoise.fields.data import JSON_DUMPS
from tortoise import fields

class Migration(Step):
    dependencies = [('models', '0002_search_and_order')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Account',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=True)),
                ('updated_at', fields.DatetimeField(auto_now=False, auto_now_add=True)),
                ('version', fields.IntField(default=1)),
                ('trashed_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('creation_key', fields.UUIDField(null=True, unique=True)),
                ('name', fields.CharField(default='', description='Identifiant', max_length=60)),
                ('key', fields.CharField(unique=True, max_length=240)),
                ('role', fields.CharEnumField(default=Role.COUNTER, description='Rôle', enum_type=Role, max_length=20)),
                ('password_hash', fields.CharField(default='', max_length=200)),
                ('pin_hash', fields.CharField(default='', max_length=200)),
                ('pin_tries', fields.IntField(default=0)),
                ('must_change', fields.BooleanField(default=False)),
                ('disabled_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'account', 'app': 'models', 'pk_attr': 'id', 'table_description': 'A member of staff. `key` is the folded name, so that « Zoé » signs in as « zoe » too.'},
            bases=['Record'],
        ),
        ops.CreateModel(
            name='Device',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('token_hash', fields.CharField(unique=True, max_length=64)),
                ('name', fields.CharField(default='', description='Nom de l’appareil', max_length=60)),
                ('browser', fields.CharField(default='', description='Navigateur', max_length=80)),
                ('is_shared', fields.BooleanField(default=False, description='Partagé')),
                ('is_dark', fields.BooleanField(null=True, description='Sombre')),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=True)),
            ],
            options={'table': 'device', 'app': 'models', 'pk_attr': 'id', 'table_description': 'A browser, known again by a token that it keeps.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='JournalEntry',
            fields=[
                ('id', fields.IntField(generated=False, primary_key=True, unique=True, db_index=True, description='Numéro')),
                ('at', fields.DatetimeField(description='Quand', auto_now=False, auto_now_add=False)),
                ('account_id', fields.IntField(null=True)),
                ('staff', fields.CharField(description='Qui', max_length=100)),
                ('device', fields.CharField(default='', description='Appareil', max_length=120)),
                ('topic', fields.CharField(description='Nature', max_length=20)),
                ('record_id', fields.IntField()),
                ('caption', fields.CharField(default='', description='Sur quoi', max_length=250)),
                ('action', fields.CharField(description='Action', max_length=20)),
                ('changes', fields.JSONField(default=dict, description='Détail', encoder=JSON_DUMPS, decoder=loads)),
                ('search', fields.TextField(default='', unique=False)),
                ('seal', fields.CharField(max_length=64)),
            ],
            options={'table': 'journal', 'app': 'models', 'pk_attr': 'id', 'table_description': 'One thing that was done to one record.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='JournalHead',
            fields=[
                ('id', fields.IntField(generated=False, primary_key=True, unique=True, db_index=True)),
                ('number', fields.IntField(default=0)),
                ('seal', fields.CharField(default='', max_length=64)),
            ],
            options={'table': 'journal_head', 'app': 'models', 'pk_attr': 'id', 'table_description': 'The number and the seal of the last entry.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Session',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('token_hash', fields.CharField(unique=True, max_length=64)),
                ('account', fields.ForeignKeyField('models.Account', source_field='account_id', db_constraint=True, to_field='id', related_name='sessions', on_delete=OnDelete.RESTRICT)),
                ('device', fields.ForeignKeyField('models.Device', source_field='device_id', db_constraint=True, to_field='id', related_name='sessions', on_delete=OnDelete.RESTRICT)),
                ('is_remembered', fields.BooleanField(default=False)),
                ('address', fields.CharField(default='', description='Adresse', max_length=60)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=True)),
                ('seen_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('locked_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('ended_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'session', 'app': 'models', 'pk_attr': 'id', 'table_description': 'A browser in which somebody has signed in, known by a token that only it keeps.'},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='Company',
            name='lock_minutes',
            field=fields.IntField(default=5, description='Verrouillage des appareils partagés'),
        ),
    ]
