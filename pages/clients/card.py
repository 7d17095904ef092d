"""The card: one client, as it is now, and all that can be done with it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from nicegui import ui

from components.action import Menu
from components.frame import Frame
from components.history import History
from components.looks import ICONS, button, icon_button
from components.tab import Round, anchored, company_of, current_staff, part
from models.clients import Client
from models.documents import Document, documents_by_kind
from models.french import moment_phrase
from models.permissions import Permission
from pages.clients import card_sections as details
from pages.clients.actions import actions_menu, document_menu, restore_clients

CARD = "FICHE CLIENT"


class ClientCard:
    """The right side of the Clients screen while a client is open."""

    def __init__(
        self,
        frame: Frame,
        *,
        close: Callable[[], Awaitable[None]],
        changed: Callable[[], Awaitable[None]],
    ) -> None:
        self._frame = frame
        self._history = History(frame.toasts, changed=changed)
        self._close = close
        self._wanted: int | None = None
        self._client: Client | None = None
        self._documents: list[Document] = []
        self._section: ui.element | None = None
        self._shown: Client | None = None

    async def load(self, client_id: int) -> bool:
        """Read the client; False if there is no such client."""
        self._wanted = client_id
        return await self._read(client_id)

    async def _read(self, client_id: int) -> bool:
        found = await Client.with_ids([client_id])
        documents = await documents_by_kind(client_id) if found else []
        await self._history.load(Client.TOPIC, client_id)
        if self._wanted == client_id:  # else another was opened while this one was read
            self._client = found[0] if found else None
            self._documents = documents
        return bool(found)

    async def has_news(self, round_: Round) -> bool:
        """Read again after a change; whether anything that the card shows is different."""
        if self._client is None:
            return False
        own = {document.id for document in self._documents}
        is_touched = self._client.id in round_.ids("client") or own & round_.ids("document")
        before = self._fingerprint()
        return (
            bool(is_touched) and await self._read(self._client.id) and self._fingerprint() != before
        )

    def _fingerprint(self) -> tuple[object, ...]:
        assert self._client is not None
        versions = tuple((document.id, document.version) for document in self._documents)
        return (self._client.version, self._client.trashed_at, self._history.latest, versions)

    @property
    def name(self) -> str:
        return self._client.name if self._client else ""

    @property
    def is_built(self) -> bool:
        return self._section is not None and not self._section.is_deleted

    def build(self) -> None:
        self._section = ui.element("section").classes("card")
        with self._section.props('role=region aria-label="Fiche client"'):
            self._head()
            with ui.element("div").classes("card-body") as self._scrolled:
                self._body()
        self._shown = self._current()

    def update(self) -> None:
        """Show what is new, or another client; what stays as it is stays under the finger."""
        client, before = self._current(), self._shown
        self._shown = client
        if before is None or before.is_trashed != client.is_trashed:
            self._head.refresh()
        else:
            self._fill_head()
        self._body.refresh()
        if before is None or before.id != client.id:
            ui.run_javascript(f"getHtmlElement({self._scrolled.id}).scrollTop = 0")

    def _current(self) -> Client:
        assert self._client is not None
        return self._client

    @part
    def _body(self) -> None:
        client = self._current()
        details.contact(client)
        details.address(client)
        details.identifiers(client)
        details.notes(client)
        details.documents(self._documents)
        with details.section("Historique"):
            self._history.build()
        details.footer(client)

    @part
    def _head(self) -> None:
        is_trashed = self._current().is_trashed
        self._top(can_edit=not is_trashed and current_staff().may(Permission.EDIT))
        self._menus: list[Menu[Client]] = []
        with ui.element("div").classes("card-head"):
            self._name = ui.label().classes("card-name").props("role=heading aria-level=2")
            self._kind = ui.label().classes("card-kind")
            self._company = ui.label().classes("card-company").props("role=status")
            if not is_trashed:
                with ui.element("div").classes("card-menus"):
                    for label, actions in (
                        ("Document", document_menu(self._frame)),
                        ("Actions", actions_menu(self._frame)),
                    ):
                        self._menus.append(Menu(label, actions, self._current))
        if is_trashed:
            self._trashed()
        self._fill_head()

    def _fill_head(self) -> None:
        client = self._current()
        self._name.set_text(client.name)
        self._kind.set_text(f"{client.code} · {client.kind_label}")
        for menu in self._menus:
            menu.update()
        self.show_company()

    def _top(self, *, can_edit: bool) -> None:
        with ui.element("div").classes("card-top"):
            icon_button("back", "Revenir à la liste", self._close).classes("card-back")
            if can_edit:
                word = ui.button(CARD, icon=ICONS["edit"], on_click=anchored(self.edit), color=None)
                word.props("flat no-caps").classes("card-edit")
                word.props["aria-label"] = f"{CARD} – modifier"
            else:
                ui.label(CARD).classes("card-word")
            ui.space()
            icon_button("close", "Fermer la fiche", self._close).classes("card-close")

    async def edit(self) -> None:
        """Open the form, if the client can be edited now by whoever asks."""
        current_staff().need(Permission.EDIT)
        if not self._current().is_trashed:
            await self._frame.drawer.edit(self._current().draft())

    def show_company(self) -> None:
        """Say who else has this client open, and who is editing it."""
        if self._client is None or not self.is_built:
            return
        sentence = company_of(self._client.id)
        self._company.set_text(sentence)
        self._company.visible = bool(sentence)

    def _since(self) -> str:
        """When it was put there, and by whom, if the journal knows."""
        client = self._current()
        assert client.trashed_at
        entry = self._history.latest_of("trash")
        by = f", par {entry.staff}" if entry else ""
        return f"Supprimé {moment_phrase(client.trashed_at)}{by}."

    def _trashed(self) -> None:
        async def restore() -> None:
            await restore_clients(self._frame, [self._current().id])

        with ui.element("div").classes("card-trashed").props("role=status"):
            ui.icon(ICONS["delete"])
            with ui.element("div").classes("grow"):
                ui.label("Ce client est dans la corbeille.")
                ui.label(self._since())
            if current_staff().may(Permission.RESTORE):
                button("Restaurer", "quiet", icon="restore", on_click=restore)
