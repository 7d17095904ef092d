"""Sessions: who has signed in on which device, until when, and whether the screen is locked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, ClassVar, Self

from tortoise import fields
from tortoise.models import Model

from models.changes import Changed, announce, listen, transaction
from models.company import Company
from models.credentials import token, token_hash
from models.database import when_connecting
from models.devices import Device
from models.errors import Refused
from models.journal import Subject, note
from models.seat import SEAT_TOPICS, Seat
from models.staff import Permission, Staff

if TYPE_CHECKING:
    from models.accounts import Account

REMEMBERED = timedelta(days=30)
UNUSED = timedelta(hours=12)
"""How long a session lives without being used: on a trusted device, and elsewhere."""
NOTED_EVERY = timedelta(minutes=1)
NOTED_EVERY_IF_SHARED = timedelta(seconds=20)
"""The pace at which the use of a session is noted. A shared device may lock after a minute, and any
device may become a shared one under somebody's hands."""
LOCK_GRACE = timedelta(minutes=1)
"""The browser locks its screen by itself; the server, which hears of a touch a little late, does
when the browser has not."""
KEPT = timedelta(days=90)
"""How long a session is kept after its last use, to know a person's devices again."""


class Session(Model):
    """A browser in which somebody has signed in, known by a token that only it keeps."""

    id = fields.IntField(primary_key=True)
    token_hash = fields.CharField(64, unique=True)
    account: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
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
        life = REMEMBERED if self.is_remembered else UNUSED
        return self.ended_at is not None or datetime.now(UTC) - self.seen_at > life

    @classmethod
    async def begin(
        cls, account: Account, device: Device, *, is_remembered: bool = False, address: str = ""
    ) -> str:
        """Let somebody in, inside the open transaction; the token is for the browser only."""
        made, now = token(), datetime.now(UTC)
        await cls.filter(seen_at__lt=now - KEPT).delete()
        session = await cls.create(
            token_hash=token_hash(made),
            account_id=account.id,
            device_id=device.id,
            is_remembered=is_remembered,
            address=address[:60],
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

    # --- seats ------------------------------------------------------------------------------

    @classmethod
    async def seat_for(cls, session_token: str) -> Seat | None:
        """The seat of the browser that holds this token, None if it may not come in."""
        if not session_token:
            return None
        hash_ = token_hash(session_token)
        if hash_ not in _ids:
            found = await cls.get_or_none(token_hash=hash_)
            if found is None:
                return None
            _ids[hash_] = found.id
        return await cls.seat(_ids[hash_])

    @classmethod
    async def seat(cls, session_id: int) -> Seat | None:
        """The seat of a session as it is now, None once it is over.

        A shared device that was left alone, even switched off, is locked for whoever comes back.
        """
        seated = _seated.get(session_id)
        if seated is None or seated.is_past:  # another process may have noted a later use
            seated = await cls._seat_down(session_id)
        if seated is None or seated.session.is_over:
            return None
        if seated.is_overdue:
            await cls.lock(session_id)
            return replace(seated.seat, is_locked=True)
        return seated.seat

    @classmethod
    async def _seat_down(cls, session_id: int) -> _Seated | None:
        turn = _turn
        session = await cls.get_or_none(id=session_id).prefetch_related("account", "device")
        if session is None or not session.account.is_active:
            return None
        seated = _Seated(session, await _seat(session))
        if turn != _turn:
            return await cls._seat_down(session_id)
        _seated[session_id] = seated
        return seated

    @classmethod
    async def use(cls, session_id: int) -> None:
        """Note that somebody is at work: the session lives on."""
        seated, now = _seated.get(session_id), datetime.now(UTC)
        if seated is None or seated.is_past or seated.seat.is_locked:
            return
        pace = NOTED_EVERY_IF_SHARED if seated.seat.is_shared else NOTED_EVERY
        if now - seated.session.seen_at > pace:
            seated.session.seen_at = now
            async with transaction():
                await cls.filter(id=session_id).update(seen_at=now)


@dataclass
class _Seated:
    session: Session
    seat: Seat

    @property
    def is_past(self) -> bool:
        return self.session.is_over or self.is_overdue

    @property
    def is_overdue(self) -> bool:
        """Whether its screen should have locked by now."""
        limit = timedelta(minutes=self.seat.lock_minutes) + LOCK_GRACE
        is_idle = datetime.now(UTC) - self.session.seen_at > limit
        return is_idle and self.seat.is_shared and not self.seat.is_locked


_seated: dict[int, _Seated] = {}
_ids: dict[str, int] = {}
_turn = 0


def forget_seats() -> None:
    """Read the seats again: this process has turned to another database."""
    global _turn
    _turn += 1
    _seated.clear()
    _ids.clear()


def _forget_changed(change: Changed) -> None:
    global _turn
    if change.topic in SEAT_TOPICS:
        _turn += 1
        for session_id, seated in tuple(_seated.items()):
            if seated.seat.depends_on(change.topic, change.ids):
                del _seated[session_id]


listen(_forget_changed)
when_connecting(forget_seats)


async def _seat(session: Session) -> Seat:
    account, device = session.account, session.device
    company = await Company.current()
    return Seat(
        session_id=session.id,
        account_id=account.id,
        device_id=device.id,
        staff=Staff(account.name, account.role, account.id, device.label),
        is_shared=device.is_shared,
        is_locked=session.locked_at is not None and device.is_shared,
        must_change=account.must_change,
        is_dark=device.is_dark,
        lock_minutes=company.lock_minutes,
    )
