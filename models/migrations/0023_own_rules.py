"""The firm may have levels of reminders, legal rates and accounts of its own."""

from decimal import Decimal
from typing import Any

from tortoise import fields
from tortoise.migrations import operations as ops

from models.database.migration import Step

from models.database.exact import ExactField


def _record() -> list[tuple[str, Any]]:
    """What every record has."""
    return [
        ("id", fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
        ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=True)),
        ("updated_at", fields.DatetimeField(auto_now=False, auto_now_add=True)),
        ("version", fields.IntField(default=1)),
        ("trashed_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
        ("creation_key", fields.UUIDField(null=True, unique=True)),
    ]


def _options(table: str, about: str) -> dict[str, str]:
    return {"table": table, "app": "models", "pk_attr": "id", "table_description": about}


class Migration(Step):
    dependencies = [("models", "0022_terms_of_clients")]

    operations = [
        ops.CreateModel(
            name="ReminderRow",
            fields=[
                *_record(),
                ("level", fields.IntField(default=1, unique=True, description="Niveau")),
                ("label", fields.CharField(default="", description="Nom", max_length=60)),
                ("days", fields.IntField(default=8, description="Jours après l’échéance")),
                ("gap", fields.IntField(default=8, description="Jours après le niveau d’avant")),
                ("fee", ExactField(default=Decimal(0), description="Frais (€)", places=2)),
                ("is_used", fields.BooleanField(default=True, description="État")),
                ("subject", fields.CharField(default="", description="Objet", max_length=200)),
                ("text", fields.CharField(default="", description="Texte", max_length=4_000)),
            ],
            options=_options("reminder_level", "A level as the firm has it."),
            bases=["Undoable"],
        ),
        ops.CreateModel(
            name="LegalRate",
            fields=[
                *_record(),
                ("valid_from", fields.DateField(unique=True, description="Depuis le")),
                (
                    "rate",
                    ExactField(default=Decimal(0), description="Taux légal (% par an)", places=2),
                ),
            ],
            options=_options(
                "legal_rate",
                "A rate that the firm has entered, in place of that of the data on its day,"
                " or after it.",
            ),
            bases=["Undoable"],
        ),
        ops.CreateModel(
            name="LedgerAccount",
            fields=[
                *_record(),
                (
                    "code",
                    fields.CharField(
                        default="client", unique=True, description="Pour", max_length=20
                    ),
                ),
                ("number", fields.CharField(default="", description="Numéro", max_length=12)),
                ("label", fields.CharField(default="", description="Libellé", max_length=80)),
            ],
            options=_options("ledger_account", "The account of one use."),
            bases=["Undoable"],
        ),
    ]
