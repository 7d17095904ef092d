"""What a document's paper shows, as data: no database behind it, nothing left to compute."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from models.printing.codes import InvoiceCodes

ZERO = Decimal("0.00")


class PartyKind(StrEnum):
    """What somebody is before the law of invoices."""

    COMPANY = "company"
    PERSON = "person"
    PUBLIC = "public"


class LineKind(StrEnum):
    """What a line of the paper is."""

    LINE = "line"
    DEDUCTION = "deduction"
    """What an acompte has invoiced already: a negative quantity of 1."""
    TITLE = "title"
    TEXT = "text"
    SUBTOTAL = "subtotal"


PRICED = (LineKind.LINE, LineKind.DEDUCTION)
"""The lines that have an amount of their own."""


@dataclass(frozen=True)
class Party:
    """Who sells, who buys, or where it goes."""

    name: str
    kind: PartyKind = PartyKind.COMPANY
    attention: str = ""
    """« À l’attention de Mme Çelik »."""
    street: str = ""
    street2: str = ""
    postcode: str = ""
    city: str = ""
    country: str = "FR"
    """ISO 3166, two letters."""
    country_name: str = ""
    """As it is printed, abroad."""
    siren: str = ""
    siret: str = ""
    vat_number: str = ""
    legal: str = ""
    """« SAS au capital de 50 000 €, RCS Bordeaux »."""
    phone: str = ""
    email: str = ""
    website: str = ""
    einvoice_address: str = ""
    """Of French electronic invoices; it begins with the SIREN."""


@dataclass(frozen=True)
class PaperLine:
    """A line; a title or a text has a designation and nothing else, a subtotal its `net` too."""

    designation: str
    kind: LineKind = LineKind.LINE
    reference: str = ""
    quantity: Decimal = ZERO
    unit: str = ""
    """As it is read: « jour »."""
    unit_code: str = "C62"
    """UN/ECE recommendation 20."""
    unit_price: Decimal = ZERO
    discount: Decimal = ZERO
    """In percent."""
    discount_amount: Decimal = ZERO
    """What that makes."""
    vat: str = ""
    """The code of its `VatRow`."""
    net: Decimal = ZERO
    period: str = ""
    """« du 3 déc. 2026, 8 h au 10 déc. 2026, 18 h »."""
    explanation: str = ""
    """« 1 semaine + 1 jour »."""
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True)
class VatRow:
    """A rate of the document: what it is computed on, and what it makes."""

    code: str
    category: str
    """UNTDID 5305: S, E, AE, K, G or O."""
    rate: Decimal
    label: str
    """« 20 % »."""
    base: Decimal
    amount: Decimal
    discount: Decimal = ZERO
    """Its part of the document's discount, already off the base."""
    reason: str = ""
    """What the law wants to be said where there is no VAT."""
    vatex: str = ""


@dataclass(frozen=True)
class Totals:
    """The sums; `ht` = `lines` − `discount`, `ttc` = `ht` + `vat`, `due` = `ttc` − `paid`."""

    lines: Decimal
    ht: Decimal
    vat: Decimal
    ttc: Decimal
    due: Decimal
    discount: Decimal = ZERO
    deducted: Decimal = ZERO
    """Of the lines, what acomptes have invoiced already; negative."""
    paid: Decimal = ZERO


@dataclass(frozen=True)
class Period:
    """From the first day to the last."""

    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class Mention:
    """A text that the law or the firm wants there; of the codes PMT, PMD, AAB and REG one each."""

    text: str
    code: str = ""
    title: str = ""


@dataclass(frozen=True)
class BankAccount:
    iban: str
    bic: str = ""
    bank: str = ""


@dataclass(frozen=True)
class Earlier:
    """A document that this one comes from, corrects or deducts."""

    title: str
    """« Facture d’acompte »."""
    number: str
    dated_on: date
    is_invoice: bool = True
    """Whether the electronic invoice names it."""


@dataclass(frozen=True)
class Detail:
    """A fact at the head: « Matériel » and which."""

    label: str
    text: str


@dataclass(frozen=True)
class Agreement:
    """A box to sign in, empty or signed."""

    title: str
    """« Bon pour accord »."""
    text: str = ""
    signer: str = ""
    signed: str = ""
    """« le 24 nov. 2026, 14 h 05 »."""
    drawing: str = ""
    """The signature as SVG, drawn anew by us."""


@dataclass(frozen=True)
class Paper:
    """A document of any kind and stage, whole."""

    title: str
    """« Facture »."""
    kind: str
    stage: str
    number: str
    """"" for a draft."""
    dated_on: date
    seller: Party
    buyer: Party
    lines: tuple[PaperLine, ...]
    vat: tuple[VatRow, ...]
    totals: Totals
    is_draft: bool = False
    is_credit: bool = False
    shows_prices: bool = True
    due_on: date | None = None
    valid_until: date | None = None
    delivered_on: date | None = None
    period: Period | None = None
    ship_to: Party | None = None
    subject: str = ""
    client_reference: str = ""
    details: tuple[Detail, ...] = ()
    earlier: tuple[Earlier, ...] = ()
    notes: str = ""
    terms: str = ""
    """« À 30 jours, par virement »."""
    bank: BankAccount | None = None
    mentions: tuple[Mention, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    """Two at most."""
    codes: InvoiceCodes | None = None
    """None for what is no invoice."""

    def vat_row(self, line: PaperLine) -> VatRow:
        """The rate of a priced line; ValueError if it has none."""
        for row in self.vat:
            if row.code == line.vat:
                return row
        raise ValueError(f"no rate {line.vat!r} for {line.designation!r}")
