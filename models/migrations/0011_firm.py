"""What the firm decides before it can issue a lawful document, and the law's own rows."""

from typing import Any

from tortoise.migrations import operations as ops

from models.database.migration import Step
from decimal import Decimal
from models.company.fields import StagePolicy, VatRegime
from models.company.numbering import Pattern
from models.company.first_rows import add_first_rows
from models.mail.outbox import SendingState
from models.mail.server import Security
from models.company.rates import VatCategory
from models.company.terms import DueRule
from models.database.exact import ExactField
from orjson import loads
from tortoise.fields.base import OnDelete
from tortoise.fields.data import JSON_DUMPS
from tortoise.indexes import Index
from tortoise import fields

FILES = {"VatRate": "vat_rates.json", "Series": "series.json", "Mention": "mentions.json"}
ASIDE = "company_before"


async def _put_aside(_apps: Any, editor: Any) -> None:
    """The table of the settings is made anew: it becomes one of records, with times of their own."""
    await editor.client.execute_query(f"CREATE TABLE {ASIDE} AS SELECT * FROM company")


async def _first_rows(apps: Any, editor: Any) -> None:
    company = apps.get_model("models", "Company")
    for row in await editor.client.execute_query_dict(f"SELECT * FROM {ASIDE}"):
        await company.create(using_db=editor.client, **row)
    await editor.client.execute_query(f"DROP TABLE {ASIDE}")
    for model, file in FILES.items():
        await add_first_rows(apps.get_model("models", model), file, editor.client)


