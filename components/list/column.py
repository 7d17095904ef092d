"""The columns of a list: what they show, and how they share its width."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

CIRCLE = 47
"""Pixels that the circle takes with which a row is ticked."""

NARROWEST, WIDEST = 60, 900
"""Pixels that somebody may give a column."""

GIVES_WAY = 100_000
"""Times as readily as a column to which somebody has given its width."""

UNSEEN = "position:absolute;width:1px;height:1px;clip-path:inset(50%)"
"""For the eye only: a heading that nobody hears is none."""


@dataclass(frozen=True)
class Column:
    """A column: shown when the grid is at least `from_width` px wide.

    Of the room that is left `flex` parts are its own; where there is too little, it gives way down
    to `least` px. The first click on its heading sorts downwards if `is_down_first`. With `tones`
    it shows chips, in the tone of the row's value of `tone_of`. Some are there `only_with` one of
    the filters, or only `without` it.
    """

    field: str
    label: str
    width: int = 110
    flex: int = 1
    least: int = 110
    from_width: int = 0
    align: str = "left"
    is_sortable: bool = True
    is_down_first: bool = False
    tone_of: str = ""
    tones: Mapping[str, str] | None = None
    only_with: str = ""
    without: str = ""

    def is_there(self, filters: Mapping[str, str]) -> bool:
        """Whether a list shows it with these filters."""
        is_wanted = not self.only_with or bool(filters.get(self.only_with))
        return is_wanted and not filters.get(self.without)

    def definition(self, *, is_name: bool) -> dict[str, Any]:
        """What grid.js is told of it."""
        return {
            "field": self.field,
            "label": self.label,
            "sortable": self.is_sortable,
            "downFirst": self.is_down_first,
            "toneOf": self.tone_of,
            "tones": self.tones,
            "isName": is_name,
        }

    def css(self, *, has_circle: bool, own_width: int | None = None) -> str:
        """The columns share the room of the list; where it is too narrow, some are left out.

        One of its `own_width` leaves the others the rest, and gives way where there is none.

        Of one that has the circle to tick, the circle is left.
        """
        name = f".column-{self.field}"
        least = self.least if self.flex else self.width
        align = ";justify-content:flex-end" if self.align == "right" else ""
        share = f"{self.flex} {GIVES_WAY} {self.width}px"
        if own_width is not None:
            share, least = f"0 1 {own_width}px", min(least, own_width)
        shared = f"{name}{{flex:{share};min-width:{least}px{align}}}"
        hide = f"{name}{{display:none}}"
        if has_circle:
            hide = (
                f"{name}{{flex:0 0 {CIRCLE}px;min-width:{CIRCLE}px}}"
                f"{name}>:not(.circle-hit){{{UNSEEN}}}{name}::after{{display:none}}"
            )
        narrow = f"@container (width < {self.from_width}px){{{hide}}}"
        absent = [f".list:not(.with-{self.only_with})"] if self.only_with else []
        absent += [f".with-{self.without}"] if self.without else []
        hidden = "".join(f"{list_} {name}{{display:none}}" for list_ in absent)
        return shared + (narrow if self.from_width else "") + hidden
