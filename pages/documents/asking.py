"""What is asked before an amount moves: a payment, a part of an order, a down payment."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from decimal import Decimal
from uuid import uuid4

from nicegui import ui

from components.dialogs import Asked, ask, ask_reason, confirm, inform
from components.tab import current_staff
from models.books import open_invoices
from models.documents import (
    Discount,
    Document,
    LineLeft,
    Payment,
    receive,
    receive_and_issue,
    reverse,
    set_off,
)
from models.errors import Invalid, Refused
from models.french import amount, plural, read_number, short_date, show_number, write_number
from pages.receiving import day_in, how_paid, number_in

REASON = Asked("reason", "Motif")


async def ask_payment(
    document: Document, *, issues: bool = False, warning: str = ""
) -> Payment | None:
    """Receive a payment, or give one back; with `issues` the draft is issued as it is paid."""
    key = uuid4()
    owed = document.ttc if issues else document.due

    async def do(texts: dict[str, str]) -> Payment:
        part = number_in(texts, "amount", 2)
        mode, reference = texts["mode"], texts["reference"]
        if issues:
            return await receive_and_issue(
                document, part, mode, by=current_staff(), reference=reference, key=key
            )
        return await receive(
            {document.id: part},
            mode,
            by=current_staff(),
            received_on=day_in(texts, "received_on"),
            reference=reference,
            key=key,
        )

    verb = "Rembourser" if document.is_credit_note else "Encaisser"
    fields = [
        Asked("amount", "Montant", show_number(owed, 2), "decimal", hint=f"Dû : {amount(owed)}"),
        *how_paid(asks_day=not issues),
    ]
    yes = f"{verb} et émettre" if issues else verb

    def about() -> None:
        if warning:
            ui.label(warning).classes("question-text")

    return await ask(f"{yes} : {document.title}", fields, do, yes=yes, details=about)


async def ask_set_off(note: Document) -> Payment | None:
    """Have a credit note settle an invoice of its client, the oldest one unless told otherwise."""
    invoices = {str(one.id): one for one in await open_invoices(note.client_id)}
    if not invoices:
        await inform(f"{note.client_name} ne doit rien : aucune facture sur laquelle imputer.")
        return None
    key = uuid4()

    async def do(texts: dict[str, str]) -> Payment:
        invoice, part = invoices[texts["invoice"]], number_in(texts, "amount", 2)
        return await set_off(note, invoice, part, by=current_staff(), key=key)

    def fill(name: str, texts: dict[str, str]) -> Mapping[str, str]:
        return {"amount": most(texts["invoice"])} if name == "invoice" else {}

    def most(invoice: str) -> str:
        return show_number(min(note.due, invoices[invoice].due), 2)

    words = {id_: f"{one.title} – dû {amount(one.due)}" for id_, one in invoices.items()}
    oldest, left = next(iter(words)), f"Reste de l’avoir : {amount(note.due)}"
    fields = [
        Asked("invoice", "Facture", oldest, "select", choices=words),
        Asked("amount", "Montant", most(oldest), "decimal", hint=left),
    ]
    return await ask(f"Imputer : {note.title}", fields, do, yes="Imputer", fill=fill)


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
    if not open_ones:
        raise Refused("Il ne reste ici aucune ligne avec un prix.")

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

    def about() -> None:
        ui.label("Quantité de chaque ligne ; 0 pour la laisser.").classes("question-text")

    return await ask(question, [*more, *fields], take, yes=yes, details=about)


async def ask_down_payment(document: Document) -> Document | None:
    """A part of the order to invoice ahead, in percent or in euros."""

    async def do(texts: dict[str, str]) -> Document:
        part = number_in(texts, "amount", 2)
        is_part = texts["unit"] == "%"
        asked = Discount(percent=part) if is_part else Discount(amount=part)
        return await document.bill_down_payment(asked, by=current_staff())

    fields = [
        Asked("amount", "Montant", "30", "decimal"),
        Asked("unit", "En", "%", choices={"%": "% du total", "€": "€ TTC"}),
    ]
    return await ask(f"Acompte : {document.title}", fields, do, yes="Créer la facture d’acompte")


async def ask_new_prices(document: Document) -> bool:
    """Show what the catalogue has at another price today, and take that; False if not wanted."""
    new = await document.new_prices()
    if not new:
        await inform("Tous les prix sont déjà ceux du catalogue.")
        return False

    def details() -> None:
        with ui.element("ul").classes("missing"):
            for one in new:
                with ui.element("li"):
                    change = f"{amount(one.before)} → {amount(one.after)}"
                    ui.label(f"{one.designation} : {change}")

    count = plural(len(new), "prix change", "prix changent")
    if not await confirm(f"Actualiser les prix : {count} ?", details=details):
        return False
    await document.refresh_prices({one.key: one.after for one in new}, by=current_staff())
    return True


async def ask_reversal(payment: Payment) -> Payment | None:
    """Ask why a payment was entered by mistake, and write its counter-entry."""
    about = f"{payment.caption} de {payment.client_name}, du {short_date(payment.received_on)}"
    question = "Annuler ce règlement ?"
    reason = await ask_reason(question, f"{about} : l’écriture contraire est notée.", danger=True)
    return None if reason is None else await reverse(payment, by=current_staff(), reason=reason)
