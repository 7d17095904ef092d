"""How the columns of a list of articles are called, and what their cells say in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from models.catalogue.article import Article
from models.catalogue.export import COLUMNS
from models.catalogue.fields import NO, YES
from models.catalogue.kinds import KIND_LABELS, NATURE_LABELS, ArticleKind, Nature
from models.company import UNITS, VatRate
from models.french.money import percent, read_number
from models.french.text import fold
from models.french.wording import listed
from models.imports import Heading

MOST_NAMED = 4
Read = Callable[[str], str]
"""From what a cell says to what the form of an article would hold; raises ValueError."""

_SYNONYMS: Mapping[str, str] = {
    "reference": "réf, ref, code, code article, référence article, article, sku, n° article",
    "designation": "libellé, désignation article, description, nom, intitulé, libellé article",
    "family": "catégorie, groupe, rayon, famille article, gamme, sous-famille",
    "kind": "type article, type d’article, genre, nature de ligne",
    "unit": "u, un, unité de vente, unité de facturation, uv",
    "price": (
        "prix, pu, pu ht, prix ht, prix unitaire, prix de vente, prix de vente ht, pv, pv ht,"
        " tarif, tarif ht, prix public ht, montant ht"
    ),
    "vat_code": "taux tva, taux de tva, tva %, code tva, taux",
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
HEADINGS = tuple(
    Heading(name, Article.label_of(name), tuple(_SYNONYMS[name].split(","))) for name in COLUMNS
)
_KINDS: Mapping[str, str] = {
    ArticleKind.ARTICLE: "produit, marchandise, pièce, fourniture, vente",
    ArticleKind.LABOUR: "mo, main d’œuvre, heures, prestation, service",
    ArticleKind.TRAVEL: "déplacements, transport, livraison",
    ArticleKind.RENTAL: "locations, louer, matériel de location",
    ArticleKind.TEXT: "commentaire, note",
}
_UNITS = {
    "piece": "pièce, pièces, pc, pce, pcs, u, un, unité, unités, unitaire, ens, lot",
    "hour": "h, hr, heures",
    "half_day": "demi-journées, 1/2 journée, 1/2 j",
    "day": "j, jr, journée, journées",
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


def readers(rates: Iterable[VatRate]) -> Mapping[str, Read]:
    """How the cells of each column are read where they are words; `rates` are those of today."""
    units = {code: f"{unit.label}, {unit.worded(is_plural=True)}" for code, unit in UNITS.items()}
    return {
        "kind": _one_of(KIND_LABELS, _KINDS),
        "unit": _one_of({code: unit.label for code, unit in UNITS.items()}, units, _UNITS),
        "nature": _one_of(NATURE_LABELS, _NATURES),
        "is_active": _one_of({YES: "actif", NO: "inactif"}, _ACTIVE),
        "vat_code": _rate(list(rates)),
    }


def _one_of(labels: Mapping[str, str], *synonyms: Mapping[str, str]) -> Read:
    words = {fold(label): str(code) for code, label in labels.items()}
    for more in synonyms:
        for code, texts in more.items():
            words |= {fold(text): str(code) for text in texts.split(",") if fold(text) not in words}
    words |= {fold(str(code)): str(code) for code in labels if fold(str(code)) not in words}
    known = listed([label.lower() for label in labels.values()])

    def read(text: str) -> str:
        code = words.get(fold(text))
        if code is None:
            raise ValueError(f"Mot inconnu ici : écrivez {known}.")
        return code

    return read


def _rate(rates: list[VatRate]) -> Read:
    """By the code, by the label, or by the number: « S20 », « 20 % », « 20 », « 0,2 »."""
    codes = {rate.code.upper(): rate.code for rate in rates}
    labels = {fold(rate.label): rate.code for rate in reversed(rates)}
    numbers = {rate.rate: rate.code for rate in rates if rate.is_taxed}

    def read(text: str) -> str:
        if code := codes.get(text.upper()) or labels.get(fold(text)):
            return code
        try:
            rate = read_number(text, 4)
        except ValueError:
            rate = None
        if rate is not None and (code := numbers.get(rate) or numbers.get(rate * 100)):
            return code
        usual = ", ".join(percent(one) for one in list(numbers)[:MOST_NAMED])
        raise ValueError(f"Taux inconnu : écrivez {usual}… ou le code d’un taux.")

    return read
