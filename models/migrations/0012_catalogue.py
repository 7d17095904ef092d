"""The articles, the indexes behind their list, and the one behind their search."""

from decimal import Decimal
from typing import Any

from tortoise import fields
from tortoise.migrations import operations as ops

from models.database.migration import Step

from models.catalogue.kinds import ArticleKind, Nature
from models.database.exact import ExactField
from models.database.search_index import search_index

ORDERS = ("sort_key", "reference_key", "family_key", "kind", "unit", "price", "updated_at")
STATEMENTS = (
    *(
        f"CREATE INDEX article_by_{column} ON article ({column}, id) WHERE trashed_at IS NULL"
        for column in ORDERS
    ),
    *(
        f"CREATE INDEX article_of_{name} ON article ({column}, sort_key, id)"
        " WHERE trashed_at IS NULL"
        for name, column in (("kind", "kind"), ("family", "family_key"))
    ),
    "CREATE INDEX article_inactive ON article (sort_key, id)"
    " WHERE NOT is_active AND trashed_at IS NULL",
    "CREATE INDEX article_in_trash ON article (sort_key, id) WHERE trashed_at IS NOT NULL",
    "CREATE INDEX article_by_code ON article (reference_code, id)",
    # Two that are saved at the same time, by whatever way, do not have it in common either.
    "CREATE UNIQUE INDEX article_reference ON article (reference_code)"
    " WHERE trashed_at IS NULL AND reference_code <> ''",
)
# A walk along the usual order reads the searched text from the index itself.
SQLITE_WALK = (
    "CREATE INDEX article_walk ON article (sort_key, id, search) WHERE trashed_at IS NULL"
)


async def _indexes(_apps: Any, editor: Any) -> None:
    dialect = editor.client.capabilities.dialect
    walk = [SQLITE_WALK] if dialect == "sqlite" else []
    for statement in (*STATEMENTS, *walk, *search_index("article", dialect)):
        await editor.client.execute_query(statement)


class Migration(Step):
    dependencies = [('models', '0011_firm')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Article',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=True)),
                ('updated_at', fields.DatetimeField(auto_now=False, auto_now_add=True)),
                ('version', fields.IntField(default=1)),
                ('trashed_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('creation_key', fields.UUIDField(null=True, unique=True)),
                ('kind', fields.CharEnumField(default=ArticleKind.ARTICLE, description='Type', enum_type=ArticleKind, max_length=20)),
                ('reference', fields.CharField(default='', description='Référence', max_length=40)),
                ('designation', fields.CharField(default='', description='Désignation', max_length=2000)),
                ('family', fields.CharField(default='', description='Famille', max_length=80)),
                ('unit', fields.CharField(default='piece', description='Unité', max_length=20)),
                ('price', ExactField(default=Decimal('0'), description='Prix unitaire HT', places=6)),
                ('vat_code', fields.CharField(default='S20', description='TVA', max_length=20)),
                ('nature', fields.CharEnumField(default=Nature.GOODS, description='Bien ou service', enum_type=Nature, max_length=10)),
                ('tariff_hour', ExactField(null=True, description='Tarif à l’heure', places=6)),
                ('tariff_half_day', ExactField(null=True, description='Tarif demi-journée', places=6)),
                ('tariff_day', ExactField(null=True, description='Tarif jour', places=6)),
                ('tariff_weekend', ExactField(null=True, description='Tarif week-end', places=6)),
                ('tariff_week', ExactField(null=True, description='Tarif semaine', places=6)),
                ('tariff_month', ExactField(null=True, description='Tarif mois', places=6)),
                ('tariff_flat', ExactField(null=True, description='Forfait', places=6)),
                ('is_active', fields.BooleanField(default=True, description='État')),
                ('name', fields.CharField(default='', max_length=200)),
                ('search', fields.TextField(default='', unique=False)),
                ('reference_code', fields.CharField(default='', max_length=120)),
                ('reference_key', fields.CharField(default='', max_length=160)),
                ('sort_key', fields.CharField(default='', max_length=400)),
                ('family_key', fields.CharField(default='', max_length=160)),
            ],
            options={'table': 'article', 'app': 'models', 'pk_attr': 'id', 'table_description': 'Something that a line of a document can be about.'},
            bases=['Trashable'],
        ),
        ops.RunPython(_indexes),
    ]
