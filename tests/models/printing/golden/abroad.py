"""Other rates than those of the mainland, no VAT at all, and who is no French company."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from models.printing import InvoiceCodes, Mention, Paper, Party
from tests.models.printing.golden.making import FRANCHISE, invoice, line, rate, sums
from tests.models.printing.golden.parties import (
    BELGIAN,
    BELGIAN_SITE,
    COMPANY,
    CORSICAN,
    GUIANAN,
    LAW,
    OVERSEAS,
    PERSON,
    PERSON_WITHOUT_EMAIL,
    PUBLIC,
    SMALL_SELLER,
    SWISS,
)
from tests.models.printing.golden.sales import SIMPLE


def untaxed(code: str, designation: str, buyer: Party = COMPANY, **changes: Any) -> Paper:
    """80 € without VAT, for this reason."""
    return invoice(
        [line(designation, "1", "80", "80.00", code)],
        [rate(code, "80.00", "0.00")],
        sums("80.00", "0.00", "80.00"),
        buyer=buyer,
        **changes,
    )


FOREIGN = InvoiceCodes(addressee="B2BINT")
ABROAD = {
    "rates of Réunion": invoice(
        [
            line("Location compacteur", "1", "80", "80.00", "S8.5"),
            line("Presse professionnelle", "1", "80", "80.00", "S2.1"),
        ],
        [rate("S8.5", "80.00", "6.80"), rate("S2.1", "80.00", "1.68")],
        sums("160.00", "8.48", "168.48"),
        buyer=OVERSEAS,
    ),
    "rates of Corsica": invoice(
        [
            line("Carburant", "1", "200", "200.00", "S13"),
            line("Bétail vivant", "1", "100", "100.00", "S0.9"),
        ],
        [rate("S13", "200.00", "26.00"), rate("S0.9", "100.00", "0.90")],
        sums("300.00", "26.90", "326.90"),
        buyer=CORSICAN,
    ),
    "French Guiana": untaxed("E-294", "Location groupe électrogène", GUIANAN),
    "franchise": untaxed(
        "E-FRANCHISE",
        "Réparation tronçonneuse",
        seller=SMALL_SELLER,
        mentions=(*LAW[:3], Mention(FRANCHISE)),
    ),
    "exempt training": untaxed("E-261", "Formation CACES"),
    "exempt and taxed": invoice(
        [
            line("Formation CACES", "1", "80", "80.00", "E-261"),
            line("Location nacelle", "1", "80", "80.00"),
        ],
        [rate("S20", "80.00", "16.00"), rate("E-261", "80.00", "0.00")],
        sums("160.00", "16.00", "176.00"),
    ),
    "reverse charge of building work": untaxed("AE-283", "Travaux de terrassement"),
    "service to Belgium": untaxed("AE-283", "Réparation", BELGIAN, codes=FOREIGN),
    "goods to Belgium": untaxed(
        *("K-262TER", "Groupe électrogène", BELGIAN),
        ship_to=BELGIAN_SITE,
        codes=replace(FOREIGN, frame="B1"),
    ),
    "goods to Switzerland": untaxed(
        "G-262", "Groupe électrogène", SWISS, codes=replace(FOREIGN, frame="B1")
    ),
    "a person with an e-mail": replace(
        SIMPLE, buyer=PERSON, mentions=LAW, codes=InvoiceCodes(addressee="B2C")
    ),
    "a person without an e-mail": replace(
        SIMPLE, buyer=PERSON_WITHOUT_EMAIL, codes=InvoiceCodes(addressee="B2C")
    ),
    "a public body": replace(
        SIMPLE,
        buyer=PUBLIC,
        codes=InvoiceCodes(service="VOIRIE-7", commitment="EJ-2026-00118", market="M2026-04"),
    ),
    "a company in another country without an e-mail": replace(
        SIMPLE, buyer=replace(SWISS, email=""), codes=FOREIGN
    ),
}
