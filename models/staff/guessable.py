"""Passwords that are tried first, however they are dressed up.

Nothing is asked elsewhere, and it takes milliseconds: a password is undressed (figures and signs
around it, letters written as figures, accents, capitals) and what is left is looked up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from models.french.text import fold

ADVICE = "Trois ou quatre mots sans rapport entre eux valent mieux."
EASY = f"Ce mot de passe se devine trop facilement. {ADVICE}"
COMMON = f"Ce mot de passe se devine trop facilement : il est parmi les plus courants. {ADVICE}"
NAMED = f"Ce mot de passe se devine trop facilement : il est fait d’un nom connu ici. {ADVICE}"
ONLY_DIGITS = f"Ce mot de passe se devine trop facilement : il lui faut des lettres. {ADVICE}"

FEWEST_CHARACTERS = 5
"""Different ones: fewer are a pattern."""
SHORTEST_WORD = 3
MOST_COMMON = 1_000
"""Of the list of leaked passwords: those of which two in a row are refused, too."""
DRESSED_WITH = 3
"""Characters beside the letters that may be letters themselves: « jetaim3 », « $oleil »."""

PRODUCT = "comptoir"
_DATA = Path(__file__).parent / "data"
_ROWS = (
    *("azertyuiop", "qsdfghjklm", "wxcvbn", "qwertyuiop", "asdfghjkl", "zxcvbnm"),
    "abcdefghijklmnopqrstuvwxyz",
)
_RUNS = (*_ROWS, *(row[::-1] for row in _ROWS))
_AS_TYPED: dict[int, int] = {}
_WITH_I = str.maketrans("@4€3!1|05$78", "aaeeiiiosstb")
_WITH_L = _WITH_I | str.maketrans("1|", "ll")


def guessable(password: str, names: Iterable[str] = ()) -> str | None:
    """Why this password would be guessed, or None; `names` are those that everybody knows."""
    if len(set(password)) < FEWEST_CHARACTERS:
        return EASY
    if not any(char.isalpha() for char in password):
        return ONLY_DIGITS
    if password.lower() in _leaked():
        return COMMON
    words = set(_undressed(password))
    if any(_is_made_of(word, _frequent()) or word in _leaked() for word in words):
        return COMMON
    known = _frequent() | _parts(names)
    return NAMED if any(_is_made_of(word, known) for word in words) else None


def _undressed(password: str) -> Iterator[str]:
    """The letters that may be meant, without what stands around them."""
    at = [place for place, char in enumerate(password) if char.isalpha()]
    first, last = at[0], at[-1] + 1
    for start in range(max(0, first - DRESSED_WITH), first + 1):
        for end in range(last, min(len(password), last + DRESSED_WITH) + 1):
            for meant in (_AS_TYPED, _WITH_I, _WITH_L):
                yield _letters(password[start:end].translate(meant))


def _letters(text: str) -> str:
    return "".join(char for char in fold(text) if char.isalpha())


def _is_made_of(word: str, words: set[str]) -> bool:
    """Whether it is one of these, two of them in a row, or one again and again."""
    once = word[: (word + word).find(word, 1)]  # the whole of it, unless it repeats itself
    is_short = len(once) <= SHORTEST_WORD and once != word
    if is_short or _is_one_of(once, words) or _is_one_of(word, words):
        return True
    cuts = range(SHORTEST_WORD, len(word) - SHORTEST_WORD + 1)
    return any(_is_one_of(word[:cut], words) and _is_one_of(word[cut:], words) for cut in cuts)


def _is_one_of(word: str, words: set[str]) -> bool:
    return word in words or (len(word) >= SHORTEST_WORD and any(word in run for run in _RUNS))


def _parts(names: Iterable[str]) -> set[str]:
    """Each word of the names, and the whole of them."""
    folded = [fold(name) for name in (*names, PRODUCT)]
    words = {_letters(part) for name in folded for part in (*name.split(), name)}
    return {word for word in words if len(word) >= SHORTEST_WORD}


@cache
def _leaked() -> dict[str, int]:
    """By how they are written in lower case, and by their letters alone: how common they are."""
    from zxcvbn.frequency_lists import FREQUENCY_LISTS  # here: a start needs none of it

    found: dict[str, int] = {}  # all of it is lower case, and has no accents
    for place, password in enumerate(FREQUENCY_LISTS["passwords"]):
        found.setdefault(password, place)
        if len(letters := "".join(filter(str.isalpha, password))) > SHORTEST_WORD:
            found.setdefault(letters, place)
    return found


@cache
def _frequent() -> set[str]:
    """The words of the French list, and the most common of the other."""
    french = {_letters(word) for word in listed_in("french_passwords.csv")}
    leaked = {word for word, place in _leaked().items() if place < MOST_COMMON}
    return {word for word in french | leaked if len(word) >= SHORTEST_WORD}


@cache
def listed_in(file: str) -> frozenset[str]:
    """The words of a file in `data`, whatever they are about."""
    lines = (_DATA / file).read_text("utf-8").splitlines()
    return frozenset(word for line in lines for word in line.partition(";")[2].split())
