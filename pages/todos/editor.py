"""What the drawer edits of what is to be done."""

from __future__ import annotations

from components.form import Editor
from components.frame import Frame
from models.records import Draft, Record
from models.staff import PEOPLE
from models.todos import ToDo


def todo_editor(_frame: Frame) -> Editor:
    async def saved(_todo: Record, _is_new: bool) -> None:
        """The lists that show it follow by themselves."""

    return Editor(model=ToDo, title=_title, saved=saved, prepare=PEOPLE.ready)


def _title(_draft: Draft) -> str:
    return "Modifier le rappel"
