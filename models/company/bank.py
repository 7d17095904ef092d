"""The firm's bank accounts, on which it is paid."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, ClassVar, Self

from tortoise import fields

from models.database.connection import one_at_a_time
from models.database.transaction import transaction
from models.errors import Refused
from models.french.bank import clean_bic, clean_iban, format_iban
from models.permissions import Permission, Staff
from models.records.field import Field
from models.records.undoing import Undoable


class BankAccount(Undoable):
    """An account by its IBAN. The default one stands on invoices."""

    label = fields.CharField(80, default="", description="Nom du compte")
    iban = fields.CharField(34, default="", description="IBAN")
    bic = fields.CharField(11, default="", description="BIC")
    is_default = fields.BooleanField(default=False, description="Sur les factures")

    TOPIC: ClassVar[str] = "bank_account"
    HEADING: ClassVar[str] = "Comptes bancaires"
    EDITING: ClassVar[Permission] = Permission.SETTINGS
    FIELDS = (
        Field("label", is_required=True),
        Field(
            "iban",
            clean=lambda text, _: clean_iban(text),
            show=format_iban,
            is_required=True,
        ),
        Field("bic", clean=lambda text, _: clean_bic(text), is_half=True),
    )

    class Meta:
        table = "bank_account"

    # --- what it is -------------------------------------------------------------------------

    @property
    def caption(self) -> str:
        return self.label

    @property
    def details(self) -> dict[str, str]:
        """What an issued invoice keeps of it."""
        return {name: getattr(self, name) for name in ("label", "iban", "bic")}

    @classmethod
    async def in_order(cls) -> list[Self]:
        """The accounts in use, the default one first."""
        return await cls.filter(trashed_at=None).order_by("-is_default", "id")

    def journalled(self) -> dict[str, str]:
        return self.typed() | {"is_default": "oui" if self.is_default else "non"}

    # --- saving -----------------------------------------------------------------------------

    @classmethod
    async def errors_among(cls, values: dict[str, Any], record_id: int | None) -> dict[str, str]:
        await one_at_a_time(cls.TOPIC)
        same = cls.filter(iban=values["iban"], trashed_at=None).exclude(id=record_id or 0)
        return {"iban": "Ce compte est déjà là."} if await same.exists() else {}

    async def derive_after_insert(self) -> None:
        """The first account is the default one."""
        if not await type(self).exists(is_default=True, trashed_at=None):
            self.is_default = True
            await self.save(update_fields=["is_default"])

    # --- verbs ------------------------------------------------------------------------------

    async def make_default(self, *, by: Staff) -> None:
        """Have invoices show this account."""
        await self._change({"is_default": True}, by=by)

    async def remove(self, *, by: Staff) -> None:
        """Take this account out of use; issued invoices keep what they show."""
        await self._change({"trashed_at": datetime.now(UTC), "is_default": False}, by=by)

    async def _change(self, values: dict[str, Any], *, by: Staff) -> None:
        by.need(Permission.SETTINGS)
        async with transaction():
            await one_at_a_time(self.TOPIC)
            accounts = {one.id: one for one in await type(self).in_order()}
            current = accounts.get(self.id)
            if current is None:
                raise Refused("Ce compte n’est plus en usage.")
            action = "discard" if "trashed_at" in values else "default"
            await current.write(values, by=by, action=action)
            others = [one for one in accounts.values() if one.id != self.id]
            for other in others if values["is_default"] else ():
                if other.is_default:
                    await other.write({"is_default": False}, by=by, action=None)
            if others and not any(one.is_default for one in accounts.values()):
                await others[0].write({"is_default": True}, by=by, action="default")
