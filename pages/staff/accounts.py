"""Who may sign in, with which role and where: for administrators."""

from __future__ import annotations

from collections.abc import Callable

from nicegui import ui

from components.action import Action, Menu
from components.dialogs import choose, confirm, inform
from components.form import Editor
from components.frame import Frame
from components.looks import button, status_chip
from components.tab import LIVE, Round, current_seat, current_staff
from models.french import moment
from models.records import Record
from models.staff import Account, ApiToken, Device, Session
from pages.staff.my_account import SessionList
from pages.staff.tokens import TheirTokens


class AccountsPage:
    """The accounts and the shared devices in one tab."""

    path = "/comptes"

    def __init__(self, frame: Frame) -> None:
        self._frame = frame

    async def build(self) -> None:
        with ui.element("div").classes("settings settings-wide") as page:
            with ui.element("div").classes("settings-head"):
                ui.label("Comptes").classes("page-title grow").props("role=heading aria-level=1")
                button("+ Nouveau compte", on_click=self._new)
            self._accounts = ui.element("ul").classes("accounts")
            ui.label("Appareils partagés").classes("settings-title").props(
                "role=heading aria-level=2"
            )
            ui.label(
                "Sur un appareil partagé, chacun prend la main avec son code PIN et l’écran se "
                "verrouille quand personne n’y touche."
            ).classes("settings-hint")
            self._devices = ui.element("ul").classes("accounts")
            await self._show()
        LIVE.follow(page, {Account.TOPIC, Session.TOPIC, Device.TOPIC}, self._on_change)
        self._frame.shortcuts.use({"n": ("Nouveau compte", self._new)})

    async def on_query(self, query: str) -> None:
        """Nothing of this screen is in the query."""

    async def _show(self) -> None:
        by_name = await Account.all().order_by("key")
        accounts = sorted(by_name, key=lambda one: not one.is_active)
        sessions = {one.id: await Session.of_account(one.id) for one in accounts}
        shared = await Device.filter(is_shared=True).order_by("name")
        here = await Device.get(id=current_seat().device_id)
        self._accounts.clear()
        with self._accounts:
            for account in accounts:
                self._account(account, sessions[account.id])
        self._devices.clear()
        with self._devices:
            for device in shared:
                self._device(device)
            if not here.is_shared:
                with ui.element("li").classes("account"):
                    ui.label(f"Cet appareil : {here.label}").classes("grow")
                    button("Partager cet appareil", "quiet", on_click=self._share)

    def _account(self, account: Account, sessions: list[Session]) -> None:
        with ui.element("li").classes("account"):
            with ui.element("div").classes("grow"):
                ui.label(account.name).classes("account-name")
                latest = f"vu {moment(sessions[0].seen_at)}" if sessions else "pas connecté"
                steps = ("deux étapes",) if account.has_second_factor else ()
                words = " · ".join((account.role.capitalize(), *steps, latest))
                ui.label(words).classes("session-seen")
            if not account.is_active:
                status_chip("Désactivé", "closed")
            actions = self._actions(account, sessions)
            opener = Menu("Actions", actions, lambda: account).opener
            opener.props["aria-label"] = f"Actions pour {account.name}"

    def _actions(self, account: Account, sessions: list[Session]) -> tuple[Action[Account], ...]:
        if not account.is_active:
            return (Action("Réactiver", "restore", run=self._enable),)

        async def show_sessions(_account: Account) -> None:
            await self._show_sessions(account, sessions)

        take_off = Action(
            "Retirer la deuxième étape",
            "lock",
            run=self._take_off,
            refusal=lambda one: one.taking_off_refusal(current_staff()),
        )
        return (
            Action("Modifier", "edit", run=self._edit),
            Action("Nouveau mot de passe", "key", run=self._reset),
            Action(
                "Sessions",
                "devices",
                run=show_sessions,
                refusal=lambda _: None if sessions else "Aucune session ouverte.",
            ),
            Action("Jetons", "web", run=_show_tokens),
            *((take_off,) if account.has_second_factor else ()),
            Action("Désactiver", "block", run=self._disable, is_danger=True),
        )

    def _device(self, device: Device) -> None:
        async def unshare() -> None:
            await Device.unshare(device.id, by=current_staff())

        with ui.element("li").classes("account"):
            ui.label(device.label).classes("grow")
            end = button("Ne plus partager", "quiet", on_click=unshare)
            end.props["aria-label"] = f"Ne plus partager {device.label}"

    # --- verbs ------------------------------------------------------------------------------

    async def _new(self) -> None:
        await self._frame.drawer.edit(Account.blank())

    async def _edit(self, account: Account) -> None:
        await self._frame.drawer.edit((await Account.get(id=account.id)).draft())

    async def _reset(self, account: Account) -> None:
        if await confirm(
            f"Donner un nouveau mot de passe à {account.name} ?",
            details=_text("Ses sessions seront fermées sur tous les appareils."),
        ):
            await tell_password(account)

    async def _take_off(self, account: Account) -> None:
        if await confirm(
            f"Retirer la deuxième étape à {account.name} ?",
            details=_text("Le mot de passe suffira, jusqu’à ce que ce compte l’active de nouveau."),
            danger=True,
        ):
            await account.take_second_factor_off(by=current_staff())

    async def _disable(self, account: Account) -> None:
        if await confirm(
            f"Désactiver le compte {account.name} ?",
            details=_text("Ses sessions sont fermées aussitôt ; ce qu’il a écrit reste."),
            danger=True,
        ):
            await account.disable(by=current_staff())

    async def _enable(self, account: Account) -> None:
        await account.enable(by=current_staff())

    async def _share(self) -> None:
        names: list[ui.input] = []

        def details() -> None:
            field = ui.input("Nom de l’appareil", value="Tablette du comptoir")
            names.append(field.props("outlined autofocus maxlength=60").classes("question-field"))

        answers = {"Abandonner": ("", "quiet"), "Partager": ("yes", "primary")}
        if await choose("Partager cet appareil au comptoir ?", answers, details=details):
            name = str(names[0].value or "")
            await Device.share(current_seat().device_id, name, by=current_staff())

    async def _show_sessions(self, account: Account, sessions: list[Session]) -> None:
        def details() -> None:
            SessionList(account.id, sessions)

        await inform(f"Sessions de {account.name}", details=details)

    async def _on_change(self, _round: Round) -> None:
        await self._show()


async def _show_tokens(account: Account) -> None:
    tokens = await ApiToken.of_account(account.id)
    if not tokens:
        await inform(f"{account.name} n’a ni jeton ni adresse de calendrier.")
        return
    await inform(f"Jetons de {account.name}", details=lambda: TheirTokens(account.id, tokens))


async def tell_password(account: Account) -> None:
    """Make a provisional password and show it once."""
    password = await account.reset_password(by=current_staff())

    def details() -> None:
        ui.label("Notez-le : il ne sera plus affiché. Il sera à changer à la première connexion.")
        ui.label(password).classes("told-password")

    await inform(f"Mot de passe provisoire de {account.name}", details=details)


def _text(text: str) -> Callable[[], object]:
    return lambda: ui.label(text).classes("question-text")


def account_editor(_frame: Frame) -> Editor:
    async def saved(account: Record, is_new: bool) -> None:
        if is_new and isinstance(account, Account):
            await tell_password(account)

    return Editor(
        model=Account,
        title=lambda draft: "Modifier le compte" if draft.record_id else "Nouveau compte",
        saved=saved,
    )


async def accounts_screen(frame: Frame) -> AccountsPage:
    page = AccountsPage(frame)
    await page.build()
    return page
