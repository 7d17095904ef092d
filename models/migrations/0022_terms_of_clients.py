"""Clients buy on terms of their own, where they have some, and may belong to a head office."""

from typing import Any

from orjson import loads
from tortoise import fields
from tortoise.fields.base import OnDelete
from tortoise.fields.data import JSON_DUMPS
from tortoise.migrations import operations as ops

from models.database.migration import Step

from models.database.exact import ExactField


def _text(longest: int, description: str) -> Any:
    return fields.CharField(default="", db_default="", description=description, max_length=longest)


FIELDS: dict[str, Any] = {
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
    "head": fields.ForeignKeyField(
        "models.Client",
        source_field="head_id",
        null=True,
        db_constraint=True,
        to_field="id",
        related_name="sites",
        on_delete=OnDelete.SET_NULL,
        description="Siège",
    ),
    "bills_head": fields.BooleanField(
        default=False, db_default=False, description="Factures au nom du siège"
    ),
    "discounts": fields.JSONField(
        default=list, db_default=[], description="Remises", encoder=JSON_DUMPS, decoder=loads
    ),
}


async def _index(_apps: Any, editor: Any) -> None:
    await editor.client.execute_query(
        "CREATE INDEX client_of_head ON client (head_id) WHERE head_id IS NOT NULL"
    )


class Migration(Step):
    dependencies = [("models", "0021_contacts_and_addresses")]

    operations = [
        *(ops.AddField(model_name="Client", name=one, field=field) for one, field in FIELDS.items()),
        ops.AddField(
            model_name="Company",
            name="directory",
            field=_text(10, "Annuaire des entreprises"),
        ),
        ops.RunPython(_index),
    ]
