"""The fields of the firm's own form, in the parts in which the screen edits them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum
from functools import partial
from typing import Any

from models.company.modes import MONEY_WORDS
from models.company.places import PLACES, place_of
from models.company.terms import LONGEST_DAYS, RULE_WORDS, DueRule, Terms
from models.french.money import show_number
from models.french.text import fold
from models.records.field import Field, Typed
from models.records.party import (
    ADDRESS,
    EMAIL,
    SIREN,
    SIRET,
    VAT_NUMBER,
    WEBSITE,
    phone_field,
    siren_typed,
)
from models.records.reading import choice, clean_decimal, one_of, whole_number

LOCK_MINUTES = range(1, 121)
WRONG_MINUTES = "Un nombre entier, de 1 à 120 minutes."
LEGAL_FORMS = ("SAS", "SARL", "EURL", "SASU", "SA", "SNC", "Entreprise individuelle")
WITHOUT_CAPITAL = re.compile(
    "ei|entreprise individuelle|entrepreneur individuel|micro.*|auto.*|assoc.*"
)
EINVOICE_ADDRESS = re.compile(r"[0-9]{9}(?:_[A-Za-z0-9+\-_/]+)?")


class StagePolicy(StrEnum):
    """In which stage a new intervention or rental begins."""

    QUOTE = "quote"
    DIRECT = "direct"
    ASK = "ask"


POLICY_WORDS: Mapping[str, str] = {
    StagePolicy.QUOTE: "toujours devis",
    StagePolicy.DIRECT: "toujours ordre ou contrat",
    StagePolicy.ASK: "demander",
}


class VatRegime(StrEnum):
    """When VAT falls due, or that there is none."""

    DEBITS = "debits"
    RECEIPTS = "receipts"
    FRANCHISE = "franchise"


REGIME_WORDS: Mapping[str, str] = {
    VatRegime.DEBITS: "sur les débits",
    VatRegime.RECEIPTS: "sur les encaissements",
    VatRegime.FRANCHISE: "franchise en base",
}
PRICE_WORDS: Mapping[str, str] = {"ttc": "TTC", "ht": "HT"}


def has_capital(legal_form: str) -> bool:
    """Whether a firm of this form has a capital that its invoices state."""
    return bool(legal_form) and not WITHOUT_CAPITAL.fullmatch(fold(legal_form))


def terms_of(values: Mapping[str, Any]) -> Terms:
    return Terms(values["due_days"], values["due_rule"], values["due_month_day"])


def _terms_advice(typed: Typed) -> str | None:
    try:
        values = {
            "due_days": whole_number(0, LONGEST_DAYS)(typed.get("due_days", ""), typed),
            "due_rule": choice(DueRule)(typed.get("due_rule", ""), typed),
            "due_month_day": whole_number(1, 31)(typed.get("due_month_day", ""), typed),
        }
    except ValueError:
        return None
    return terms_of(values).advice


def _shown_amount(places: int, value: Decimal | None) -> str:
    return "" if value is None else show_number(value, places)


def _amount(text: str, typed: Typed) -> Decimal:
    return clean_decimal(2)(text, typed) or Decimal(0)


def _einvoice_address(text: str, _typed: Typed) -> str:
    bare = "".join(text.split())
    if bare and not EINVOICE_ADDRESS.fullmatch(bare):
        raise ValueError(
            "Cette adresse commence par le SIREN : 123456789, 123456789_12345678900012 ou "
            "123456789_SERVICE."
        )
    return bare


def _einvoice_addresses(typed: Typed) -> list[str]:
    siren = siren_typed(typed)
    return [siren] if siren and not typed.get("einvoice_address", "").strip() else []


def _legal_forms(typed: Typed) -> list[str]:
    begun = fold(typed.get("legal_form", ""))
    return [form for form in LEGAL_FORMS if fold(form).startswith(begun)]


def _vat_place_advice(typed: Typed) -> str | None:
    usual = place_of(typed.get("postcode", ""))
    if not typed.get("postcode") or typed.get("vat_place") == usual:
        return None
    return f"D’après le code postal, ce serait plutôt : {PLACES[usual]}."


def _lock_minutes(text: str, typed: Typed) -> int:
    try:
        return whole_number(LOCK_MINUTES[0], LOCK_MINUTES[-1])(text, typed)
    except ValueError:
        raise ValueError(WRONG_MINUTES) from None


IDENTITY = (
    Field("name"),
    Field("legal_form", suggest=_legal_forms, is_half=True),
    Field(
        "capital",
        clean=clean_decimal(2),
        show=partial(_shown_amount, 0),
        applies=lambda typed: has_capital(typed.get("legal_form", "")),
        input_type="decimal",
        is_half=True,
    ),
    SIREN,
    SIRET,
    Field("rcs", is_half=True),
    replace(VAT_NUMBER, is_half=True),
    Field("einvoice_address", clean=_einvoice_address, suggest=_einvoice_addresses),
    *ADDRESS,
    replace(phone_field("phone"), section="Coordonnées"),
    replace(EMAIL, is_half=True),
    WEBSITE,
)
VAT = (
    Field("vat_regime", clean=choice(VatRegime), choices=REGIME_WORDS, input_type="select"),
    Field(
        "vat_place",
        clean=one_of(PLACES),
        choices=PLACES,
        advise=_vat_place_advice,
        input_type="select",
    ),
)
TERMS = (
    Field(
        "due_days",
        clean=whole_number(0, LONGEST_DAYS),
        advise=_terms_advice,
        input_type="decimal",
        is_half=True,
    ),
    Field(
        "due_rule",
        clean=choice(DueRule),
        choices=RULE_WORDS,
        input_type="select",
        is_half=True,
    ),
    Field(
        "due_month_day",
        clean=whole_number(1, 31, blank=10),
        applies=lambda typed: typed.get("due_rule") == DueRule.MONTH_DAY,
        input_type="decimal",
        is_half=True,
    ),
    Field(
        "payment_mode",
        clean=one_of(MONEY_WORDS),
        choices=MONEY_WORDS,
        input_type="select",
        is_half=True,
    ),
    Field("quote_days", clean=whole_number(1, 365), input_type="decimal", is_half=True),
    Field("discount_text", section="Mentions de règlement"),
    Field("penalty_rate"),
    Field(
        "indemnity",
        clean=_amount,
        show=partial(_shown_amount, 2),
        input_type="decimal",
        is_half=True,
    ),
    Field("mediator", section="Particuliers"),
    Field(
        "consumer_prices",
        clean=one_of(PRICE_WORDS),
        choices=PRICE_WORDS,
        input_type="select",
        is_half=True,
    ),
)
POLICIES = tuple(
    Field(name, clean=choice(StagePolicy), choices=POLICY_WORDS)
    for name in ("intervention_policy", "rental_policy")
)
DEVICES = (Field("lock_minutes", clean=_lock_minutes, input_type="decimal"),)
DIRECTORY_WORDS: Mapping[str, str] = {"": "Éteint", "on": "Allumé"}
DIRECTORY = (Field("directory", clean=one_of(DIRECTORY_WORDS), choices=DIRECTORY_WORDS),)
PARTS: Mapping[str, tuple[Field, ...]] = {
    "identity": IDENTITY,
    "vat": VAT,
    "terms": TERMS,
    "documents": POLICIES,
    "devices": DEVICES,
    "directory": DIRECTORY,
}
