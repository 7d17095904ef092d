"""How much waits in a section, in the header."""

from __future__ import annotations

from nicegui import background_tasks, ui

from components.frame.screen import Badge
from components.tab import LIVE, Round, current_seat, note_fault
from models.database import Outage
from models.french import number

MOST_SHOWN = 99


class BadgeLabel:
    """The number in one tab; nothing while nothing waits."""

    def __init__(self, badge: Badge) -> None:
        self._badge = badge
        self._account_id = current_seat().staff.account_id
        with ui.element("span").classes("section-badge") as self._label:
            self._number = ui.label()
            ui.label(badge.means).classes("unseen")
        self._label.visible = False
        LIVE.follow(self._label, {badge.topic}, self._follow)

    def count(self) -> None:
        """Count again: a day may have begun since."""
        background_tasks.create(self._count(None), name="badge")

    async def _follow(self, round_: Round) -> None:
        await self._count(round_)

    async def _count(self, round_: Round | None) -> None:
        badge, account_id = self._badge, self._account_id
        try:
            found = (
                await round_.once((badge, account_id), lambda: badge.count(account_id))
                if round_
                else await badge.count(account_id)
            )
        except Outage as outage:  # the screen itself says so
            note_fault(outage)
            return
        if self._label.is_deleted:
            return
        self._number.set_text(number(found) if found <= MOST_SHOWN else f"{MOST_SHOWN}+")
        self._label.visible = found > 0
