"""Why what was typed cannot be saved, above the form, and the ways out."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from nicegui import ui

from components.form.editor import Editor
from components.looks import button
from components.tab import current_staff
from models.permissions import Permission
from models.records import Record

OTHERS_MAY = " Un responsable le peut : ce que vous avez saisi reste ici."
Way = Callable[[], Awaitable[None]]


class Refusal:
    """Built where it stands: a sentence, and a button for a record that can be edited again."""

    def __init__(self, *, restore: Way, carry_over: Way) -> None:
        with ui.element("div").classes("drawer-refusal").props("role=alert") as self._box:
            self._text = ui.label().classes("grow")
            self._restore = button("Restaurer", "quiet", icon="restore", on_click=restore)
            self._carry = button("Reprendre ma saisie", "quiet", on_click=carry_over)
            for way in (self._restore, self._carry):
                way.props("type=button")
        self.show(None)

    def show(
        self, sentence: str | None, record: Record | None = None, editor: Editor | None = None
    ) -> None:
        """Say why saving is refused, and offer to restore the record, or to go on in the one that
        it has become."""
        is_another = record is not None and record.is_another
        is_gone = record is not None and record.is_trashed and not is_another
        is_restorable = is_gone and editor is not None and editor.restore is not None
        may_restore = current_staff().may(Permission.RESTORE)
        others_may = OTHERS_MAY if is_restorable and not may_restore else ""
        self._box.visible = bool(sentence)
        self._text.set_text(f"{sentence or ''}{others_may}")
        self._restore.visible = is_restorable and may_restore
        self._carry.visible = is_another and editor is not None and editor.moved is not None
