"""What staff type or paste, made safe to store, show, search and sort."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

KNOWN_CHARACTERS = 10_000
"""Characters of which it is remembered what becomes of them: Unicode has a million."""
AFTER_ALL_TEXT = "\U0010ffff"
"""What comes after every other character, in the order of the bytes."""
# Emoji families and several scripts are spelled with these two invisible joiners.
_JOINERS = "\u200c\u200d"
# Letters and symbols that draw nothing: a name made of them would look empty.
_BLANK_LETTERS = "\u115f\u1160\u2800\u3164\uffa0"
_SPACES = {"Zs", "Zl", "Zp"}
_JUNK = {"Cc", "Cf", "Cs"}

# Letters that Unicode does not decompose, although a French keyboard lacks them.
_PLAIN_LETTERS = {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "ʼ": "'"}
_INITIALS = re.compile(r"(?<!\w)[^\W\d_](?:\.[^\W\d_])+(?!\w)")
_NUMBER = re.compile("[0-9]+")
_MOST_DIGITS = 9


class Becoming(dict[int, str]):
    """What becomes of each character, for `str.translate`, found out when it is first met."""

    def __init__(self, become: Callable[[str], str]) -> None:
        self._become = become

    def __missing__(self, code: int) -> str:
        if len(self) >= KNOWN_CHARACTERS:
            self.clear()
        self[code] = becomes = self._become(chr(code))
        return becomes


def clean_line(text: str) -> str:
    """One line without invisible characters, whose spaces are single and plain."""
    return _unless_blank(" ".join(_without_junk(text).split()))


def clean_text(text: str) -> str:
    """Several lines without invisible characters, trailing spaces or outer blank lines."""
    lines = [line.rstrip(" ") for line in _without_junk(_plain_newlines(text)).split("\n")]
    return _unless_blank("\n".join(lines).strip("\n"))


def fold(text: str) -> str:
    """The form in which two spellings of the same words are equal, for search and sort.

    Dotted initials become one word, so that « S.A.R.L. » and « SARL » find each other.
    """
    letters = _base_letters(text)
    if "." in letters:
        letters = _INITIALS.sub(lambda initials: initials[0].replace(".", ""), letters)
    return " ".join(letters.translate(WORD_PARTS).split())


def in_natural_order(folded: str) -> str:
    """The key by which 2 comes before 10: each number after the number of its digits."""
    return _NUMBER.sub(_after_its_length, folded)


def _after_its_length(number: re.Match[str]) -> str:
    digits = number[0].lstrip("0") or "0"
    return f"{min(len(digits), _MOST_DIGITS)}{digits}"


def _plain_newlines(text: str) -> str:
    return re.sub("\r\n|[\r\v\f\x85\u2028\u2029]", "\n", text)


def _without_junk(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", text.translate(VISIBLE))


def _visible(char: str) -> str:
    if char == "\n" or char in _JOINERS:
        return char
    category = unicodedata.category(char)
    if category in _SPACES or char.isspace() or char in _BLANK_LETTERS:
        return " "
    return "" if category in _JUNK or _is_noncharacter(char) else char


def _is_noncharacter(char: str) -> bool:
    """Whether Unicode forbids it in exchanged text; an XML invoice would be rejected."""
    code = ord(char)
    return code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF


def _unless_blank(text: str) -> str:
    return text if text.strip(f" \n{_JOINERS}") else ""


def _base_letters(text: str) -> str:
    if text.isascii():
        return text.lower()
    # Folding case can make new compositions, so what it gives is decomposed once more.
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return decomposed.translate(BASE_LETTERS)


def _base_letter(char: str) -> str:
    is_mark_or_invisible = unicodedata.category(char) in {"Mn", "Me", "Cf"}
    return "" if is_mark_or_invisible else _PLAIN_LETTERS.get(char, char)


def _word_part(char: str) -> str:
    category = unicodedata.category(char)
    is_letter_or_digit = category[0] in "LN" and char not in _BLANK_LETTERS
    return char if is_letter_or_digit or category == "Mc" else " "


VISIBLE, BASE_LETTERS, WORD_PARTS = map(Becoming, (_visible, _base_letter, _word_part))
