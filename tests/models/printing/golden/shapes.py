"""Invoices that are long, crowded, sectioned or hostile."""

from __future__ import annotations

from dataclasses import replace

from models.printing import PaperLine
from tests.models.printing.golden.making import (
    invoice,
    line,
    note,
    rate,
    subtotal,
    sums,
    title,
)
from tests.models.printing.golden.parties import COMPANY, SELLER
from tests.models.printing.golden.sales import SIMPLE

WORD = "Vérification "
LONG = (WORD * 385)[:4_990] + "\nFIN DU TEXTE"
"""A designation of 5,000 characters, whose end is known."""
UNITS = {
    "pièce": "C62",
    "heure": "HUR",
    "jour": "DAY",
    "semaine": "WEE",
    "mois": "MON",
    "km": "KMT",
    "kg": "KGM",
    "litre": "LTR",
    "m": "MTR",
    "m²": "MTK",
    "forfait": "LS",
}
HOSTILE = "<b>]]>&amp; \x07\x1b[0m #strong[x] $x$ @a 😀 中文\t✓"
SECTIONED = invoice(
    [
        title("Atelier"),
        line("Diagnostic", "1", "100", "100.00"),
        note("Selon votre accord téléphonique du 12 novembre."),
        line("Réglage", "1", "50", "50.00"),
        subtotal("150.00"),
        title("Pièces"),
        line("Joint de culasse", "1", "25.50", "25.50"),
        subtotal("25.50", "Sous-total pièces"),
        note("Pièces garanties six mois."),
    ],
    [rate("S20", "175.50", "35.10")],
    sums("175.50", "35.10", "210.60"),
)


def cycle(number: int) -> PaperLine:
    """Of three lines in a row the first makes 10.00, the second 20.00, the third 0.33."""
    name = f"Location n° {number + 1}"
    return (
        line(name, "1", "10", "10.00", reference=f"ART-{number:04}"),
        line(f"{name}\nAvec opérateur, transport aller et retour", "2", "10", "20.00", "S10"),
        line(name, "3", "0.11", "0.33", "S5.5", unit="jour", unit_code="DAY"),
    )[number % 3]


THREE_HUNDRED = invoice(
    [cycle(number) for number in range(300)],
    [
        rate("S20", "1000.00", "200.00"),
        rate("S10", "2000.00", "200.00"),
        rate("S5.5", "33.00", "1.82"),
    ],
    sums("3033.00", "401.82", "3434.82"),
)
SHAPES = {
    "titles, texts and subtotals": SECTIONED,
    "a line of quantity 0": invoice(
        [line("Location", "2", "100", "200.00"), line("Voir le bon de retour", "0", "0", "0.00")],
        [rate("S20", "200.00", "40.00")],
        sums("200.00", "40.00", "240.00"),
    ),
    "each unit": invoice(
        [
            line(f"Au {name}", "1", "10", "10.00", unit=name, unit_code=UNITS[name])
            for name in UNITS
        ],
        [rate("S20", "110.00", "22.00")],
        sums("110.00", "22.00", "132.00"),
    ),
    "hostile texts": replace(
        SIMPLE,
        lines=(
            replace(
                SIMPLE.lines[0], designation="<b>]]>&amp; \x07\x1b[0m #strong[x] $x$ @a 😀 中文\t✓"
            ),
        ),
        subject='"Objet" <script>\u202e\x00',
        notes='#image("/etc/passwd")\n= Titre\n\\ ` * _',
        buyer=replace(COMPANY, name="O’Brien & <Fils> \u200b«\u00a0Été\u00a0»"),
    ),
    "a designation of 5,000 characters": replace(
        SIMPLE, lines=(replace(SIMPLE.lines[0], designation=LONG),)
    ),
    "very long names": replace(
        SIMPLE,
        buyer=replace(
            COMPANY,
            name="Syndicat intercommunal d’aménagement et d’équipement " * 3 + "du bassin",
            street="Zone d’activités économiques et industrielles des Grands Champs, bâtiment C "
            * 2,
        ),
        seller=replace(SELLER, name="Établissements Comptoir du Matériel et de la Réparation " * 2),
        subject="Remise en état complète " * 8,
    ),
    "300 lines": THREE_HUNDRED,
}
