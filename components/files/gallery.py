"""The files of a record: sent, looked at, and all that can be done with one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

from nicegui import ui

from components.looks import ICONS

SCRIPTS = "comptoir-files"
"""What gallery.js imports."""
SHOWN_ICONS = {
    "file": ICONS["file"],
    "close": ICONS["close"],
    "before": ICONS["back"],
    "after": ICONS["arrow"],
}

Verb = Callable[[int], Awaitable[None]]


@dataclass(frozen=True)
class Shown:
    """A file as the browser is told of it; `about` is said under its name."""

    id: int
    name: str
    about: str
    path: str
    pages: int
    is_image: bool
    has_thumbnail: bool


class Gallery(ui.element, component="gallery.js", esm={SCRIPTS: "scripts"}):
    """Sends files to `path`, one after the other, and shows those that there are.

    `accept` and `most_bytes` spare a journey; they are no check.
    """

    def __init__(
        self,
        *,
        accept: str,
        most_bytes: int,
        rename: Verb | None,
        remove: Verb | None,
        restore: Verb | None,
    ) -> None:
        super().__init__()
        self._props["accept"] = accept
        self._props["most"] = most_bytes
        self._props["icons"] = SHOWN_ICONS
        self._props["may"] = {}
        for name, verb in (("rename", rename), ("remove", remove), ("restore", restore)):
            self._props["may"][name] = verb is not None
            if verb:
                self.on(name, partial(_called, verb))

    def show(self, path: str, files: Sequence[Shown], trashed: Sequence[Shown]) -> None:
        """Show these files; without a path none can be added."""
        self._props["path"] = path
        self._props["files"] = [asdict(one) for one in files]
        self._props["trashed"] = [asdict(one) for one in trashed]
        self.update()


async def _called(verb: Verb, event: Any) -> None:
    if isinstance(event.args, int):  # else another program has sent it
        await verb(event.args)
