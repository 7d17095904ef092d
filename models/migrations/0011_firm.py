"""What the firm decides before it can issue a lawful document, and the law's own rows."""

from typing import Any

from tortoise import migrations
from tortoise.migrations import operations as ops
from decimal import Decimal
from models.company.first_rows import add_first_rows
from models.company.rates import VatCategory
from models.database.exact import ExactField
from tortoise import fields


async def _first_rows(apps: Any, editor: Any) -> None:
    await add_first_rows(apps.get_model("models", "VatRate"), "vat_rates.json", editor.client)


class Migration(migrations.Migration):
    dependencies = [('models', '0010_second_factor')]

    initial = False

    operations = [
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
            bases=['Record'],
        ),
        ops.RunPython(_first_rows),
    ]
