"""Invoices to French companies, and how they are paid."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from models.printing import InvoiceCodes, Paper, Period
from tests.models.printing.golden.making import DAY, invoice, line, rate, sums
from tests.models.printing.golden.parties import COMPANY

SIMPLE = invoice(
    [line("Location nacelle ciseaux", "2", "100", "200.00", unit="jour", unit_code="DAY")],
    [rate("S20", "200.00", "40.00")],
    sums("200.00", "40.00", "240.00"),
)
THREE = [
    line(
        "Location nacelle ciseaux 8 m\nHauteur de travail 7,80 m, batterie, pneus non marquants",
        *("3", "123.45", "370.35"),
        reference="NAC-08",
        unit="jour",
        unit_code="DAY",
    ),
    line("Main-d’œuvre", "2.25", "52.3333", "117.75", "S10", unit="heure", unit_code="HUR"),
    line("Manuel d’entretien, édition 2026", "1", "9.99", "9.99", "S5.5", reference="LIV-1"),
    line(
        *("Déplacement", "1", "45", "30.00"),
        unit="forfait",
        unit_code="LS",
        discount="33.33",
        discount_amount="15.00",
    ),
]
THREE_RATES = invoice(
    THREE,
    [
        rate("S20", "400.35", "80.07"),
        rate("S10", "117.75", "11.78"),
        rate("S5.5", "9.99", "0.55"),
    ],
    sums("528.09", "92.40", "620.49"),
)
DISCOUNTED = invoice(
    THREE,
    [
        rate("S20", "362.44", "72.49", "37.91"),
        rate("S10", "106.60", "10.66", "11.15"),
        rate("S5.5", "9.04", "0.50", "0.95"),
    ],
    sums("478.08", "83.65", "561.73", lines="528.09", discount="50.01"),
)
LINE_DISCOUNT = invoice(
    [
        line(
            *("Huile moteur 15W40", "10", "19.90", "179.10"),
            unit="litre",
            unit_code="LTR",
            discount="10",
            discount_amount="19.90",
        )
    ],
    [rate("S20", "179.10", "35.82")],
    sums("179.10", "35.82", "214.92"),
    codes=InvoiceCodes(frame="B1"),
)
FOUR_DECIMALS = invoice(
    [line("Gazole non routier", "1.2345", "99.9999", "123.45", unit="m³", unit_code="MTQ")],
    [rate("S20", "123.45", "24.69")],
    sums("123.45", "24.69", "148.14"),
)
SIX_DECIMALS = invoice(
    [line("Impression, la page", "1000", "0.012345", "12.35")],
    [rate("S20", "12.35", "2.47")],
    sums("12.35", "2.47", "14.82"),
)
THIRDS = invoice(
    [line("Câble, au mètre", "3", "33.333", "100.00", unit="m", unit_code="MTR")],
    [rate("S20", "100.00", "20.00")],
    sums("100.00", "20.00", "120.00"),
)
HALF_A_CENT = invoice(
    [line("Vis, le cent", "1", "12.25", "12.25", "S10")],
    [rate("S10", "12.25", "1.23")],
    sums("12.25", "1.23", "13.48"),
)
HUGE = invoice(
    [line("Groupe électrogène 60 kVA", "123456", "999.99", "123454765.44")],
    [rate("S20", "123454765.44", "24690953.09")],
    sums("123454765.44", "24690953.09", "148145718.53"),
)
NEGATIVE = invoice(
    [
        line("Bastaing 63 × 175, 4 m", "5", "40", "200.00"),
        line("Bastaing repris", "-2", "40", "-80.00"),
    ],
    [rate("S20", "120.00", "24.00")],
    sums("120.00", "24.00", "144.00"),
)
FREE = invoice(
    [line("Prêt de matériel", "1", "100", "0.00", discount="100", discount_amount="100.00")],
    [rate("S20", "0.00", "0.00")],
    sums("0.00", "0.00", "0.00"),
)


def paid(frame: str, means: str, label: str) -> Paper:
    """Paid on the spot: nothing is due, and it fell due today."""
    return replace(
        SIMPLE,
        totals=sums("200.00", "40.00", "240.00", paid="240.00", due="0.00"),
        due_on=DAY,
        terms=f"Payé au comptoir : {label}",
        bank=None,
        codes=InvoiceCodes(frame=frame, means=means, means_label=label),
    )


PARTLY_PAID = invoice(
    [line("Remise en état du moteur", "1", "1000", "1000.00", unit="forfait", unit_code="LS")],
    [rate("S20", "1000.00", "200.00")],
    sums("1000.00", "200.00", "1200.00", paid="500.00", due="700.00"),
    codes=InvoiceCodes(frame="S1"),
)
MONTHLY = invoice(
    [
        line(
            *("Location base de vie 6 m", "1", "850", "850.00"),
            unit="mois",
            unit_code="MON",
            period="du 1er au 30 nov. 2026",
            explanation="1 mois",
            starts_on=date(2026, 11, 1),
            ends_on=date(2026, 11, 30),
        )
    ],
    [rate("S20", "850.00", "170.00")],
    sums("850.00", "170.00", "1020.00"),
    period=Period(date(2026, 11, 1), date(2026, 11, 30)),
    codes=InvoiceCodes(frame="S1", is_vat_on_debits=True, market="CL-2026-00007"),
)
DELIVERED = replace(
    SIMPLE,
    delivered_on=date(2026, 11, 27),
    ship_to=replace(COMPANY, name="Chantier de la Gare", street="Quai 3", city="Pessac"),
    client_reference="BC 4512",
)
DEBITED = replace(
    SIMPLE,
    terms="Par prélèvement SEPA le 28 décembre 2026",
    codes=InvoiceCodes(
        means="59",
        mandate="RUM-2026-00018",
        creditor="FR72ZZZ123456",
        debited_iban="FR7630006000011234567890189",
    ),
)
CHEQUE = replace(SIMPLE, bank=None, codes=InvoiceCodes(means="20", means_label="Chèque"))
NO_ADDRESS = replace(SIMPLE, buyer=replace(COMPANY, einvoice_address=""))

SALES = {
    "simple": SIMPLE,
    "three rates and a line discount": THREE_RATES,
    "a document discount": DISCOUNTED,
    "a line discount": LINE_DISCOUNT,
    "four decimals": FOUR_DECIMALS,
    "a price with six decimals": SIX_DECIMALS,
    "three thirds": THIRDS,
    "half a cent of VAT": HALF_A_CENT,
    "huge": HUGE,
    "negative quantities": NEGATIVE,
    "nothing to pay": FREE,
    "goods paid on the spot": paid("B2", "48", "carte bancaire"),
    "services paid on the spot": paid("S2", "10", "espèces"),
    "both paid on the spot": paid("M2", "20", "chèque"),
    "partly paid": PARTLY_PAID,
    "a month of rent, VAT on debits": MONTHLY,
    "delivered elsewhere": DELIVERED,
    "by direct debit": DEBITED,
    "by cheque": CHEQUE,
    "a company without an address": NO_ADDRESS,
}
