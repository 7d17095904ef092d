"""The units in which a line is sold, with the codes that electronic invoices know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Unit:
    """A unit: our code, its French word, and its UN/ECE code (Recommendation 20).

    What has no code of its own, such as half a day, goes as so many ones.
    """

    code: str
    label: str
    unece: str
    plural: str = ""

    def worded(self, *, is_plural: bool) -> str:
        """« jour », « jours »."""
        return (self.plural or f"{self.label}s") if is_plural else self.label


UNITS: Mapping[str, Unit] = MappingProxyType(
    {
        unit.code: unit
        for unit in (
            Unit("piece", "pièce", "C62"),
            Unit("hour", "heure", "HUR"),
            Unit("half_day", "demi-journée", "C62"),
            Unit("day", "jour", "DAY"),
            Unit("weekend", "week-end", "C62"),
            Unit("week", "semaine", "WEE"),
            Unit("month", "mois", "MON", "mois"),
            Unit("km", "km", "KMT", "km"),
            Unit("kg", "kg", "KGM", "kg"),
            Unit("litre", "litre", "LTR"),
            Unit("metre", "mètre", "MTR"),
            Unit("m2", "m²", "MTK", "m²"),
            Unit("flat", "forfait", "LS"),
        )
    }
)
"""By their code, in the order of the list."""
