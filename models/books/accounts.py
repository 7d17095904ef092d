"""The accounts of entries as they are exported: data/accounts.json, or what the firm has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import orjson

from models.books.dated import FOLDER
from models.french.money import show_number

_DATA: dict[str, Any] = orjson.loads((FOLDER / "accounts.json").read_bytes())


@dataclass(frozen=True)
class Account:
    """An account of the general ledger; a client has an auxiliary one besides."""

    number: str
    label: str
    aux_number: str = ""
    aux_label: str = ""


@dataclass(frozen=True)
class GivenAccount:
    """What the data give for one use; of money, the journal in which it is entered as well."""

    code: str
    what: str
    account: Account
    journal: str


GIVEN: Mapping[str, GivenAccount] = {
    row["code"]: GivenAccount(
        row["code"], row["for"], Account(row["number"], row["label"]), row.get("journal", "")
    )
    for row in _DATA["accounts"]
}
"""By use, in the order in which they are shown."""


@dataclass(frozen=True)
class Chart:
    """The account of each use; `own` are those that the firm has decided."""

    own: Mapping[str, Account] = field(default_factory=dict)

    def account(self, code: str) -> Account:
        return self.own.get(code) or GIVEN[code].account

    def client(self, code: str, name: str) -> Account:
        general = self.account("client")
        return Account(general.number, general.label, aux_number=code, aux_label=name)

    def sales(self, nature: str) -> Account:
        return self.account(f"sales.{nature}")

    def down_payment(self) -> Account:
        return self.account("down_payment")

    def vat(self, rate: Decimal) -> Account:
        code = f"vat.{show_number(rate).replace(',', '.')}"
        return self.account(code if code in GIVEN else "vat.")

    def money(self, mode: str) -> tuple[str, Account]:
        """The journal in which a mode is entered, and its account."""
        code = f"mode.{mode}"
        return GIVEN[code].journal, self.account(code)


def journal_label(code: str) -> str:
    return str(_DATA["journals"][code])


def end_of_year(day: date) -> date:
    """The last day of the accounting year of a day."""
    month, last = map(int, _DATA["year_ends"].split("-"))
    end = date(day.year, month, last)
    return end if day <= end else date(day.year + 1, month, last)
