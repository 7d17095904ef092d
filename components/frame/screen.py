"""What a screen is: declared once, and read by the routes, the header, the drawer and the rows."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Protocol

from components.form import Editor
from models.lists import Listing
from models.permissions import Permission

HOME = "/clients"
"""What a bare address shows to who has chosen nothing else."""


class View(Protocol):
    """What fills the frame. `path` is its address, `on_query` follows the rest of the URL."""

    path: str

    async def on_query(self, query: str) -> None: ...


@dataclass(frozen=True)
class Badge:
    """A number beside the entry of a screen: how much waits there for who has signed in.

    It is counted again after a change of the topic; `means` is said after the number.
    """

    topic: str
    means: str
    count: Callable[[int | None], Awaitable[int]]


@dataclass(frozen=True)
class Screen:
    """A screen: where it is, who may see it, and how it is built for a tab.

    `build` and `editor` are given the tab's frame, and `build` what the path has in braces.
    """

    path: str
    build: Callable[..., Awaitable[View]]
    label: str = ""
    """What the header calls it; without one it is reached from another screen."""
    icon: str = ""
    section: str = ""
    """The header's entry that it shares with others, of which the first one opens."""
    permission: Permission = Permission.SEE
    is_personal: bool = False
    """Reached from the menu under one's own name."""
    is_task: bool = False
    """Something that is done and left, with which nobody begins the day."""
    editor: Callable[[Any], Editor] | None = None
    """What the drawer edits for it."""
    also_edits: tuple[Callable[[Any], Editor], ...] = ()
    """What else it does."""
    listing: Listing | None = None
    rows: str = ""
    """Where the rows of its list are fetched."""
    priced: frozenset[str] = frozenset()
    """What of these rows only who may see prices is sent."""
    badge: Badge | None = None
    help: str = ""
    """The chapter of the help that is about it."""

    @property
    def name(self) -> str:
        """What it is called away from the header, where its label may not say whose it is."""
        own = (self.section, self.label) if self.section != self.label else (self.label,)
        return " – ".join(filter(None, own)) if self.label else ""

    def holds(self, path: str) -> bool:
        """Whether an address is this screen's, or under it."""
        return path == self.path or path.startswith(f"{self.path}/")
