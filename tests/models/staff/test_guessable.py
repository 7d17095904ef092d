"""Passwords that are tried first, in whatever dress; and that a sentence of one's own is free."""

import time

import pytest

from models.staff.credentials import LONGEST_PASSWORD, password_error, provisional_password
from models.staff.guessable import COMMON, EASY, NAMED, ONLY_DIGITS

NAMES = ("Marie-Ève Dupont", "chez-durand")


def refusal(password: str) -> str | None:
    return password_error(password, *NAMES)


def test_what_is_common_is_refused_in_every_dress(subtests: pytest.Subtests) -> None:
    for password in (
        *("Motdepasse1!", "mot de passe 1", "M0t-d3-p@sse", "monmotdepasse", "un mot de passe"),
        *("Azerty12345", "azertyuiop", "QSDFGHJKLM", "aqwzsxedcrfv", "poiuytreza", "1a2z3e4r5t"),
        *("Bonjour2026!", "2026!Bonjour", "B0nj0ur2026", "bonjourbonjour", "Été2026Été2026"),
        *(
            "jetaime2008",
            "jetaimedoudou",
            "Doudou-2015",
            "chouchou1975",
            "loulou12345",
            "$oleil2026",
        ),
        *(
            "soleil....",
            "Août2026!!",
            "Décembre2026",
            "janvier-2027",
            "Marseille13!",
            "psg.psg.2026",
        ),
        *("OM-OM-OM-2026", "AllezLesBleus!", "Olympique2026", "comptoir2026", "C0mpt0ir2026!"),
        *(
            "Password123",
            "P4$$w0rd2026",
            "qwertyuiop",
            "1qaz2wsx3edc",
            "iloveyou2020",
            "abcdefghij",
        ),
    ):
        with subtests.test(password=password):
            assert refusal(password) == COMMON


def test_a_name_that_everybody_knows_is_refused(subtests: pytest.Subtests) -> None:
    for password in (
        *("Marie-Ève2026", "Durand2026!", "durand durand", "M4rie-eve.75", "dupontdurand1"),
        *("Chez-Durand", "Comptoir-Durand", "MARIEEVEDUPONT", "marie ève dupont"),
    ):
        with subtests.test(password=password):
            assert refusal(password) == NAMED
            assert password_error(password) != NAMED


def test_patterns_and_figures_are_refused(subtests: pytest.Subtests) -> None:
    for password, sentence in (
        *(
            ("aaaaaaaaaa", EASY),
            ("abababababab", EASY),
            ("a b a b a b", EASY),
            ("OM OM OM OM", EASY),
        ),
        *(
            ("0612345678", ONLY_DIGITS),
            ("25/12/1998", ONLY_DIGITS),
            ("20-26-20-25-19", ONLY_DIGITS),
            ("12345678€90", ONLY_DIGITS),
            ("😀😁😂🤣😃😄1234", ONLY_DIGITS),
            ("٠١٢٣٤٥٦٧٨٩", ONLY_DIGITS),
        ),
    ):
        with subtests.test(password=password):
            assert refusal(password) == sentence


def test_what_somebody_has_thought_of_is_taken(subtests: pytest.Subtests) -> None:
    for password in (
        *(
            "neige en juin",
            "trois pommes au grenier",
            "un essai au comptoir",
            "Dupont aime la pluie",
        ),
        *(
            "bonjour les amis du soir",
            "le soleil de marseille brille",
            "8k-2M#91xQ!z",
            "éàü€ 漢字 🙂🙃",
        ),
        *("correct horse battery staple", "marteau-piqueur", *(provisional_password(),) * 3),
    ):
        with subtests.test(password=password):
            assert refusal(password) is None


def test_no_password_takes_long() -> None:
    refusal("neige en juin")  # which has the lists read
    begun = time.process_time()
    for password in (
        "ab12é" * 40,
        "a1" * 100,
        "!" * 199 + "a",
        "azerty" * 33,
        "é" * LONGEST_PASSWORD,
    ):
        refusal(password)
    assert time.process_time() - begun < 0.5
