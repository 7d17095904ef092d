"""Acomptes, what deducts them, and what corrects an invoice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from models.printing import Earlier, InvoiceCodes, Paper
from tests.models.printing.golden.making import deduction, invoice, line, rate, sums
from tests.models.printing.golden.sales import THREE_RATES

FIRST = Earlier("Facture d’acompte", "FA-2026-00040", date(2026, 10, 1))
WRONG = Earlier("Facture corrigée", "FA-2026-00041", date(2026, 11, 1))
ORDER = Earlier("Commande", "CV-2026-00012", date(2026, 9, 15), is_invoice=False)
LINE = "Groupe électrogène insonorisé 60 kVA"
TOLD = "Acompte facturé FA-2026-00040 du 1er octobre 2026"


def credit(paper: Paper, **changes: Any) -> Paper:
    """An avoir with the same lines, for an invoice that it names."""
    found: dict[str, Any] = {
        "title": "Avoir",
        "stage": "credit_note",
        "number": "AV-2026-00003",
        "is_credit": True,
        "due_on": None,
        "terms": "Déduit de votre prochain règlement",
        "bank": None,
        "earlier": (WRONG,),
        "codes": InvoiceCodes(type="381", means="97", means_label="Compensation"),
    }
    return replace(paper, **(found | changes))


ACOMPTE = invoice(
    [line(f"Acompte de 30 % à la commande CV-2026-00012\n{LINE}", "1", "300", "300.00")],
    [rate("S20", "300.00", "60.00")],
    sums("300.00", "60.00", "360.00"),
    title="Facture d’acompte",
    number="FA-2026-00040",
    earlier=(ORDER,),
    codes=InvoiceCodes(type="386", frame="B1"),
)
ACOMPTE_OF_TWO = replace(
    ACOMPTE,
    lines=(
        line(f"Acompte de 30 %\n{LINE}", "1", "300", "300.00"),
        line("Acompte de 30 %\nPose chez l’habitant", "1", "100", "100.00", "S10"),
    ),
    vat=(rate("S20", "300.00", "60.00"), rate("S10", "100.00", "10.00")),
    totals=sums("400.00", "70.00", "470.00"),
    codes=InvoiceCodes(type="386", frame="M1"),
)
BALANCE = invoice(
    [line(LINE, "1", "1000", "1000.00", reference="GE-60"), deduction(TOLD, "-300.00")],
    [rate("S20", "700.00", "140.00")],
    sums("700.00", "140.00", "840.00", deducted="-300.00"),
    earlier=(FIRST, ORDER),
    codes=InvoiceCodes(frame="B4"),
)
BALANCE_OF_TWO = invoice(
    [
        line(LINE, "1", "1000", "1000.00"),
        line("Pose chez l’habitant", "1", "500", "500.00", "S10"),
        deduction(TOLD, "-300.00"),
        deduction(TOLD, "-150.00", "S10"),
    ],
    [rate("S20", "700.00", "140.00"), rate("S10", "350.00", "35.00")],
    sums("1050.00", "175.00", "1225.00", deducted="-450.00"),
    earlier=(FIRST,),
    codes=InvoiceCodes(frame="M4"),
)
NOTHING_LEFT = invoice(
    [line(LINE, "1", "1000", "1000.00"), deduction(TOLD, "-1000.00")],
    [rate("S20", "0.00", "0.00")],
    sums("0.00", "0.00", "0.00", deducted="-1000.00"),
    earlier=(FIRST,),
    codes=InvoiceCodes(frame="B4"),
)
RETURN = invoice(
    [line("Retour d’une nacelle ciseaux", "1", "100", "100.00", unit="jour", unit_code="DAY")],
    [rate("S20", "100.00", "20.00")],
    sums("100.00", "20.00", "120.00"),
)
CHAINS = {
    "an acompte": ACOMPTE,
    "an acompte that is paid": replace(
        ACOMPTE, totals=sums("300.00", "60.00", "360.00", paid="360.00", due="0.00")
    ),
    "an acompte of two rates": ACOMPTE_OF_TWO,
    "a balance": BALANCE,
    "a balance of two rates": BALANCE_OF_TWO,
    "a balance of nothing": NOTHING_LEFT,
    "an avoir": credit(RETURN),
    "an avoir of three rates": credit(THREE_RATES),
    "an avoir of two invoices": credit(RETURN, earlier=(WRONG, FIRST)),
    "an avoir that is paid back": credit(
        RETURN, totals=sums("100.00", "20.00", "120.00", paid="120.00", due="0.00")
    ),
    "an avoir of an acompte": credit(
        ACOMPTE,
        title="Avoir d’acompte",
        earlier=(FIRST,),
        codes=InvoiceCodes(type="503", frame="B1", means="97"),
    ),
    "a rectificative": replace(
        RETURN,
        title="Facture rectificative",
        earlier=(WRONG,),
        codes=InvoiceCodes(type="384"),
    ),
}
