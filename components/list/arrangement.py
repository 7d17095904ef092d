"""How somebody has arranged a list: which of its columns, in which order, how close its rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from components.list.column import Column

COLUMNS = "cols"
DENSITY = "dens"
"""What they are called in an address: `cols=name,city&dens=compact`."""
COMPACT = "compact"


def offered(columns: Sequence[Column]) -> list[Column]:
    """Those that can be left out or moved: not the first, by which a row is called and ticked,
    nor one that comes with a filter."""
    return [one for one in columns[1:] if not one.only_with]


@dataclass(frozen=True)
class Arrangement:
    """`fields` are the columns shown, from the first one on; none at all means the usual ones."""

    fields: tuple[str, ...] = ()
    is_compact: bool = False

    @classmethod
    def read(cls, texts: Mapping[str, str], columns: Sequence[Column]) -> Arrangement:
        """What an address asks for; what this list does not know is left out."""
        known = {one.field for one in columns}
        names = [name for name in texts.get(COLUMNS, "").split(",") if name in known]
        return cls.of(names or None, texts.get(DENSITY) == COMPACT, columns)

    @classmethod
    def of(
        cls, names: Iterable[str] | None, is_compact: bool, columns: Sequence[Column]
    ) -> Arrangement:
        """With these columns after the first one; None means the usual ones."""
        usual = [one.field for one in offered(columns)]
        if names is None:
            return cls((), is_compact)
        chosen = [name for name in dict.fromkeys(names) if name in usual]
        return cls(() if chosen == usual else (columns[0].field, *chosen), is_compact)

    @property
    def texts(self) -> dict[str, str]:
        """What stands in the address, as `read` reads it."""
        texts = {COLUMNS: ",".join(self.fields), DENSITY: COMPACT if self.is_compact else ""}
        return {name: text for name, text in texts.items() if text}

    def shown(self, columns: Sequence[Column]) -> tuple[Column, ...]:
        """The columns in the order in which they are shown."""
        if not self.fields:
            return tuple(columns)
        by_field = {one.field: one for one in columns}
        chosen = [by_field[name] for name in self.fields if name in by_field]
        return (*chosen, *(one for one in columns if one.only_with))
