"""The accounts that the firm's accountant has instead of those of data/accounts.json."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from tortoise import fields

from models.books.accounts import GIVEN, Account, Chart, GivenAccount
from models.database.connection import one_at_a_time
from models.french.text import clean_line
from models.permissions import Permission
from models.records.draft import Draft
from models.records.field import Field, Typed
from models.records.reading import one_of
from models.records.undoing import Undoable

NUMBER = re.compile(r"[0-9]{3}[0-9A-Z]{0,9}")
WHAT = {code: given.what for code, given in GIVEN.items()}


def _number(text: str, _typed: Typed) -> str:
    number = clean_line(text).replace(" ", "").upper()
    if not NUMBER.fullmatch(number):
        raise ValueError("Un compte commence par trois chiffres et a 12 caractères au plus.")
    return number


class LedgerAccount(Undoable):
    """The account of one use."""

    code = fields.CharField(20, default="client", unique=True, description="Pour")
    number = fields.CharField(12, default="", description="Numéro")
    label = fields.CharField(80, default="", description="Libellé")

    TOPIC: ClassVar[str] = "ledger_account"
    HEADING: ClassVar[str] = "Comptes comptables"
    EDITING: ClassVar[Permission] = Permission.SETTINGS
    FIELDS = (
        Field("code", clean=one_of(WHAT), choices=WHAT, input_type="select"),
        Field("number", clean=_number, is_required=True, is_half=True),
        Field("label", is_required=True, is_half=True),
    )

    class Meta:
        table = "ledger_account"

    @property
    def caption(self) -> str:
        return f"{WHAT[self.code]} : {self.number}"

    @classmethod
    async def errors_among(cls, values: dict[str, Any], record_id: int | None) -> dict[str, str]:
        await one_at_a_time(cls.TOPIC)
        if await cls.filter(code=values["code"]).exclude(id=record_id or 0).exists():
            return {"code": "Ce compte est déjà réglé : modifiez-le."}
        return {}

    @classmethod
    async def draft_of(cls, given: GivenAccount) -> Draft:
        """A draft of the account of this use as it is now."""
        stored = await cls.get_or_none(code=given.code)
        if stored:
            return stored.draft()
        row = cls(code=given.code, number=given.account.number, label=given.account.label)
        return Draft(cls.TOPIC, base=row.typed(), typed=row.typed(), caption=row.caption)


async def chart() -> Chart:
    """The accounts of today, under which all entries are exported."""
    own = {one.code: Account(one.number, one.label) for one in await LedgerAccount.all()}
    return Chart(own)
