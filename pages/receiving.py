"""Receiving money: what is asked for every payment, and one payment for several invoices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from uuid import uuid4

from components.dialogs import Asked, ask, inform
from components.tab import current_staff
from models.books import allocated, open_invoices
from models.clients import Client
from models.documents import MONEY_WORDS, Document, Mode, Payment, receive
from models.errors import Invalid
from models.french import amount, plural, read_number, short_date, show_number, today

MOST_INVOICES = 30
"""That one question shows; the oldest come first, so the others are for the next payment."""


def how_paid(*, asks_day: bool = True) -> list[Asked]:
    """By what, when, and which cheque."""
    return [
        Asked("mode", "Mode", str(Mode.CARD), choices=MONEY_WORDS),
        *([Asked("received_on", "Date", today().isoformat(), "date")] if asks_day else []),
        Asked("reference", "Référence (n° de chèque, de transaction…)", longest=100),
    ]


def number_in(texts: Mapping[str, str], name: str, places: int) -> Decimal:
    """The number in a field; raises Invalid."""
    try:
        return read_number(texts[name], places)
    except ValueError as error:
        raise Invalid({name: str(error)}) from None


def day_in(texts: Mapping[str, str], name: str) -> date | None:
    """The day in a field, None where it is empty; raises Invalid."""
    try:
        return date.fromisoformat(texts[name]) if texts[name] else None
    except ValueError:
        raise Invalid({name: "Cette date est incomplète ou n’existe pas."}) from None


async def receive_from(client: Client) -> Payment | None:
    """Ask for a payment of a client, shared out over its open invoices, the oldest first."""
    invoices = (await open_invoices(client.id))[:MOST_INVOICES]
    if not invoices:
        await inform(f"{client.name} ne doit rien : aucune facture à encaisser.")
        return None
    key = uuid4()

    async def do(texts: dict[str, str]) -> Payment:
        return await receive(
            _parts(texts, invoices),
            texts["mode"],
            by=current_staff(),
            received_on=day_in(texts, "received_on"),
            reference=texts["reference"],
            key=key,
        )

    def fill(name: str, texts: dict[str, str]) -> Mapping[str, str]:
        if name == "amount":
            return _shared(texts["amount"], invoices)
        return _added(texts, invoices) if name.isdecimal() else {}

    owed = sum((one.due for one in invoices), Decimal(0))
    hint = f"Dû : {amount(owed)} pour {plural(len(invoices), 'facture')}"
    fields = [
        Asked("amount", "Montant reçu", show_number(owed, 2), "decimal", hint=hint),
        *how_paid(),
        *(_part_field(one) for one in invoices),
    ]
    question = f"Encaisser un règlement de {client.name}"
    return await ask(question, fields, do, yes="Encaisser", fill=fill)


def _part_field(invoice: Document) -> Asked:
    due_on = f", échéance {short_date(invoice.due_on)}" if invoice.due_on else ""
    return Asked(
        str(invoice.id),
        invoice.title,
        show_number(invoice.due, 2),
        "decimal",
        hint=f"Dû : {amount(invoice.due)}{due_on}",
    )


def _shared(text: str, invoices: Sequence[Document]) -> Mapping[str, str]:
    """What each field holds when this much was received; nothing changes while it is no number."""
    try:
        parts = allocated(read_number(text, 2), invoices)
    except ValueError:
        return {}
    return {str(id_): show_number(part, 2) if part else "" for id_, part in parts.items()}


def _added(texts: Mapping[str, str], invoices: Sequence[Document]) -> Mapping[str, str]:
    """The whole of what is typed for each invoice."""
    try:
        parts = [read_number(texts[str(one.id)] or "0", 2) for one in invoices]
    except ValueError:
        return {}
    return {"amount": show_number(sum(parts, Decimal(0)), 2)}


def _parts(texts: Mapping[str, str], invoices: Sequence[Document]) -> dict[int, Decimal]:
    """What goes to which invoice; raises Invalid unless that makes what was received."""
    total = number_in(texts, "amount", 2)
    typed = {one.id: texts[str(one.id)].strip() or "0" for one in invoices}
    parts = {id_: number_in({str(id_): text}, str(id_), 2) for id_, text in typed.items()}
    for one in invoices:
        if parts[one.id] > one.due:
            raise Invalid({str(one.id): f"C’est plus que ce qui reste dû : {amount(one.due)}."})
    shared = sum(parts.values(), Decimal(0))
    if shared != total:
        raise Invalid({"amount": _mismatch(total, shared)})
    return {id_: part for id_, part in parts.items() if part}


def _mismatch(total: Decimal, shared: Decimal) -> str:
    if shared > total:
        return f"Les factures en prennent {amount(shared)} : plus que ce qui est reçu."
    return f"{amount(total - shared)} ne sont pour aucune facture."
