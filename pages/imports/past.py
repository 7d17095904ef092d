"""The imports of before, each of which can be taken back as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from nicegui import ui

from components.dialogs import confirm, inform, progress
from components.looks import button
from components.tab import current_staff
from models.french import clock_moment, plural
from models.imports import IMPORTABLES, Import, TakenBack, undo_import, undo_refusal
from pages.imports.shape import Page

MOST_LEFT = 50
GOES_ON = "L’annulation continue sans vous : rien ne restera à moitié."


async def batches() -> Sequence[Import]:
    return await Import.recent()


def past(page: Page) -> None:
    if not page.batches:
        return
    with ui.element("section").classes("settings-block") as block:
        block.props["aria-label"] = "Imports précédents"
        ui.label("Imports précédents").classes("settings-title").props("role=heading aria-level=2")
        with ui.element("ul").classes("import-alike"):
            for batch in page.batches:
                _batch(page, batch)


def _batch(page: Page, batch: Import) -> None:
    noun = IMPORTABLES[batch.topic].model.NOUN
    refusal = undo_refusal(batch, current_staff())
    with ui.element("li").classes("import-one"):
        with ui.element("div").classes("grow"):
            named = batch.file_name or "Sans nom"
            changed = plural(batch.changed, "modifié")
            ui.label(f"{named} · {noun.counted(batch.created, 'créé')}, {changed}")
            who = f"{clock_moment(batch.started_at)} · {batch.author} · {batch.state_label}"
            ui.label(who).classes("import-samples")
        if refusal is None:
            undo = button("Annuler l’import", "danger-quiet", on_click=partial(_undo, page, batch))
            undo.props["title"] = f"{named}, {clock_moment(batch.started_at)}"


async def _undo(page: Page, batch: Import) -> None:
    count = batch.created + batch.changed
    question = f"Annuler l’import de {IMPORTABLES[batch.topic].model.NOUN.counted(count)} ?"

    def details() -> None:
        ui.label(
            "Ce qui a été créé ira à la corbeille, ce qui a été modifié redeviendra comme avant. "
            "Ce qui a servi ou changé depuis reste, et vous est dit."
        ).classes("question-text")

    if not await confirm(question, details=details, danger=True):
        return
    with progress("Annulation de l’import…", count, given_up=GOES_ON) as told:
        done = await undo_import(batch.id, by=current_staff(), progress=told)
    removed, restored = plural(done.removed, "retiré"), plural(done.restored, "rétabli")
    page.frame.toasts.show(f"Import annulé : {removed}, {restored}")
    if done.left:
        await inform(_left_words(done), details=partial(_left, done))


def _left_words(done: TakenBack) -> str:
    count = plural(len(done.left), "fiche touchée depuis", "fiches touchées depuis")
    return f"{count} : laissées comme elles sont"


def _left(done: TakenBack) -> None:
    with ui.element("ul").classes("blocked"):
        for one in done.left[:MOST_LEFT]:
            with ui.element("li"):
                ui.link(one.caption, one.path).classes("blocked-document")
                ui.label(one.why)
