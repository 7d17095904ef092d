"""Tags on screen: one to look at, and several to type or choose."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from nicegui import ui

from models.clients import TAG_COLOURS, TAGS, key_of, split_tags


def tag_chip(name: str) -> None:
    """A tag in its colour."""
    ui.label(name).classes(f"tag tag-{TAG_COLOURS.get(key_of(name), 'slate')}")


def tag_link(name: str, target: str) -> None:
    """The same as a way to all that bear it."""
    with ui.link(target=target).classes("tag-link"):
        tag_chip(name)


class TagBox(ui.select):
    """Several tags by typing or choosing: `text` has their names with commas.

    A new word becomes a tag with Enter, a comma, or as the field is left; until then it counts
    already, as a press on a button may come before the field knows that it is left.
    """

    def __init__(
        self,
        label: str,
        text: str,
        *,
        on_text: Callable[[str], None] = lambda _text: None,
        takes_new: bool = True,
    ) -> None:
        names = split_tags(text)
        super().__init__(
            _offered(names),
            label=label,
            value=names,
            multiple=True,
            with_input=True,
            new_value_mode="add-unique" if takes_new else None,
            on_change=self._chosen,
        )
        self._begun = ""
        self._on_text = on_text
        self.props("outlined hide-bottom-space use-chips popup-content-class=question-menu")
        self.classes("tag-box")
        if takes_new:
            self.on("input-value", self._note)
            self.on("blur", self._take, args=[])

    @property
    def text(self) -> str:
        return ", ".join(split_tags(",".join([*(self.value or []), self._begun])))

    def show(self, text: str) -> None:
        """Hold these tags, also such as are not known here yet."""
        names = split_tags(text)
        self.set_options(_offered(names), value=names)

    def _chosen(self) -> None:
        self._begun = ""
        self._on_text(self.text)

    def _note(self, event: Any) -> None:
        self._begun = str(event.args or "")
        if self._begun.endswith(","):
            self._take()
        else:
            self._on_text(self.text)

    def _take(self) -> None:
        """What is typed is meant, although nobody has pressed Enter."""
        if self._begun.strip(" ,"):
            self.show(self.text)
            self.run_method("updateInputValue", "", True)


def _offered(names: list[str]) -> list[str]:
    return list(dict.fromkeys([*TAGS.values(), *names]))
