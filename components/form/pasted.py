"""A block that was pasted, offered field by field: nothing is written over silently."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, Protocol

from nicegui import ui

from components.looks import button, icon_button
from models.french import quoted
from models.records import Draft, Record

LONGEST = 4_000
TELL = """(event) => {
    const { target } = event;
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (target.tagName === "INPUT" && text.length > 20 && text.length <= 4000)
        emit(text, target.closest("[data-field]")?.dataset.field ?? "");
}"""
"""What is longer, or goes into a field for long texts, is meant as it stands."""


class Holder(Protocol):
    """The form that it is in."""

    draft: Draft

    async def take(self, texts: Mapping[str, str]) -> None: ...


class Pasted:
    """What was recognised in the block that was pasted last."""

    def __init__(self, model: type[Record], form: Holder) -> None:
        self._model = model
        self._form = form
        self._found: dict[str, str] = {}
        self._block = ("", "", "")
        """The field that it went into, what stood there before, and the block without spaces."""
        self._box = ui.element("section").classes("pasted").props("role=region")
        self._box.props["aria-label"] = "Coordonnées reconnues"
        self._box.visible = False

    def listen(self, around: ui.element) -> None:
        """Hear of what is pasted into the fields in there."""
        around.on("paste", self._on_paste, js_handler=TELL)

    def _on_paste(self, event: Any) -> None:
        """What another program sends is not listened to."""
        match event.args:
            case [str(text), str(name)]:
                self._pasted(text, name)

    def _pasted(self, text: str, name: str) -> None:
        found = self._model.read_block(str(text)[:LONGEST])
        if not found:
            return
        self._found = found
        self._block = (name, self._form.draft.typed.get(name, ""), _bare(text))
        self._show()

    def _held(self, name: str) -> str:
        """What a field holds; the block as a whole is what none is to hold."""
        into, before, block = self._block
        typed = self._form.draft.typed[name].strip()
        return before if name == into and block in _bare(typed) else typed

    @property
    def _news(self) -> dict[str, str]:
        return {one: text for one, text in self._found.items() if self._held(one) != text}

    @property
    def _into_empty(self) -> dict[str, str]:
        return {one: text for one, text in self._news.items() if not self._held(one)}

    def _show(self) -> None:
        news = self._news
        self._box.clear()
        self._box.visible = bool(news)
        with self._box:
            with ui.element("div").classes("pasted-head"):
                ui.label("Coordonnées reconnues").classes("pasted-title").props(
                    "role=heading aria-level=3"
                )
                if len(self._into_empty) > 1:
                    whole = button("Tout reprendre", on_click=self._take_all)
                    whole.props("type=button")
                away = icon_button("close", "Ignorer ce qui est reconnu", self._forget)
                away.props("type=button")
            for name, text in news.items():
                self._row(name, text)

    def _row(self, name: str, text: str) -> None:
        label = self._model.label_of(name)
        with ui.element("div").classes("pasted-row"):
            with ui.element("div").classes("grow"):
                ui.label(label).classes("pasted-label")
                ui.label(text).classes("pasted-text")
                if before := self._held(name):
                    ui.label(f"remplace {quoted(before)}").classes("pasted-before")
            take = button("Reprendre", "quiet", on_click=partial(self._take, {name: text}))
            take.props("type=button")
            take.props["aria-label"] = f"Reprendre {label} : {text}"

    async def _take_all(self) -> None:
        await self._take(self._into_empty)

    async def _take(self, texts: Mapping[str, str]) -> None:
        into = self._block[0]
        back = {into: self._held(into)} if into in self._form.draft.typed else {}
        await self._form.take({**back, **texts})
        self._show()

    def _forget(self) -> None:
        self._found = {}
        self._show()


def _bare(text: str) -> str:
    """Without its spaces: a field of one line has no others."""
    return "".join(text.split())
