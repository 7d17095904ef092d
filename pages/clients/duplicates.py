"""The list of likely duplicates: compared, merged, or set apart."""

from __future__ import annotations

from collections.abc import Mapping

from nicegui import ui

from components.frame import Frame, Screen
from components.list import Column
from components.looks import ICONS
from components.tab import current_staff
from models.clients import PAIRS, Client, Pair
from models.errors import Refused
from models.lists import Query
from models.permissions import Permission
from pages.clients.merging import merge_clients
from pages.list_screen import ListScreen

PATH = "/doublons"
COLUMNS = (
    Column("one", "Client", width=240, flex=3, least=130, is_down_first=True),
    Column("other", "Autre fiche", width=240, flex=3, least=130),
    Column("reason", "Pourquoi", width=210, flex=1, from_width=620, is_sortable=False),
    Column("city", "Ville", width=150, flex=1, from_width=900, is_sortable=False),
    Column(*("apart", "Écartés"), width=130, flex=0, is_sortable=False, only_with="apart"),
)
GONE = "Ces deux fiches ne se ressemblent plus, ou l’une est fusionnée ou supprimée."


class DuplicatesPage(ListScreen):
    """All likely pairs in one tab."""

    columns = COLUMNS

    async def build(self) -> None:
        await super().build()
        self._frame.shortcuts.use({"Escape": ("Revenir aux clients", self._back)}, keys=())

    def above(self) -> None:
        with ui.element("div"), self._frame.list_before.link("/clients").classes("crumb"):
            ui.icon(ICONS["back"])
            ui.label("Retour aux clients")

    async def open(self, record_id: int) -> None:
        pair = await Pair.get_or_none(id=record_id)
        if pair is None:
            raise Refused(GONE)
        if pair.apart_at:
            current_staff().need(Permission.EDIT)
            await Client.put_together(pair.id, by=current_staff())
            self._frame.toasts.show("Ces deux fiches sont de nouveau proposées")
            return
        await merge_clients(self._frame, [pair.one_id, pair.other_id], pair_id=pair.id)

    def nothing_at_all(self) -> None:
        ui.label("Aucun doublon probable").classes("empty-title")
        ui.label(
            "Deux fiches se retrouvent ici quand elles ont le même SIRET, ou le même nom avec le "
            "même téléphone, le même e-mail ou la même ville."
        )

    def nothing_found(self, query: Query) -> None:
        if query.filters.get("apart"):
            ui.icon(ICONS["nothing"])
            ui.label("Aucune paire écartée").classes("empty-title")
        else:
            super().nothing_found(query)

    async def _back(self) -> None:
        self._frame.go("/clients")

    # --- without a search -------------------------------------------------------------------

    def _search_box(self) -> None:
        """Pairs are few, and found by their reason."""

    def _show_query(self) -> None:
        self._filters.show(self._state.query.filters)

    async def on_address(self, texts: Mapping[str, str]) -> None:
        await super().on_address({name: text for name, text in texts.items() if name != "q"})


async def duplicates_screen(frame: Frame) -> DuplicatesPage:
    page = DuplicatesPage(frame, DUPLICATES_SCREEN)
    await page.build()
    return page


DUPLICATES_SCREEN = Screen(
    PATH,
    duplicates_screen,
    label="Doublons",
    icon="duplicates",
    section="Clients",
    listing=PAIRS,
    rows="/api/doublons",
    help="doublons",
)
