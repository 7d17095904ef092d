"""When a document falls due, and what is said of late payment."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from models.french.wording import plural

LONGEST_DAYS = 365
LEGAL_DAYS, LEGAL_DAYS_TO_MONTH_END = 60, 45
"""Between professionals, from the invoice's date (Code de commerce, L. 441-10)."""


class DueRule(StrEnum):
    """From where the days of a payment are counted to."""

    DATE = "date"
    MONTH_END = "month_end"
    MONTH_DAY = "month_day"


RULE_WORDS: Mapping[str, str] = {
    DueRule.DATE: "date de facture",
    DueRule.MONTH_END: "fin de mois",
    DueRule.MONTH_DAY: "fin de mois, le…",
}


@dataclass(frozen=True)
class Terms:
    """So many days after the invoice; then perhaps on to the month's end, or a day of the next."""

    days: int
    rule: str = DueRule.DATE
    month_day: int = 10

    def due_on(self, day: date) -> date:
        """When what is invoiced on a day falls due."""
        reached = day + timedelta(days=self.days)
        if self.rule == DueRule.DATE:
            return reached
        end = reached.replace(day=monthrange(reached.year, reached.month)[1])
        if self.rule == DueRule.MONTH_END:
            return end
        following = end + timedelta(days=1)
        latest = monthrange(following.year, following.month)[1]
        return following.replace(day=min(self.month_day, latest))

    @property
    def words(self) -> str:
        """« à 30 jours fin de mois », « à réception »."""
        if not self.days and self.rule == DueRule.DATE:
            return "à réception"
        counted = f"à {plural(self.days, 'jour')}" if self.days else "à la"
        end = {
            DueRule.DATE: "",
            DueRule.MONTH_END: " fin de mois" if self.days else " fin du mois",
            DueRule.MONTH_DAY: f" fin de mois, le {self.month_day}"
            if self.days
            else f" fin du mois, le {self.month_day} suivant",
        }[DueRule(self.rule)]
        return f"{counted}{end}"

    @property
    def advice(self) -> str | None:
        """Why the law may not allow this between professionals, or None."""
        most = LEGAL_DAYS if self.rule == DueRule.DATE else LEGAL_DAYS_TO_MONTH_END
        if self.days <= most and self.rule != DueRule.MONTH_DAY:
            return None
        if self.rule == DueRule.MONTH_DAY and self.days + self.month_day <= most:
            return None
        return (
            f"Entre professionnels, la loi s’arrête à {LEGAL_DAYS} jours, "
            f"ou {LEGAL_DAYS_TO_MONTH_END} jours fin de mois."
        )
