"""The head of a paper in words: who, to whom, when, and what it refers to."""

from __future__ import annotations

from collections.abc import Iterator

from models.french.phones import format_phone
from models.french.wording import NBSP, long_date
from models.printing.paper import Earlier, Paper, Party, Period

HOME = "FR"
NATURES = {
    "B": "Livraison de biens",
    "S": "Prestation de services",
    "M": "Livraison de biens et prestation de services",
}
"""What the law has an invoice say it is for, by the frame's letter."""


def seller_lines(seller: Party) -> list[str]:
    """The name, the address and how to reach the firm."""
    reach = (format_phone(seller.phone), seller.email, seller.website)
    return [*_address(seller), *(text for text in reach if text)]


def buyer_lines(buyer: Party) -> list[str]:
    """As the postman reads it through the window of the envelope."""
    name, *rest = _address(buyer)
    return [name, *filter(None, (buyer.attention,)), *rest]


def _address(party: Party) -> list[str]:
    town = " ".join(filter(None, (party.postcode, party.city)))
    country = (party.country_name or party.country).upper() if party.country != HOME else ""
    return [party.name, *filter(None, (party.street, party.street2, town, country))]


def legal_line(seller: Party) -> str:
    """What stands at the foot of each page."""
    found = (
        " ".join(filter(None, (seller.name, seller.legal))),
        _labelled("SIRET", siret(seller.siret)) or _labelled("SIREN", siren(seller.siren)),
        _labelled("TVA", seller.vat_number),
    )
    return " – ".join(filter(None, found))


def facts(paper: Paper) -> list[list[str]]:
    """What stands beside the buyer's address, each with its label."""
    return [[label, text] for label, text in _facts(paper) if text]


def _facts(paper: Paper) -> Iterator[tuple[str, str]]:
    buyer, codes = paper.buyer, paper.codes
    yield "Date", long_date(paper.dated_on)
    yield "Échéance", long_date(paper.due_on) if paper.due_on and not paper.is_credit else ""
    yield "Valable jusqu’au", long_date(paper.valid_until) if paper.valid_until else ""
    if paper.period:
        yield "Période", span(paper.period)
    yield "Livré le", long_date(paper.delivered_on) if paper.delivered_on else ""
    for earlier in paper.earlier:
        yield earlier.title, dated(earlier)
    yield "Votre référence", paper.client_reference
    if codes:
        yield "Code service", codes.service
        yield "N° d’engagement", codes.commitment
        yield "N° de marché", codes.market
        yield "Nature", NATURES.get(codes.frame[:1], "")
    yield "SIREN client", siren(buyer.siren)
    yield "TVA client", buyer.vat_number
    if paper.ship_to:
        yield "Lieu", ", ".join(_address(paper.ship_to))
    for detail in paper.details:
        yield detail.label, detail.text


def span(period: Period) -> str:
    """« du 3 au 10 décembre 2026 », « du 28 novembre au 3 décembre 2026 »."""
    starts, ends = long_date(period.starts_on), long_date(period.ends_on)
    if starts == ends:
        return f"le {ends}"
    first, last = starts.split(NBSP), ends.split(NBSP)
    while len(first) > 1 and first[-1] == last[-1]:
        first.pop()
        last.pop()
    return f"du {NBSP.join(first)} au {ends}"


def dated(earlier: Earlier) -> str:
    """« FA-2026-00041 du 1er novembre 2026 »."""
    return f"{earlier.number} du {long_date(earlier.dated_on)}"


def _labelled(label: str, text: str) -> str:
    return f"{label}{NBSP}{text}" if text else ""


def siren(number: str) -> str:
    """« 732 829 320 »."""
    return NBSP.join(number[at : at + 3] for at in range(0, len(number), 3))


def siret(number: str) -> str:
    """« 732 829 320 00074 »."""
    return f"{siren(number[:9])}{NBSP}{number[9:]}" if number else ""
