"""The list that this tab has shown last, as it was left: the way back from a record's page."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit
from weakref import ref

from nicegui import ui

LONGEST = 2_000
"""Characters of an address that a browser may have kept."""


class ListMemory(ui.element, component="list_memory.js"):
    """Its address, which the browser keeps through a reload; `is_list` tells those that may be."""

    def __init__(self, is_list: Callable[[str], bool]) -> None:
        super().__init__()
        self._is_list = is_list
        self._link: Callable[[], ui.link | None] = lambda: None
        self.address = ""
        self.on("recalled", lambda event: self._recall(str(event.args)))

    def note(self, address: str) -> None:
        """Remember what the tab shows, if it is a list."""
        if address != self.address and self._is_list(urlsplit(address).path):
            self.address = address
            self.run_method("keep", address)

    def link(self, otherwise: str) -> ui.link:
        """A link to it, or to another address in a tab that has shown none."""
        link = ui.link(target=self.address or otherwise)
        self._link = ref(link)  # which goes with its page
        return link

    def _recall(self, address: str) -> None:
        parts = urlsplit(address[:LONGEST])
        is_own = not (parts.scheme or parts.netloc) and self._is_list(parts.path)
        if not self.address and is_own:
            self.address = parts.geturl()
            if (link := self._link()) and not link.is_deleted:
                link.props["href"] = self.address
