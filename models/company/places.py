"""Where a firm is, as far as VAT goes."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

PLACES: Mapping[str, str] = MappingProxyType(
    {
        "metropole": "métropole",
        "corse": "Corse",
        "dom": "Guadeloupe, Martinique, La Réunion",
        "guyane_mayotte": "Guyane, Mayotte",
    }
)
_OF_POSTCODE = {
    "20": "corse",
    **dict.fromkeys(("971", "972", "974"), "dom"),
    **dict.fromkeys(("973", "976"), "guyane_mayotte"),
}


def place_of(postcode: str) -> str:
    """The place of a French postcode."""
    found = (_OF_POSTCODE.get(postcode[:length]) for length in (2, 3))
    return next((place for place in found if place), "metropole")
