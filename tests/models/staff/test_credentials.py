"""Passwords, PINs and tokens: which are taken, and that none can be read back."""

import pytest
from argon2 import PasswordHasher, extract_parameters
from argon2.exceptions import VerifyMismatchError

from models.staff.credentials import (
    LONGEST_PASSWORD,
    hash_of_nothing,
    hashed,
    matches,
    password_error,
    pin_error,
    provisional_password,
    setup_code,
    token,
    token_hash,
)
from models.staff.guessable_pins import EASY_PIN

EASY = "se devine trop facilement"


async def test_a_password_is_taken_as_it_is(subtests: pytest.Subtests) -> None:
    for password in ("neige en juin", "éàü€ 漢字 🙂🙃", " " * 6 + "pelu", "x" * 196 + "wyza"):
        with subtests.test(password=password):
            assert password_error(password, "Zoé") is None
            assert await matches(password, await hashed(password))


def test_a_password_that_is_refused(subtests: pytest.Subtests) -> None:
    for password, sentence in (
        ("", "Il faut au moins 10 caractères."),
        ("Zxk-48!wq", "Il faut au moins 10 caractères."),
        ("ab" * 101, "200 caractères au plus."),
        ("ELODIE M…!", EASY),
        ("abababababab", EASY),
        ("aaaaaaaaaaaa", EASY),
    ):
        with subtests.test(password=password, sentence=sentence):
            assert sentence in str(password_error(password, "Élodie M"))


async def test_another_password_does_not_match() -> None:
    stored = await hashed("neige en juin")

    for other in ("neige en Juin", "neige en juin ", "", "neige"):
        assert not await matches(other, stored)


async def test_nothing_matches_what_is_no_hash(subtests: pytest.Subtests) -> None:
    for stored in ("", "not a hash", "$argon2id$v=19$m=8,t=1,p=1$x$y"):
        with subtests.test(stored=stored):
            assert not await matches("nobody", stored)
            assert not await matches("", stored)


async def test_a_very_long_text_is_not_its_own_beginning() -> None:
    longest = "xyz" * 66 + "xy"
    assert len(longest) == LONGEST_PASSWORD

    assert not await matches(longest + "z" * 100_000, await hashed(longest))


def test_a_name_without_a_hash_takes_as_much_work_as_one_with_another() -> None:
    hasher = PasswordHasher(time_cost=1, memory_cost=16, parallelism=1)

    nothing = hash_of_nothing(hasher)

    assert extract_parameters(nothing) == extract_parameters(hasher.hash("neige en juin"))
    with pytest.raises(VerifyMismatchError):  # and not: that this is no hash
        hasher.verify(nothing, "neige en juin")


async def test_two_hashes_of_one_password_differ() -> None:
    assert await hashed("neige en juin") != await hashed("neige en juin")


def test_a_pin_that_is_taken(subtests: pytest.Subtests) -> None:
    for pin in ("8052", "0739", "13597", "994998", "805274", "310299"):
        with subtests.test(pin=pin):
            assert pin_error(pin) is None


def test_a_pin_is_four_to_six_digits(subtests: pytest.Subtests) -> None:
    for pin in ("", "123", "1234567", "12a4", "1 34", "١٢٣٤", "²580", "-258"):
        with subtests.test(pin=pin):
            assert pin_error(pin) == "Il faut de 4 à 6 chiffres."


def test_a_pin_that_everybody_tries_is_refused(subtests: pytest.Subtests) -> None:
    for pin in (
        *("0000", "1111", "1212", "123123", "112233", "1221", "0007", "999998", "70707", "771177"),
        *("1234", "4321", "9876", "456789", "7890", "2468", "8642", "13579", "1470", "0369"),
        *("2580", "0852", "1397", "159753", "147258", "1998", "1987", "2026", "1900", "2099"),
        *("140789", "311299", "890714", "1312", "3615", "1789", "1004", "6969", "102030", "75000"),
    ):
        with subtests.test(pin=pin):
            assert pin_error(pin) == EASY_PIN


def test_most_pins_are_left() -> None:
    for digits, part in ((4, 0.9), (5, 0.98), (6, 0.9)):
        numbers = range(0, 10**digits, 7)
        taken = sum(pin_error(f"{number:0{digits}}") is None for number in numbers)
        assert taken > part * len(numbers), digits


def test_a_provisional_password_can_be_read_aloud_and_is_taken() -> None:
    made = {provisional_password() for _ in range(50)}

    assert len(made) == 50
    assert not set("".join(made)) & set("ilo01ILO")
    assert all(password_error(one, "Zoé") is None for one in made)


def test_a_setup_code_is_two_groups_of_four() -> None:
    made = {setup_code() for _ in range(50)}

    assert len(made) == 50
    assert {tuple(map(len, code.split("-"))) for code in made} == {(4, 4)}


def test_a_token_is_kept_as_a_hash_only() -> None:
    made = token()

    assert len(made) >= 40
    assert made not in token_hash(made)
    assert token_hash(made) == token_hash(made) != token_hash(token())


def test_any_text_can_be_looked_up_as_a_token() -> None:
    assert len({token_hash(text) for text in ("", "\x00", "\udcff", "é" * 100_000)}) == 4
