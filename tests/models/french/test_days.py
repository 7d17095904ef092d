"""The day and the time that somebody means in a line."""

from __future__ import annotations

from datetime import date, time

from models.french.days import when_in

FRIDAY = date(2026, 11, 27)

LINES: dict[str, tuple[date | None, time | None, str]] = {
    "demain": (date(2026, 11, 28), None, ""),
    "Demain 14h30 rappeler pour le devis": (
        date(2026, 11, 28),
        time(14, 30),
        "rappeler pour le devis",
    ),
    "rappeler Paul après-demain à 9 h": (date(2026, 11, 29), time(9), "rappeler Paul"),
    "apres demain": (date(2026, 11, 29), None, ""),
    "aujourd’hui : envoyer la photo": (FRIDAY, None, "envoyer la photo"),
    "lundi": (date(2026, 11, 30), None, ""),
    "Lundi prochain, relancer": (date(2026, 11, 30), None, "relancer"),
    "vendredi": (date(2026, 12, 4), None, ""),
    "lundi en huit relancer": (date(2026, 12, 7), None, "relancer"),
    "dans 3 jours": (date(2026, 11, 30), None, ""),
    "Dans une semaine voir la nacelle": (date(2026, 12, 4), None, "voir la nacelle"),
    "dans quinze jours": (date(2026, 12, 12), None, ""),
    "d’ici 2 mois": (date(2027, 1, 27), None, ""),
    "rappeler la semaine prochaine": (date(2026, 11, 30), None, "rappeler"),
    "mois prochain": (date(2026, 12, 1), None, ""),
    "fin de semaine": (FRIDAY, None, ""),
    "fin du mois : facturer": (date(2026, 11, 30), None, "facturer"),
    "12/10": (date(2027, 10, 12), None, ""),
    "le 12/12 livrer": (date(2026, 12, 12), None, "livrer"),
    "rappeler le mardi 01/12/26 vers 8:15": (date(2026, 12, 1), time(8, 15), "rappeler"),
    "1er décembre": (date(2026, 12, 1), None, ""),
    "le 12 déc. 2027 contrat": (date(2027, 12, 12), None, "contrat"),
    "29 février": (date(2028, 2, 29), None, ""),
    "15.12.2026 visite": (date(2026, 12, 15), None, "visite"),
    "le 5, appeler": (date(2026, 12, 5), None, "appeler"),
    "midi demain": (date(2026, 11, 28), time(12), ""),
    "31/02 rien": (None, None, "31/02 rien"),
    "rappeler pour le devis": (None, None, "rappeler pour le devis"),
    "appeler le 02 98 12 34 56": (None, None, "appeler le 02 98 12 34 56"),
    "appeler le 02.98.12.34.56": (None, None, "appeler le 02.98.12.34.56"),
    "devis de 12.10 €": (None, None, "devis de 12.10 €"),
    "BC-2026/7 lundi": (date(2026, 11, 30), None, "BC-2026/7"),
    "vu le lundisoir": (None, None, "vu le lundisoir"),
    "location 25h": (None, None, "location 25h"),
    "dans 999 semaines": (date(2046, 1, 19), None, ""),
    "": (None, None, ""),
}


def test_a_line_says_when_and_the_rest_is_what() -> None:
    for line, expected in LINES.items():
        meant = when_in(line, FRIDAY)
        assert (meant.day, meant.at, meant.rest) == expected, line
