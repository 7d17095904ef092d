"""What an import would do: its figures, the cells that are wrong, and who is there already."""

from __future__ import annotations

from collections import Counter
from itertools import islice

from nicegui import ui

from components.looks import button
from components.tab import current_staff, part
from models.french import number, plural
from models.imports import IN_FILE, MODE_LABELS, Alike, Mode
from pages.imports.shape import Page
from pages.imports.wrong_cells import WrongCells

MOST_SHOWN = 100


class Result:
    """What was found out, in one tab; of what stays as it is nothing is built anew."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.preparation = page.work.preparation
        with ui.element("section").classes("settings-block") as self._block:
            self._block.props["aria-label"] = "Vérification"
            ui.label("Vérification").classes("settings-title").props("role=heading aria-level=2")
            self._figures()
            self._mended()
            self._wrong = WrongCells(page)
            self._alike()
            self._ways()

    @property
    def is_there(self) -> bool:
        """Whether it stands on the page, and is still about the same file."""
        return not self._block.is_deleted and self.preparation is self._page.work.preparation

    def show(self) -> None:
        for one in (self._figures, self._mended, self._alike, self._ways):
            one.refresh()
        self._wrong.show()

    @part
    def _figures(self) -> None:
        _figures(self._page)

    @part
    def _mended(self) -> None:
        _mended(self._page)

    @part
    def _alike(self) -> None:
        _alike(self._page)

    @part
    def _ways(self) -> None:
        _ways(self._page)


def _ways(page: Page) -> None:
    work = page.work
    assert work.preparation
    to_do = work.figures.created + work.figures.changed
    noun = work.importable.model.NOUN
    refusal = work.preparation.refusal or (None if to_do else "Rien à importer")
    refusal = refusal or current_staff().refusal(work.importable.permission)
    with ui.element("div").classes("import-ways"):
        button(
            f"Importer {noun.counted(to_do)}" if to_do else "Importer",
            icon="import",
            on_click=page.carry_out,
            refusal=refusal,
        )
        button("Annuler", "quiet", on_click=page.back)


def _figures(page: Page) -> None:
    figures, noun = page.work.figures, page.work.importable.model.NOUN
    shown = (
        (figures.created, (f"{noun.one} à créer", f"{noun.many} à créer"), "done"),
        (figures.changed, (f"{noun.one} à modifier", f"{noun.many} à modifier"), "done"),
        (figures.unchanged, ("sans changement", "sans changement"), "plain"),
        (figures.ignored, ("ligne ignorée", "lignes ignorées"), "plain"),
        (figures.wrong, ("ligne à corriger", "lignes à corriger"), "wrong"),
    )
    with ui.element("dl").classes("figures"):
        for count, words, tone in shown:
            with ui.element("div").classes(f"figure figure-{tone if count else 'plain'}"):
                with ui.element("dt"):
                    ui.label(words[count > 1])
                with ui.element("dd"):
                    ui.label(number(count))


def _mended(page: Page) -> None:
    """What was put right, so that somebody may look at it."""
    assert page.work.preparation
    said = list(page.work.preparation.said())
    if not said:
        return
    with ui.element("details").classes("settings-details"):
        with ui.element("summary"):
            what = ("cellule rétablie ou comprise", "cellules rétablies ou comprises")
            ui.label(f"{plural(len(said), *what)} autrement : à vérifier")
        with ui.element("ul"):
            for line, label, words in said[:MOST_SHOWN]:
                with ui.element("li"):
                    ui.label(f"Ligne {number(line)}, {label} : {words}")


# --- who is there already -----------------------------------------------------------------------


def _alike(page: Page) -> None:
    """What becomes of rows that are there already: for all of a reason, and for each."""
    preparation = page.work.preparation
    assert preparation
    alike = list(preparation.alike())
    if not alike:
        return
    ui.label("Déjà là").classes("settings-title").props("role=heading aria-level=3")
    kinds = Counter(
        IN_FILE if twin.line else twin.kind
        for one in alike
        if (twin := preparation.twin(one.line)) is not None
    )
    with ui.element("div").classes("import-columns"):
        for kind, count in kinds.items():
            sameness = page.work.importable.samenesses.get(kind)
            words = sameness.words if sameness else "en double dans le fichier"
            label = f"{words[:1].upper()}{words[1:]} ({number(count)})"
            may_create = sameness is None or sameness.may_create
            _modes(page, label, preparation.modes, kind, preparation.modes[kind], may_create)
    with ui.element("ul").classes("import-alike"):
        for one in islice(alike, MOST_SHOWN):
            _one_alike(page, one)
    if (rest := len(alike) - MOST_SHOWN) > 0:
        ui.label(f"et {plural(rest, 'autre ligne', 'autres lignes')}.").classes("settings-hint")


def _one_alike(page: Page, one: Alike) -> None:
    assert page.work.preparation
    with ui.element("li").classes("import-one"):
        with ui.element("div").classes("grow"):
            ui.label(f"Ligne {number(one.line)} · {one.caption}")
            ui.label(f"{one.words} : {one.twin}").classes("import-samples")
        label = f"Ligne {one.line} : que faire"
        _modes(page, label, page.work.preparation.row_modes, one.line, one.mode, is_short=True)


def _modes(
    page: Page,
    label: str,
    modes: dict,  # type: ignore[type-arg]
    key: object,
    mode: Mode,
    may_create: bool = True,
    *,
    is_short: bool = False,
) -> None:
    options = {one: text for one, text in MODE_LABELS.items() if may_create or one != Mode.CREATE}

    async def choose(event: object) -> None:
        assert page.work.preparation
        modes[key] = Mode(event.value)  # type: ignore[attr-defined]
        await page.work.preparation.compare()
        await page.work.count()
        page.show_result()

    menu = ui.select(options, value=str(mode), on_change=choose)
    menu.props("outlined dense hide-bottom-space" if is_short else "outlined hide-bottom-space")
    if is_short:
        menu.props["aria-label"] = label
    else:
        menu.props["label"] = label
