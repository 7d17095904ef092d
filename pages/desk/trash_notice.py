"""What a card says that is in the trash, and the way back where there is one."""

from __future__ import annotations

from nicegui import ui

from components.frame import Frame
from components.looks import ICONS, button
from components.tab import current_staff
from models.french import moment_phrase
from models.permissions import Permission
from models.records import Trashable
from pages.desk.trash import restore_records


def trash_notice(frame: Frame, record: Trashable, by: str, gone: str) -> None:
    """`by` is who put it there, if anybody knows, and `gone` why it cannot come back, or ""."""

    async def restore() -> None:
        await restore_records(frame, type(record), [record.id])

    with ui.element("div").classes("card-trashed").props("role=status"):
        ui.icon(ICONS["anonymous" if gone else "delete"])
        with ui.element("div").classes("grow"):
            for text in [gone] if gone else _told(record, by):
                ui.label(text)
        if current_staff().may(Permission.RESTORE) and not gone:
            button("Restaurer", "quiet", icon="restore", on_click=restore)


def _told(record: Trashable, by: str) -> list[str]:
    assert record.trashed_at
    who = f", par {by}" if by else ""
    return [
        f"{record.NOUN.this.capitalize()} est dans la corbeille.",
        f"Supprimé {moment_phrase(record.trashed_at)}{who}.",
    ]
