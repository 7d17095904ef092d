"""The frame of every screen: header, sections, drawer, messages, keyboard."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import wraps
from urllib.parse import urlsplit

from nicegui import ui

from components.dialogs import Toasts, dismiss
from components.first_paint import Picture, show_picture
from components.form import Drawer, Editor
from components.frame.connection import Connection
from components.frame.header import PRODUCT, Header
from components.frame.list_memory import ListMemory
from components.frame.lock import IdleWatch
from components.frame.outage import outage_notice
from components.frame.screen import HOME, Screen, View
from components.frame.shortcuts import LIST_KEYS, Shortcuts
from components.frame.theme import Theme
from components.looks import ICONS
from components.nicegui_patches import address_of, on_address, set_address
from components.palette import Searcher
from components.tab import (
    LIVE,
    FocusMemory,
    Presence,
    PressKeeper,
    Round,
    SeatWatch,
    current_seat,
    current_staff,
    fault_sentence,
    is_made_for,
    leave,
    seat_down,
    skip_link,
)
from models.database import Outage
from models.errors import Invalid, Refused
from models.records import Draft
from models.relay import Spot
from models.staff import SEAT_TOPICS, Seat


class Frame:
    """One tab's frame, in which the sections replace each other without a reload."""

    def __init__(
        self,
        screens: Sequence[Screen],
        *,
        searcher: Callable[[Frame], Searcher],
    ) -> None:
        """`searcher` is made for the search of everything that stands in the header."""
        self._screens = screens
        self._view: View | None = None
        self._is_ready = asyncio.Event()
        self.help = ""
        """The chapter of the help about the screen that is shown, or was before the help."""
        self.client = ui.context.client
        on_address(self.client, self._path_changed)
        self._seat = current_seat()
        self._turn_home(address_of(self.client))
        ui.on_exception(self._say_what_went_wrong)
        self._theme = Theme(self._seat.is_dark)
        self._watch = IdleWatch(self._seat)
        with ui.element("div").classes("frame") as frame:
            skip_link()
            Picture()
            self.shortcuts = Shortcuts()
            parts = (self._seat, self._theme, self.shortcuts, searcher(self))
            self._header = Header(screens, *parts, home=self.home, go=self.go)
            self.toasts = Toasts()
            FocusMemory()
            PressKeeper()
            self.list_before = ListMemory(self._is_list)
            self.list_before.note(address_of(self.client))
            SeatWatch()
            Connection()
            self.presence = Presence()
            self.drawer = Drawer(self._editors(), self.toasts, shown=self._show_editing)
            self._shown = ui.sub_pages(
                {one.path: self._built(one) for one in screens},
                data={"frame": self},
                show_404=False,
            ).classes("section")
        if self._shown.has_404:
            ui.status_code(404)
            self.entitle("Page introuvable")
            with self._shown:
                dead_end("Cette adresse ne mène nulle part.")
            self._is_ready.set()
        self._frame = frame
        self._header.mark(self.path)
        LIVE.follow(frame, SEAT_TOPICS, self._follow_seat, is_of_seat=True)

    @property
    def path(self) -> str:
        """The path that the tab shows, without its query."""
        return urlsplit(address_of(self.client)).path

    @property
    def query(self) -> str:
        return urlsplit(address_of(self.client)).query

    @property
    def homes(self) -> Mapping[str, str]:
        """What this person may see first: address to label."""
        daily = [one for one in self._screens if not (one.is_personal or one.is_task)]
        may = self._seat.staff.may
        return {one.path: one.name for one in daily if one.label and may(one.permission)}

    @property
    def home(self) -> str:
        """What a bare address shows."""
        return self._seat.home if self._seat.home in self.homes else HOME

    async def ready(self) -> None:
        """Wait until the first section is built, so that it is sent with the page."""
        await self._is_ready.wait()
        show_picture(self._frame, is_dark=self._seat.is_dark)

    def go(self, path: str) -> None:
        """Show another section."""
        ui.navigate.to(path)

    def entitle(self, *parts: str) -> None:
        """Name the tab: what is shown, its section, and the product."""
        title = " – ".join((*parts, PRODUCT))
        if title != self.client.title:
            with self.client:
                ui.page_title(title)

    def _is_list(self, path: str) -> bool:
        return any(one.listing and one.path == path for one in self._screens)

    def write_url(self, url: str, *, is_step: bool) -> None:
        """Put the state of the screen into the address; a step is one that « back » undoes."""
        if url == address_of(self.client):
            return
        set_address(self.client, url)
        self.list_before.note(url)
        verb = "pushState" if is_step else "replaceState"
        state = json.dumps({"page": url})
        self.client.run_javascript(f'history.{verb}({state}, "", {json.dumps(url)})')

    def _editors(self) -> Mapping[str, Editor]:
        """What the drawer edits, by topic."""
        makers = [make for one in self._screens for make in (one.editor, *one.also_edits) if make]
        editors = [make(self) for make in makers]
        return {editor.model.TOPIC: editor for editor in editors}

    def _built(self, screen: Screen) -> Callable[..., Awaitable[None]]:
        @wraps(screen.build)  # ui.sub_pages reads the path's parameters off the signature
        async def section(**parameters: str) -> None:
            self.shortcuts.use({}, keys=LIST_KEYS if screen.listing else ())
            if screen.help:
                self.help = self.shortcuts.chapter = screen.help
            self._view = None
            self.presence.open(None)
            self.entitle(*((screen.label,) if screen.label else ()))
            try:
                current_staff().need(screen.permission)
                self._view = await screen.build(**parameters)
            except Refused as refusal:
                dead_end(str(refusal))
            except Outage as outage:
                if not self._is_ready.is_set():
                    ui.status_code(503)
                with self._shown.clear():
                    outage_notice(outage, self._shown.refresh)
            except Exception:
                dead_end("Cette page n’a pas pu s’afficher.", icon="error")
                raise
            finally:
                self._is_ready.set()

        return section

    def _show_editing(self, draft: Draft | None) -> None:
        record_id = draft.record_id if draft else None
        self.presence.edit(Spot(draft.topic, record_id) if draft and record_id else None)

    async def _follow_seat(self, round_: Round) -> None:
        """Somebody has signed out, lost a role, locked the screen: show it at once."""
        if not any(self._seat.depends_on(*change) for change in round_.changed.items()):
            return
        seat = await Seat.of_session(self._seat.session_id)
        if seat is None or seat.is_locked or not is_made_for(self.client, seat):
            leave(self.client)
            return
        if _is_another(seat, self._seat):
            self.client.run_javascript("location.reload()")
            return
        self._seat = seat
        self._header.lead_home(self.home)
        seat_down(self.client, seat)
        self._watch.follow(seat)

    async def _follow_query(self) -> None:
        if self._view and self._view.path == self.path:
            await self._view.on_query(self.query)

    def _path_changed(self, path: str) -> None:
        self._turn_home(path)
        self.list_before.note(address_of(self.client))
        self._header.mark(self.path)
        dismiss()
        ui.timer(0, self._follow_query, once=True)

    def _turn_home(self, path: str) -> None:
        """The bare address shows what somebody wants to see first."""
        if urlsplit(path).path in {"", "/"}:
            home = urlsplit(path)._replace(path=self.home)
            set_address(self.client, home.geturl())

    # --- faults -----------------------------------------------------------------------------

    def _say_what_went_wrong(self, error: Exception) -> None:
        if isinstance(error, Refused | Invalid):
            self.toasts.show(str(error), "warning")
        else:
            self.toasts.show(fault_sentence(error), "error")


def _is_another(seat: Seat, before: Seat) -> bool:
    """Whether the screen was built for somebody who may do other things."""
    return (seat.staff, seat.is_shared, seat.must_change) != (
        before.staff,
        before.is_shared,
        before.must_change,
    )


def dead_end(message: str, *, icon: str = "nothing") -> None:
    """A section that cannot be shown, and the way out of it."""
    with ui.element("div").classes("empty"):
        ui.icon(ICONS[icon])
        ui.label(message).classes("empty-title").props("role=heading aria-level=1")
        ui.link("Revenir aux clients", HOME).classes("button button-quiet button-link")
