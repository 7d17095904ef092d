"""How the golden papers are written down: each amount by hand, none computed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from models.printing import (
    InvoiceCodes,
    LineKind,
    Paper,
    PaperLine,
    Totals,
    VatRow,
)
from tests.models.printing.golden.parties import BANK, COMPANY, LAW, SELLER

D = Decimal
DAY = date(2026, 11, 28)
DUE = date(2026, 12, 28)
ZERO = D("0.00")
FRANCHISE = "TVA non applicable, art. 293 B du CGI"
GUYANE = "TVA non applicable en Guyane et à Mayotte, art. 294 du CGI"
RATES = {
    "S20": ("S", "20.00", "20 %", "", ""),
    "S10": ("S", "10.00", "10 %", "", ""),
    "S5.5": ("S", "5.50", "5,5 %", "", ""),
    "S2.1": ("S", "2.10", "2,1 %", "", ""),
    "S8.5": ("S", "8.50", "8,5 %", "", ""),
    "S13": ("S", "13.00", "13 %", "", ""),
    "S0.9": ("S", "0.90", "0,9 %", "", ""),
    "E-FRANCHISE": ("E", "0.00", "0 %", FRANCHISE, "VATEX-FR-FRANCHISE"),
    "E-261": (
        *("E", "0.00", "0 %", "Exonération de TVA, art. 261, 4-4° a du CGI"),
        "VATEX-FR-CGI261-4",
    ),
    "E-294": ("E", "0.00", "0 %", GUYANE, ""),
    "AE-283": ("AE", "0.00", "0 %", "Autoliquidation, art. 283-2 nonies du CGI", "VATEX-EU-AE"),
    "K-262TER": ("K", "0.00", "0 %", "Exonération de TVA, art. 262 ter I du CGI", "VATEX-EU-IC"),
    "G-262": ("G", "0.00", "0 %", "Exonération de TVA, art. 262 I du CGI", "VATEX-EU-G"),
}


def line(
    designation: str, quantity: str, price: str, net: str, vat: str = "S20", **more: Any
) -> PaperLine:
    amounts = {"discount", "discount_amount"}
    typed: dict[str, Any] = {
        key: D(value) if key in amounts else value for key, value in more.items()
    }
    return PaperLine(
        designation,
        quantity=D(quantity),
        unit_price=D(price),
        net=D(net),
        vat=vat,
        **typed,
    )


def deduction(designation: str, net: str, vat: str = "S20") -> PaperLine:
    """What an acompte has invoiced, as a quantity of −1."""
    return replace(
        line(designation, "-1", net.removeprefix("-"), net, vat), kind=LineKind.DEDUCTION
    )


def title(text: str) -> PaperLine:
    return PaperLine(text, LineKind.TITLE)


def note(text: str) -> PaperLine:
    return PaperLine(text, LineKind.TEXT)


def subtotal(net: str, text: str = "") -> PaperLine:
    return PaperLine(text, LineKind.SUBTOTAL, net=D(net))


def rate(code: str, base: str, amount: str, discount: str = "0.00") -> VatRow:
    category, percent, label, reason, vatex = RATES[code]
    return VatRow(code, category, D(percent), label, D(base), D(amount), D(discount), reason, vatex)


def sums(ht: str, vat: str, ttc: str, **more: str) -> Totals:
    """What is not named is nothing, or what follows from nothing: `lines` the HT, `due` the TTC."""
    named = {"lines": ht, "due": ttc} | more
    return Totals(ht=D(ht), vat=D(vat), ttc=D(ttc), **{key: D(one) for key, one in named.items()})


def invoice(lines: list[PaperLine], vat: list[VatRow], totals: Totals, **changes: Any) -> Paper:
    """An invoice to a company, but for what is said."""
    paper = Paper(
        title="Facture",
        kind="invoice",
        stage="invoice",
        number="FA-2026-00042",
        dated_on=DAY,
        due_on=DUE,
        seller=SELLER,
        buyer=COMPANY,
        lines=tuple(lines),
        vat=tuple(vat),
        totals=totals,
        terms="À 30 jours, par virement",
        bank=BANK,
        mentions=LAW,
        codes=InvoiceCodes(),
    )
    return replace(paper, **changes)
