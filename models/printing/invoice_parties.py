"""Who sells, who buys and where it goes, as the electronic invoice says it (EN 16931)."""

from __future__ import annotations

from typing import Any

from models.printing.paper import Party, PartyKind
from models.printing.plain_text import plain_line

SIREN = "0002"
SIRET = "0009"
FRENCH_ADDRESS = "0225"
EMAIL = "EM"
HOME = "FR"

Group = dict[str, Any]


def seller_group(seller: Party) -> Group:
    """BG-4; a firm without a VAT number gives its SIREN in its place."""
    tax = {"vat_identifier": seller.vat_number} if seller.vat_number else {}
    return (
        _party(seller) | (tax or {"tax_identifier": seller.siren}) | _said(legal_info=seller.legal)
    )


def buyer_group(buyer: Party) -> Group:
    """BG-7."""
    return _party(buyer) | _said(vat_identifier=buyer.vat_number)


def delivery_group(place: Party) -> Group:
    """BG-13; the country decides whether there is VAT."""
    return _said(name=plain_line(place.name)) | _address(place)


def electronic_address(party: Party) -> tuple[str, str]:
    """Where the invoice is sent, and what kind of address that is; two empty texts if nowhere."""
    if party.kind == PartyKind.COMPANY and party.country == HOME:
        is_known = bool(party.siren) and party.einvoice_address.startswith(party.siren)
        return (party.einvoice_address, FRENCH_ADDRESS) if is_known else ("", "")
    return (party.email, EMAIL) if party.email else ("", "")


def _party(party: Party) -> Group:
    address, scheme = electronic_address(party)
    identity: Group = {"identifiers": {SIRET: party.siret}} if party.siret else {}
    if party.siren:
        identity |= {"legal_identifier": party.siren, "legal_identifier_schemeid": SIREN}
    if address:
        identity |= {"einvoicing_addr": address, "einvoicing_addr_schemeid": scheme}
    return {"name": plain_line(party.name)} | identity | _address(party)


def _address(party: Party) -> Group:
    return {"country_code": party.country} | _said(
        addr_l1=plain_line(party.street),
        addr_l2=plain_line(party.street2),
        postcode=party.postcode,
        city=plain_line(party.city),
    )


def _said(**texts: str) -> Group:
    return {key: text for key, text in texts.items() if text}
