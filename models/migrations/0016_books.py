"""The books: closings, reminders, the states of electronic invoices; payments are a list."""

from typing import Any

from orjson import loads
from tortoise import fields
from tortoise.fields.base import OnDelete
from tortoise.fields.data import JSON_DUMPS
from tortoise.migrations import operations as ops

from models.database.migration import Step

from models.books.reminders import How
from models.database.bulk import update
from models.database.exact import whole
from models.database.search_index import search_index
from models.french.money import show_number
from models.french.search_text import searchable

ORDERS = ("received_on", "client_key", "amount")
STATEMENTS = (
    *(f"CREATE INDEX payment_by_{column} ON payment ({column}, id)" for column in ORDERS),
    "CREATE INDEX payment_by_mode ON payment (mode, received_on, id)",
    "CREATE INDEX payment_corrected ON payment (reverses_id) WHERE reverses_id IS NOT NULL",
    "CREATE INDEX document_of_day ON document (dated_on, id) WHERE kind = 'invoice'",
    "CREATE INDEX document_to_transmit ON document (einvoice, id) WHERE einvoice <> ''",
    "CREATE INDEX reminder_of_document ON reminder (document_id, id)",
    "CREATE INDEX einvoice_of_document ON einvoice_event (document_id, id)",
)
# A walk along the usual order reads the searched text from the index itself.
SQLITE_WALK = "CREATE INDEX payment_walk ON payment (received_on, id, search)"


async def _whose(_apps: Any, editor: Any) -> None:
    """Payments of before say of whom, and for which invoices."""
    run = editor.client
    rows = await run.execute_query_dict(
        "SELECT p.id, p.amount, p.reference, p.client_id, c.name, c.sort_key"
        " FROM payment p JOIN client c ON c.id = p.client_id"
    )
    parts = await run.execute_query_dict(
        "SELECT a.payment_id, d.number FROM allocation a JOIN document d ON d.id = a.document_id"
        " ORDER BY a.id"
    )
    numbers: dict[int, list[str]] = {}
    for part in parts:
        numbers.setdefault(part["payment_id"], []).append(part["number"] or "")
    values = []
    for row in rows:
        settles = ", ".join(numbers.get(row["id"], ()))
        worth = show_number(abs(whole(row["amount"], 2)), 2)
        found_by = searchable(row["name"], settles, row["reference"], worth)
        values.append((row["id"], row["name"], row["sort_key"], settles, found_by))
    columns = ("client_name", "client_key", "settles", "search")
    await update("payment", columns, values)


async def _indexes(_apps: Any, editor: Any) -> None:
    dialect = editor.client.capabilities.dialect
    walk = [SQLITE_WALK] if dialect == "sqlite" else []
    for statement in (*STATEMENTS, *walk, *search_index("payment", dialect)):
        await editor.client.execute_query(statement)


class Migration(Step):
    dependencies = [('models', '0015_lines_and_amounts')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Closing',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('day', fields.DateField(unique=True, description='Journée')),
                ('totals', fields.JSONField(default=dict, encoder=JSON_DUMPS, decoder=loads)),
                ('previous', fields.CharField(default='', max_length=64)),
                ('seal', fields.CharField(max_length=64)),
                ('author', fields.CharField(description='Clôturée par', max_length=100)),
                ('at', fields.DatetimeField(description='Clôturée le', auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'closing', 'app': 'models', 'pk_attr': 'id', 'table_description': 'What a day came to, and the seal that holds it and the closing before.'},
            bases=['Journalled'],
        ),
        ops.CreateModel(
            name='EinvoiceEvent',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('document', fields.ForeignKeyField('models.Document', source_field='document_id', db_constraint=True, to_field='id', related_name='einvoice_events', on_delete=OnDelete.RESTRICT)),
                ('code', fields.CharField(default='', max_length=10)),
                ('dated_on', fields.DateField()),
                ('reason', fields.CharField(default='', max_length=300)),
                ('source', fields.CharField(default='saisie', max_length=60)),
                ('author', fields.CharField(default='', max_length=100)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=True)),
            ],
            options={'table': 'einvoice_event', 'app': 'models', 'pk_attr': 'id', 'table_description': 'A state in which the electronic invoice was: append-only.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Reminder',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('document', fields.ForeignKeyField('models.Document', source_field='document_id', db_constraint=True, to_field='id', related_name='reminders', on_delete=OnDelete.RESTRICT)),
                ('level', fields.IntField()),
                ('label', fields.CharField(default='', max_length=60)),
                ('sent_on', fields.DateField()),
                ('how', fields.CharEnumField(description='LETTER: letter\nMAIL: mail\nPHONE: phone', enum_type=How, max_length=20)),
                ('author', fields.CharField(default='', max_length=100)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=True)),
            ],
            options={'table': 'reminder', 'app': 'models', 'pk_attr': 'id', 'table_description': 'A reminder of one invoice that went out: append-only.'},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='Document',
            name='einvoice',
            field=fields.CharField(default='', description='Facture électronique', db_default='', max_length=10),
        ),
        ops.AddField(
            model_name='Document',
            name='einvoice_on',
            field=fields.DateField(null=True),
        ),
        ops.AddField(
            model_name='Document',
            name='reminders_off',
            field=fields.BooleanField(default=False, db_default=False),
        ),
        ops.AddField(
            model_name='Document',
            name='reminders_reason',
            field=fields.CharField(default='', description='Ne pas relancer', db_default='', max_length=500),
        ),
        ops.AddField(
            model_name='Payment',
            name='client_key',
            field=fields.CharField(default='', db_default='', max_length=400),
        ),
        ops.AddField(
            model_name='Payment',
            name='client_name',
            field=fields.CharField(default='', db_default='', max_length=200),
        ),
        ops.AddField(
            model_name='Payment',
            name='search',
            field=fields.TextField(default='', db_default='', unique=False),
        ),
        ops.AddField(
            model_name='Payment',
            name='settles',
            field=fields.TextField(default='', db_default='', unique=False),
        ),
        ops.RunPython(_whose),
        ops.RunPython(_indexes),
    ]
