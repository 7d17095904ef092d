"""Accounts: who may sign in, with which role, and the secrets that prove it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any, ClassVar, Self

from tortoise import fields
from tortoise.expressions import F

from models.company import Company
from models.database.connection import one_at_a_time
from models.database.transaction import transaction
from models.errors import Invalid, Refused
from models.french.text import fold
from models.permissions import (
    THE_HOUSE,
    Permission,
    Role,
    Staff,
)
from models.records.changes import announce
from models.records.field import Field
from models.staff.api_token import ApiToken
from models.staff.credentials import (
    hashed,
    matches,
    password_error,
    pin_error,
    provisional_password,
)
from models.staff.second_factor import SecondFactor
from models.staff.session import Session
from models.staff.throttle import THROTTLE
from models.staff.ticket import Ticket

MOST_PIN_TRIES = 5
WRONG_PASSWORD = "Ce n’est pas votre mot de passe actuel."


def _clean_role(text: str, _typed: object) -> Role:
    try:
        return Role(text)
    except ValueError:
        raise ValueError("Choisissez un rôle.") from None


class Account(SecondFactor):
    """A member of staff. `key` is the folded name, so that « Zoé » signs in as « zoe » too."""

    name = fields.CharField(60, default="", description="Identifiant")
    key = fields.CharField(240, unique=True)
    role = fields.CharEnumField(Role, default=Role.COUNTER, max_length=20, description="Rôle")
    password_hash = fields.CharField(200, default="")
    pin_hash = fields.CharField(200, default="")
    pin_tries = fields.IntField(default=0)
    must_change = fields.BooleanField(default=False)
    disabled_at: datetime | None = fields.DatetimeField(null=True)

    TOPIC: ClassVar[str] = "account"
    HEADING: ClassVar[str] = "Comptes"
    EDITING: ClassVar[Permission] = Permission.ACCOUNTS
    FIELDS = (
        Field("name", is_required=True),
        Field("role", clean=_clean_role, choices={str(role): role.capitalize() for role in Role}),
    )

    class Meta:
        table = "account"

    @property
    def caption(self) -> str:
        return self.name

    @property
    def is_active(self) -> bool:
        return self.disabled_at is None

    @property
    def has_pin(self) -> bool:
        return bool(self.pin_hash) and self.pin_tries < MOST_PIN_TRIES

    def derive(self) -> None:
        self.key = self.key_of(self.name)

    @classmethod
    def key_of(cls, name: str) -> str:
        """The folded name, cut to its column: some characters fold to eighteen."""
        return fold(name)[: cls.length_of("key")]

    @classmethod
    async def errors_among(cls, values: dict[str, Any], record_id: int | None) -> dict[str, str]:
        await one_at_a_time(cls.TOPIC)
        key = cls.key_of(str(values.get("name", "")))
        if not key:
            return {"name": "Il faut au moins une lettre ou un chiffre."}
        if await cls.filter(key=key).exclude(id=record_id or 0).exists():
            return {"name": "Cet identifiant est déjà pris."}
        is_demotion = record_id is not None and values.get("role") != Role.ADMINISTRATOR
        if is_demotion and not await cls._another_administrator(record_id):
            return {"role": "Il faut au moins un administrateur."}
        return {}

    @classmethod
    async def _another_administrator(cls, than: int | None) -> bool:
        """Whether an active administrator is left without this one; True if it is none anyway."""
        active = cls.filter(role=Role.ADMINISTRATOR, disabled_at=None)
        if not await active.filter(id=than).exists():
            return True
        return await active.exclude(id=than).exists()

    async def follow_up(self, changed: Collection[str]) -> None:
        if {"password_hash", "disabled_at"} & set(changed):
            await Session.end_of_account(self.id)
            await Ticket.end_of_account(self.id)
        if "disabled_at" in changed:
            await ApiToken.end_of_account(self.id)

    @classmethod
    async def locked(cls, record_id: int | None) -> Self:
        await one_at_a_time(cls.TOPIC)  # before the row, so that nobody waits in a circle
        return await super().locked(record_id)

    # --- finding ----------------------------------------------------------------------------

    @classmethod
    async def named(cls, name: str) -> Self | None:
        """The account of this name, however it is capitalised and accented."""
        key = cls.key_of(name)
        return await cls.get_or_none(key=key) if key else None

    @classmethod
    async def with_pin(cls, here: int = 0) -> list[Self]:
        """Those who can take over a shared device from `here`, who can open it again; by name."""
        found = await cls.filter(disabled_at=None, pin_tries__lt=MOST_PIN_TRIES).order_by("key")
        able = [account for account in found if account.pin_hash]
        return [one for one in able if one.id == here or not one.has_second_factor]

    # --- opening ----------------------------------------------------------------------------

    @classmethod
    async def open(
        cls, name: str, role: Role, password: str, *, by: Staff, must_change: bool = False
    ) -> Self:
        """A new account with its password; raises Invalid."""
        by.need(Permission.ACCOUNTS)
        draft = cls.blank()
        draft.typed |= {"name": name, "role": str(role)}
        errors = cls.errors_in(draft.typed)
        if error := password_error(password, name, *await Company.names()):
            errors["password"] = error
        if errors:
            raise Invalid(errors)
        stored = await hashed(password)
        async with transaction():
            account = await cls.create_from(draft, by=by)
            await account._keep(by, None, password_hash=stored, must_change=must_change)
        return account

    @classmethod
    async def open_first(cls, name: str, password: str) -> Self:
        """The first administrator; Refused once there is an account, raises Invalid."""
        async with transaction():
            await one_at_a_time(cls.TOPIC)
            if await cls.exists():
                raise Refused("Un compte existe déjà : connectez-vous.")
            return await cls.open(name, Role.ADMINISTRATOR, password, by=THE_HOUSE)

    # --- secrets ----------------------------------------------------------------------------

    async def change_password(self, present: str, new: str, *, by: Staff) -> None:
        """One's own password; every session of the account ends. Raises Invalid."""
        await self.prove(present)
        if error := password_error(new, self.name, *await Company.names()):
            raise Invalid({"password": error})
        if new == present:
            raise Invalid({"password": "C’est déjà votre mot de passe : choisissez-en un autre."})
        await self._set_password(new, by=by, must_change=False)

    async def prove(self, present: str) -> None:
        """Check the present password; raises Invalid."""
        keys = [("device", f"present {self.id}")]
        await THROTTLE.begin(keys)
        if not await matches(present, self.password_hash):
            raise Invalid({"present": WRONG_PASSWORD})
        await THROTTLE.succeeded(keys)

    async def reset_password(self, *, by: Staff, password: str = "") -> str:
        """A new password for somebody else: as given, or provisional; returned to be told."""
        by.need(Permission.ACCOUNTS)
        if password and (error := password_error(password, self.name, *await Company.names())):
            raise Invalid({"password": error})
        new = password or provisional_password()
        await self._set_password(new, by=by, must_change=not password)
        return new

    async def _set_password(self, new: str, *, by: Staff, must_change: bool) -> None:
        stored = await hashed(new)
        values = {"password_hash": stored, "must_change": must_change, "pin_tries": 0}
        async with transaction():
            await self._keep(by, "password", **values)

    async def choose_pin(self, present: str, pin: str, *, by: Staff) -> None:
        """One's own PIN for shared devices; "" takes it away. Raises Invalid."""
        await self.prove(present)
        if pin and (error := pin_error(pin)):
            raise Invalid({"pin": error})
        stored = await hashed(pin) if pin else ""
        async with transaction():
            await self._keep(by, "pin", pin_hash=stored, pin_tries=0)

    async def accepts_pin(self, pin: str) -> bool:
        """Whether this is the PIN; after five wrong ones only the password opens again."""
        me = type(self).filter(id=self.id, disabled_at=None)
        async with transaction():  # counted before it is looked at: many at once are not free
            open_for_a_try = me.exclude(pin_hash="").filter(pin_tries__lt=MOST_PIN_TRIES)
            if not await open_for_a_try.update(pin_tries=F("pin_tries") + 1):
                return False
        if not await matches(pin, self.pin_hash):
            return False
        async with transaction():
            await me.update(pin_tries=0)
        return True

    # --- enabling ---------------------------------------------------------------------------

    async def disable(self, *, by: Staff) -> None:
        """Close the account and every session of it; its name stays where it wrote."""
        by.need(Permission.ACCOUNTS)
        async with transaction():
            await one_at_a_time(self.TOPIC)
            if not await type(self)._another_administrator(self.id):
                raise Refused("C’est le seul administrateur : nommez-en un autre d’abord.")
            await self._keep(by, "disable", disabled_at=datetime.now(UTC))

    async def enable(self, *, by: Staff) -> None:
        by.need(Permission.ACCOUNTS)
        async with transaction():
            await self._keep(by, "enable", disabled_at=None, pin_tries=0)

    async def _keep(self, by: Staff, action: str | None, **values: Any) -> None:
        """Store values that no form shows; `action` is what the journal says of it."""
        account = await type(self).locked(self.id)
        await account.write(values, by=by, action=action)
        self.update_from_dict(values)
        announce(self.TOPIC, [self.id])
