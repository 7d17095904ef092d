"""The paper of a document: of an issued invoice what it has kept, of all others what is so now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from models.company import ASKED_FOR, UNITS, Mode
from models.documents import Document, DocumentLine, Totals, totals_of_lines
from models.documents.line_fields import LineKind as DocumentLineKind
from models.french.countries import country_code, is_france
from models.french.money import ZERO, rounded
from models.french.wording import clock_moment, local_day, today
from models.printing import paper as p
from models.printing.invoice_facts import codes_of, earlier_of, mode_of

WORDS_ONLY: Mapping[str, p.LineKind] = {
    DocumentLineKind.TITLE: p.LineKind.TITLE,
    DocumentLineKind.TEXT: p.LineKind.TEXT,
    DocumentLineKind.SUBTOTAL: p.LineKind.SUBTOTAL,
}
AGREEMENT = "Bon pour accord"
TO_SIGN = "Date, nom et signature, précédés de « Bon pour accord »"
AGREED_TO = frozenset({"quote", "contract"})
"""Stages whose paper has a box to sign in."""
DOWN_PAYMENT = "386"
PLACE = ("street", "street2", "postcode", "city")


async def paper_of(document: Document) -> p.Paper:
    """Everything that the paper of a document shows."""
    kept = document.frozen or await document.kept_on(document.dated_on or today())
    lines = await document.lines_in_order()
    totals = totals_of_lines(lines, document.discount_spec)
    seller, buyer = seller_of(kept["seller"]), buyer_of(kept["buyer"])
    is_draft = document.number is None
    return p.Paper(
        title=title_of(document),
        kind=document.kind,
        stage=document.stage,
        number=document.number or "",
        dated_on=document.dated_on or today(),
        seller=seller,
        buyer=buyer,
        ship_to=place_of(kept["ship_to"]) if "ship_to" in kept else None,
        lines=tuple(lines_of(lines, document)),
        vat=tuple(vat_rows(totals, kept["rates"])),
        totals=sums(totals, lines, paid=document.ttc if document.is_paid_on_the_spot else ZERO),
        is_draft=is_draft,
        is_credit=document.is_credit_note,
        due_on=document.due_on if document.kind == "invoice" else None,
        valid_until=document.valid_until if document.stage == "quote" else None,
        period=period_of(document),
        subject=document.subject,
        client_reference=document.client_reference,
        earlier=await earlier_of(document, lines),
        notes=document.printed_notes,
        terms=terms_of(kept, document),
        bank=bank_of(kept["seller"]) if is_asked_to_pay(document, kept) else None,
        mentions=tuple(mentions_of(kept["texts"], has_box=document.stage in AGREED_TO)),
        agreements=(agreement_of(kept["texts"]),) if document.stage in AGREED_TO else (),
        codes=await codes_of(document, kept) if document.kind == "invoice" else None,
    )


def mentions_of(texts: Iterable[Mapping[str, Any]], *, has_box: bool) -> Iterable[p.Mention]:
    """What stands below the totals, but for what stands in the box to sign."""
    for one in texts:
        is_boxed = has_box and one["title"] == AGREEMENT
        if (one["is_printed"] or one["code"]) and not is_boxed:
            yield p.Mention(one["body"], one["code"], one["title"])


def agreement_of(texts: Iterable[Mapping[str, Any]]) -> p.Agreement:
    """The box to sign in, with what the firm's own text asks for."""
    own = (one["body"] for one in texts if one["title"] == AGREEMENT and one["is_printed"])
    asked = next(own, TO_SIGN).removeprefix(f"{AGREEMENT} – ")
    return p.Agreement(AGREEMENT, f"{asked[:1].upper()}{asked[1:]}")


def title_of(document: Document) -> str:
    """What stands in large letters."""
    if document.type_code == DOWN_PAYMENT:
        return "Facture d’acompte"
    return document.stage_spec.title


def seller_of(kept: Mapping[str, Any]) -> p.Party:
    same = ("name", "street", "street2", "postcode", "city", "siren", "siret", "vat_number")
    more = ("phone", "email", "website", "einvoice_address")
    return p.Party(
        **{name: kept[name] for name in (*same, *more)},
        country=kept["country_code"] or "FR",
        legal=kept["legal_line"],
    )


