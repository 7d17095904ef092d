"""Importing articles: a file, what its columns are, what would be done, and then all of it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from nicegui import ui

from components.dialogs import progress
from components.form import FileButton
from components.frame import Frame, Screen
from components.looks import ICONS, button
from components.tab import current_seat, current_staff, part
from models.catalogue import HEADINGS, ImportPlan, articles_template, carry_out, plan_import
from models.errors import Refused
from models.french import number, plural
from models.imports import MOST_BYTES, Heading, Matched, Sheet, match
from models.permissions import Permission
from pages.catalogue.actions import XLSX
from pages.catalogue.import_report import figures, wrong_cells
from pages.imports import Inbox

ADDRESS, LIST = "/articles/import", "/articles"
TITLE = "Importer des articles"
TYPES = ".xlsx,.ods,.xls,.csv,.txt,.tsv"
NONE = -1
GIVEN_UP = "Import abandonné : rien n’a été importé."
INBOX = Inbox("/api/articles/import", Permission.CATALOGUE)


class ImportPage:
    """One import in one tab."""

    path = ADDRESS

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._sheet: Sheet | None = None
        self._matched: Matched | None = None
        self._plan: ImportPlan | None = None
        self._looking = asyncio.Lock()

    async def build(self) -> None:
        self._frame.entitle(TITLE)
        with ui.element("div").classes("settings settings-wide import-page"):
            with self._frame.list_before.link(LIST).classes("crumb"):
                ui.icon(ICONS["back"])
                ui.label("Retour aux articles")
            ui.label(TITLE).classes("page-title").props("role=heading aria-level=1")
            self._file()
            self._columns()
            self._result()
        self._frame.shortcuts.use({"Escape": ("Revenir aux articles", self._back)})

    async def on_query(self, query: str) -> None:
        """Nothing of this screen is in the query."""

    # --- the file ---------------------------------------------------------------------------

    @part
    def _file(self) -> None:
        with ui.element("section").classes("settings-block") as block:
            block.props["aria-label"] = "Fichier"
            if self._sheet is None:
                ui.label(
                    "Un tableau Excel ou LibreOffice (XLSX, ODS), ou un fichier CSV, de 5 Mo et "
                    f"{number(20_000)} lignes au plus. La première ligne nomme les colonnes : "
                    "Référence, Désignation, Prix, TVA…"
                ).classes("settings-hint")
            else:
                assert self._matched
                count = len(self._sheet.rows) - self._matched.row - 1
                encoding = f" · {self._sheet.encoding}" if self._sheet.encoding else ""
                read = plural(count, "ligne lue", "lignes lues")
                ui.label(f"{read}{encoding}").classes("settings-hint").props("role=status")
            with ui.element("div").classes("import-ways"):
                FileButton(
                    "Choisir un fichier" if self._sheet is None else "Choisir un autre fichier",
                    INBOX.path,
                    accept=TYPES,
                    most_bytes=MOST_BYTES,
                    on_sent=self._sent,
                )
                if self._sheet is None:
                    button("Télécharger un modèle", "quiet", icon="export", on_click=_template)

    async def _sent(self, answer: object) -> None:
        name = str(answer.get("name", "")) if isinstance(answer, Mapping) else ""
        self._sheet = INBOX.collect(name, current_seat())
        self._matched = match(self._sheet.rows, HEADINGS)
        await self._look()
        self._file.refresh()
        self._columns.refresh()

    # --- the columns ------------------------------------------------------------------------

    @part
    def _columns(self) -> None:
        if self._matched is None:
            return
        with ui.element("section").classes("settings-block") as block:
            block.props["aria-label"] = "Colonnes"
            ui.label("Colonnes").classes("settings-title").props("role=heading aria-level=2")
            self._unused()
            with ui.element("div").classes("import-columns"):
                self._menus = {one.name: self._column(one) for one in HEADINGS}

    @part
    def _unused(self) -> None:
        assert self._matched
        unused = self._matched.unused
        if not self._matched.places:
            said = "Aucune colonne n’est reconnue : dites ci-dessous laquelle est laquelle."
        elif unused:
            said = f"Ne sont pas reprises : {', '.join(unused)}."
        else:
            said = "Toutes les colonnes du fichier sont reprises."
        ui.label(f"{said} Une cellule vide ne change rien.").classes("settings-hint")

    def _column(self, field: Heading) -> ui.select:
        assert self._matched
        named = {at: one for at, one in enumerate(self._matched.headings) if one}
        menu = ui.select(
            {NONE: "–", **named},
            label=field.label,
            value=self._place(field.name),
            on_change=lambda event: self._choose(field.name, int(event.value)),
        )
        return menu.props("outlined hide-bottom-space")

    def _place(self, name: str) -> int:
        assert self._matched
        return self._matched.places.get(name, NONE)

    async def _choose(self, name: str, place: int) -> None:
        """Take a field from another column; whichever had that one has none then."""
        if self._matched is None or place == self._place(name):
            return
        self._matched = self._matched.with_place(name, None if place == NONE else place)
        for other, menu in self._menus.items():
            menu.set_value(self._place(other))
        self._unused.refresh()
        await self._look()

    # --- what would be done -----------------------------------------------------------------

    async def _look(self) -> None:
        """Find out what importing would do now."""
        assert self._sheet
        async with self._looking:
            assert self._matched
            self._plan = await plan_import(self._sheet, self._matched)
        self._result.refresh()

    @part
    def _result(self) -> None:
        if self._plan is None:
            return
        plan, to_do = self._plan, self._plan.created + self._plan.changed
        with ui.element("section").classes("settings-block") as block:
            block.props["aria-label"] = "Vérification"
            ui.label("Vérification").classes("settings-title").props("role=heading aria-level=2")
            figures(plan)
            wrong_cells(plan)
            with ui.element("div").classes("import-ways"):
                button(
                    f"Importer {plural(to_do, 'article')}" if to_do else "Importer",
                    icon="import",
                    on_click=self._import,
                    refusal=None if to_do else "Rien à importer",
                )
                button("Annuler", "quiet", on_click=self._back)

    async def _import(self) -> None:
        async with self._looking:  # a column that was just chosen counts
            assert self._plan
        plan, to_do = self._plan, self._plan.created + self._plan.changed
        title = f"Import de {plural(to_do, 'article')}…"
        try:
            with progress(title, to_do, given_up=GIVEN_UP) as told:
                await carry_out(plan, by=current_staff(), progress=told)
        except Refused:
            await self._look()
            raise
        self._frame.toasts.show(
            f"{plural(plan.created, 'article créé', 'articles créés')}, "
            f"{plural(plan.changed, 'modifié', 'modifiés')}"
        )
        self._frame.go(LIST)

    async def _back(self) -> None:
        self._frame.go(self._frame.list_before.address or LIST)


def _template() -> None:
    ui.download.content(articles_template(), "articles.xlsx", XLSX)


async def import_screen(frame: Frame) -> ImportPage:
    page = ImportPage(frame)
    await page.build()
    return page


IMPORT_SCREEN = Screen(ADDRESS, import_screen, permission=Permission.CATALOGUE)
