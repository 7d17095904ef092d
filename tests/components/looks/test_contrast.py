"""Everything can be told from its ground: text as WCAG 2.2 has it at its strictest (1.4.6, AAA),
what is no text as 1.4.11 has it."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from components.looks.looks import DARK, LIGHT, TAGS

GROUNDS = ("page", "surface", "sunken", "tint")
TEXTS = {
    "text": (*GROUNDS, "tint-strong", "danger-tint", "caution-tint", "info-tint", "mark"),
    "muted": GROUNDS,
    "accent-text": (*GROUNDS, "tint-strong"),
    "danger": (*GROUNDS, "danger-tint"),
    "caution": ("surface", "caution-tint"),
    "info": ("surface", "info-tint"),
    "on-accent": ("accent",),
    "on-danger": ("danger",),
    "on-toast": ("toast",),
    "toast-action": ("toast",),
}
"""Each with all that it is written on."""
SHAPES = {
    "accent": ("page", "surface"),
    "edge": ("page", "surface"),
    **{f"tag-{name}": ("surface",) for name in TAGS},
}
"""The edge of a field, the dot of a tag, a bar: what means something and is no text."""
AAA, SHAPE = 7.0, 3.0


def luminance(colour: str) -> float:
    """Relative, from 0 to 1, of « #rrggbb » (WCAG 2.2, « relative luminance »)."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_text_is_read_at_its_strictest_and_shapes_are_seen(palette: Mapping[str, str]) -> None:
    for table, least in ((TEXTS, AAA), (SHAPES, SHAPE)):
        for name, grounds in table.items():
            for ground in grounds:
                ratio = contrast(palette[name], palette[ground])
                assert ratio >= least, f"{name} on {ground}: {ratio:.2f}"
