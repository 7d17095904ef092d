"""What an import would do: its figures, the cells that are wrong, and who is there already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import islice

from nicegui import ui

from components.looks import button
from components.tab import current_staff
from models.french import number, plural
from models.imports import IN_FILE, MODE_LABELS, Alike, Mode, Preparation, Wrong
from pages.imports.shape import Page

MOST_SHOWN = 100
LONGEST_SHOWN = 60


def result(page: Page) -> None:
    work = page.work
    assert work.preparation
    to_do = work.figures.created + work.figures.changed
    noun = work.importable.model.NOUN
    with ui.element("section").classes("settings-block") as block:
        block.props["aria-label"] = "Vérification"
        ui.label("Vérification").classes("settings-title").props("role=heading aria-level=2")
        _figures(page)
        _mended(page)
        _wrong_cells(page)
        _alike(page)
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
    with ui.element("details").classes("import-mended"):
        with ui.element("summary"):
            what = ("cellule rétablie ou comprise", "cellules rétablies ou comprises")
            ui.label(f"{plural(len(said), *what)} autrement : à vérifier")
        with ui.element("ul"):
            for line, label, words in said[:MOST_SHOWN]:
                with ui.element("li"):
                    ui.label(f"Ligne {number(line)}, {label} : {words}")


# --- wrong cells --------------------------------------------------------------------------------


def _wrong_cells(page: Page) -> None:
    """Each cell that cannot be taken over, to be put right here; of very many, the first."""
    assert page.work.preparation
    wrong = list(page.work.preparation.wrong())
    if not wrong:
        return
    ui.label(
        "Corrigez ici les cellules fausses : les lignes qui le restent sont laissées de côté, et "
        "rendues dans un fichier avec le motif."
    ).classes("settings-hint")
    if any(one.proposal for one in wrong):
        with ui.element("div").classes("import-ways"):
            button("Prendre toutes les propositions", "quiet", on_click=partial(_take_all, page))
    with _wrong_table():
        for one in wrong[:MOST_SHOWN]:
            _cell(page, one)
    if (rest := len(wrong) - MOST_SHOWN) > 0:
        ui.label(f"et {plural(rest, 'autre cellule', 'autres cellules')}.").classes("settings-hint")


@contextmanager
def _wrong_table() -> Iterator[None]:
    with ui.element("div").classes("wrong-cells").props("tabindex=0 role=region") as box:
        box.props["aria-label"] = "Cellules à corriger"
        with ui.element("table"):
            with ui.element("thead"), ui.element("tr"):
                for head in ("Ligne", "Colonne", "Valeur", "Pourquoi"):
                    with ui.element("th").props("scope=col"):
                        ui.label(head)
            with ui.element("tbody"):
                yield


def first_wrong(preparation: Preparation) -> None:
    """The wrong cells that were found first, to be put right once all rows are checked."""
    if preparation.first_wrong:
        with _wrong_table():
            for one in preparation.first_wrong[:MOST_SHOWN]:
                with ui.element("tr"):
                    for text in (number(one.line), one.label, one.text[:LONGEST_SHOWN], one.why):
                        with ui.element("td"):
                            ui.label(text)


def _cell(page: Page, one: Wrong) -> None:
    async def put(text: str) -> None:
        assert page.work.preparation
        await page.work.preparation.edit(one.line, one.field, text)
        await page.work.count()
        page.show_result()

    with ui.element("tr"):
        for text in (number(one.line), one.label):
            with ui.element("td"):
                ui.label(text)
        with ui.element("td"):
            box = ui.input(value=one.text).props("outlined dense hide-bottom-space")
            box.props["aria-label"] = f"Ligne {one.line}, {one.label}"
            box.on("change", lambda: put(str(box.value or "")))
        with ui.element("td"):
            ui.label(one.why)
            if one.proposal:
                shown = one.proposal[:LONGEST_SHOWN]
                button(f"Prendre {shown}", "quiet", on_click=partial(put, one.proposal))


async def _take_all(page: Page) -> None:
    assert page.work.preparation
    await page.work.preparation.take_proposals()
    await page.work.count()
    page.show_result()


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
            label = f"{words.capitalize()} ({number(count)})"
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
