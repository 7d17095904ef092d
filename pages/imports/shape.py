"""What the parts of the screen know of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from components.frame import Frame
from models.imports import Import
from pages.imports.work import Work

ADDRESS = "/import"


def import_address(topic: str) -> str:
    return f"{ADDRESS}?noun={topic}"


class Page(Protocol):
    frame: Frame
    topic: str
    work: Work
    batches: Sequence[Import]

    def show_all(self) -> None: ...

    def show_result(self) -> None: ...

    async def look(self) -> None: ...

    async def check(self) -> None: ...

    async def carry_out(self) -> None: ...

    async def back(self) -> None: ...
