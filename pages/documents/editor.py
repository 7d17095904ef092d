"""What the drawer edits for a document."""

from __future__ import annotations

from components.form import Editor
from components.frame import Frame
from models.documents import Document
from models.french import lowered
from models.records import Record


def document_editor(_frame: Frame) -> Editor:
    async def saved(_document: Record, _is_new: bool) -> None:
        """Its page follows by itself."""

    return Editor(
        model=Document, title=lambda draft: f"Modifier {lowered(draft.caption)}", saved=saved
    )
