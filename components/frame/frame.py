"""The frame of every screen: header, sections, drawer, messages, keyboard."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Protocol
from urllib.parse import urlsplit

from nicegui import ui

from components.action import Action, Menu
from components.dialogs import Toasts, dismiss
from components.first_paint import Picture, show_picture
from components.form import Drawer, Editor
from components.frame.lock import Lock, lock_now
from components.frame.outage import waiting
from components.frame.shortcuts import Shortcuts, show_help
from components.frame.theme import Theme
from components.looks import ICONS, icon_button
from components.tab import (
    LIVE,
    FocusMemory,
    Presence,
    Round,
    current_seat,
    current_staff,
    fault_sentence,
)
from models.database import Outage
from models.errors import Invalid, Refused
from models.permissions import Permission
from models.records import Draft
from models.staff import (
    SEAT_TOPICS,
    Device,
    Seat,
)

PRODUCT = "Comptoir"
PERSONAL_ICONS = {"/mon-compte": "client", "/comptes": "empty", "/journal": "history"}
SIGN_OUT = """
    fetch("/deconnexion", { method: "POST" }).then(() => location.assign("/connexion"))
"""


@dataclass(frozen=True)
class Section:
    """An entry of the header."""

    label: str
    path: str
    permission: Permission = Permission.SEE
    is_personal: bool = False
    """Reached from the menu under one's own name."""


class Screen(Protocol):
    """What fills the frame. `path` is its address, `on_query` follows the rest of the URL."""

    path: str

    async def on_query(self, query: str) -> None: ...


