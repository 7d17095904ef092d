"""The draft that `keeper.js` keeps in a tab's storage, where it outlives the page."""

from __future__ import annotations

from typing import Any


class Keeper:
    """The storage of one tab."""

    def __init__(self) -> None:
        self.draft: dict[str, Any] | None = None
        self._is_active = False

    def call(self, method: str, arguments: list[Any]) -> None:
        """What the server calls, by the names of `keeper.js`."""
        if method == "keep":
            self.draft = arguments[0]
            self._is_active = True
        elif method == "forget":
            self.draft = None
            self._is_active = False

    def note(self, field: str | None, text: str) -> None:
        """Something is typed into a field of this name."""
        if self.draft and self._is_active and field:
            self.draft["typed"][field] = text

    def sleep(self) -> None:
        """The page is left; what is kept is kept."""
        self._is_active = False
