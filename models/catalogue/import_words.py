"""How the columns of a list of articles are called, and what their cells say in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from models.catalogue.export import COLUMNS, label_of
from models.catalogue.fields import NO, YES
from models.catalogue.kinds import KIND_LABELS, NATURE_LABELS, ArticleKind, Nature
from models.catalogue.special_prices import SPECIAL_PRICES
from models.company import UNITS
from models.french.money import percent, read_number
from models.french.text import fold
from models.imports import Heading, Headings
from models.imports.words import ReadWord, one_of

MOST_NAMED = 4
Rate = tuple[str, str, Decimal, bool]
"""A rate of today: its code, its label, its number, and whether it taxes."""

_SYNONYMS: Mapping[str, str] = {
    "reference": (
        "réf, ref, code, code article, référence article, article, sku, n° article, item"
        " number, item no, item code, product code, part number, artikelnummer, artikelnr,"
        " artikel nr"
    ),
    "designation": (
        "libellé, désignation article, description, nom, intitulé, libellé article, name,"
        " product name, item name, product, item, bezeichnung, artikelbezeichnung, artikelname"
    ),
    "family": (
        "catégorie, groupe, rayon, famille article, gamme, sous-famille, category, group,"
        " product group, warengruppe, kategorie"
    ),
    "kind": "type article, type d’article, genre, nature de ligne",
    "unit": (
        "u, un, unité de vente, unité de facturation, uv, unit, units, unit of measure, uom,"
        " einheit, mengeneinheit"
    ),
    "price": (
        "prix, pu, pu ht, prix ht, prix unitaire, prix de vente, prix de vente ht, pv, pv ht,"
        " tarif, tarif ht, prix public ht, montant ht, unit price, sales price, selling price,"
        " net price, list price, price, preis, einzelpreis, verkaufspreis, nettopreis"
    ),
    "vat_code": (
        "taux tva, taux de tva, tva %, code tva, taux, vat, vat rate, tax rate, mwst, mwst"
        " satz, ust, steuersatz"
    ),
    "nature": "nature, bien/service",
    "tariff_hour": "heure, prix heure, tarif heure, tarif horaire",
    "tariff_half_day": "demi-journée, 1/2 journée, prix demi-journée, tarif 1/2 journée",
    "tariff_day": "jour, journée, prix jour, prix journée, tarif journée, tarif journalier",
    "tariff_weekend": "week-end, weekend, we, prix week-end, tarif weekend",
    "tariff_week": "semaine, prix semaine, tarif hebdomadaire, 7 jours",
    "tariff_month": "mois, prix mois, tarif mensuel",
    "tariff_flat": "prix forfait, tarif forfait, forfaitaire",
    "is_active": "actif, en vente, disponible, statut",
}
OFFERED = 3
"""So many price lists are offered for a column."""


_RATE = re.compile(r"\d+(?:[.,]\d+)?")
"""« TVA 20 % » says a number among words."""
_LISTS = {fold(label_of(name)): name for name in SPECIAL_PRICES.columns(SPECIAL_PRICES.most)}
HEADINGS = Headings(
    [
        *(Heading(name, label_of(name), tuple(_SYNONYMS[name].split(","))) for name in COLUMNS),
        *(Heading(name, label_of(name)) for name in SPECIAL_PRICES.columns(OFFERED)),
    ],
    _LISTS.get,
)
_KINDS: Mapping[str, str] = {
    ArticleKind.ARTICLE: "produit, marchandise, pièce, fourniture, vente",
    ArticleKind.LABOUR: "mo, main d’œuvre, heures, prestation, service",
    ArticleKind.TRAVEL: "déplacements, transport, livraison",
    ArticleKind.RENTAL: "locations, louer, matériel de location",
    ArticleKind.TEXT: "commentaire, note",
}
_UNITS = {
    "piece": (
        "pièce, pièces, pc, pce, pcs, u, un, unité, unités, unitaire, ens, lot, each, ea, stk,"
        " stück"
    ),
    "hour": "h, hr, heures, hours, std, stunde",
    "half_day": "demi-journées, 1/2 journée, 1/2 j",
    "day": "j, jr, journée, journées, days, tag",
    "weekend": "weekend, we",
    "week": "sem, hebdo",
    "km": "kilomètre, kilomètres",
    "kg": "kilo, kilos, kilogramme, kilogrammes",
    "litre": "l, lt",
    "metre": "m, ml, mètre linéaire, metre lineaire",
    "m2": "mètre carré, mètres carrés, m²",
    "flat": "ff, forf, fft",
}
_ACTIVE = {
    YES: "oui, vrai, 1, x, actif, active, true, en vente",
    NO: "non, faux, 0, inactif, inactive, false, arrêté, supprimé",
}
_NATURES: Mapping[str, str] = {
    Nature.GOODS: "biens, marchandise",
    Nature.SERVICE: "services, prestation",
}


def readers(rates: Iterable[Rate]) -> Mapping[str, ReadWord]:
    """How the cells of each column are read where they are words; `rates` are those of today."""
    units = {code: f"{unit.label}, {unit.worded(is_plural=True)}" for code, unit in UNITS.items()}
    return {
        "kind": one_of(KIND_LABELS, _KINDS),
        "unit": one_of({code: unit.label for code, unit in UNITS.items()}, units, _UNITS),
        "nature": one_of(NATURE_LABELS, _NATURES),
        "is_active": one_of({YES: "actif", NO: "inactif"}, _ACTIVE),
        "vat_code": _rate(list(rates)),
    }


def _rate(rates: list[Rate]) -> ReadWord:
    """By the code, by the label, or by the number: « S20 », « 20 % », « 20 », « 0,2 »."""
    codes = {code.upper(): code for code, *_ in rates}
    labels = {fold(label): code for code, label, *_ in reversed(rates)}
    numbers = {rate: code for code, _, rate, is_taxed in rates if is_taxed}

    def read(text: str) -> str:
        if code := codes.get(text.upper()) or labels.get(fold(text)):
            return code
        try:
            rate = read_number(found[0] if (found := _RATE.search(text)) else text, 4)
        except ValueError:
            rate = None
        if rate is not None and (code := numbers.get(rate) or numbers.get(rate * 100)):
            return code
        usual = ", ".join(percent(one) for one in list(numbers)[:MOST_NAMED])
        raise ValueError(f"Taux inconnu : écrivez {usual}… ou le code d’un taux.")

    return read
