"""How somebody has arranged a list: its columns, their order and widths, how close its rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from components.list.column import NARROWEST, WIDEST, Column

COLUMNS = "cols"
DENSITY = "dens"
WIDTHS = "widths"
"""What they are called in an address: `cols=name,city&dens=compact&widths=city:220`."""
COMPACT = "compact"


def offered(columns: Sequence[Column]) -> list[Column]:
    """Those that can be left out or moved: not the first, by which a row is called and ticked,
    nor one that comes with a filter."""
    return [one for one in columns[1:] if not one.only_with]


@dataclass(frozen=True)
class Arrangement:
    """`fields` are the columns shown, from the first one on; none at all means the usual ones.
    Of those with a width that somebody has given them, `widths` has the pixels."""

    fields: tuple[str, ...] = ()
    is_compact: bool = False
    widths: tuple[tuple[str, int], ...] = ()

    @classmethod
    def read(cls, texts: Mapping[str, str], columns: Sequence[Column]) -> Arrangement:
        """What an address asks for; what this list does not know is left out."""
        known = {one.field for one in columns}
        names = [name for name in texts.get(COLUMNS, "").split(",") if name in known]
        made = cls.of(names or None, texts.get(DENSITY) == COMPACT, columns)
        return replace(made, widths=_widths_in(texts.get(WIDTHS, ""), known))

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

    def widened(self, field: str, width: int | None, columns: Sequence[Column]) -> Arrangement:
        """With a column so many pixels wide, or as wide as it is by itself."""
        widths = dict(self.widths)
        widths.pop(field, None)
        if width is not None and field in {one.field for one in columns}:
            widths[field] = min(max(width, NARROWEST), WIDEST)
        return replace(self, widths=tuple(sorted(widths.items())))

    @property
    def texts(self) -> dict[str, str]:
        """What stands in the address, as `read` reads it."""
        texts = {
            COLUMNS: ",".join(self.fields),
            DENSITY: COMPACT if self.is_compact else "",
            WIDTHS: ",".join(f"{field}:{width}" for field, width in self.widths),
        }
        return {name: text for name, text in texts.items() if text}

    def shown(self, columns: Sequence[Column]) -> tuple[Column, ...]:
        """The columns in the order in which they are shown."""
        if not self.fields:
            return tuple(columns)
        by_field = {one.field: one for one in columns}
        chosen = [by_field[name] for name in self.fields if name in by_field]
        return (*chosen, *(one for one in columns if one.only_with))


def _widths_in(text: str, known: Iterable[str]) -> tuple[tuple[str, int], ...]:
    said = dict(part.partition(":")[::2] for part in text.split(","))
    widths = {field: int(said[field]) for field in known if _is_width(said.get(field, ""))}
    return tuple(sorted(widths.items()))


def _is_width(text: str) -> bool:
    is_number = text.isascii() and text.isdecimal() and len(text) <= len(str(WIDEST))
    return is_number and NARROWEST <= int(text) <= WIDEST