class Frame:
    """One tab's frame, in which the sections replace each other without a reload."""

    def __init__(
        self,
        sections: Sequence[Section],
        editors: Callable[[Frame], Mapping[str, Editor]],
        routes: Mapping[str, Callable[..., Awaitable[Screen]]],
    ) -> None:
        self._sections = sections
        self._screen: Screen | None = None
        self._is_ready = asyncio.Event()
        self._links: dict[str, ui.link] = {}
        self._router = ui.context.client.sub_pages_router
        self._router.on_path_changed(self._path_changed)
        self._turn_home(self._router.current_path)
        self.client = ui.context.client
        ui.on_exception(self._say_what_went_wrong)
        self._seat = current_seat()
        self._theme = Theme(self._seat.is_dark)
        self._lock = Lock()
        with ui.element("div").classes("frame") as frame:
            Picture()
            self._header()
            self.toasts = Toasts()
            self.shortcuts = Shortcuts()
            FocusMemory()
            self.presence = Presence()
            self.drawer = Drawer(editors(self), self.toasts, shown=self._show_editing)
            self._shown = ui.sub_pages(
                {path: self._built(build) for path, build in routes.items()},
                data={"frame": self},
                show_404=False,
            ).classes("section")
        if self._shown.has_404:
            ui.status_code(404)
            with self._shown:
                dead_end("Cette adresse ne mène nulle part.")
            self._is_ready.set()
        self._frame = frame
        self._mark_section(self.path)
        LIVE.follow(frame, SEAT_TOPICS, self._follow_seat)

    @property
    def path(self) -> str:
        """The path that the tab shows, without its query."""
        return urlsplit(self._router.current_path).path

    @property
    def query(self) -> str:
        return urlsplit(self._router.current_path).query

    async def ready(self) -> None:
        """Wait until the first section is built, so that it is sent with the page."""
        await self._is_ready.wait()
        show_picture(self._frame, is_dark=self._seat.is_dark)

    def go(self, path: str) -> None:
        """Show another section."""
        ui.navigate.to(path)

    def write_url(self, url: str, *, is_step: bool) -> None:
        """Put the state of the screen into the address; a step is one that « back » undoes."""
        if url == self._router.current_path:
            return
        self._router.current_path = url
        verb = "pushState" if is_step else "replaceState"
        state = json.dumps({"page": url})
        self.client.run_javascript(f'history.{verb}({state}, "", {json.dumps(url)})')

    def _built(self, build: Callable[..., Awaitable[Screen]]) -> Callable[..., Awaitable[None]]:
        @wraps(build)  # ui.sub_pages reads the path's parameters off the signature
        async def section(**parameters: str) -> None:
            self.shortcuts.use({})
            self._screen = None
            self.presence.open(None)
            try:
                current_staff().need(self._permission_for(self.path))
                self._screen = await build(**parameters)
            except Refused as refusal:
                dead_end(str(refusal))
            except Outage as outage:
                if not self._is_ready.is_set():
                    ui.status_code(503)
                with self._shown.clear():
                    waiting(outage, self._shown.refresh)
            except Exception:
                dead_end("Cette page n’a pas pu s’afficher.", icon="error")
                raise
            finally:
                self._is_ready.set()

        return section

    def _permission_for(self, path: str) -> Permission:
        return next(
            (one.permission for one in self._sections if _is_under(path, one.path)), Permission.SEE
        )

    def _show_editing(self, draft: Draft | None) -> None:
        is_client = draft is not None and draft.topic == "client"
        self.presence.edit(draft.record_id if draft and is_client else None)

    async def _follow_seat(self, round_: Round) -> None:
        """Somebody has signed out, lost a role, locked the screen: show it at once."""
        if not any(self._seat.depends_on(*change) for change in round_.changed.items()):
            return
        seat = await Seat.of_session(self._seat.session_id)
        if seat is None:
            self.client.layout.clear()  # a browser that stays is told nothing more
        if seat is None or _is_another(seat, self._seat):
            self.client.run_javascript("location.reload()")
            return
        self._seat = seat
        await self._lock.follow(seat)

    async def _follow_query(self) -> None:
        if self._screen and self._screen.path == self.path:
            await self._screen.on_query(self.query)

    def _path_changed(self, path: str) -> None:
        self._turn_home(path)
        self._mark_section(self.path)
        dismiss()
        ui.timer(0, self._follow_query, once=True)

    def _turn_home(self, path: str) -> None:
        """The bare address shows the first section."""
        if urlsplit(path).path in {"", "/"}:
            home = urlsplit(path)._replace(path=self._sections[0].path)
            self._router.current_path = home.geturl()

    # --- header -----------------------------------------------------------------------------

    def _header(self) -> None:
        with ui.element("header").classes("header"):
            with ui.element("a").classes("brand").props(f'href="/clients" aria-label="{PRODUCT}"'):
                ui.icon(ICONS["brand"])
                ui.label(PRODUCT)
            with ui.element("nav").classes("sections").props('aria-label="Sections"'):
                for section in self._sections:
                    if section.is_personal or not current_staff().may(section.permission):
                        continue
                    link = ui.link(section.label, section.path).classes("section-link")
                    self._links[section.path] = link
            with ui.element("div").classes("header-tools"):
                icon_button("dark", "Clair ou sombre", self._toggle_dark)
                icon_button("help", "Raccourcis clavier", show_help)
                Menu(self._seat.staff.name, self._personal(), lambda: self._seat, icon="client")

    def _personal(self) -> tuple[Action[Seat], ...]:
        """The menu under one's own name."""

        def opening(section: Section) -> Action[Seat]:
            async def go(_seat: Seat) -> None:
                self.go(section.path)

            return Action(section.label, PERSONAL_ICONS[section.path], run=go)

        async def lock(_seat: Seat) -> None:
            await lock_now()

        async def sign_out(_seat: Seat) -> None:
            ui.run_javascript(SIGN_OUT)

        mine = [one for one in self._sections if one.is_personal]
        return (
            *(opening(one) for one in mine if current_staff().may(one.permission)),
            *((Action("Verrouiller", "lock", run=lock),) if self._seat.is_shared else ()),
            Action("Se déconnecter", "leave", run=sign_out),
        )

    def _mark_section(self, path: str) -> None:
        for target, link in self._links.items():
            is_here = _is_under(path, target)
            link.props(
                "aria-current=page" if is_here else "", remove="" if is_here else "aria-current"
            )

    async def _toggle_dark(self) -> None:
        is_dark = await ui.run_javascript("document.body.classList.contains('body--dark')")
        await Device.set_dark(self._seat.device_id, not is_dark)
        self._theme.set_value(not is_dark)

    # --- faults -----------------------------------------------------------------------------

    def _say_what_went_wrong(self, error: Exception) -> None:
        if isinstance(error, Refused | Invalid):
            self.toasts.show(str(error), "warning")
        else:
            self.toasts.show(fault_sentence(error), "error")


def _is_under(path: str, section: str) -> bool:
    return path == section or path.startswith(f"{section}/")


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
        ui.label(message).classes("empty-title")
        ui.link("Revenir aux clients", "/clients")