def buyer_of(kept: Mapping[str, str]) -> p.Party:
    country = kept.get("country", "")
    same = ("name", "street", "street2", "postcode", "city", "siren", "siret", "vat_number")
    return p.Party(
        **{name: kept.get(name, "") for name in same},
        kind=p.PartyKind(kept.get("kind") or p.PartyKind.COMPANY),
        attention=kept.get("attention", ""),
        country=country_code(country) or "FR",
        country_name="" if is_france(country) else country,
        email=kept.get("email", ""),
        einvoice_address=kept.get("siren", ""),
    )


def place_of(kept: Mapping[str, str]) -> p.Party:
    """Where the goods go, or the work is done."""
    country = kept["country"]
    lines: Any = {name: kept[name] for name in ("name", *PLACE)}
    return p.Party(
        **lines,
        country=country_code(country) or "FR",
        country_name="" if is_france(country) else country,
    )


def lines_of(lines: Iterable[DocumentLine], document: Document) -> Iterable[p.PaperLine]:
    """The lines, with what stands above each subtotal counted into it."""
    running = ZERO
    for line in lines:
        if not line.is_priced:
            kind = WORDS_ONLY[line.kind]
            yield p.PaperLine(line.designation, kind, net=running)
            running = running if kind == p.LineKind.TEXT else ZERO
        else:
            running += line.net
            yield priced_line(line, document)


def priced_line(line: DocumentLine, document: Document) -> p.PaperLine:
    unit = UNITS.get(line.unit)
    gross = rounded(line.quantity * line.price)
    period = rented(line, document)
    return p.PaperLine(
        line.designation,
        p.LineKind.DEDUCTION if line.deducts_id else p.LineKind.LINE,
        reference=line.reference,
        quantity=line.quantity,
        unit=unit.worded(is_plural=abs(line.quantity) >= 2) if unit else line.unit,
        unit_code=unit.unece if unit else "C62",
        unit_price=line.price,
        discount=line.discount,
        discount_amount=gross - line.net,
        vat=line.vat,
        net=line.net,
        period="du {} au {}".format(*map(clock_moment, period)) if period else "",
        explanation=line.explanation,
        starts_on=local_day(period[0]) if period else None,
        ends_on=local_day(period[1]) if period else None,
    )


def rented(line: DocumentLine, document: Document) -> tuple[datetime, datetime] | None:
    """From when to when a rental line is let, if that is known."""
    starts, ends = line.starts or document.starts_at, line.ends or document.ends_at
    return (starts, ends) if line.kind == DocumentLineKind.RENTAL and starts and ends else None


def vat_rows(totals: Totals, rates: Mapping[str, Mapping[str, str]]) -> Iterable[p.VatRow]:
    for row in totals.rows:
        known = rates.get(row.vat.code, {})
        yield p.VatRow(
            code=row.vat.code,
            category=row.vat.category,
            rate=row.vat.rate,
            label=known.get("label", row.vat.code),
            base=row.base,
            amount=row.amount,
            discount=row.discount,
            reason=known.get("reason", ""),
            vatex=known.get("vatex", ""),
        )


def sums(totals: Totals, lines: Iterable[DocumentLine], *, paid: Decimal) -> p.Totals:
    return p.Totals(
        lines=totals.lines,
        ht=totals.ht,
        vat=totals.vat,
        ttc=totals.ttc,
        due=totals.ttc - paid,
        discount=totals.discount,
        deducted=sum((line.net for line in lines if line.deducts_id), ZERO),
        paid=paid,
    )


def period_of(document: Document) -> p.Period | None:
    starts, ends = document.starts_at, document.ends_at
    return p.Period(local_day(starts), local_day(ends)) if starts and ends else None


def terms_of(kept: Mapping[str, Any], document: Document) -> str:
    if document.kind != "invoice" or document.is_credit_note:
        return ""
    if document.is_paid_on_the_spot:
        return "Facture acquittée"
    mode = mode_of(kept)
    mandate = f"mandat {kept['mandate']}" if mode == Mode.DEBIT and kept.get("mandate") else ""
    how = (f"Règlement {kept['terms']}", ASKED_FOR.get(mode, ""), mandate)
    return ", ".join(text for text in how if text)


def is_asked_to_pay(document: Document, kept: Mapping[str, Any]) -> bool:
    """Whether the paper says to which account; what is debited is fetched there."""
    return document.kind == "invoice" and mode_of(kept) != Mode.DEBIT


def bank_of(seller: Mapping[str, Any]) -> p.BankAccount | None:
    first = next(iter(seller["banks"]), None)
    return p.BankAccount(first["iban"], first["bic"], first["label"]) if first else None
