"""What clerks of one kind were told is done, held against what the database has."""

from __future__ import annotations

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, ClassVar


@dataclass
class Book(ABC):
    """Their deeds: what is lost, and what is half done or there twice, by what it is about."""

    NOUN: ClassVar[str]
    confirmed: int = 0
    lost: dict[str, str] = field(default_factory=dict)
    broken: dict[str, str] = field(default_factory=dict)

    @abstractmethod
    def check(self, database: sqlite3.Connection) -> None:
        """Hold the database against what is known now; for use between two events of the loop."""

    @property
    def rows(self) -> list[tuple[str, str]]:
        """The lines of the report."""
        return [
            (f"{self.NOUN} confirmed", f"{self.confirmed:,}"),
            (f"{self.NOUN} lost", f"{len(self.lost)}"),
            (f"{self.NOUN} half done or doubled", f"{len(self.broken)}"),
        ]

    @property
    def problems(self) -> list[str]:
        return [*self.lost.values(), *self.broken.values()]


def marks(ids: Iterable[Any]) -> str:
    return ",".join("?" for _ in ids)
