"""Importing: a file, what its columns are, what would be done, and then all of it."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qs

from nicegui import ui

from components.dialogs import confirm
from components.form import FileButton
from components.frame import Frame, Screen
from components.looks import ICONS, button
from components.tab import LIVE, Round, current_seat, current_staff, part
from models.catalogue import Article
from models.clients import Client
from models.french import number, plural
from models.imports import IMPORTABLES, MOST_BYTES, MOST_ROWS
from models.permissions import Permission
from pages.imports import columns, past, report
from pages.imports.inbox import inbox_of
from pages.imports.reading import reading
from pages.imports.result import Result
from pages.imports.shape import ADDRESS, import_address
from pages.imports.work import work_of
from pages.imports.wrong_cells import first_wrong

OF_ARTICLES = "/articles/import"
TITLE = "Importer"
LISTS = {Client.TOPIC: ("/clients", "Clients"), Article.TOPIC: ("/articles", "Articles")}
"""By the noun, its list."""
INBOXES = {topic: inbox_of(f"/api/import/{topic}", IMPORTABLES[topic]) for topic in LISTS}
TYPES = ".xlsx,.ods,.xls,.csv,.txt,.tsv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LOOK_AGAIN = 0.3
"""Seconds between two looks at how far it has come."""


class ImportPage:
    """One import in one tab."""

    def __init__(self, frame: Frame, path: str, noun: str) -> None:
        self.frame = frame
        self.path = path
        self._noun = noun
        self._bar: ui.linear_progress | None = None
        self._told_wrong = 0
        self.result: Result | None = None
        self._take_noun(frame.query)

    def _take_noun(self, query: str) -> None:
        asked = parse_qs(query).get("noun", [""])[-1]
        self.topic = asked if asked in LISTS else self._noun
        self.work = work_of(current_seat().account_id, self.topic)
        self.work.followers.add(self)

    async def build(self) -> None:
        self.batches = await past.batches()
        self.frame.entitle(TITLE)
        with ui.element("div").classes("settings settings-wide import-page") as page:
            self._head()
            self._file()
            self._columns()
            self._result()
            self._under_way()
            self._report()
            self._past()
        LIVE.follow(page, {"import"}, self._follow)
        ui.timer(LOOK_AGAIN, self._look_again)
        self.frame.shortcuts.use({"Escape": ("Revenir à la liste", self.back)})

    async def on_query(self, query: str) -> None:
        self.work.followers.discard(self)
        self._take_noun(query)
        self.show_all()

    def show_all(self) -> None:
        for one in (self._head, self._file, self._columns, self._result, self._report):
            one.refresh()
        self._under_way.refresh()

    def show_result(self) -> None:
        if self.result and self.result.is_there:
            self.result.show()
        else:
            self._result.refresh()

    def show_work(self) -> None:
        """Show how far it is now, in whichever tab that came about."""
        if not self.frame.client.is_deleted:
            with self.frame.client:
                self.show_all()

    def _look_again(self) -> None:
        if self.work.is_busy and self._bar is not None and not self._bar.is_deleted:
            self._bar.set_value(self.work.done / max(1, self.work.total))
            self._bar_text.set_text(self.work.so_far)
            preparation = self.work.preparation
            if preparation and len(preparation.first_wrong) > self._told_wrong:
                self._first_wrong.refresh()

    # --- parts ------------------------------------------------------------------------------

    @part
    def _head(self) -> None:
        path, label = LISTS[self.topic]
        with self.frame.list_before.link(path).classes("crumb"):
            ui.icon(ICONS["back"])
            ui.label(f"Retour aux {label.lower()}")
        ui.label(TITLE).classes("page-title").props("role=heading aria-level=1")
        with ui.element("nav").classes("import-nouns") as nav:
            nav.props["aria-label"] = "Quoi importer"
            for topic, (_, name) in LISTS.items():
                link = ui.link(name, import_address(topic)).classes("import-noun")
                if topic == self.topic:
                    link.props("aria-current=page")

    @part
    def _file(self) -> None:
        work = self.work
        if work.is_busy:
            return
        with ui.element("section").classes("settings-block") as block:
            block.props["aria-label"] = "Fichier"
            if work.preparation is None:
                ui.label(
                    "Un tableau Excel ou LibreOffice (XLSX, ODS), ou un fichier CSV, de "
                    f"{MOST_BYTES // 1_000_000}\u00a0Mo et {number(MOST_ROWS)} lignes au plus. Une "
                    f"ligne nomme les colonnes : {work.importable.examples}"
                ).classes("settings-hint")
            else:
                reading(self)
            with ui.element("div").classes("import-ways"):
                FileButton(
                    "Choisir un autre fichier" if work.preparation else "Choisir un fichier",
                    INBOXES[self.topic].path,
                    accept=TYPES,
                    most_bytes=MOST_BYTES,
                    on_sent=self._sent,
                )
                if work.preparation is None:
                    button("Télécharger un modèle", "quiet", icon="export", on_click=self._template)

    @part
    def _columns(self) -> None:
        if self.work.preparation and not self.work.is_busy:
            columns.columns(self)

    @part
    def _result(self) -> None:
        work = self.work
        if work.refusal:
            ui.label(work.refusal).classes("import-refusal").props("role=alert")
        if work.preparation and work.preparation.is_checked and not work.is_busy:
            self.result = Result(self)

    @part
    def _under_way(self) -> None:
        work = self.work
        if not work.is_busy:
            return
        with ui.element("section").classes("settings-block") as block:
            block.props["aria-label"] = work.doing
            ui.label(f"{work.doing} en cours…").classes("settings-title").props(
                "role=heading aria-level=2"
            )
            self._bar = ui.linear_progress(0, show_value=False).props("instant-feedback")
            self._bar.props["aria-label"] = work.doing
            self._bar_text = ui.label(work.so_far).classes("settings-hint").props("role=status")
            what = "la vérification" if work.is_checking else "l’import"
            ui.label(f"Vous pouvez continuer à travailler : {what} se poursuit.").classes(
                "settings-hint"
            )
            with ui.element("div").classes("import-ways"):
                button("Annuler", "quiet", on_click=work.give_up)
            self._first_wrong()

    @part
    def _first_wrong(self) -> None:
        """What was found so far, while the other rows are being checked."""
        if self.work.is_checking and self.work.preparation:
            first_wrong(self.work.preparation)
            self._told_wrong = len(self.work.preparation.first_wrong)

    @part
    def _report(self) -> None:
        if self.work.report:
            report.report(self.work)

    @part
    def _past(self) -> None:
        past.past(self)

    async def _follow(self, round_: Round) -> None:
        self.batches = await round_.once(past.batches, past.batches)
        self._past.refresh()
        if self.work.waits:
            await self.look()

    # --- what is done -----------------------------------------------------------------------

    async def _sent(self, answer: object) -> None:
        said = answer if isinstance(answer, Mapping) else {}
        sent = INBOXES[self.topic].collect(str(said.get("name", "")), current_seat())
        await self.work.begin(sent, str(said.get("file", "")))
        await self.look()

    async def look(self) -> None:
        """Check what was chosen: at once if that takes no time, else beside all other work."""
        if self.work.is_checked_at_once:
            await self.work.check()
        else:
            self.work.start_check()
        self.show_all()

    async def check(self) -> None:
        self.work.start_check()
        self.show_all()

    async def carry_out(self) -> None:
        figures = self.work.figures
        counted = self.work.importable.model.NOUN.counted(figures.created + figures.changed)
        left = f" {plural(figures.wrong, 'ligne reste', 'lignes restent')} de côté."
        if not figures.wrong or await confirm(f"Importer {counted} ?{left}"):
            self.work.start(current_staff())

    async def back(self) -> None:
        self.frame.go(self.frame.list_before.address or LISTS[self.topic][0])

    def _template(self) -> None:
        name = f"{LISTS[self.topic][1].lower()}.xlsx"
        ui.download.content(self.work.importable.template(), name, XLSX)


def _screen(path: str, topic: str, section: str, permission: Permission) -> Screen:
    async def build(frame: Frame) -> ImportPage:
        page = ImportPage(frame, path, topic)
        await page.build()
        return page

    return Screen(*(path, build, TITLE, "import", section, permission), is_task=True, help="import")


SCREEN = _screen(ADDRESS, Client.TOPIC, "Clients", Permission.IMPORT)
ARTICLES_SCREEN = _screen(OF_ARTICLES, Article.TOPIC, "Articles", Permission.CATALOGUE)
