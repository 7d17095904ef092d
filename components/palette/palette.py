"""« Rechercher partout »: one field in the header, with all that it may mean below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Protocol

from nicegui import ui

from components.looks import ICONS
from components.tab import anchored, fault_sentence
from models.database import Outage
from models.lists import LONGEST_SEARCH


@dataclass(frozen=True)
class Choice:
    """Something to go to, at `path`, or to do, by the searcher's `run` of its `code`."""

    title: str
    under: str = ""
    icon: str = "search"
    path: str = ""
    code: str = ""


@dataclass(frozen=True)
class Choices:
    """Choices of one kind under their heading."""

    heading: str
    choices: Sequence[Choice]

    @property
    def told(self) -> dict[str, Any]:
        """As the browser is told of them."""
        named = [{**asdict(one), "icon": ICONS[one.icon]} for one in self.choices]
        return {"heading": self.heading, "choices": named}


class Searcher(Protocol):
    """Who finds, and does, what is chosen."""

    async def find(self, text: str) -> Sequence[Choices]: ...

    async def run(self, code: str) -> None: ...


class Palette(ui.element, component="palette.js"):
    """The field in one tab; it asks for what is typed by now once the last question is answered."""

    def __init__(self, searcher: Searcher, *, go: Callable[[str], None]) -> None:
        super().__init__()
        self._searcher = searcher
        self._props["longest"] = LONGEST_SEARCH
        self._offered: tuple[set[str], set[str]] = (set(), set())
        """By the last two answers: one may choose while the next is on its way."""
        self.on("asked", lambda event: self._answer(str(event.args or "")))
        self.on("go", lambda event: go(_own_path(str(event.args or ""))))
        self.on("run", lambda event: anchored(lambda: self._run(str(event.args or "")))())

    async def _answer(self, text: str) -> None:
        trouble = ""
        found: Sequence[Choices] = ()
        try:
            found = await self._searcher.find(text)
        except Outage as outage:
            trouble = fault_sentence(outage)
        finally:  # or it would wait for the answer, and ask no more
            self._offered = self._offered[1], {one.code for it in found for one in it.choices}
            self.run_method("show", text, [group.told for group in found], trouble)

    async def _run(self, code: str) -> None:
        if code and any(code in codes for codes in self._offered):
            await self._searcher.run(code)


def begin_in_search() -> None:
    """For a screen without a list and keys of its own: what is typed first is searched for."""
    ui.run_javascript("document.dispatchEvent(new Event('begin-in-search'))")


def _own_path(path: str) -> str:
    """An address of the product, whatever a browser says."""
    return path if path.startswith("/") and not path.startswith("//") else "/"
