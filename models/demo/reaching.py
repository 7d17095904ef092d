"""Phone numbers and hosts that belong to nobody, of each client its own."""

import re
from collections.abc import Sequence
from functools import cache

from models.demo import names
from models.french.text import fold

# The numbers that ARCEP keeps for fiction, by area code, and where each area lies.
_AREAS = {
    "+3319900": "75 77 78 91 92 93 94 95",
    "+3326191": "14 18 22 27 28 29 35 36 37 41 44 45 49 50 53 56 61 72 76 85",
    "+3335301": "02 08 10 21 25 39 51 52 54 55 57 58 59 60 62 67 68 70 71 80 88 89 90",
    "+3346571": "01 03 04 05 06 07 11 13 15 20 26 30 34 38 42 43 48 63 66 69 73 74 83 84",
    "+3353649": "09 12 16 17 19 23 24 31 32 33 40 46 47 64 65 79 81 82 86 87",
}
_AREA_OF = {department: area for area, all_ in _AREAS.items() for department in all_.split()}
_OVERSEAS_AREA = "+3326191"
_MOBILE = "+3363998"
# Coprime to ten thousand: the numbers of that many clients differ.
_FIXED_STRIDE, _MOBILE_STRIDE = 7_919, 6_271


def fixed_line(postcode: str, id_: int) -> str:
    area = _AREA_OF.get(postcode[:2], _OVERSEAS_AREA)
    return f"{area}{id_ * _FIXED_STRIDE % 10_000:04d}"


def mobile_line(id_: int) -> str:
    return f"{_MOBILE}{id_ * _MOBILE_STRIDE % 10_000:04d}"


@cache
def slug(text: str) -> str:
    return fold(text).replace(" ", "-")


def host_of(parts: Sequence[str], id_: int) -> str:
    """A name under example.com, kept for examples, from the first words put in a pattern."""
    words = [word for word in parts[1::2] if word not in names.FORMS]
    # A label has 63 characters at most.
    return f"{'-'.join(map(_label, words[:2]))[:54].rstrip('-')}-{id_}.example.com"


@cache
def _label(word: str) -> str:
    return re.sub("^(de|du|des|d)-", "", slug(word))
