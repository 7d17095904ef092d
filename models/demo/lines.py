"""What the lines of the demo documents sell, let and do, without VAT."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

Row = dict[str, str]
QUANTITIES = ("1", "1", "1", "2", "2", "3", "4", "6", "10")
DISCOUNTS = ("", "", "", "", "", "5", "10", "12,5")
RATES = ("S20",) * 9 + ("S10",)
DOCUMENT_DISCOUNTS = ("", "", "", "", "", "", "5 %", "3 %", "50 €", "20 €")

_LET = (
    *(("Nacelle articulée 12 m", "day", "185"), ("Nacelle ciseaux 10 m", "week", "420")),
    *(("Mini-pelle 2,5 t", "day", "165"), ("Godet de curage 120 cm", "day", "18,5")),
    *(("Groupe électrogène 60 kVA", "day", "98"), ("Groupe électrogène 6 kVA", "weekend", "74,9")),
    *(("Chariot télescopique 14 m", "week", "890"), ("Compresseur 5 000 l/min", "day", "89")),
    *(("Marteau-piqueur pneumatique", "day", "24,5"), ("Bétonnière électrique 350 l", "day", "32")),
    *(("Échafaudage roulant 8 m", "week", "145"), ("Remorque plateau 3,5 t", "half_day", "38")),
    *(("Chapiteau 6 × 12 m", "weekend", "640"), ("Table pliante 180 cm", "piece", "4,2")),
    *(("Chauffage de chantier 70 kW", "day", "46"), ("Broyeur de végétaux", "day", "129,9")),
)
_SOLD = (
    *(("Chaîne de tronçonneuse 3/8", "piece", "18,9"), ("Disque diamant 230 mm", "piece", "64,5")),
    *(("Huile hydraulique HV 46", "litre", "5,75"), ("Filtre à huile", "piece", "23,4")),
    *(("Filtre à gazole", "piece", "31,2"), ("Batterie 12 V 180 Ah", "piece", "214")),
    *(
        ("Flexible hydraulique 1/2", "metre", "14,35"),
        ("Courroie trapézoïdale", "piece", "27"),
    ),
    *(
        ("Pneu 10.0/75-15.3", "piece", "168"),
        ("Nettoyeur haute pression", "piece", "1 390"),
    ),
    *(("Tronçonneuse thermique 50 cm³", "piece", "589"), ("Casque de chantier", "piece", "12,8")),
    *(
        ("Compresseur 200 l à vis", "piece", "2 450"),
        ("Échelle coulissante", "piece", "329"),
    ),
)
_DONE = (
    *(("Main-d’œuvre atelier", "hour", "62"), ("Main-d’œuvre sur site", "hour", "74")),
    *(("Diagnostic électronique", "flat", "95"), ("Contrôle périodique (VGP)", "flat", "135")),
)
_TRAVELS = (("Déplacement", "km", "0,95"), ("Livraison et reprise", "flat", "80"))
_OF_KIND: Mapping[str, tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]] = {
    "rental": (("rental", _LET), ("rental", _LET), ("travel", _TRAVELS)),
    "sale": (("article", _SOLD), ("article", _SOLD), ("travel", _TRAVELS)),
    "intervention": (("labour", _DONE), ("article", _SOLD), ("travel", _TRAVELS)),
    "invoice": (("rental", _LET), ("article", _SOLD), ("labour", _DONE)),
}
"""By kind of document, the kinds of its lines with what they are about."""


def rows_for(kind: str, random: Random) -> list[Row]:
    """One to six lines of a document of this kind, as somebody types them."""
    return [_row(kind, random) for _ in range(random.randint(1, 6))]


def _row(kind: str, random: Random) -> Row:
    line, articles = random.choice(_OF_KIND[kind])
    designation, unit, price = random.choice(articles)
    return {
        "kind": line,
        "designation": designation,
        "quantity": str(random.randint(12, 90)) if unit == "km" else random.choice(QUANTITIES),
        "unit": unit,
        "price": price,
        "discount": random.choice(DISCOUNTS),
        "vat": random.choice(RATES),
        "nature": "goods" if line == "article" else "service",
    }
