"""Receiving a payment, giving one back, and taking a wrong entry back by its opposite."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from models.clients.client import Client
from models.company import MONEY_WORDS, Mode
from models.database.transaction import transaction
from models.documents.closed_days import closed_reason
from models.documents.document import Document
from models.documents.payment import Allocation, Payment
from models.documents.thresholds import threshold
from models.errors import Invalid, Refused
from models.french.countries import is_france
from models.french.money import ZERO, amount, rounded
from models.french.text import clean_line
from models.french.wording import today
from models.permissions import Permission, Staff

LATEST_ENTRY = timedelta(days=366)
"""How long after a payment it can be entered: each day since then would have to be closed."""


async def receive(
    parts: Mapping[int, Decimal],
    mode: str,
    *,
    by: Staff,
    received_on: date | None = None,
    reference: str = "",
    key: UUID | None = None,
) -> Payment:
    """One payment of a client for these parts, in euros by invoice; raises Invalid or Refused.

    Of a credit note it is the refund. The same key receives once, however often it is sent.
    """
    by.need(Permission.RECEIVE)
    _check(parts, mode, received_on, reference)
    return await _enter(
        parts, Mode(mode), by=by, on=received_on or today(), reference=reference, key=key
    )


async def set_off(
    note: Document, invoice: Document, part: Decimal, *, by: Staff, key: UUID | None = None
) -> Payment:
    """Settle a part of an invoice with what is left of a credit note; raises Invalid or Refused."""
    by.need(Permission.RECEIVE)
    if not note.is_credit_note or invoice.is_credit_note:
        raise Refused("Un avoir s’impute sur une facture du même client.")
    parts = {note.id: part, invoice.id: part}
    if errors := _errors_of_amounts(parts):
        raise Invalid(errors)
    reference = f"Avoir {note.number} sur facture {invoice.number}"
    return await _enter(parts, Mode.CREDIT, by=by, on=today(), reference=reference, key=key)


async def _enter(
    parts: Mapping[int, Decimal],
    mode: Mode,
    *,
    by: Staff,
    on: date,
    reference: str,
    key: UUID | None,
) -> Payment:
    async with transaction():
        client = await Client.locked(await _client_of(parts))
        documents = [await Document.locked(id_) for id_ in sorted(parts)]
        if key and (known := await Payment.get_or_none(creation_key=key)):
            return known
        for document in documents:
            _check_part(document, parts[document.id])
            if mode == Mode.CASH:
                await _check_cash(document, parts[document.id], client)
        if reason := await closed_reason(on):
            raise Invalid({"received_on": reason})
        signed = {one.id: _signed(one, parts[one.id]) for one in documents}
        payment = Payment(
            client_id=client.id,
            client_name=client.name,
            client_key=client.sort_key,
            received_on=on,
            mode=mode,
            amount=sum(signed.values(), ZERO),
            reference=clean_line(reference),
            author=by.name,
            settles=", ".join(one.number or "" for one in documents),
            creation_key=key,
        )
        await payment.insert_once(by=by)
        for document in documents:
            await _allocate(payment, document, parts[document.id], by=by)
        await documents[0].recount(client)
    return payment


async def receive_and_issue(
    draft: Document,
    part: Decimal,
    mode: str,
    *,
    by: Staff,
    reference: str = "",
    key: UUID | None = None,
) -> Payment:
    """Issue a draft invoice and receive a payment on it, in one transaction."""
    by.need(Permission.RECEIVE)
    async with transaction():
        await Client.locked(draft.client_id)
        if key and (known := await Payment.get_or_none(creation_key=key)):
            return known
        issued = await draft.issue(by=by, paid_on_the_spot=part == draft.ttc)
        return await receive({issued.id: part}, mode, by=by, reference=reference, key=key)


async def reverse(payment: Payment, *, by: Staff, reason: str) -> Payment:
    """The counter-entry of a payment that was entered by mistake; raises Invalid or Refused."""
    by.need(Permission.RECEIVE)
    why = Document.required_reason(reason)
    async with transaction():
        client = await Client.locked(payment.client_id)
        current = await Payment.locked(payment.id)
        if current.reverses_id or await Payment.exists(reverses_id=current.id):
            raise Refused("Ce règlement est déjà annulé.")
        if closed := await closed_reason(today()):
            raise Refused(closed)
        counter = Payment(
            client_id=current.client_id,
            client_name=current.client_name,
            client_key=current.client_key,
            settles=current.settles,
            received_on=today(),
            mode=current.mode,
            amount=-current.amount,
            reference=why[: Payment.length_of("reference")],
            author=by.name,
            reverses_id=current.id,
        )
        await counter.insert_once(by=by)
        for part in await Allocation.filter(payment_id=current.id).order_by("id"):
            document = await Document.locked(part.document_id)
            await _allocate(counter, document, -part.amount, by=by)
            await document.recount(client)
    return counter


def _check(
    parts: Mapping[int, Decimal], mode: str, received_on: date | None, reference: str
) -> None:
    errors = _errors_of_amounts(parts)
    if mode not in MONEY_WORDS:
        errors["mode"] = "Choisissez un mode de règlement."
    if received_on and received_on > today():
        errors["received_on"] = "Un règlement ne se note pas d’avance."
    elif received_on and received_on < today() - LATEST_ENTRY:
        errors["received_on"] = "Cette date a plus d’un an : vérifiez l’année."
    limit = Payment.length_of("reference") or 0
    if len(clean_line(reference)) > limit:
        errors["reference"] = f"{limit} caractères au plus."
    if errors:
        raise Invalid(errors)


def _errors_of_amounts(parts: Mapping[int, Decimal]) -> dict[str, str]:
    if not parts or any(part <= 0 for part in parts.values()):
        return {"amount": "Indiquez un montant."}
    if any(part != rounded(part) for part in parts.values()):
        return {"amount": "Un montant a deux chiffres après la virgule au plus."}
    return {}


async def _client_of(parts: Mapping[int, Decimal]) -> int:
    found = await Document.filter(id__in=list(parts))
    clients = {document.client_id for document in found}
    if len(clients) != 1 or len(found) != len(parts):
        raise Refused("Un règlement est pour les factures d’un seul client.")
    return clients.pop()


def _check_part(document: Document, part: Decimal) -> None:
    if reason := document.payment_refusal:
        raise Refused(reason)
    if part > document.due:
        left = "de l’avoir" if document.is_credit_note else "dû"
        raise Invalid({"amount": f"C’est plus que ce qui reste {left} : {amount(document.due)}."})


async def _check_cash(document: Document, part: Decimal, client: Client) -> None:
    """The law limits what a resident may pay in cash for one debt."""
    limit = threshold("cash", today())
    if limit is None or document.is_credit_note or not is_france(client.country):
        return
    before = await _in_cash(document)
    if before + part > limit:
        raise Invalid(
            {"amount": f"Plus de {amount(limit)} en espèces pour une même dette est interdit."}
        )


async def _in_cash(document: Document) -> Decimal:
    found = Allocation.filter(document_id=document.id, payment__mode=Mode.CASH)
    return sum([one.amount for one in await found], ZERO)


def _signed(document: Document, part: Decimal) -> Decimal:
    return -part if document.is_credit_note else part


async def _allocate(payment: Payment, document: Document, part: Decimal, *, by: Staff) -> None:
    await Allocation.create(
        payment=payment,
        document=document,
        amount=part,
        by_rate=await document.shared_by_rate(part),
    )
    await document.write({"paid": document.paid + part}, by=by, action=None)
