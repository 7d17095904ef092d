"""On a card: what it was on a day, and what others have changed since one last had it open."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import date
from typing import Generic, TypeVar

from nicegui import background_tasks, ui

from components.history import History
from components.looks import ICONS, button
from components.tab import current_staff, on_press
from models.database import Outage
from models.french import long_date, moment_phrase, plural
from models.history import Detail, News, Past, note_visit, past_of
from models.permissions import Staff
from models.records import Trashable
from pages.desk.section import section

R = TypeVar("R", bound=Trashable)


class LookingBack(Generic[R]):
    """What one card tells of the past; `past` is what it shows instead of today."""

    def __init__(self, topic: str, history: History, refresh: Callable[[], object]) -> None:
        self._topic = topic
        self._history = history
        self._refresh = refresh
        self._record_id: int | None = None
        self._noted = 0
        self.past: Past[R] | None = None
        self._news: News | None = None

    async def arrive(self, record_id: int, latest: int) -> None:
        """A record was opened, or read again; `latest` is the last entry about it."""
        if record_id != self._record_id:
            self._record_id, self._noted, self.past = record_id, 0, None
            self._news = await News.of(self._topic, record_id, current_staff())
        if latest != self._noted:
            self._noted = latest
            noting = _note(self._topic, record_id, latest, current_staff())
            background_tasks.create(noting, name="visit")  # the card waits for no writer

    def leave(self) -> None:
        self._record_id, self.past, self._news = None, None, None

    async def to(self, day: date, record: R, read: Callable[[Past[R]], Awaitable[None]]) -> None:
        """Show a record as it was at the end of a day; `read` reads what else is shown of it."""
        past = await past_of(record, day, current_staff())
        await read(past)
        self.past = past
        self._refresh()

    def _return(self) -> None:
        self.past = None
        self._refresh()

    # --- showing ----------------------------------------------------------------------------

    def tell_news(self) -> None:
        """« 3 changements depuis votre visite d’hier », which leads to them."""
        if (news := self._news) is None:
            return
        count = plural(news.count, "changement", "changements")
        text = f"{count} depuis votre visite {moment_phrase(news.since)}"
        line = ui.button(text, icon=ICONS["history"])
        on_press(line, self._show_news)
        line.props("flat no-caps color=none align=left").classes("card-news")

    async def _show_news(self) -> None:
        news, self._news = self._news, None
        if news:
            self._refresh()
            await self._history.show_after(news.after, news.count)

    def tell(self, past: Past[R], body: Callable[[Past[R]], None]) -> None:
        """The banner, the card as it was, and what is different today."""
        with ui.element("div").classes("card-past").props("role=status"):
            ui.icon(ICONS["history"])
            ui.label(f"Telle qu’elle était le {long_date(past.day)}").classes("grow")
            button("Revenir à aujourd’hui", "quiet", on_click=self._return)
        with section("Différences avec aujourd’hui"):
            if not past.differences:
                ui.label("Rien n’a changé depuis.").classes("card-none")
            with ui.element("ul").classes("past-differences"):
                for one in past.differences:
                    _difference(one)
        body(past)


class WithPast(Generic[R]):
    """A card that can look back; a subclass says what it shows of a day."""

    _back: LookingBack[R]

    def _current(self) -> R:
        raise NotImplementedError

    async def read_past(self, past: Past[R]) -> None:
        """Read what else the card shows of a day."""

    def past_body(self, past: Past[R]) -> None:
        """What the card says of a day."""

    def gone_for_good(self, record: R) -> str:
        """Why the record cannot come back from the trash, or ""."""
        return ""

    async def look_back(self, day: date) -> None:
        """Show the card as it was at the end of a day."""
        await self._back.to(day, self._current(), self.read_past)

    def leave(self) -> None:
        """The card is closed."""
        self._back.leave()


async def _note(topic: str, record_id: int, latest: int, by: Staff) -> None:
    with suppress(Outage):  # said elsewhere; the next visit tells a little more
        await note_visit(topic, record_id, latest, by)


def _difference(one: Detail) -> None:
    with ui.element("li").classes("history-detail"):
        ui.label(one.label).classes("history-field")
        ui.label(one.before or "(vide)").classes("history-after")
        ui.label("→").props("aria-hidden=true")
        ui.label(one.after or "(vide)").classes("history-field")
