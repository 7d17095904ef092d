"""A shared device: its screen locks when nobody touches it, and opens to a PIN."""

from __future__ import annotations

from typing import Any

from nicegui import ui

from components.tab import LIVE, Round, current_seat, seat_down
from models.staff import Account, Seat, Session


class LockScreen(ui.element, component="lock.js"):
    """Covers the tab, which keeps everything that was typed beneath."""

    def __init__(self, people: list[Account], current: int) -> None:
        super().__init__()
        self._props["people"] = [{"id": one.id, "name": one.name} for one in people]
        self._props["current"] = current


class IdleWatch(ui.element, component="idle.js"):
    """Tells when a shared device has not been touched for so many minutes; 0 never."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._props["minutes"] = seat.lock_minutes if seat.is_shared else 0
        self.on("idle", lambda: Session.lock(seat.session_id))
        self.on("alive", lambda: None)  # to arrive is all that it is for

    def follow(self, seat: Seat) -> None:
        self._props["minutes"] = seat.lock_minutes if seat.is_shared else 0


class Lock:
    """The lock of one tab."""

    def __init__(self) -> None:
        self._client = ui.context.client
        self._screen: LockScreen | None = None
        self._watch = IdleWatch(current_seat())

    async def follow(self, seat: Seat) -> None:
        """Lock or open the tab as the session says."""
        seat_down(self._client, seat)
        self._watch.follow(seat)
        if seat.is_locked and self._screen is None:
            with self._client.layout:
                self._screen = await lock_screen(seat)
        elif not seat.is_locked and self._screen is not None:
            self._screen.delete()
            self._screen = None


async def lock_screen(seat: Seat) -> LockScreen:
    return LockScreen(await Account.with_pin(), seat.account_id)


async def bare_lock(seat: Seat) -> None:
    """A page that was opened while locked: it has nothing behind, and is built once it may be."""
    screen, client = await lock_screen(seat), ui.context.client

    async def follow(_round: Round) -> None:
        now = await Seat.of_session(seat.session_id)
        if now is None or not now.is_locked:
            client.run_javascript("location.reload()")

    LIVE.follow(screen, {"session", "account", "device"}, follow)


def lock_now() -> Any:
    """Lock this shared device at once, so that a colleague can take over."""
    return Session.lock(current_seat().session_id)
