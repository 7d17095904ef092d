"""What the till and the invoices of one day come to, as a closing keeps it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from models.documents import Allocation, Document, Mode, Payment, Status
from models.french.money import ZERO

Totals = dict[str, Any]
"""Amounts are texts with two decimals, so that a seal holds them exactly."""
ISSUED = (Status.ISSUED, Status.WRITTEN_OFF)


async def first_day() -> date | None:
    """The first day on which money moved or an invoice was issued."""
    payment = await Payment.all().order_by("received_on").first()
    invoice = await issued().order_by("dated_on").first()
    days = [payment.received_on] if payment else []
    days += [invoice.dated_on] if invoice and invoice.dated_on else []
    return min(days, default=None)


def issued() -> Any:
    """Every invoice and credit note that is out."""
    return Document.filter(kind="invoice", status__in=ISSUED)


async def totals_of_day(day: date, before: Totals | None) -> Totals:
    """By mode and by rate what came in, went out and was corrected, and what was issued."""
    payments = await Payment.filter(received_on=day).order_by("id")
    documents = await issued().filter(dated_on=day).order_by("id")
    kept = before or {}
    received = sum([one.amount for one in payments], ZERO)
    invoiced = sum([signed_total(one) for one in documents], ZERO)
    return {
        "payments": _by_mode(one for one in payments if one.amount > 0 and not one.reverses_id),
        "refunds": _by_mode(one for one in payments if one.amount < 0 and not one.reverses_id),
        "corrections": _by_mode(one for one in payments if one.reverses_id),
        "by_mode": _by_mode(payments),
        "by_rate": await _by_rate(payments),
        "received": str(received),
        "invoices": _of_documents([one for one in documents if not one.is_credit_note]),
        "credit_notes": _of_documents([one for one in documents if one.is_credit_note]),
        "invoiced": str(invoiced),
        "all_received": str(Decimal(kept.get("all_received", ZERO)) + received),
        "all_invoiced": str(Decimal(kept.get("all_invoiced", ZERO)) + invoiced),
    }


def signed_total(document: Document) -> Decimal:
    """With VAT; a credit note counts against."""
    return -document.ttc if document.is_credit_note else document.ttc


def _by_mode(payments: Iterable[Payment]) -> dict[str, str]:
    sums: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)
    for payment in payments:
        if payment.mode != Mode.CREDIT:
            sums[str(payment.mode)] += payment.amount
    return {mode: str(amount) for mode, amount in sorted(sums.items())}


async def _by_rate(payments: list[Payment]) -> dict[str, str]:
    """VAT included; what was given back counts against."""
    ids = [payment.id for payment in payments]
    parts = await Allocation.filter(payment_id__in=ids).prefetch_related("document") if ids else []
    sums: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)
    for part in parts:
        sign = -1 if part.document.is_credit_note else 1
        for rate, amount in part.by_rate.items():
            sums[rate] += sign * Decimal(amount)
    return {rate: str(amount) for rate, amount in sorted(sums.items())}


def _of_documents(documents: list[Document]) -> dict[str, Any]:
    numbers = [document.number or "" for document in documents]
    return {
        "count": len(documents),
        "ht": str(sum([one.ht for one in documents], ZERO)),
        "vat": str(sum([one.vat for one in documents], ZERO)),
        "ttc": str(sum([one.ttc for one in documents], ZERO)),
        "first": numbers[0] if numbers else "",
        "last": numbers[-1] if numbers else "",
    }
