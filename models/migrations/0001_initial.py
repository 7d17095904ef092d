from tortoise.migrations import operations as ops

from models.database.migration import Step
from models.clients.fields import ClientKind
from models.company import StagePolicy
from models.documents.kind import Status
from orjson import loads
from tortoise.fields.base import OnDelete
from tortoise.fields.data import JSON_DUMPS
from tortoise import fields

class Migration(Step):
    initial = True

    operations = [
        ops.CreateModel(
            name='Client',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=True)),
                ('updated_at', fields.DatetimeField(auto_now=False, auto_now_add=True)),
                ('version', fields.IntField(default=1)),
                ('trashed_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('creation_key', fields.UUIDField(null=True, unique=True)),
                ('kind', fields.CharEnumField(default=ClientKind.COMPANY, description='Type de client', enum_type=ClientKind, max_length=20)),
                ('code', fields.CharField(null=True, unique=True, description='Code client', max_length=16)),
                ('name', fields.CharField(default='', description='Raison sociale', max_length=200)),
                ('civility', fields.CharField(default='', description='Civilité', max_length=10)),
                ('last_name', fields.CharField(default='', description='Nom', max_length=100)),
                ('first_name', fields.CharField(default='', description='Prénom', max_length=90)),
                ('contact', fields.CharField(default='', description='Contact', max_length=120)),
                ('phone', fields.CharField(default='', description='Téléphone', max_length=40)),
                ('mobile', fields.CharField(default='', description='Mobile', max_length=40)),
                ('email', fields.CharField(default='', description='E-mail', max_length=254)),
                ('website', fields.CharField(default='', description='Site web', max_length=300)),
                ('street', fields.CharField(default='', description='Adresse', max_length=200)),
                ('street2', fields.CharField(default='', description='Complément (bâtiment, étage…)', max_length=200)),
                ('postcode', fields.CharField(default='', description='Code postal', max_length=12)),
                ('city', fields.CharField(default='', description='Ville', max_length=100)),
                ('country', fields.CharField(default='France', description='Pays', max_length=60)),
                ('siret', fields.CharField(default='', description='SIRET', max_length=14)),
                ('siren', fields.CharField(default='', description='SIREN', max_length=9)),
                ('vat_number', fields.CharField(default='', description='N° TVA', max_length=20)),
                ('notes', fields.CharField(default='', description='Notes', max_length=20000)),
                ('open_count', fields.IntField(default=0)),
                ('search', fields.TextField(default='', unique=False)),
                ('sort_key', fields.CharField(default='', max_length=400)),
                ('contact_key', fields.CharField(default='', max_length=240)),
                ('city_key', fields.CharField(default='', max_length=200)),
            ],
            options={'table': 'client', 'app': 'models', 'pk_attr': 'id', 'table_description': 'A company, a person or a public body.'},
            bases=['Record'],
        ),
        ops.CreateModel(
            name='Company',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('intervention_policy', fields.CharEnumField(default=StagePolicy.ASK, description='Nouvelle intervention', enum_type=StagePolicy, max_length=20)),
                ('rental_policy', fields.CharEnumField(default=StagePolicy.ASK, description='Nouvelle location', enum_type=StagePolicy, max_length=20)),
            ],
            options={'table': 'company', 'app': 'models', 'pk_attr': 'id', 'table_description': 'What the firm has decided, effective at once for everybody.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Document',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=True)),
                ('updated_at', fields.DatetimeField(auto_now=False, auto_now_add=True)),
                ('version', fields.IntField(default=1)),
                ('trashed_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('creation_key', fields.UUIDField(null=True, unique=True)),
                ('kind', fields.CharField(description='Nature', max_length=20)),
                ('stage', fields.CharField(description='Étape', max_length=20)),
                ('status', fields.CharEnumField(description='Statut', enum_type=Status, max_length=20)),
                ('is_open', fields.BooleanField(default=True)),
                ('number', fields.CharField(null=True, unique=True, description='Numéro', max_length=30)),
                ('client', fields.ForeignKeyField('models.Client', source_field='client_id', db_constraint=True, to_field='id', related_name='documents', on_delete=OnDelete.RESTRICT)),
                ('client_name', fields.CharField(default='', description='Client', max_length=200)),
                ('client_key', fields.CharField(default='', max_length=400)),
                ('client_identity', fields.JSONField(default=dict, encoder=JSON_DUMPS, decoder=loads)),
                ('parent', fields.ForeignKeyField('models.Document', source_field='parent_id', null=True, db_constraint=True, to_field='id', related_name='children', on_delete=OnDelete.RESTRICT)),
                ('author', fields.CharField(default='', description='Auteur', max_length=100)),
                ('subject', fields.CharField(default='', description='Objet', max_length=200)),
                ('client_reference', fields.CharField(default='', description='Référence du client', max_length=100)),
                ('dated_on', fields.DateField(null=True, description='Date du document')),
                ('valid_until', fields.DateField(null=True, description='Valable jusqu’au')),
                ('planned_on', fields.DateField(null=True, description='Date prévue')),
                ('starts_on', fields.DateField(null=True, description='Début prévu')),
                ('ends_on', fields.DateField(null=True, description='Fin prévue')),
                ('due_on', fields.DateField(null=True, description='Échéance')),
                ('departed_at', fields.DatetimeField(null=True, description='Départ réel', auto_now=False, auto_now_add=False)),
                ('returned_at', fields.DatetimeField(null=True, description='Retour réel', auto_now=False, auto_now_add=False)),
                ('finished_at', fields.DatetimeField(null=True, description='Fin réelle', auto_now=False, auto_now_add=False)),
                ('issued_at', fields.DatetimeField(null=True, description='Émission', auto_now=False, auto_now_add=False)),
                ('internal_notes', fields.CharField(default='', description='Notes internes', max_length=20000)),
                ('printed_notes', fields.CharField(default='', description='Notes imprimées', max_length=20000)),
                ('closing_reason', fields.CharField(default='', description='Motif', max_length=500)),
                ('search', fields.TextField(default='', unique=False)),
            ],
            options={'table': 'document', 'app': 'models', 'pk_attr': 'id', 'table_description': 'A quote, an order, a contract, an invoice … of one of the four kinds.'},
            bases=['Record'],
        ),
    ]
