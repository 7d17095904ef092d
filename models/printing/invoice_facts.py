"""What the paper of an invoice says of other documents, and its electronic invoice in codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from models.documents import Allocation, Document, DocumentLine, Mode
from models.french.countries import is_france
from models.french.wording import today
from models.printing.codes import InvoiceCodes
from models.printing.paper import Earlier

MEANS: Mapping[str, str] = {
    Mode.CASH: "10",
    Mode.CHEQUE: "20",
    Mode.CARD: "48",
    Mode.TRANSFER: "58",
    Mode.DEBIT: "59",
}
"""UNTDID 4461."""
OTHERWISE = "97"


async def codes_of(document: Document, kept: Mapping[str, Any]) -> InvoiceCodes:
    return InvoiceCodes(
        type=document.type_code or "380",
        frame=document.frame or await document.derived_frame(is_paid=False),
        addressee=addressee(kept["buyer"]),
        means=await means_of(document, kept),
        is_vat_on_debits=kept["seller"]["vat_regime"] == "debits",
    )


def addressee(buyer: Mapping[str, str]) -> str:
    """To whom it goes, as France's note BAR says it."""
    if buyer.get("kind") == "person":
        return "B2C"
    return "B2B" if is_france(buyer.get("country", "")) else "B2BINT"


def mode_of(kept: Mapping[str, Any]) -> str:
    """By what it is to be paid; those issued before that was kept, by transfer."""
    return str(kept.get("payment_mode") or Mode.TRANSFER)


async def means_of(document: Document, kept: Mapping[str, Any]) -> str:
    if document.is_paid_on_the_spot:
        found = Allocation.filter(document_id=document.id).prefetch_related("payment")
        first = await found.order_by("id").first()
        return MEANS.get(first.payment.mode, OTHERWISE) if first else OTHERWISE
    mode = mode_of(kept)
    if mode == Mode.TRANSFER and not kept["seller"]["banks"]:
        return OTHERWISE
    return MEANS.get(mode, OTHERWISE)


async def earlier_of(document: Document, lines: Iterable[DocumentLine]) -> tuple[Earlier, ...]:
    """The documents that it comes from, corrects or deducts."""
    ids = {line.deducts_id for line in lines if line.deducts_id}
    found = await Document.filter(id__in=[*ids, document.parent_id or 0]).order_by("id")
    return tuple(
        Earlier(
            "Facture d’acompte" if one.type_code == "386" else one.stage_spec.title,
            one.number,
            one.dated_on or today(),
            is_invoice=one.kind == "invoice",
        )
        for one in found
        if one.number
    )
