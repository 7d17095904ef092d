"""The electronic invoice of a paper: Factur-X, profile EN 16931, with the French rules."""

from __future__ import annotations

import importlib
from datetime import date
from typing import Any, Literal

from models.french.text import clean_text
from models.printing.codes import InvoiceCodes
from models.printing.invoice_lines import cents, discounts, lines, vat_rows
from models.printing.invoice_parties import (
    HOME,
    buyer_group,
    delivery_group,
    electronic_address,
    seller_group,
)
from models.printing.paper import PRICED, Paper, PartyKind
from models.printing.plain_text import plain_line

FLAVOR = "factur-x"
LEVEL = "en16931"
CURRENCY = "EUR"
DEBITS = "5"
"""UNTDID 2475: VAT falls due with the invoice, not with its payment."""
OUT_OF_SCOPE = "O"
INTRA_COMMUNITY = "K"
AGREED_CODES = ("PMT", "PMD", "AAB")
"""Notes that the French rules want once each."""

Group = dict[str, Any]
Form = Literal["facturx", "plain"]


def invoice_form(paper: Paper) -> Form:
    """Whether the PDF holds an electronic invoice, or is a plain one."""
    return "plain" if plain_reason(paper) else "facturx"


def plain_reason(paper: Paper) -> str | None:
    """Why the PDF is a plain one, as a French sentence; None if it holds the invoice."""
    if paper.codes is None or paper.is_draft:
        return "PDF simple : ce document n’est pas une facture émise."
    return _reason_of_parties(paper) or _reason_of_content(paper)


def _reason_of_parties(paper: Paper) -> str | None:
    buyer = paper.buyer
    if buyer.kind == PartyKind.PUBLIC:
        return "PDF simple : le portail des organismes publics n’en accepte pas d’autre."
    if not electronic_address(paper.seller)[0]:
        return "PDF simple : l’adresse de facturation électronique de l’entreprise manque."
    if electronic_address(buyer)[0]:
        return None
    if buyer.kind == PartyKind.COMPANY and buyer.country == HOME:
        return "PDF simple : le SIREN du client ou son adresse de facturation électronique manque."
    return "PDF simple : le client n’a pas d’adresse électronique."


def _reason_of_content(paper: Paper) -> str | None:
    if not any(line.kind in PRICED for line in paper.lines):
        return "PDF simple : la facture n’a aucune ligne chiffrée."
    categories = {row.category for row in paper.vat}
    if OUT_OF_SCOPE in categories and len(categories) > 1:
        return "PDF simple : ce qui est hors champ de la TVA demande sa propre facture."
    if missing := set(AGREED_CODES) - {mention.code for mention in paper.mentions}:
        return f"PDF simple : des mentions légales manquent ({', '.join(sorted(missing))})."
    return None


def invoice_xml(paper: Paper) -> str:
    """The invoice as XML; ValueError where `plain_reason` has one, or what the schema refuses."""
    if reason := plain_reason(paper):
        raise ValueError(reason)
    # The package hands out a function of this module's name.
    generate = importlib.import_module("facturx.generate_xml").generate_xml
    # "base", its default, would post the invoice to whatever listens on a port of this machine.
    made: bytes = generate(
        invoice_groups(paper),
        flavor=FLAVOR,
        level=LEVEL,
        check_xsd=True,
        check_schematron=None,
    )
    return made.decode()


def invoice_groups(paper: Paper) -> Group:
    """The invoice by the numbers that EN 16931 gives to each of its fields."""
    assert paper.codes
    found: Group = {
        "BT-1": paper.number,
        "BT-2": paper.dated_on.isoformat(),
        "BT-3": paper.codes.type,
        "BT-5": CURRENCY,
        "BG-1": _notes(paper, paper.codes),
        "BG-4": seller_group(paper.seller),
        "BG-7": buyer_group(paper.buyer),
        # Where nobody says where it goes, it goes to the buyer.
        "BG-13": delivery_group(paper.ship_to or paper.buyer),
        "BG-23": list(vat_rows(paper)),
        "BG-25": lines(paper),
    }
    if earlier := [one for one in paper.earlier if one.is_invoice]:
        found["BG-3"] = [
            {"BT-25": one.number, "BT-26": one.dated_on.isoformat()} for one in earlier
        ]
    if off := list(discounts(paper)):
        found |= {"BG-20": off, "BT-107": cents(paper.totals.discount)}
    return found | _references(paper, paper.codes) | _payment(paper, paper.codes) | _sums(paper)


def _notes(paper: Paper, codes: InvoiceCodes) -> list[Group]:
    """BG-1: what the law wants said, who it is for, and what the firm says."""
    said = [("BAR", codes.addressee)]
    said += [(mention.code, mention.text) for mention in paper.mentions if mention.code]
    free = (paper.subject, paper.notes, *(one.text for one in paper.mentions if not one.code))
    said.append(("", "\n".join(filter(None, map(clean_text, free)))))
    return [
        ({"BT-21": code} if code else {}) | {"BT-22": clean_text(text)}
        for code, text in said
        if clean_text(text)
    ]


def _references(paper: Paper, codes: InvoiceCodes) -> Group:
    period = paper.period
    return _said(
        {
            "BT-8": DEBITS if codes.is_vat_on_debits else "",
            "BT-10": plain_line(codes.service),
            "BT-12": plain_line(codes.market),
            "BT-13": plain_line(codes.commitment or paper.client_reference),
            "BT-23": codes.frame,
            "BT-72": _day(_delivered_on(paper)),
            "BT-73": _day(period.starts_on if period else None),
            "BT-74": _day(period.ends_on if period else None),
        }
    )


def _delivered_on(paper: Paper) -> date | None:
    """When it was: on the invoice's day if nobody says otherwise, which only K must state."""
    is_asked = any(row.category == INTRA_COMMUNITY for row in paper.vat) and not paper.period
    return paper.delivered_on or (paper.dated_on if is_asked else None)


def _payment(paper: Paper, codes: InvoiceCodes) -> Group:
    bank = paper.bank
    return _said(
        {
            "BT-9": _day(paper.due_on),
            "BT-20": plain_line(paper.terms),
            "BT-81": codes.means,
            "BT-82": plain_line(codes.means_label),
            "BT-83": paper.number if bank else "",
            "BT-84": "".join(bank.iban.split()) if bank else "",
            "BT-86": bank.bic if bank else "",
            "BT-89": codes.mandate,
            "BT-90": codes.creditor,
            "BT-91": codes.debited_iban,
        }
    )


def _sums(paper: Paper) -> Group:
    sums = paper.totals
    found = {
        "BT-106": cents(sums.lines),
        "BT-109": cents(sums.ht),
        "BT-110": cents(sums.vat),
        "BT-112": cents(sums.ttc),
        "BT-115": cents(sums.due),
    }
    return found | ({"BT-113": cents(sums.paid)} if sums.paid else {})


def _said(fields: dict[str, str]) -> Group:
    return {key: text for key, text in fields.items() if text}


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
