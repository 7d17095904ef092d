"""Terms of payment in a cell: « 30 jours fin de mois », « 45 j FDM le 10 », « comptant »."""

from __future__ import annotations

import re

from models.company import DueRule
from models.french.text import fold

AT_ONCE = "comptant|a reception(?: de (?:la )?facture)?|immediat|a la commande|a la livraison"
_AT_ONCE = re.compile(AT_ONCE)
_TERMS = re.compile(
    r"(?:(?:a )?(?P<days>\d{1,3}) ?(?:jours?|jrs?|j|d|days)?)?(?: nets?)?(?: date de facture| ddf)?"
    r"(?P<end> ?(?:fin de mois|fin du mois|fdm|eom))?(?: ?(?:le|au)? ?(?P<day>\d{1,2}))?"
)


def read_terms(text: str) -> dict[str, str]:
    """The fields of the form that a text fills; ValueError if it says no terms."""
    words = fold(text)
    if _AT_ONCE.fullmatch(words):
        return {"due_rule": str(DueRule.DATE), "due_days": "0"}
    found = _TERMS.fullmatch(words)
    if not found or not (found["days"] or found["end"]):
        raise ValueError("Échéance inconnue : écrivez par exemple « 30 jours fin de mois ».")
    days, day = found["days"] or "0", found["day"]
    if not found["end"]:
        if day:
            raise ValueError("Échéance inconnue : le jour du mois suit « fin de mois ».")
        return {"due_rule": str(DueRule.DATE), "due_days": days}
    if day:
        return {"due_rule": str(DueRule.MONTH_DAY), "due_days": days, "due_month_day": day}
    return {"due_rule": str(DueRule.MONTH_END), "due_days": days}
