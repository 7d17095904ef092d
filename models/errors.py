"""The only two ways in which the domain says no."""

from __future__ import annotations

from collections.abc import Mapping


class Refused(Exception):
    """A rule forbids it; the message is the French sentence that the screen shows."""


class Invalid(Exception):
    """What was typed is wrong: one French sentence for each field name."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__(" ".join(dict.fromkeys(errors.values())))
        self.errors = dict(errors)
