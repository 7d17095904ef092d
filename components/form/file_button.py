"""A button that sends a file: to a route of ours, which checks what it is sent."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from nicegui import ui


class FileButton(ui.element, component="file_button.js"):
    """Sends the chosen file to `path` as the body of a POST, and says what came of it.

    `accept` and `most_bytes` spare a journey; they are no check. The route answers with JSON, of
    which `detail` says in French why the file was refused.
    """

    def __init__(
        self,
        label: str,
        path: str,
        *,
        accept: str,
        most_bytes: int,
        on_sent: Callable[[Any], Awaitable[None]],
    ) -> None:
        super().__init__()
        self._props["label"] = label
        self._props["path"] = path
        self._props["accept"] = accept
        self._props["most"] = most_bytes

        async def sent(event: Any) -> None:
            await on_sent(event.args)

        self.on("sent", sent)
