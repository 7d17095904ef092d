"""Following an electronic invoice: each state with its day, its reason and who says so."""

from __future__ import annotations

from datetime import date
from typing import Any, NoReturn

from tortoise import fields
from tortoise.models import Model

from models.database.transaction import transaction
from models.documents.document import Document
from models.documents.einvoice_states import EINVOICE_STATES, EinvoiceState, state_of
from models.errors import Invalid, Refused
from models.french.text import clean_line
from models.french.wording import today
from models.permissions import Permission, Staff

BY_HAND = "saisie"
LONGEST_REASON = 300


class EinvoiceEvent(Model):
    """A state in which the electronic invoice was: append-only."""

    id = fields.IntField(primary_key=True)
    document: fields.ForeignKeyRelation[Document] = fields.ForeignKeyField(
        "models.Document", related_name="einvoice_events", on_delete=fields.RESTRICT
    )
    document_id: int
    code = fields.CharField(10, default="")
    dated_on: date = fields.DateField()
    reason = fields.CharField(LONGEST_REASON, default="")
    source = fields.CharField(60, default=BY_HAND)
    author = fields.CharField(100, default="")
    created_at = fields.DatetimeField(auto_now_add=True)

    class Meta:
        table = "einvoice_event"

    @property
    def state(self) -> EinvoiceState:
        return state_of(self.code)

    async def delete(self, *_: Any, **__: Any) -> NoReturn:
        raise TypeError("what a platform has said is append-only")


async def set_einvoice(
    document: Document,
    code: str,
    *,
    by: Staff,
    dated_on: date | None = None,
    reason: str = "",
    source: str = BY_HAND,
) -> Document:
    """Note where the electronic invoice is; raises Invalid or Refused.

    Of states that come in out of order the latest day counts, of the same day the last said.
    """
    by.need(Permission.ISSUE)
    day, why = dated_on or today(), clean_line(reason)
    errors = {}
    if code not in EINVOICE_STATES:
        errors["code"] = "Choisissez l’un des états."
    if day > today():
        errors["dated_on"] = "Cette date n’est pas encore là."
    if len(why) > LONGEST_REASON:
        errors["reason"] = f"{LONGEST_REASON} caractères au plus."
    if errors:
        raise Invalid(errors)
    async with transaction():
        current = await Document.locked(document.id)
        if not current.is_issued:
            raise Refused("Seule une facture émise se transmet.")
        await EinvoiceEvent.create(
            document=current, code=code, dated_on=day, reason=why, source=source, author=by.name
        )
        if current.einvoice_on is None or day >= current.einvoice_on:
            values = {"einvoice": code, "einvoice_on": day}
            await current.write(values, by=by, action="einvoice")
    return current


async def einvoice_history(document_id: int) -> list[EinvoiceEvent]:
    """The states that were noted, the latest first."""
    return await EinvoiceEvent.filter(document_id=document_id).order_by("-dated_on", "-id")
