"""The header of every screen: the sections, the tools, and what is one's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from nicegui import ui

from components.action import Action, Menu
from components.frame.badge_label import BadgeLabel
from components.frame.lock import lock_now
from components.frame.screen import Screen
from components.frame.shortcuts import Shortcuts
from components.frame.theme import Theme
from components.looks import ICONS, icon_button
from components.palette import Palette, Searcher
from components.tab import current_staff
from models.staff import Device, Seat

PRODUCT = "Comptoir"
DARK, KEYS = "Clair ou sombre", "Raccourcis clavier"
INTO_VIEW = """
    getHtmlElement({id})?.scrollIntoView({ block: "nearest", inline: "center" })
"""
"""On a phone the sections are wider than the header."""
WHEN_TURNED = """
    new ResizeObserver(() =>
        document.querySelector(".section-link[aria-current=page]")
            ?.scrollIntoView({ block: "nearest", inline: "center" })
    ).observe(document.querySelector(".sections"))
"""
"""And a tablet that is turned has less room than before."""
SIGN_OUT = """
    new BroadcastChannel("comptoir-signed-out").postMessage("");  // keeper.js, in every tab
    fetch("/deconnexion", { method: "POST" }).then(() => location.assign("/connexion"))
"""


class Header:
    """The header in one tab; `go` shows another section, `home` the first."""

    def __init__(
        self,
        screens: Sequence[Screen],
        seat: Seat,
        theme: Theme,
        shortcuts: Shortcuts,
        searcher: Searcher,
        *,
        home: str,
        go: Callable[[str], None],
    ) -> None:
        self._screens = [
            one for one in screens if one.label and current_staff().may(one.permission)
        ]
        self._seat = seat
        self._theme = theme
        self._go = go
        self._badges: list[BadgeLabel] = []
        self._links: dict[str, tuple[list[Screen], ui.link]] = {}
        ui.run_javascript(WHEN_TURNED)
        with ui.element("header").classes("header"):
            with ui.element("a").classes("brand") as self._brand:
                self._brand.props["aria-label"] = PRODUCT
                self.lead_home(home)
                ui.icon(ICONS["brand"])
                ui.label(PRODUCT)
            with ui.element("nav").classes("sections").props('aria-label="Sections"'):
                for screen in self._screens:
                    if not screen.is_personal:
                        self._link(screen)
            with ui.element("div").classes("palette-place"):
                Palette(searcher, go=go)
            with ui.element("div").classes("header-tools"):
                icon_button("dark", DARK, self._toggle_dark).classes("header-tool")
                icon_button("help", KEYS, shortcuts.show_help).classes("header-tool")
                Menu(seat.staff.name, self._personal(), lambda: seat, icon="client")

    def _link(self, screen: Screen) -> None:
        """An entry of its own, or a share in that of its section."""
        name = screen.section or screen.label
        if name in self._links:
            self._links[name][0].append(screen)
        else:
            link = ui.link(name, screen.path).classes("section-link")
            self._links[name] = ([screen], link)
            if screen.badge:
                with link:
                    self._badges.append(BadgeLabel(screen.badge))

    def lead_home(self, path: str) -> None:
        self._brand.props["href"] = path

    def mark(self, path: str) -> None:
        """Show which section an address belongs to, and how much waits in the others."""
        for badge in self._badges:
            badge.count()
        for screens, link in self._links.values():
            is_here = any(screen.holds(path) for screen in screens)
            link.props.set_optional("aria-current", "page" if is_here else None)
            if is_here:
                link.client.run_javascript(INTO_VIEW.replace("{id}", str(link.id)))

    def _personal(self) -> tuple[Action[Seat], ...]:
        """The menu under one's own name."""

        def opening(screen: Screen) -> Action[Seat]:
            async def go(_seat: Seat) -> None:
                self._go(screen.path)

            return Action(screen.label, screen.icon, run=go)

        async def lock(_seat: Seat) -> None:
            await lock_now()

        async def toggle_dark(_seat: Seat) -> None:
            await self._toggle_dark()

        async def sign_out(_seat: Seat) -> None:
            ui.run_javascript(SIGN_OUT)

        return (
            *(opening(one) for one in self._screens if one.is_personal),
            Action(DARK, "dark", run=toggle_dark),
            *((Action("Verrouiller", "lock", run=lock),) if self._seat.is_shared else ()),
            Action("Se déconnecter", "leave", run=sign_out),
        )

    async def _toggle_dark(self) -> None:
        is_dark = await ui.run_javascript("document.body.classList.contains('body--dark')")
        await Device.set_dark(self._seat.device_id, not is_dark)
        self._theme.set_value(not is_dark)
