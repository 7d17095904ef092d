"""The seat: who sits in front of a browser, and what they may do there now."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from models.company import Company
from models.staff import Staff

SEAT_TOPICS = {"account", "company", "device", "session"}


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

    @property
    def is_open(self) -> bool:
        """Whether the screens may be used: not locked, and no password to be changed first."""
        return not (self.is_locked or self.must_change)

    def depends_on(self, topic: str, ids: Collection[int]) -> bool:
        """Whether a change to these records, or to any if none is named, may change this seat."""
        mine = {"session": self.session_id, "account": self.account_id, "device": self.device_id}
        return topic == Company.TOPIC or (topic in mine and (not ids or mine[topic] in ids))
