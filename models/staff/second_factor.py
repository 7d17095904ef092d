"""The second factor: a code of one's phone, or one of ten codes on paper, after the password."""

from __future__ import annotations

from typing import Any, ClassVar

from tortoise import fields
from tortoise.models import Model

from models.database.transaction import transaction
from models.errors import Invalid, Refused
from models.permissions import Permission, Staff
from models.records.journal import note
from models.records.record import Record
from models.staff.credentials import recovery_code, token_hash
from models.staff.throttle import THROTTLE
from models.staff.ticket import Ticket
from models.staff.totp import DIGITS, LEEWAY, address, in_groups, new_secret, step_of

RECOVERY_CODES = 10
NOT_THE_CODE = "Ce n’est pas le bon code. S’il a déjà servi, attendez le suivant."
ALREADY_ON = "La connexion en deux étapes est déjà activée."
ONLY_BY_CODE = "Désactivez-la dans « Mon compte », avec votre mot de passe et un code."
NOT_ON = "La connexion en deux étapes n’est pas activée."


class RecoveryCode(Model):
    """A code on paper, for who has lost their phone: gone once it was used."""

    id = fields.IntField(primary_key=True)
    account: fields.ForeignKeyRelation[Any] = fields.ForeignKeyField(
        "models.Account", related_name="recovery_codes", on_delete=fields.CASCADE
    )
    account_id: int
    code_hash = fields.CharField(64)

    class Meta:
        table = "recovery_code"

    @classmethod
    async def renew(cls, account_id: int) -> list[str]:
        """Ten new ones instead of those before, inside the open transaction."""
        made = [recovery_code() for _ in range(RECOVERY_CODES)]
        await cls.filter(account_id=account_id).delete()
        rows = [cls(account_id=account_id, code_hash=token_hash(_digits(code))) for code in made]
        await cls.bulk_create(rows)
        return made

    @classmethod
    async def use(cls, account_id: int, code: str) -> bool:
        """Whether it was one, inside the open transaction; it is none any more."""
        return bool(await cls.filter(account_id=account_id, code_hash=token_hash(code)).delete())


class SecondFactor(Record):
    """An account that may ask for a code after the password."""

    name: Any
    totp_secret = fields.CharField(64, default="", db_default="")
    totp_pending = fields.CharField(64, default="", db_default="")
    """The secret that is shown and not yet confirmed by a first code."""
    totp_step = fields.IntField(default=0, db_default=0)
    """The half minute of the last code that was taken: each is taken once."""

    NEEDED: ClassVar[Permission] = Permission.ACCOUNTS

    class Meta:
        abstract = True

    @property
    def has_second_factor(self) -> bool:
        return bool(self.totp_secret)

    @property
    def totp_address(self) -> str:
        """What the QR code says while the second factor is being turned on."""
        return address(self.totp_pending, self.name)

    @property
    def totp_typed(self) -> str:
        """The same as the QR code, for who types it."""
        return in_groups(self.totp_pending)

    async def codes_left(self) -> int:
        """How many codes on paper have not been used."""
        return await RecoveryCode.filter(account_id=self.id).count()

    # --- one's own --------------------------------------------------------------------------

    async def prepare_second_factor(self, *, by: Staff) -> None:
        """Have a secret to show; the same until it is confirmed."""
        by.need(self.NEEDED)
        self._refuse_if_on()
        if not self.totp_pending:
            async with transaction():
                await self._keep(by, None, totp_pending=new_secret())

    async def turn_on_second_factor(self, present: str, code: str, *, by: Staff) -> list[str]:
        """Ask for a code from now on; the codes on paper, to be shown once. Raises Invalid."""
        by.need(self.NEEDED)
        self._refuse_if_on()
        await self.prove(present)
        step = step_of(self.totp_pending, _digits(code)) if self.totp_pending else None
        if step is None:
            raise Invalid({"code": NOT_THE_CODE})
        values = {"totp_secret": self.totp_pending, "totp_pending": "", "totp_step": step}
        async with transaction():
            await self._keep(by, "code_on", **values)
            return await RecoveryCode.renew(self.id)

    async def turn_off_second_factor(self, present: str, code: str, *, by: Staff) -> None:
        """Ask for the password alone again. Raises Invalid."""
        if not self.has_second_factor:
            raise Refused(NOT_ON)
        await self.prove(present)
        keys = [("device", f"code {self.id}")]
        await THROTTLE.begin(keys)
        if not await self.accepts_code(code, by=by):
            raise Invalid({"code": NOT_THE_CODE})
        await THROTTLE.succeeded(keys)
        await self._end_second_factor(by)

    async def accepts_code(self, code: str, *, by: Staff) -> bool:
        """Whether this is the code of now, or one of those on paper; each is taken once."""
        given = _digits(code)
        if len(given) != DIGITS:
            async with transaction():
                if is_used := await RecoveryCode.use(self.id, given):
                    await note(by, "code_paper", self.about)
            return is_used
        step = step_of(self.totp_secret, given) if self.totp_secret else None
        before = self.totp_step
        if step is None or before >= step > before - 2 * LEEWAY - 1:
            return False
        return await self._take(step, before)

    async def _take(self, step: int, before: int) -> bool:
        """Note the half minute; False if another has been noted meanwhile."""
        async with transaction():
            same = type(self).filter(id=self.id, totp_step=before, totp_secret=self.totp_secret)
            is_first = bool(await same.update(totp_step=step))
        self.totp_step = step
        return is_first

    # --- somebody else's --------------------------------------------------------------------

    def taking_off_refusal(self, by: Staff) -> str | None:
        """Why this person cannot take it off this account, or None."""
        if reason := by.refusal(self.NEEDED):
            return reason
        if not self.has_second_factor:
            return NOT_ON
        return ONLY_BY_CODE if by.account_id == self.id else None

    async def take_second_factor_off(self, *, by: Staff) -> None:
        """For somebody else, who has lost both the phone and the paper."""
        if reason := self.taking_off_refusal(by):
            raise Refused(reason)
        await self._end_second_factor(by)

    async def _end_second_factor(self, by: Staff) -> None:
        async with transaction():
            await self._keep(by, "code_off", totp_secret="", totp_pending="", totp_step=0)
            await RecoveryCode.filter(account_id=self.id).delete()
            await Ticket.end_of_account(self.id)

    def _refuse_if_on(self) -> None:
        if self.has_second_factor:
            raise Refused(ALREADY_ON)

    async def prove(self, present: str) -> None:
        """Check the present password; raises Invalid."""
        raise NotImplementedError

    async def _keep(self, by: Staff, action: str | None, **values: Any) -> None:
        """Store values that no form shows; `action` is what the journal says of it."""
        raise NotImplementedError


def _digits(code: str) -> str:
    """A code as it is typed from a phone or from paper: in groups, or not."""
    return "".join(char for char in code if char in "0123456789")
