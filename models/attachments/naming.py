"""A file's name is the hash of what it holds: the same file is kept once, and known to be whole."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import PurePosixPath

from models.errors import Refused

_NAME = re.compile("[0-9a-f]{64}")


class Lost(Refused):
    """A file is not there, or not whole any more."""


def name_of(content: bytes) -> str:
    return sha256(content).hexdigest()


def is_name(text: str) -> bool:
    return bool(_NAME.fullmatch(text))


def place_of(name: str) -> PurePosixPath:
    """« ab/cd/abcd… »: no folder then holds too many; Lost for what is no name."""
    if not is_name(name):
        raise Lost("Ce fichier n’existe pas.")
    return PurePosixPath(name[:2], name[2:4], name)


def whole(name: str, content: bytes) -> bytes:
    """The content, which is what its name says; Lost if it is not."""
    if name_of(content) != name:
        raise Lost("Ce fichier est abîmé : reprenez-le dans une sauvegarde.")
    return content
