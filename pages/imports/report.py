"""What has become of a file, and the rows that did not come in."""

from __future__ import annotations

from nicegui import ui

from components.looks import button
from models.french import number, plural
from pages.imports.work import Work

MOST_SHOWN = 100


def report(work: Work) -> None:
    report = work.report
    assert report
    batch = report.batch
    with ui.element("section").classes("settings-block") as block:
        block.props["aria-label"] = "Rapport"
        ui.label("Import terminé").classes("settings-title").props("role=heading aria-level=2")
        parts = (
            plural(batch.created, "créé"),
            plural(batch.changed, "modifié"),
            f"{number(batch.unchanged)} sans changement",
            plural(batch.ignored, "ignoré"),
            plural(batch.rejected, "rejeté"),
        )
        ui.label(", ".join(parts)).classes("import-done").props("role=status")
        left = report.reasons
        if not left:
            return
        with ui.element("ul").classes("import-alike"):
            for line, why in list(left.items())[:MOST_SHOWN]:
                with ui.element("li").classes("import-one"):
                    ui.label(f"Ligne {number(line)} : {why}")
        with ui.element("div").classes("import-ways"):
            button(
                "Télécharger les lignes non importées",
                "quiet",
                icon="export",
                on_click=lambda: ui.download.content(
                    report.left_out(), "lignes-non-importees.csv", "text/csv"
                ),
            )
