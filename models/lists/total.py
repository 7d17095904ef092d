"""What a list adds up over all that is found."""

from __future__ import annotations

from dataclasses import dataclass

from models.database.exact import whole
from models.french.money import amount


@dataclass(frozen=True)
class Total:
    """What a list adds up: `field` is its column on screen, `term` hundredths in SQL about the row
    `t`, and `says` has {} where the amount stands. Nothing is said only `if_any`."""

    field: str
    term: str
    says: str
    if_any: bool = False

    def said(self, hundredths: int) -> str:
        nothing = self.if_any and not hundredths
        return "" if nothing else self.says.format(amount(whole(hundredths, 2)))
