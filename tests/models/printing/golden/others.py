"""Papers that are no invoices: quotes, orders, contracts, drafts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from models.printing import Agreement, Detail, Earlier, Mention, Paper, Party, Period
from tests.models.printing.golden.making import invoice, line, note, rate, sums, title
from tests.models.printing.golden.parties import PERSON
from tests.models.printing.golden.sales import DISCOUNTED, SIMPLE, THREE

AGREED = Agreement(
    "Bon pour accord",
    "Date, nom et signature, précédés de la mention « Bon pour accord » :",
)
STROKE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 60"><path fill="none" '
    'stroke="#1c2420" stroke-width="2" '
    'd="M5 40 C 40 5 50 60 80 30 S 130 10 150 40 S 190 20 195 35"/></svg>'
)


def quote(paper: Paper, **changes: Any) -> Paper:
    """The same lines, to be agreed to."""
    found: dict[str, Any] = {
        "title": "Devis de location",
        "kind": "rental",
        "stage": "quote",
        "number": "DL-2026-00007",
        "due_on": None,
        "valid_until": date(2026, 12, 28),
        "bank": None,
        "terms": "30 % à la commande, le solde à 30 jours",
        "mentions": (),
        "agreements": (AGREED,),
        "codes": None,
    }
    return replace(paper, **(found | changes))


EIGHT = quote(
    replace(
        DISCOUNTED,
        lines=(
            title("Chantier de la Gare, première phase"),
            *THREE,
            note("Livraison le matin, avant 8 heures."),
            *(
                replace(one, net=one.net * 0, discount=one.unit_price * 0 + 100)
                for one in THREE[:2]
            ),
        ),
    ),
    subject="Location de nacelles pour la réfection de la toiture, chantier de la Gare",
    client_reference="BC 4512",
    period=Period(date(2026, 12, 3), date(2026, 12, 10)),
)
CONTRACT = quote(
    invoice(
        [
            line(
                f"Mini-pelle 2,5 t n° {number + 1}",
                *("1", "10", "10.00"),
                reference=f"PEL-{number:03}",
                unit="semaine",
                unit_code="WEE",
                period="du 3 déc. 2026, 8 h au 10 déc. 2026, 18 h",
                explanation="1 semaine + 1 jour" if number % 2 else "",
            )
            for number in range(60)
        ],
        [rate("S20", "600.00", "120.00")],
        sums("600.00", "120.00", "720.00"),
    ),
    title="Contrat de location",
    stage="contract",
    number="CL-2026-00007",
    valid_until=None,
    period=Period(date(2026, 12, 3), date(2026, 12, 10)),
    details=(
        Detail("Lieu d’emploi", "Chantier de la Gare, Pessac"),
        Detail("Transport", "Par nos soins"),
    ),
    earlier=(Earlier("Devis", "DL-2026-00007", date(2026, 11, 20), is_invoice=False),),
    notes="Le matériel est remis propre, le plein fait.\nToute casse est signalée le jour même.",
    agreements=(
        Agreement("Le loueur", "Comptoir du Matériel"),
        Agreement(
            "Le locataire", "Lu et approuvé", "Hélène Œuvrard", "le 24 nov. 2026, 14 h 05", STROKE
        ),
    ),
)
TO_A_PERSON = quote(
    SIMPLE,
    title="Devis d’intervention",
    kind="intervention",
    buyer=PERSON,
    details=(
        Detail("Matériel", "Tondeuse autoportée T-42, n° 9912"),
        Detail("Panne", "Ne démarre plus à froid"),
    ),
    mentions=(
        Mention(
            "Devis gratuit. Vous disposez de quatorze jours pour vous rétracter.",
            title="Rétractation",
        ),
        Mention(
            "Vous pouvez saisir gratuitement le médiateur de la consommation.", title="Médiation"
        ),
    ),
)
OTHERS = {
    "a quote of eight lines": EIGHT,
    "a contract of 60 lines": CONTRACT,
    "a quote to a person": TO_A_PERSON,
    "a draft": replace(DISCOUNTED, number="", is_draft=True, codes=None),
    "a draft that is just begun": replace(
        DISCOUNTED,
        number="",
        is_draft=True,
        codes=None,
        lines=(),
        vat=(),
        totals=sums("0.00", "0.00", "0.00"),
        mentions=(),
        buyer=Party(""),
    ),
    "a draft without a rate": replace(
        SIMPLE, number="", is_draft=True, codes=None, vat=(), lines=(replace(THREE[1], vat=""),)
    ),
    "an order without prices": replace(
        CONTRACT, title="Bon de départ", shows_prices=False, lines=CONTRACT.lines[:12]
    ),
}
