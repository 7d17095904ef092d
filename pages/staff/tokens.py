"""What lets other programs in for oneself: tokens of the API, and the address of one's calendar."""

from __future__ import annotations

from functools import partial

from nicegui import ui

from components.dialogs import Asked, ask, confirm, show_once
from components.form import Several
from components.looks import button, status_chip
from components.tab import LIVE, Round, current_staff
from models.french import moment, quoted
from models.staff import FOR_PROGRAMS, LIFETIMES, SCOPES, Account, ApiToken

CHOICES = {str(scope): SCOPES[scope].label for scope in FOR_PROGRAMS}
ONCE = "Copiez-le maintenant : il ne sera plus montré. Qui le connaît agit en votre nom."
ASKED = (
    Asked("name", "Nom du jeton", hint="Pour quel programme ? Par exemple : boutique.", longest=60),
    Asked("days", "Valable", "90", choices=LIFETIMES),
    Asked("present", "Mot de passe actuel", kind="password", longest=200),
)


CALENDAR_HINT = (
    "Interventions prévues, départs, retours et vos rappels, dans l’agenda de votre téléphone : "
    "abonnez-le à une adresse que vous seul connaissez."
)
CALENDAR_ONCE = (
    "Copiez-la maintenant : elle ne sera plus montrée. Qui la connaît lit votre calendrier."
)


class TokenList:
    """The tokens of an account as they are now, and the way to make and to revoke them."""

    def __init__(self, account_id: int, tokens: list[ApiToken]) -> None:
        self._account_id = account_id
        with ui.element("div").classes("settings-tools"):
            self.tools()
        self._list = ui.element("ul").classes("sessions")
        self._shown: list[tuple[int, str, str, bool]] = []
        self._show(tokens)
        LIVE.follow(self._list, {ApiToken.TOPIC}, self._on_change)

    def tools(self) -> None:
        """Build the way to make one."""
        button("Créer un jeton", "quiet", icon="add", on_click=self._make)

    def is_here(self, token: ApiToken) -> bool:
        """Whether this list has it."""
        return not token.is_calendar

    def _show(self, tokens: list[ApiToken]) -> None:
        """Build the lines anew if they differ: a button that is replaced loses presses."""
        lines = [
            (one.id, one.name, _about(one), one.is_past) for one in tokens if self.is_here(one)
        ]
        if lines == self._shown:
            return
        self._shown = lines
        self._list.clear()
        with self._list:
            for line in lines:
                self._line(*line)

    def _line(self, token_id: int, name: str, about: str, is_past: bool) -> None:
        with ui.element("li").classes("session"):
            with ui.element("div").classes("grow"):
                ui.label(name).classes("session-device")
                ui.label(about).classes("session-seen")
            if is_past:
                status_chip("Expiré", "closed")
            end = button("Révoquer", "danger-quiet", on_click=partial(_revoke, token_id, name))
            end.props["aria-label"] = f"Révoquer {name}"

    async def _make(self) -> None:
        chosen: set[str] = set()

        def details() -> None:
            Several("Droits", CHOICES, "", on_change=lambda event: _choose(chosen, event.value))

        async def make(texts: dict[str, str]) -> str:
            account = await Account.get(id=self._account_id)
            _, text = await ApiToken.make(
                account, texts["present"], texts["name"], chosen, texts["days"], by=current_staff()
            )
            return text

        text = await ask("Créer un jeton", ASKED, make, yes="Créer", details=details)
        if text is not None:
            await show_once("Votre jeton", ONCE, text)

    async def _on_change(self, _round: Round) -> None:
        self._show(await ApiToken.of_account(self._account_id))


class CalendarList(TokenList):
    """The address of one's calendar, of which only who has copied it knows more."""

    def tools(self) -> None:
        button("Créer l’adresse", "quiet", icon="add", on_click=self._make)

    def is_here(self, token: ApiToken) -> bool:
        return token.is_calendar

    async def _make(self) -> None:
        about = "Une adresse que vous avez déjà ne vaudra plus rien."
        if await confirm(
            "Créer une nouvelle adresse de calendrier ?",
            details=lambda: ui.label(about).classes("question-text"),
        ):
            _, text = await ApiToken.make_calendar(self._account_id, by=current_staff())
            base = str(ui.context.client.request.base_url).rstrip("/")
            await show_once("Votre calendrier", CALENDAR_ONCE, f"{base}/calendrier/{text}.ics")


def calendar_region(account_id: int, tokens: list[ApiToken]) -> None:
    with region("Calendrier", CALENDAR_HINT):
        CalendarList(account_id, tokens)


def token_region(account_id: int, tokens: list[ApiToken]) -> None:
    with region(
        "Jetons",
        "Un programme agit par son jeton en votre nom, dans la limite de ses droits et des vôtres.",
    ):
        TokenList(account_id, tokens)


def region(title: str, hint: str) -> ui.element:
    """A block with a heading, as a region of the page."""
    with ui.element("section").classes("settings-block") as block:
        block.props["aria-label"] = title
        ui.label(title).classes("settings-title").props("role=heading aria-level=2")
        ui.label(hint).classes("settings-hint")
    return block


def _choose(chosen: set[str], codes: str) -> None:
    chosen.clear()
    chosen.update(filter(None, codes.split(",")))


def _about(token: ApiToken) -> str:
    used = f"utilisé {moment(token.used_at)}" if token.used_at else "jamais utilisé"
    until = f"jusqu’à {moment(token.expires_at)}" if token.expires_at else "sans échéance"
    return " · ".join(filter(None, (token.scope_words, until, used, token.address)))


async def _revoke(token_id: int, name: str) -> None:
    about = "Le programme qui s’en sert n’entrera plus."
    if await confirm(
        f"Révoquer {quoted(name)} ?",
        details=lambda: ui.label(about).classes("question-text"),
        yes="Révoquer",
        danger=True,
    ):
        await ApiToken.revoke(token_id, by=current_staff())
