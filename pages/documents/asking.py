"""What is asked before an amount moves: a payment, a part of an order, a down payment."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from uuid import uuid4

from components.dialogs import Asked, ask
from components.tab import current_staff
from models.documents import (
    MODE_WORDS,
    Discount,
    Document,
    LineLeft,
    Mode,
    Payment,
    receive,
    receive_and_issue,
)
from models.errors import Invalid
from models.french import amount, read_number, show_number, today, write_number

REASON = Asked("reason", "Motif")


async def ask_payment(document: Document, *, issues: bool = False) -> Payment | None:
    """Receive a payment, or give one back; with `issues` the draft is issued as it is paid."""
    key = uuid4()
    owed = document.ttc if issues else document.due

    async def do(texts: dict[str, str]) -> Payment:
        part = _number(texts, "amount", 2)
        mode, reference = texts["mode"], texts["reference"]
        if issues:
            return await receive_and_issue(
                document, part, mode, by=current_staff(), reference=reference, key=key
            )
        return await receive(
            {document.id: part},
            mode,
            by=current_staff(),
            received_on=_day(texts["received_on"]),
            reference=reference,
            key=key,
        )

    verb = "Rembourser" if document.is_credit_note else "Encaisser"
    fields = [
        Asked("amount", "Montant", show_number(owed, 2), "decimal", hint=f"Dû : {amount(owed)}"),
        Asked("mode", "Mode", str(Mode.CARD), choices=MODE_WORDS),
        *([] if issues else [Asked("received_on", "Date", today().isoformat(), "date")]),
        Asked("reference", "Référence (n° de chèque, de transaction…)", longest=100),
    ]
    yes = f"{verb} et émettre" if issues else verb
    return await ask(f"{yes} : {document.title}", fields, do, yes=yes)


async def ask_parts(
    question: str,
    left: Sequence[LineLeft],
    do: Callable[[dict[int, Decimal] | None, dict[str, str]], Awaitable[Document]],
    *,
    yes: str,
    more: Sequence[Asked] = (),
) -> Document | None:
    """Take over lines with the quantities that are typed; all that is left takes the words too."""
    open_ones = [one for one in left if one.left]

    async def take(texts: dict[str, str]) -> Document:
        parts: dict[int, Decimal] = {}
        errors: dict[str, str] = {}
        for one in open_ones:
            try:
                typed = texts[str(one.line.id)].strip() or "0"
                parts[one.line.id] = read_number(typed, 4, is_signed=True)
            except ValueError as error:
                errors[str(one.line.id)] = str(error)
        if errors:
            raise Invalid(errors)
        is_all = all(parts[one.line.id] == one.left for one in open_ones)
        return await do(None if is_all else parts, texts)

    fields = [
        Asked(
            str(one.line.id),
            one.line.designation.partition("\n")[0][:80],
            show_number(one.left),
            "decimal",
            hint=f"Reste {write_number(one.left)} sur {write_number(one.line.quantity)}",
        )
        for one in open_ones
    ]
    return await ask(question, [*more, *fields], take, yes=yes)


async def ask_down_payment(document: Document) -> Document | None:
    """A part of the order to invoice ahead, in percent or in euros."""

    async def do(texts: dict[str, str]) -> Document:
        part = _number(texts, "amount", 2)
        is_part = texts["unit"] == "%"
        asked = Discount(percent=part) if is_part else Discount(amount=part)
        return await document.bill_down_payment(asked, by=current_staff())

    fields = [
        Asked("amount", "Montant", "30", "decimal"),
        Asked("unit", "En", "%", choices={"%": "% du total", "€": "€ TTC"}),
    ]
    return await ask(f"Acompte sur {document.title}", fields, do, yes="Créer la facture d’acompte")


def _number(texts: Mapping[str, str], name: str, places: int) -> Decimal:
    try:
        return read_number(texts[name], places)
    except ValueError as error:
        raise Invalid({name: str(error)}) from None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Invalid({"received_on": "Cette date n’existe pas."}) from None
