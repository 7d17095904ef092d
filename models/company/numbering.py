"""What the numbers of a series look like, and when two series could give the same one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

LONGEST = 35
"""Characters of a number in an electronic invoice."""
MOST_DIGITS = 8
"""Of a counter: who issues more in a year has other software."""
ALLOWED = re.compile(r"[A-Za-z0-9+\-_/]+")


class Pattern(StrEnum):
    """What stands before the counter."""

    YEAR = "year"
    SHORT_YEAR = "short_year"
    COMPACT = "compact"
    PLAIN = "plain"


PATTERN_WORDS: Mapping[str, str] = {
    Pattern.YEAR: "FA-2026-00001",
    Pattern.SHORT_YEAR: "FA-26-00001",
    Pattern.COMPACT: "FA202600001",
    Pattern.PLAIN: "FA-00001",
}


@dataclass(frozen=True)
class Numbering:
    """The form of a series: « FA-2026-00001 »."""

    prefix: str
    pattern: str = Pattern.YEAR
    digits: int = 5
    is_yearly: bool = True
    """Whether it begins again each year."""

    def number(self, year: int, count: int) -> str:
        """The number of the so-manieth document of a year."""
        counted = f"{count:0{self.digits}}"
        return {
            Pattern.YEAR: f"{self.prefix}-{year}-{counted}",
            Pattern.SHORT_YEAR: f"{self.prefix}-{year % 100:02}-{counted}",
            Pattern.COMPACT: f"{self.prefix}{year}{counted}",
            Pattern.PLAIN: f"{self.prefix}-{counted}",
        }[Pattern(self.pattern)]

    def errors(self) -> dict[str, str]:
        """What no electronic invoice takes, or what would give a number twice."""
        if not ALLOWED.fullmatch(self.prefix):
            return {"prefix": "Des lettres sans accent, des chiffres et + - _ / seulement."}
        longest = self.number(9999, 10**MOST_DIGITS - 1)
        if len(longest) > LONGEST:
            return {
                "prefix": f"{LONGEST} caractères au plus dans un numéro ; "
                f"{longest} en compte {len(longest)}."
            }
        if self.is_yearly and self.pattern == Pattern.PLAIN:
            return {"pattern": "Un compteur qui repart chaque année demande l’année au numéro."}
        return {}

    def may_collide(self, other: Numbering) -> bool:
        """Whether a number of one could be one of the other, by its prefix and any counter."""
        short, long = sorted((self.prefix.upper(), other.prefix.upper()), key=len)
        rest = long[len(short) :]
        return long.startswith(short) and not re.search("[A-Z+_/]", rest)
