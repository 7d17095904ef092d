"""The accounting entries of invoices and payments: balanced, each from what is stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.books.accounts import Account, Chart
from models.documents import (
    MODE_WORDS,
    Allocation,
    Document,
    DocumentLine,
    Payment,
    totals_of_lines,
)
from models.documents.crediting import CREDIT_OF_DOWN_PAYMENT
from models.documents.down_payments import DOWN_PAYMENT
from models.french.money import ZERO, rounded

SALES = "VE"
AHEAD = {DOWN_PAYMENT, CREDIT_OF_DOWN_PAYMENT}


@dataclass(frozen=True)
class EntryLine:
    """An amount on an account: a debit, below zero a credit."""

    account: Account
    amount: Decimal
    document_id: int | None = None
    """On a client's account, whose invoice or credit note it is of."""


@dataclass(frozen=True)
class Entry:
    """What one document or one payment is in the books."""

    journal: str
    dated_on: date
    piece: str
    piece_on: date
    label: str
    valid_on: date
    lines: tuple[EntryLine, ...]

    @property
    def balance(self) -> Decimal:
        return sum((line.amount for line in self.lines), ZERO)


def entry_of_document(
    document: Document, lines: list[DocumentLine], client_code: str, chart: Chart
) -> Entry:
    """An issued invoice, or a credit note with its sides exchanged."""
    sign = -1 if document.is_credit_note else 1
    credited: defaultdict[Account, Decimal] = defaultdict(lambda: ZERO)
    totals = totals_of_lines(lines, document.discount_spec)
    for row in totals.rows:
        nets = _nets_by_account([one for one in lines if one.vat == row.vat.code], document, chart)
        for account, amount in _without_discount(nets, row.discount).items():
            credited[account] += amount
        credited[chart.vat(row.vat.rate)] += row.amount
    client = chart.client(client_code, document.client_name)
    entered = [EntryLine(client, sign * totals.ttc, document.id)]
    entered += [EntryLine(account, -sign * amount) for account, amount in credited.items()]
    assert document.dated_on
    assert document.issued_at
    return Entry(
        SALES,
        document.dated_on,
        document.number or "",
        document.dated_on,
        f"{document.stage_spec.title} {document.number} {document.client_name}",
        document.issued_at.date(),
        tuple(line for line in entered if line.amount),
    )


def _nets_by_account(
    lines: Iterable[DocumentLine], document: Document, chart: Chart
) -> dict[tuple[Account, bool], Decimal]:
    """What the lines of one rate come to, by account and whether a discount lowers it."""
    nets: defaultdict[tuple[Account, bool], Decimal] = defaultdict(lambda: ZERO)
    for line in lines:
        if line.is_priced:
            is_ahead = line.deducts_id is not None
            is_own = document.type_code in AHEAD or is_ahead
            account = chart.down_payment() if is_own else chart.sales(line.nature)
            nets[account, not is_ahead] += line.net
    return nets


def _without_discount(
    nets: Mapping[tuple[Account, bool], Decimal], discount: Decimal
) -> dict[Account, Decimal]:
    """The discount of a rate taken off its accounts in proportion, the rest off the largest."""
    bearing = {account: net for (account, is_lowered), net in nets.items() if is_lowered}
    result: defaultdict[Account, Decimal] = defaultdict(lambda: ZERO)
    for (account, _), net in nets.items():
        result[account] += net
    whole = sum(bearing.values(), ZERO)
    if discount and whole:
        largest = max(bearing, key=lambda one: bearing[one])
        taken = {one: rounded(discount * net / whole) for one, net in bearing.items()}
        taken[largest] += discount - sum(taken.values(), ZERO)
        for account, part in taken.items():
            result[account] -= part
    return dict(result)


def entry_of_payment(
    payment: Payment, parts: Iterable[Allocation], client_code: str, chart: Chart
) -> Entry:
    """Money that came in, or went out where it is below zero: a line for each invoice."""
    journal, account = chart.money(payment.mode)
    client = chart.client(client_code, payment.client_name)
    of_client = [EntryLine(client, -signed_part(part), part.document_id) for part in parts]
    verb = "Annulation" if payment.reverses_id else MODE_WORDS[payment.mode]
    return Entry(
        journal,
        payment.received_on,
        f"R{payment.id:06d}",
        payment.received_on,
        f"{verb} {payment.client_name} {payment.settles}",
        payment.created_at.date(),
        tuple(line for line in (EntryLine(account, payment.amount), *of_client) if line.amount),
    )


def signed_part(part: Allocation) -> Decimal:
    """What a part of a payment brought in: of a credit note it was given back."""
    return -part.amount if part.document.is_credit_note else part.amount
