"""One's own account: password, PIN, and where one is signed in."""

from __future__ import annotations

from functools import partial

from nicegui import ui

from components.layout import Frame
from components.live import LIVE, Round
from components.looks import button
from components.session import current_seat, current_staff
from models import Account, Session, moment


class MyAccountPage:
    """One's own account in one tab."""

    path = "/mon-compte"

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._seat = current_seat()

    async def build(self) -> None:
        account = await Account.get(id=self._seat.account_id)
        with ui.element("div").classes("settings") as page:
            ui.label("Mon compte").classes("page-title").props("role=heading aria-level=1")
            ui.label(f"{account.name} · {account.role}").classes("settings-hint")
            with _block("Mot de passe", "Le changer ferme vos sessions sur les autres appareils."):
                _way("Changer mon mot de passe", "mot-de-passe")
            state = "Votre code est en place." if account.has_pin else "Vous n’en avez pas encore."
            with _block("Code PIN", f"Pour les appareils partagés du comptoir. {state}"):
                _way("Changer mon code" if account.has_pin else "Choisir un code", "code-pin")
            with _block("Mes sessions", "Les appareils où vous êtes connecté."):
                self._list = ui.element("ul").classes("sessions")
            await self._show_sessions()
        LIVE.follow(page, {Session.TOPIC, "device"}, self._on_change)

    async def on_query(self, query: str) -> None:
        """Nothing of this screen is in the query."""

    async def _show_sessions(self) -> None:
        sessions = await Session.of_account(self._seat.account_id)
        self._list.clear()
        with self._list:
            for session in sessions:
                session_line(session, is_here=session.id == self._seat.session_id)

    async def _on_change(self, _round: Round) -> None:
        await self._show_sessions()


def session_line(session: Session, *, is_here: bool = False) -> None:
    """A device where somebody is signed in, and the way to end that."""

    async def revoke(session_id: int) -> None:
        await Session.revoke(session_id, by=current_staff())

    with ui.element("li").classes("session"):
        with ui.element("div").classes("grow"):
            ui.label(session.device.label).classes("session-device")
            seen = "Cet appareil" if is_here else f"Vu {moment(session.seen_at)}"
            ui.label(" · ".join(filter(None, (seen, session.address)))).classes("session-seen")
        if not is_here:
            end = button("Déconnecter", "quiet", on_click=partial(revoke, session.id))
            end.props["aria-label"] = f"Déconnecter {session.device.label}"


def _block(title: str, hint: str) -> ui.element:
    block = ui.element("div").classes("settings-block")
    with block:
        ui.label(title).classes("settings-title").props("role=heading aria-level=2")
        ui.label(hint).classes("settings-hint")
    return block


def _way(label: str, path: str) -> None:
    """A link to one of the plain forms, which are pages of their own."""
    link = ui.element("a").classes("button button-quiet button-link")
    link.props["href"] = path  # without a slash: the router of the sections leaves it alone
    with link:
        ui.label(label)


async def my_account_screen(frame: Frame) -> MyAccountPage:
    page = MyAccountPage(frame)
    await page.build()
    return page
