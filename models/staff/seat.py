"""The seat: who sits in front of a browser, and what they may do there now."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Self

from models.company import Company
from models.database.connection import when_connecting
from models.database.transaction import transaction
from models.permissions import Staff
from models.records.changes import Changed, listen
from models.staff.credentials import token_hash
from models.staff.session import Session

SEAT_TOPICS = {"account", "company", "device", "session"}
NOTED_EVERY = timedelta(minutes=1)
NOTED_EVERY_IF_SHARED = timedelta(seconds=20)
"""The pace at which the use of a session is noted. A shared device may lock after a minute, and any
device may become a shared one under somebody's hands."""
LOCK_GRACE = timedelta(minutes=1)
"""The browser locks its screen by itself; the server, which hears of a touch a little late, does
when the browser has not."""


@dataclass(frozen=True)
class Seat:
    """Who sits in front of a browser, as far as the server knows now."""

    session_id: int
    account_id: int
    device_id: int
    staff: Staff
    is_shared: bool
    is_locked: bool
    must_change: bool
    is_dark: bool | None
    lock_minutes: int
    since: datetime
    """When a password was last asked for here: a PIN does not change it."""
    home: str = ""
    """The address that a bare address shows; "" shows what everybody sees first."""

    @property
    def is_open(self) -> bool:
        """Whether the screens may be used: not locked, and no password to be changed first."""
        return not (self.is_locked or self.must_change)

    def depends_on(self, topic: str, ids: Collection[int]) -> bool:
        """Whether a change to these records, or to any if none is named, may change this seat."""
        mine = {"session": self.session_id, "account": self.account_id, "device": self.device_id}
        return topic == Company.TOPIC or (topic in mine and (not ids or mine[topic] in ids))

    # --- finding ----------------------------------------------------------------------------

    @classmethod
    async def of_token(cls, session_token: str) -> Seat | None:
        """The seat of the browser that holds this token, None if it may not come in."""
        if not session_token:
            return None
        hash_ = token_hash(session_token)
        if hash_ not in _ids:
            found = await Session.get_or_none(token_hash=hash_)
            if found is None:
                return None
            _ids[hash_] = found.id
        return await cls.of_session(_ids[hash_])

    @classmethod
    async def of_session(cls, session_id: int) -> Seat | None:
        """The seat of a session as it is now, None once it is over.

        A shared device that was left alone, even switched off, is locked for whoever comes back.
        """
        seated = _seated.get(session_id)
        if seated is None or seated.is_past:  # another process may have noted a later use
            seated = await cls._read(session_id)
        if seated is None or seated.session.is_over:
            return None
        if seated.is_overdue:
            await Session.lock(session_id)
            return replace(seated.seat, is_locked=True)
        return seated.seat

    @classmethod
    async def _read(cls, session_id: int) -> _Seated | None:
        turn = _turn
        session = await Session.get_or_none(id=session_id).prefetch_related("account", "device")
        if session is None or not session.account.is_active:
            return None
        seated = _Seated(session, await cls._made_of(session))
        if turn != _turn:
            return await cls._read(session_id)
        _seated[session_id] = seated
        return seated

    @classmethod
    async def use(cls, session_id: int) -> None:
        """Note that somebody is at work: the session lives on."""
        seated, now = _seated.get(session_id), datetime.now(UTC)
        if seated is None or seated.is_past or seated.seat.is_locked:
            return
        pace = NOTED_EVERY_IF_SHARED if seated.seat.is_shared else NOTED_EVERY
        if abs(now - seated.session.seen_at) > pace:  # also where the clock was set back
            seated.session.seen_at = now
            async with transaction():
                await Session.filter(id=session_id).update(seen_at=now)

    @classmethod
    async def _made_of(cls, session: Session) -> Self:
        account, device = session.account, session.device
        company = await Company.current()
        return cls(
            session_id=session.id,
            account_id=account.id,
            device_id=device.id,
            staff=Staff(account.name, account.role, account.id, device.label),
            is_shared=device.is_shared,
            is_locked=session.locked_at is not None and device.is_shared,
            must_change=account.must_change,
            is_dark=device.is_dark,
            lock_minutes=company.lock_minutes,
            since=session.created_at,
            home=account.home,
        )


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
        is_idle = abs(datetime.now(UTC) - self.session.seen_at) > limit
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
