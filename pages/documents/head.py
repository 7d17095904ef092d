"""The top of a document's page: who, which, where it stands, and what can be done next."""

from __future__ import annotations

from collections.abc import Callable

from nicegui import ui

from components.frame import Frame
from components.looks import ICONS, button, status_chip, status_tone
from components.tab import current_staff
from models.documents import Document
from models.french import short_date
from models.permissions import Permission
from pages.client_alert import client_alert
from pages.documents.actions import Step, steps_of


def head(frame: Frame, document: Document) -> None:
    """The title, the status, the client, and the dates that count."""
    with frame.list_before.link(document.kind_spec.path).classes("crumb"):
        ui.icon(ICONS["back"])
        ui.label("Retour à la liste")
    with ui.element("div").classes("document-title"):
        ui.label(document.title).classes("page-title").props("role=heading aria-level=1")
        tone = status_tone(document.standing, document.is_open)
        status_chip(document.status_label, tone)
        for text in _marks(document):
            ui.label(text).classes("document-mark")
    with ui.link(target=f"/clients?client={document.client_id}").classes("document-client"):
        ui.icon(ICONS["client"])
        ui.label(document.client.name)
    client_alert(document.client)


def said_of(document: Document) -> tuple[object, ...]:
    """All that the head shows: while it is the same, no button need be replaced under a press."""
    return (
        *(document.title, document.standing, document.status_label, document.is_open),
        *(document.is_trashed, bool(document.due), document.client.name, *_marks(document)),
        *(document.client.mark, document.client.alert),
        *steps_of(document, current_staff()),
    )


def _marks(document: Document) -> list[str]:
    marks = [f"version {document.revision}"] if document.revision > 1 else []
    if document.type_code == "386":
        marks.append("acompte")
    if document.due_on and document.due:
        marks.append(f"échéance {short_date(document.due_on)}")
    return marks


def _look(step: Step, *, is_first: bool) -> str:
    """What moves the document weighs more than what is done with its paper, which has icons."""
    if step.is_danger:
        return "danger-quiet"
    if is_first and step.is_ahead:
        return "primary"
    return "bare" if step.icon else "quiet"


def next_steps(document: Document, do: Callable[[Step], Callable[[], object]]) -> None:
    """The buttons of what can be done now, the usual one first and loudest."""
    if document.is_trashed:
        ui.label("Ce brouillon a été supprimé.").classes("document-trashed")
        return
    reason = current_staff().refusal(Permission.DOCUMENTS)
    with ui.element("div").classes("document-moves"):
        for place, step in enumerate(steps_of(document, current_staff())):
            button(
                *(step.label, _look(step, is_first=place == 0)),
                icon=step.icon,
                on_click=do(step),
                refusal=step.refusal or None,
            )
        if reason:
            ui.label(reason).classes("document-closed")
        elif not document.is_open and not document.due:
            ui.label("Ce document est clos.").classes("document-closed")
