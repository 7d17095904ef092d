"""What somebody is typing: a draft of a record, kept apart from it until it is saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self
from uuid import UUID, uuid4

from models.records.conflict import Clash


@dataclass
class Draft:
    """The fields of one form as text: `base` when typing began, `typed` now.

    `key` makes saving idempotent: a draft saved twice creates one record.
    """

    topic: str
    base: dict[str, str]
    typed: dict[str, str]
    record_id: int | None = None
    version: int = 0
    caption: str = ""
    """What the record was called when typing began."""
    key: UUID = field(default_factory=uuid4)
    part: str = ""
    """Which part of a form that is shown in parts; "" for all of it."""

    @property
    def changed(self) -> set[str]:
        """The names of the fields that were typed into."""
        return {name for name, text in self.typed.items() if text != self.base.get(name, "")}

    @property
    def is_dirty(self) -> bool:
        return bool(self.changed)

    def rebase(self, stored: Mapping[str, str], version: int) -> set[str]:
        """Take over what a colleague saved in fields not typed into; return those fields.

        A field that both changed keeps its base, so that saving still finds the clash.
        """
        now = {**dict.fromkeys(self.base, ""), **stored}
        taken = {
            name
            for name, text in now.items()
            if name not in self.changed and text != self.base.get(name)
        }
        for name in taken:
            self.base[name] = self.typed[name] = now[name]
        self.version = version
        return taken

    def complete(self, blank: Self) -> None:
        """Add the fields that the form has gained since this draft was kept."""
        self.base = {**blank.base, **self.base}
        self.typed = {**self.base, **self.typed}

    def settle(self, clash: Clash, chosen: str) -> None:
        """End a clash: what is stored has been seen, and this value was chosen."""
        for name, text in clash.seen.items():
            if name not in self.changed:
                self.typed[name] = text
            self.base[name] = text
        self.base[clash.name] = clash.stored
        self.typed[clash.name] = chosen

    def to_json(self) -> dict[str, Any]:
        """A form that survives a reload in the browser's storage."""
        return {
            "topic": self.topic,
            "base": self.base,
            "typed": self.typed,
            "record_id": self.record_id,
            "version": self.version,
            "caption": self.caption,
            "key": str(self.key),
            "part": self.part,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The draft that `to_json` made; ValueError if the browser sent anything else."""
        try:
            return cls(
                topic=str(data["topic"]),
                base=_texts(data["base"]),
                typed=_texts(data["typed"]),
                record_id=None if data["record_id"] is None else int(data["record_id"]),
                version=int(data["version"]),
                caption=str(data.get("caption", "")),
                key=UUID(str(data["key"])),
                part=str(data.get("part", "")),
            )
        except (KeyError, TypeError, AttributeError, OverflowError) as error:
            raise ValueError(f"not a draft: {error}") from error


def _texts(data: Mapping[str, Any]) -> dict[str, str]:
    return {str(name): str(text) for name, text in data.items()}
