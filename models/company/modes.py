"""By what payments come."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Mode(StrEnum):
    """By what a payment came."""

    CASH = "cash"
    CHEQUE = "cheque"
    CARD = "card"
    TRANSFER = "transfer"
    DEBIT = "debit"
    OTHER = "other"
    CREDIT = "credit"
    """No money: what is left of a credit note, set against another invoice."""


MONEY_WORDS: Mapping[str, str] = {
    Mode.CARD: "Carte",
    Mode.CASH: "Espèces",
    Mode.CHEQUE: "Chèque",
    Mode.TRANSFER: "Virement",
    Mode.DEBIT: "Prélèvement",
    Mode.OTHER: "Autre",
}
"""The modes by which money comes and goes."""
MODE_WORDS: Mapping[str, str] = {**MONEY_WORDS, Mode.CREDIT: "Avoir imputé"}
ASKED_FOR: Mapping[str, str] = {
    Mode.CARD: "par carte",
    Mode.CASH: "en espèces",
    Mode.CHEQUE: "par chèque",
    Mode.DEBIT: "par prélèvement",
}
"""What an invoice says of it; of a transfer its IBAN does."""
