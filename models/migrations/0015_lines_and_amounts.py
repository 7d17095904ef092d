"""Documents have lines, amounts and payments. The dates of a rental gain their hours; an invoice that
was issued before there were lines is a draft again; an expired quote is one whose validity is over."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from tortoise.migrations import operations as ops

from models.database.migration import Step
from decimal import Decimal
from models.database.exact import ExactField
from models.catalogue.kinds import Nature
from models.documents.line_fields import LineKind
from models.company.modes import Mode
from orjson import loads
from tortoise.fields.base import OnDelete
from tortoise.fields.data import JSON_DUMPS
from uuid import uuid4
from tortoise import fields

from models.french.wording import PARIS, today

MORNING, EVENING = time(8), time(18)
"""At which hour a rental of days begins and ends."""
ORDERS = ("ttc", "due")
AMOUNT_INDEXES = (
    *(
        f"CREATE INDEX document_by_{column} ON document (kind, is_open DESC, {column}, id)"
        " WHERE trashed_at IS NULL"
        for column in ORDERS
    ),
    *(
        f"CREATE INDEX document_from_{column} ON document (kind, is_open, {column}, id)"
        " WHERE trashed_at IS NULL"
        for column in ORDERS
    ),
    "CREATE INDEX document_to_print ON document (id)"
    " WHERE kind = 'invoice' AND status = 'issued' AND pdf_hash = '' AND trashed_at IS NULL",
    "CREATE INDEX line_of_document ON document_line (document_id, position)",
    "CREATE INDEX line_of_source ON document_line (source_id) WHERE source_id IS NOT NULL",
    "CREATE INDEX line_of_deducted ON document_line (deducts_id) WHERE deducts_id IS NOT NULL",
    "CREATE INDEX payment_of_client ON payment (client_id, received_on)",
    "CREATE INDEX allocation_of_document ON allocation (document_id)",
    "CREATE INDEX allocation_of_payment ON allocation (payment_id)",
)
NOTE = "Émise avant que les documents aient des lignes : de nouveau un brouillon."


class WiderOnPostgres(ops.AlterField):
    """SQLite knows no length."""

    async def database_forward(self, *arguments: Any, **options: Any) -> None:
        editor = options.get("state_editor") or arguments[-1]
        if editor is not None and editor.client.capabilities.dialect != "sqlite":
            await super().database_forward(*arguments, **options)


class DropColumn(ops.RemoveField):
    """Tortoise would copy the table, and lose its triggers and what looks at it."""

    async def database_forward(self, *arguments: Any, **options: Any) -> None:
        editor = options.get("state_editor") or arguments[-1]
        if editor is not None:
            await editor.client.execute_query(f"ALTER TABLE document DROP COLUMN {self.name}")


def _day(value: date | str) -> date:
    return date.fromisoformat(value[:10]) if isinstance(value, str) else value


def _moment(day: date, hour: time) -> str:
    local = datetime.combine(day, hour, PARIS)
    return local.astimezone(UTC).isoformat(" ")


async def _hours(_apps: Any, editor: Any) -> None:
    run = editor.client
    rows = await run.execute_query_dict(
        "SELECT id, starts_on, ends_on FROM document"
        " WHERE starts_on IS NOT NULL OR ends_on IS NOT NULL"
    )
    for row in rows:
        moments = {
            name: f"'{_moment(_day(row[old]), hour)}'"
            for name, old, hour in (("starts_at", "starts_on", MORNING), ("ends_at", "ends_on", EVENING))
            if row[old] is not None
        }
        values = ", ".join(f"{name} = {moment}" for name, moment in moments.items())
        await run.execute_query(f"UPDATE document SET {values} WHERE id = {row['id']}")


async def _statuses(_apps: Any, editor: Any) -> None:
    yes = "1" if editor.client.capabilities.dialect == "sqlite" else "true"
    yesterday = (today() - timedelta(days=1)).isoformat()
    for statement in (
        f"UPDATE document SET status = 'sent', is_open = {yes}, valid_until ="
        f" CASE WHEN valid_until < '{yesterday}' THEN valid_until ELSE '{yesterday}' END"
        " WHERE status = 'expired'",
        "UPDATE document SET status = 'draft', issued_at = NULL, number = NULL,"
        f" is_open = {yes}, internal_notes = CASE WHEN internal_notes = '' THEN '{NOTE}'"
        f" ELSE internal_notes || '\n\n{NOTE}' END"
        " WHERE kind = 'invoice' AND status <> 'draft'",
        "UPDATE document SET type_code = '381' WHERE stage = 'credit_note'",
        "UPDATE client SET open_count = (SELECT count(*) FROM document d"
        f" WHERE d.client_id = client.id AND d.trashed_at IS NULL AND d.is_open = {yes})"
        " WHERE EXISTS (SELECT 1 FROM document d WHERE d.client_id = client.id)",
        *AMOUNT_INDEXES,
    ):
        await editor.client.execute_query(statement)


class Migration(Step):
    dependencies = [('models', '0012_catalogue')]

    initial = False

    operations = [
        ops.CreateModel(
            name='DocumentLine',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('key', fields.UUIDField(default=uuid4, unique=True)),
                ('document', fields.ForeignKeyField('models.Document', source_field='document_id', db_constraint=True, to_field='id', related_name='lines', on_delete=OnDelete.RESTRICT)),
                ('position', fields.IntField()),
                ('kind', fields.CharEnumField(default=LineKind.ARTICLE, description='ARTICLE: article\nLABOUR: labour\nTRAVEL: travel\nRENTAL: rental\nTEXT: text\nTITLE: title\nSUBTOTAL: subtotal', enum_type=LineKind, max_length=20)),
                ('article', fields.ForeignKeyField('models.Article', source_field='article_id', null=True, db_constraint=True, to_field='id', related_name='lines', on_delete=OnDelete.RESTRICT)),
                ('reference', fields.CharField(default='', description='Référence', max_length=40)),
                ('designation', fields.CharField(default='', description='Désignation', max_length=4000)),
                ('quantity', ExactField(default=Decimal('1'), description='Quantité', places=4)),
                ('unit', fields.CharField(default='piece', description='Unité', max_length=20)),
                ('price', ExactField(default=Decimal('0.00'), description='Prix unitaire HT', places=6)),
                ('discount', ExactField(default=Decimal('0.00'), description='Remise %', places=2)),
                ('vat', fields.CharField(default='S20', description='TVA', max_length=20)),
                ('vat_rate', ExactField(default=Decimal('0.00'), places=2)),
                ('vat_category', fields.CharField(default='S', max_length=2)),
                ('nature', fields.CharEnumField(default=Nature.GOODS, description='Bien ou service', enum_type=Nature, max_length=20)),
                ('starts', fields.DatetimeField(null=True, description='Début', auto_now=False, auto_now_add=False)),
                ('ends', fields.DatetimeField(null=True, description='Fin', auto_now=False, auto_now_add=False)),
                ('net', ExactField(default=Decimal('0.00'), places=2)),
                ('tariffs', fields.JSONField(default=dict, encoder=JSON_DUMPS, decoder=loads)),
                ('explanation', fields.CharField(default='', description='Calcul du prix', max_length=200)),
                ('is_price_own', fields.BooleanField(default=False)),
                ('source', fields.ForeignKeyField('models.DocumentLine', source_field='source_id', null=True, db_constraint=True, to_field='id', related_name='copies', on_delete=OnDelete.RESTRICT)),
                ('deducts', fields.ForeignKeyField('models.Document', source_field='deducts_id', null=True, db_constraint=True, to_field='id', related_name='deductions', on_delete=OnDelete.RESTRICT)),
            ],
            options={'table': 'document_line', 'app': 'models', 'pk_attr': 'id', 'table_description': 'One row of a document, which its key names in every browser before it has an id.'},
            bases=['Editable'],
        ),
        ops.CreateModel(
            name='Payment',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=True)),
                ('updated_at', fields.DatetimeField(auto_now=False, auto_now_add=True)),
                ('version', fields.IntField(default=1)),
                ('trashed_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('creation_key', fields.UUIDField(null=True, unique=True)),
                ('client', fields.ForeignKeyField('models.Client', source_field='client_id', db_constraint=True, to_field='id', related_name='payments', on_delete=OnDelete.RESTRICT)),
                ('received_on', fields.DateField(description='Date')),
                ('mode', fields.CharEnumField(description='Mode', enum_type=Mode, max_length=20)),
                ('amount', ExactField(description='Montant', places=2)),
                ('reference', fields.CharField(default='', description='Référence', max_length=100)),
                ('author', fields.CharField(default='', description='Encaissé par', max_length=100)),
                ('reverses', fields.ForeignKeyField('models.Payment', source_field='reverses_id', null=True, db_constraint=True, to_field='id', related_name='reversals', on_delete=OnDelete.RESTRICT)),
            ],
            options={'table': 'payment', 'app': 'models', 'pk_attr': 'id', 'table_description': 'A payment of a client, or a refund where it is below zero.'},
            bases=['Record'],
        ),
        ops.CreateModel(
            name='Allocation',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('payment', fields.ForeignKeyField('models.Payment', source_field='payment_id', db_constraint=True, to_field='id', related_name='allocations', on_delete=OnDelete.RESTRICT)),
                ('document', fields.ForeignKeyField('models.Document', source_field='document_id', db_constraint=True, to_field='id', related_name='allocations', on_delete=OnDelete.RESTRICT)),
                ('amount', ExactField(places=2)),
                ('by_rate', fields.JSONField(default=dict, encoder=JSON_DUMPS, decoder=loads)),
            ],
            options={'table': 'allocation', 'app': 'models', 'pk_attr': 'id', 'table_description': 'The part of a payment that settles one invoice, and of which rates of VAT it is.'},
            bases=['Model'],
        ),
        WiderOnPostgres(
            model_name='Document',
            name='number',
            field=fields.CharField(null=True, unique=True, description='Numéro', max_length=35),
        ),
        ops.AddField(
            model_name='Document',
            name='credited',
            field=ExactField(default=Decimal('0.00'), description='Repris par avoir', db_default=0, places=2),
        ),
        ops.AddField(
            model_name='Document',
            name='discount',
            field=fields.CharField(default='', db_default='', description='Remise du document', max_length=20),
        ),
        ops.AddField(
            model_name='Document',
            name='due',
            field=ExactField(default=Decimal('0.00'), description='Reste dû', db_default=0, places=2),
        ),
        ops.AddField(
            model_name='Document',
            name='ends_at',
            field=fields.DatetimeField(null=True, description='Fin prévue', auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='Document',
            name='frame',
            field=fields.CharField(default='', db_default='', max_length=3),
        ),
        ops.AddField(
            model_name='Document',
            name='frozen',
            field=fields.JSONField(null=True, encoder=JSON_DUMPS, decoder=loads),
        ),
        ops.AddField(
            model_name='Document',
            name='ht',
            field=ExactField(default=Decimal('0.00'), description='Total HT', db_default=0, places=2),
        ),
        ops.AddField(
            model_name='Document',
            name='pdf_hash',
            field=fields.CharField(default='', db_default='', max_length=64),
        ),
        ops.AddField(
            model_name='Document',
            name='xml_hash',
            field=fields.CharField(default='', db_default='', max_length=64),
        ),
        ops.AddField(
            model_name='Document',
            name='paid',
            field=ExactField(default=Decimal('0.00'), description='Réglé', db_default=0, places=2),
        ),
        ops.AddField(
            model_name='Document',
            name='revision',
            field=fields.IntField(default=1, db_default=1, description='Version'),
        ),
        ops.AddField(
            model_name='Document',
            name='starts_at',
            field=fields.DatetimeField(null=True, description='Début prévu', auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='Document',
            name='ttc',
            field=ExactField(default=Decimal('0.00'), description='Total TTC', db_default=0, places=2),
        ),
        ops.AddField(
            model_name='Document',
            name='type_code',
            field=fields.CharField(default='', db_default='', max_length=3),
        ),
        ops.AddField(
            model_name='Document',
            name='vat',
            field=ExactField(default=Decimal('0.00'), description='Total TVA', db_default=0, places=2),
        ),
        ops.RunPython(_hours),
        DropColumn(model_name='Document', name='ends_on'),
        DropColumn(model_name='Document', name='starts_on'),
        ops.RunPython(_statuses),
    ]
