"""Sessions: who has signed in on which device, until when, and whether the screen is locked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar, Self

from tortoise import fields
from tortoise.models import Model

from models.database.transaction import transaction
from models.errors import Refused
from models.french.wording import plural
from models.permissions import Permission, Staff
from models.records.changes import announce
from models.records.journal import Subject, note
from models.staff.credentials import token, token_hash
from models.staff.device import Device

REMEMBERED = timedelta(days=30)
UNUSED = timedelta(hours=12)
"""How long a session lives without being used: on a trusted device, and elsewhere."""
LONGEST_REMEMBERED = timedelta(days=90)
LONGEST = timedelta(days=7)
"""How long it lives at most, however much it is used: on a trusted device of one's own, and
elsewhere. Who has got hold of somebody's cookie has it for no longer."""
KEPT = timedelta(days=90)
"""How long a session is kept after its last use, to know a person's devices again."""
KEPT_TEXT = "Ce que vous étiez en train de saisir vous attend."


class Session(Model):
    """A browser in which somebody has signed in, known by a token that only it keeps."""

    id = fields.IntField(primary_key=True)
    token_hash = fields.CharField(64, unique=True)
    account: fields.ForeignKeyRelation[Any] = fields.ForeignKeyField(
        "models.Account", related_name="sessions", on_delete=fields.RESTRICT
    )
    account_id: int
    device: fields.ForeignKeyRelation[Device] = fields.ForeignKeyField(
        "models.Device", related_name="sessions", on_delete=fields.RESTRICT
    )
    device_id: int
    is_remembered = fields.BooleanField(default=False)
    address = fields.CharField(60, default="", description="Adresse")
    created_at = fields.DatetimeField(auto_now_add=True)
    seen_at = fields.DatetimeField()
    locked_at: datetime | None = fields.DatetimeField(null=True)
    ended_at: datetime | None = fields.DatetimeField(null=True)

    TOPIC: ClassVar[str] = "session"

    class Meta:
        table = "session"

    @property
    def is_over(self) -> bool:
        """Needs the device to have been read with it."""
        return self.ended_at is not None or self._is_unused or self._is_old

    @property
    def _is_unused(self) -> bool:
        return datetime.now(UTC) - self.seen_at > self._unused

    @property
    def _is_old(self) -> bool:
        return datetime.now(UTC) - self.created_at > self._longest

    @property
    def _unused(self) -> timedelta:
        return REMEMBERED if self.is_remembered else UNUSED

    @property
    def _longest(self) -> timedelta:
        is_trusted = self.is_remembered and not self.device.is_shared
        return LONGEST_REMEMBERED if is_trusted else LONGEST

    @classmethod
    async def lapse(cls, session_token: str) -> str | None:
        """Why time has ended the session of this token, for who comes back; None otherwise."""
        found = cls.filter(token_hash=token_hash(session_token), ended_at=None)
        session = await found.first().prefetch_related("device")
        if session is None or not session.is_over:
            return None
        if session._is_old:
            days = plural(session._longest.days, "jour")
            return f"Par sécurité, le mot de passe est redemandé au bout de {days}. {KEPT_TEXT}"
        is_days = session._unused >= timedelta(days=1)
        hours = int(session._unused.total_seconds()) // 3600
        time = plural(hours // 24, "jour") if is_days else plural(hours, "heure")
        return f"Cette session s’est fermée après {time} sans activité. {KEPT_TEXT}"

    @classmethod
    async def begin(
        cls,
        account_id: int,
        device_id: int,
        *,
        is_remembered: bool = False,
        address: str = "",
        since: datetime | None = None,
    ) -> str:
        """Let somebody in, inside the open transaction; the token is for the browser only.

        `since` is when a password was last asked for, if that is not now.
        """
        made, now = token(), datetime.now(UTC)
        await cls.filter(seen_at__lt=now - KEPT).delete()
        session = await cls.create(
            token_hash=token_hash(made),
            account_id=account_id,
            device_id=device_id,
            is_remembered=is_remembered,
            address=address[:60],
            created_at=since or now,
            seen_at=now,
        )
        announce(cls.TOPIC, [session.id])
        return made

    @classmethod
    async def of_account(cls, account_id: int) -> list[Self]:
        """The sessions that are going on, the latest first."""
        found = cls.filter(account_id=account_id, ended_at=None).order_by("-seen_at", "-id")
        return [one for one in await found.prefetch_related("device") if not one.is_over]

    @classmethod
    async def has_been(cls, account_id: int, device_id: int) -> bool:
        """Whether this person has signed in on this device before."""
        return await cls.filter(account_id=account_id, device_id=device_id).exists()

    # --- ending and locking -----------------------------------------------------------------

    @classmethod
    async def sign_out(cls, session_id: int) -> None:
        async with transaction():
            await cls._end(await cls.filter(id=session_id, ended_at=None))

    @classmethod
    async def revoke(cls, session_id: int, *, by: Staff) -> None:
        """End a session of one's own, or anybody's for who manages the accounts."""
        async with transaction():
            session = await cls.get_or_none(id=session_id, ended_at=None).prefetch_related(
                "account", "device"
            )
            if session is None:
                raise Refused("Cette session est déjà fermée.")
            if session.account_id != by.account_id:
                by.need(Permission.ACCOUNTS)
            await cls._end([session])
            caption = f"{session.account.name} ({session.device.label})"
            await note(by, "revoke", Subject("account", session.account_id, caption))

    @classmethod
    async def end_of_account(cls, account_id: int) -> None:
        """End every session of an account, inside the open transaction."""
        await cls._end(await cls.filter(account_id=account_id, ended_at=None))

    @classmethod
    async def _end(cls, sessions: list[Self]) -> None:
        ids = [session.id for session in sessions]
        await cls.filter(id__in=ids).update(ended_at=datetime.now(UTC))
        announce(cls.TOPIC, ids)

    @classmethod
    async def lock(cls, session_id: int) -> None:
        """Lock the screen of a shared device; of another one this does nothing."""
        async with transaction():
            session = await cls.get_or_none(id=session_id, ended_at=None).prefetch_related("device")
            if session is not None and session.device.is_shared and session.locked_at is None:
                await cls._set_locked(session_id, datetime.now(UTC))

    @classmethod
    async def unlock(cls, session_id: int) -> None:
        """Open the screen again, inside the open transaction."""
        await cls._set_locked(session_id, None)

    @classmethod
    async def _set_locked(cls, session_id: int, at: datetime | None) -> None:
        values = {"locked_at": at} if at else {"locked_at": None, "seen_at": datetime.now(UTC)}
        await cls.filter(id=session_id).update(**values)
        announce(cls.TOPIC, [session_id])