class Migration(Step):
    dependencies = [('models', '0010_second_factor')]

    initial = False

    operations = [
        ops.RunPython(_put_aside),
        ops.CreateModel(
            name='BankAccount',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=True)),
                ('updated_at', fields.DatetimeField(auto_now=False, auto_now_add=True)),
                ('version', fields.IntField(default=1)),
                ('trashed_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('creation_key', fields.UUIDField(null=True, unique=True)),
                ('label', fields.CharField(default='', description='Nom du compte', max_length=80)),
                ('iban', fields.CharField(default='', description='IBAN', max_length=34)),
                ('bic', fields.CharField(default='', description='BIC', max_length=11)),
                ('is_default', fields.BooleanField(default=False, description='Sur les factures')),
            ],
            options={'table': 'bank_account', 'app': 'models', 'pk_attr': 'id', 'table_description': 'An account by its IBAN. The default one stands on invoices.'},
            bases=['Undoable'],
        ),
        ops.DeleteModel(name='Company'),
        ops.CreateModel(
            name='Company',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=True)),
                ('updated_at', fields.DatetimeField(auto_now=False, auto_now_add=True)),
                ('version', fields.IntField(default=1)),
                ('trashed_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('creation_key', fields.UUIDField(null=True, unique=True)),
                ('name', fields.CharField(default='', description='Raison sociale', max_length=200)),
                ('legal_form', fields.CharField(default='', description='Forme juridique', max_length=60)),
                ('capital', ExactField(null=True, description='Capital (€)', places=2)),
                ('siren', fields.CharField(default='', description='SIREN', max_length=9)),
                ('siret', fields.CharField(default='', description='SIRET', max_length=14)),
                ('rcs', fields.CharField(default='', description='RCS (ville du greffe)', max_length=80)),
                ('vat_number', fields.CharField(default='', description='N° TVA', max_length=20)),
                ('einvoice_address', fields.CharField(default='', description='Adresse de facturation électronique', max_length=60)),
                ('street', fields.CharField(default='', description='Adresse', max_length=200)),
                ('street2', fields.CharField(default='', description='Complément (bâtiment, étage…)', max_length=200)),
                ('postcode', fields.CharField(default='', description='Code postal', max_length=12)),
                ('city', fields.CharField(default='', description='Ville', max_length=100)),
                ('country', fields.CharField(default='France', description='Pays', max_length=60)),
                ('phone', fields.CharField(default='', description='Téléphone', max_length=40)),
                ('email', fields.CharField(default='', description='E-mail', max_length=254)),
                ('website', fields.CharField(default='', description='Site web', max_length=300)),
                ('logo', fields.CharField(default='', description='Logo', max_length=64)),
                ('vat_regime', fields.CharEnumField(default=VatRegime.DEBITS, description='Exigibilité de la TVA', enum_type=VatRegime, max_length=20)),
                ('vat_place', fields.CharField(default='metropole', description='Territoire de TVA', max_length=20)),
                ('due_days', fields.IntField(default=30, description='Échéance (jours)')),
                ('due_rule', fields.CharEnumField(default=DueRule.DATE, description='Comptée', enum_type=DueRule, max_length=20)),
                ('due_month_day', fields.IntField(default=10, description='Jour du mois suivant')),
                ('quote_days', fields.IntField(default=30, description='Validité des devis (jours)')),
                ('discount_text', fields.CharField(default='Pas d’escompte pour paiement anticipé.', description='Escompte', max_length=200)),
                ('penalty_rate', fields.CharField(default='trois fois le taux d’intérêt légal', description='Taux des pénalités de retard', max_length=200)),
                ('indemnity', ExactField(default=Decimal('40'), description='Indemnité de recouvrement (€)', places=2)),
                ('consumer_prices', fields.CharField(default='ttc', description='Prix montrés aux particuliers', max_length=3)),
                ('mediator', fields.CharField(default='', description='Médiateur de la consommation (nom, adresse, site)', max_length=300)),
                ('intervention_policy', fields.CharEnumField(default=StagePolicy.ASK, description='Nouvelle intervention', enum_type=StagePolicy, max_length=20)),
                ('rental_policy', fields.CharEnumField(default=StagePolicy.ASK, description='Nouvelle location', enum_type=StagePolicy, max_length=20)),
                ('lock_minutes', fields.IntField(default=5, description='Verrouillage des appareils partagés')),
            ],
            options={'table': 'company', 'app': 'models', 'pk_attr': 'id', 'table_description': 'What the firm is and has decided, effective at once for everybody.'},
            bases=['Seller'],
        ),
        ops.CreateModel(
            name='Mention',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=True)),
                ('updated_at', fields.DatetimeField(auto_now=False, auto_now_add=True)),
                ('version', fields.IntField(default=1)),
                ('trashed_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('creation_key', fields.UUIDField(null=True, unique=True)),
                ('slot', fields.CharField(default='', description='Nom court', max_length=20)),
                ('subject', fields.CharField(default='', description='Note de la facture électronique', max_length=3)),
                ('title', fields.CharField(default='', description='Titre', max_length=120)),
                ('body', fields.CharField(default='', description='Texte', max_length=4000)),
                ('stages', fields.CharField(default='', description='Sur quels documents', max_length=200)),
                ('clients', fields.CharField(default='', description='Pour quels clients', max_length=40)),
                ('is_printed', fields.BooleanField(default=True, description='Imprimé')),
                ('valid_from', fields.DateField(description='Valable depuis le')),
                ('rank', fields.IntField(default=100)),
            ],
            options={'table': 'mention', 'app': 'models', 'unique_together': (('slot', 'valid_from'),), 'pk_attr': 'id', 'table_description': 'A text under a name, from a day on. The latest one of a name counts, an empty one ends it.'},
            bases=['Undoable'],
        ),
        ops.CreateModel(
            name='Series',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=True)),
                ('updated_at', fields.DatetimeField(auto_now=False, auto_now_add=True)),
                ('version', fields.IntField(default=1)),
                ('trashed_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('creation_key', fields.UUIDField(null=True, unique=True)),
                ('kind', fields.CharField(description='Nature', max_length=20)),
                ('stage', fields.CharField(description='Étape', max_length=20)),
                ('label', fields.CharField(default='', description='Série', max_length=60)),
                ('prefix', fields.CharField(default='', description='Préfixe', max_length=20)),
                ('pattern', fields.CharEnumField(default=Pattern.YEAR, description='Forme du numéro', enum_type=Pattern, max_length=20)),
                ('digits', fields.IntField(default=5, description='Chiffres du compteur')),
                ('restarts', fields.CharField(default='yearly', description='Le compteur repart à 1', max_length=10)),
                ('rank', fields.IntField(default=100)),
            ],
            options={'table': 'series', 'app': 'models', 'unique_together': (('kind', 'stage'),), 'pk_attr': 'id', 'table_description': 'The numbers of one stage of a kind of document.'},
            bases=['Undoable'],
        ),
        ops.CreateModel(
            name='SeriesCounter',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('series', fields.ForeignKeyField('models.Series', source_field='series_id', db_constraint=True, to_field='id', related_name='counters', on_delete=OnDelete.RESTRICT)),
                ('year', fields.IntField()),
                ('following', fields.IntField(default=1)),
            ],
            options={'table': 'series_counter', 'app': 'models', 'unique_together': (('series', 'year'),), 'pk_attr': 'id', 'table_description': 'How far a series has come in a year. It goes back with the transaction that took from it.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='VatRate',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=True)),
                ('updated_at', fields.DatetimeField(auto_now=False, auto_now_add=True)),
                ('version', fields.IntField(default=1)),
                ('trashed_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('creation_key', fields.UUIDField(null=True, unique=True)),
                ('code', fields.CharField(default='', unique=True, description='Code', max_length=20)),
                ('label', fields.CharField(default='', description='Libellé', max_length=80)),
                ('rate', ExactField(default=Decimal('0'), description='Taux (%)', places=2)),
                ('category', fields.CharEnumField(default=VatCategory.STANDARD, description='Catégorie', enum_type=VatCategory, max_length=2)),
                ('reason', fields.CharField(default='', description='Mention portée sur la facture', max_length=300)),
                ('vatex', fields.CharField(default='', description='Code du motif (VATEX)', max_length=40)),
                ('places', fields.CharField(default='', description='Usuel en', max_length=60)),
                ('valid_from', fields.DateField(description='Valable depuis le')),
                ('valid_to', fields.DateField(null=True, description='Jusqu’au')),
                ('rank', fields.IntField(default=100, description='Rang dans la liste')),
            ],
            options={'table': 'vat_rate', 'app': 'models', 'pk_attr': 'id', 'table_description': 'A rate of VAT, or the reason why there is none.'},
            bases=['Undoable'],
        ),
        ops.CreateModel(
            name='Logo',
            fields=[
                ('hash', fields.CharField(primary_key=True, unique=True, db_index=True, max_length=64)),
                ('png', fields.BinaryField()),
            ],
            options={'table': 'logo', 'app': 'models', 'pk_attr': 'hash', 'table_description': 'A logo that documents have shown, or show.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='MailServer',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=True)),
                ('updated_at', fields.DatetimeField(auto_now=False, auto_now_add=True)),
                ('version', fields.IntField(default=1)),
                ('trashed_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('creation_key', fields.UUIDField(null=True, unique=True)),
                ('host', fields.CharField(default='', description='Serveur (SMTP)', max_length=200)),
                ('port', fields.IntField(default=587, description='Port')),
                ('security', fields.CharEnumField(default=Security.STARTTLS, description='Chiffrement', enum_type=Security, max_length=20)),
                ('user', fields.CharField(default='', description='Identifiant', max_length=200)),
                ('password', fields.CharField(default='', description='Mot de passe', max_length=400)),
                ('sender', fields.CharField(default='', description='Adresse d’expédition', max_length=254)),
                ('sender_name', fields.CharField(default='', description='Nom de l’expéditeur', max_length=120)),
            ],
            options={'table': 'mail_server', 'app': 'models', 'pk_attr': 'id', 'table_description': "The server that takes the firm's messages. Its password is kept here and shown nowhere."},
            bases=['Only'],
        ),
        ops.CreateModel(
            name='OutgoingMail',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=True)),
                ('author', fields.CharField(max_length=100)),
                ('topic', fields.CharField(max_length=20)),
                ('record_id', fields.IntField()),
                ('caption', fields.CharField(max_length=250)),
                ('to', fields.JSONField(default=list, encoder=JSON_DUMPS, decoder=loads)),
                ('cc', fields.JSONField(default=list, encoder=JSON_DUMPS, decoder=loads)),
                ('subject', fields.CharField(max_length=250)),
                ('body', fields.CharField(max_length=20000)),
                ('attachments', fields.JSONField(default=list, encoder=JSON_DUMPS, decoder=loads)),
                ('message_id', fields.CharField(max_length=250)),
                ('state', fields.CharEnumField(default=SendingState.WAITING, description='WAITING: waiting\nSENT: sent\nFAILED: failed', enum_type=SendingState, max_length=20)),
                ('tries', fields.IntField(default=0)),
                ('next_try_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('sent_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('error', fields.CharField(default='', max_length=300)),
            ],
            options={'table': 'outgoing_mail', 'app': 'models', 'indexes': [Index(fields=['state', 'next_try_at']), Index(fields=['topic', 'record_id'])], 'pk_attr': 'id', 'table_description': 'A message about a record, with its attachments by the hash of what they hold.'},
            bases=['Model'],
        ),
        ops.RunPython(_first_rows),
    ]
