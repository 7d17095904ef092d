"""A shared device: its screen locks when nobody touches it, and opens to a PIN.

While it is locked the browser holds a page of its own, which has nothing of the firm in it. What
was being typed waits where a reload finds it, too.
"""

from __future__ import annotations

from typing import Any

from nicegui import ui

from components.tab import LIVE, Round, current_seat, leave
from models.staff import Account, Seat, Session


class LockScreen(ui.element, component="lock.js"):
    """All that a locked tab shows: who may open it, and where to type the PIN."""

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


async def bare_lock(seat: Seat) -> None:
    """The page while it is locked; what it covers is built once it may be."""
    client = ui.context.client
    screen = LockScreen(await Account.with_pin(seat.account_id), seat.account_id)

    async def follow(_round: Round) -> None:
        now = await Seat.of_session(seat.session_id)
        if now is None or not now.is_locked:
            leave(client)

    LIVE.follow(screen, {"session", "account", "device"}, follow, is_of_seat=True)


def lock_now() -> Any:
    """Lock this shared device at once, so that a colleague can take over."""
    return Session.lock(current_seat().session_id)
