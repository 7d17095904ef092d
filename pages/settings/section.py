"""A section of the settings: a block with a title, which follows what colleagues change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from nicegui import ui

from components.frame import Frame
from components.looks import button, icon_button
from models.company import Company
from models.records import Record


class Section:
    """One section in one tab; `topics` are those of the records that it shows."""

    code: ClassVar[str]
    title: ClassVar[str]
    hint: ClassVar[str] = ""
    topics: ClassVar[frozenset[str]] = frozenset({Company.TOPIC})

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self._body: ui.element | None = None

    async def build(self) -> None:
        await self.read()
        with ui.element("section").classes("settings-block") as block:
            block.props["aria-label"] = self.title
            block.props["data-section"] = self.code
            with ui.element("div").classes("settings-head"):
                title = ui.label(self.title).classes("settings-title grow")
                title.props("role=heading aria-level=2 tabindex=-1")
                self.tools()
            if self.hint:
                ui.label(self.hint).classes("settings-hint")
            with ui.element("div") as self._body:
                self.fill()

    async def refresh(self) -> None:
        """Show it again as it is now."""
        await self.read()
        if self._body is not None and not self._body.is_deleted:
            self._body.clear()
            with self._body:
                self.fill()

    async def read(self) -> None:
        """Read what there is to show; a subclass says what."""

    def tools(self) -> None:
        """Build what stands beside the title; a subclass says what."""

    def fill(self) -> None:
        """Build what changes with the records."""
        raise NotImplementedError

    async def edit(self, record: Record, part: str = "") -> None:
        """Open a record in the drawer, as it is now."""
        found = await type(record).with_ids([record.id])
        await self.frame.drawer.edit((found[0] if found else record).draft(part))


def facts(record: Record, part: str = "") -> ui.element:
    """What the fields of a form say, each with its name; more can be added within."""
    typed = record.typed()
    with ui.element("div").classes("settings-facts") as made:
        for field in record.part(part):
            if field.applies(typed):
                text = field.worded(typed[field.name])
                fact(record.label_of(field.name), text, is_wide=not field.is_half)
    return made


def fact(label: str, text: str, *, is_wide: bool = False) -> None:
    """A value with its name above it."""
    with ui.element("div").classes("fact fact-wide" if is_wide else "fact"):
        ui.label(label).classes("fact-label")
        ui.label(text or "—").classes("fact-text")


def edit_button(name: str, on_click: Callable[[], Any]) -> None:
    """« Modifier », which says what to who does not see what it stands beside."""
    made = button("Modifier", "quiet", icon="edit", on_click=on_click)
    made.props["aria-label"] = f"Modifier : {name}"


def row_edit_button(name: str, on_click: Callable[[], Any]) -> None:
    """The same at the end of a row."""
    icon_button("edit", f"Modifier : {name}", on_click)
