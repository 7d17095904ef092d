"""One's own account: password, PIN, and where one is signed in."""

from __future__ import annotations

from nicegui import ui

from components.frame import Frame
from components.looks import button
from components.tab import LIVE, Round, current_seat, current_staff
from models.french import moment, plural
from models.permissions import Permission
from models.staff import Account, ApiToken, Device, Session
from pages.staff.tokens import calendar_region, token_region


class MyAccountPage:
    """One's own account in one tab."""

    path = "/mon-compte"

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._seat = current_seat()

    async def build(self) -> None:
        account = await Account.get(id=self._seat.account_id)
        sessions, left = await Session.of_account(account.id), await account.codes_left()
        tokens = await ApiToken.of_account(account.id)
        with ui.element("div").classes("settings") as page:
            ui.label("Mon compte").classes("page-title").props("role=heading aria-level=1")
            ui.label(f"{account.name} · {account.role}").classes("settings-hint")
            with _block("Mot de passe", "Le changer ferme vos sessions sur les autres appareils."):
                _way("Changer mon mot de passe", "mot-de-passe")
            self._secrets = ui.element("div")
            self._show_secrets(account, left)
            with _block("Mes sessions", "Les appareils où vous êtes connecté."):
                SessionList(account.id, sessions)
            token_region(account.id, tokens)
            calendar_region(account.id, tokens)
        LIVE.follow(page, {Account.TOPIC}, self._on_change)

    async def on_query(self, query: str) -> None:
        """Nothing of this screen is in the query."""

    def _show_secrets(self, account: Account, left: int) -> None:
        """What is beside the password; `left` are the codes on paper."""
        steps = account.has_second_factor
        self._secrets.clear()
        with self._secrets:
            hint = f"Pour les appareils partagés du comptoir. {_pin_state(account)}"
            with _block("Code PIN", hint):
                _way("Changer mon code" if account.pin_hash else "Choisir un code", "code-pin")
            if steps or current_staff().may(Permission.ACCOUNTS):
                with _block("Connexion en deux étapes", _steps_state(steps, left)):
                    verb = "Désactiver" if steps else "Activer"
                    _way(f"{verb} les deux étapes", "deux-etapes")

    async def _on_change(self, _round: Round) -> None:
        account = await Account.get(id=self._seat.account_id)
        self._show_secrets(account, await account.codes_left())


def _pin_state(account: Account) -> str:
    if account.has_pin:
        return "Votre code est en place."
    if account.pin_hash:
        return "Il est bloqué après cinq essais : choisissez-en un autre."
    return "Vous n’en avez pas encore."


def _steps_state(is_on: bool, left: int) -> str:
    if not is_on:
        return "Après le mot de passe, un code que donne une application de votre téléphone."
    paper = plural(left, "code") if left else "aucun code"
    return f"Elle est activée. Il vous reste {paper} de secours."


class SessionList:
    """Where somebody is signed in, as it is now, and the way to end that."""

    def __init__(self, account_id: int, sessions: list[Session]) -> None:
        self._account_id = account_id
        self._list = ui.element("ul").classes("sessions")
        self._shown: list[tuple[int, str, str]] = []
        self._show(sessions)
        LIVE.follow(self._list, {Session.TOPIC, Device.TOPIC}, self._on_change)

    def _show(self, sessions: list[Session]) -> None:
        """Build the lines anew if they differ: everybody's sessions are told here, and a button
        that is replaced at each of them loses presses and the keyboard."""
        lines = [(session.id, session.device.label, _seen(session)) for session in sessions]
        if lines == self._shown:
            return
        self._shown = lines
        self._list.clear()
        with self._list:
            for line in lines:
                self._line(*line)

    def _line(self, session_id: int, device: str, seen: str) -> None:
        async def revoke() -> None:
            await Session.revoke(session_id, by=current_staff())

        with ui.element("li").classes("session"):
            with ui.element("div").classes("grow"):
                ui.label(device).classes("session-device")
                ui.label(seen).classes("session-seen")
            if session_id != current_seat().session_id:
                end = button("Déconnecter", "quiet", on_click=revoke)
                end.props["aria-label"] = f"Déconnecter {device}"

    async def _on_change(self, _round: Round) -> None:
        self._show(await Session.of_account(self._account_id))


def _seen(session: Session) -> str:
    is_here = session.id == current_seat().session_id
    seen = "Cet appareil" if is_here else f"Vu {moment(session.seen_at)}"
    return " · ".join(filter(None, (seen, session.address)))


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
