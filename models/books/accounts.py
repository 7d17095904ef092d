"""The accounts under which entries are exported, as the accountant has them: data/accounts.json."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import orjson

from models.books.dated import FOLDER
from models.french.money import show_number


@dataclass(frozen=True)
class Account:
    """An account of the general ledger; a client has an auxiliary one besides."""

    number: str
    label: str
    aux_number: str = ""
    aux_label: str = ""


@cache
def _chart() -> dict[str, Any]:
    chart: dict[str, Any] = orjson.loads((FOLDER / "accounts.json").read_bytes())
    return chart


def client_account(code: str, name: str) -> Account:
    return Account(**_chart()["client"], aux_number=code, aux_label=name)


def sales_account(nature: str) -> Account:
    return Account(**_chart()["sales"][nature])


def down_payment_account() -> Account:
    return Account(**_chart()["down_payment"])


def vat_account(rate: Decimal) -> Account:
    by_rate = _chart()["vat"]
    return Account(**by_rate.get(show_number(rate).replace(",", "."), by_rate[""]))


def money_account(mode: str) -> tuple[str, Account]:
    """The journal in which a mode is entered, and its account."""
    row = _chart()["modes"][mode]
    return row["journal"], Account(row["number"], row["label"])


def journal_label(code: str) -> str:
    return str(_chart()["journals"][code])


def end_of_year(day: date) -> date:
    """The last day of the accounting year of a day."""
    month, last = map(int, _chart()["year_ends"].split("-"))
    end = date(day.year, month, last)
    return end if day <= end else date(day.year + 1, month, last)
