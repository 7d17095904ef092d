"""Clients buy on terms of their own, where they have some."""

from typing import Any

from orjson import loads
from tortoise import fields, migrations
from tortoise.fields.base import Field
from tortoise.fields.data import JSON_DUMPS
from tortoise.migrations import operations as ops

from models.database.exact import ExactField


def _text(longest: int, description: str) -> Any:
    return fields.CharField(default="", db_default="", description=description, max_length=longest)


FIELDS: dict[str, Field[Any]] = {
    "due_rule": _text(20, "Échéance"),
    "due_days": fields.IntField(default=0, db_default=0, description="Jours"),
    "due_month_day": fields.IntField(default=10, db_default=10, description="Le (jour du mois)"),
    "payment_mode": _text(20, "Mode de règlement"),
    "vat_regime": _text(20, "Régime de TVA"),
    "mandate": _text(35, "Mandat SEPA (RUM)"),
    "mandate_on": fields.DateField(
        null=True, description="Mandat signé le", auto_now=False, auto_now_add=False
    ),
    "iban": _text(34, "IBAN du client"),
    "discount_text": _text(200, "Escompte"),
    "credit_limit": ExactField(2, null=True, description="Plafond d’encours (€)"),
    "discounts": fields.JSONField(
        default=list, db_default=[], description="Remises", encoder=JSON_DUMPS, decoder=loads
    ),
}


class Migration(migrations.Migration):
    dependencies = [("models", "0021_contacts_and_addresses")]

    operations = [
        ops.AddField(model_name="Client", name=name, field=field) for name, field in FIELDS.items()
    ]
