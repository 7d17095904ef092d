"""What is remembered of a method is what NiceGUI would see in it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from components import signatures
from components.signatures import expects_arguments


class Handlers:
    def nothing(self) -> None: ...

    def one(self, event: object) -> None: ...

    def perhaps(self, event: object = None) -> None: ...

    def any(self, *events: object) -> None: ...

    @classmethod
    def of_class(cls, event: object) -> None: ...

    @staticmethod
    def of_nobody() -> None: ...


HANDLERS = Handlers()
ALL: list[Callable[..., Any]] = [
    *(HANDLERS.nothing, HANDLERS.one, HANDLERS.perhaps, HANDLERS.any),
    *(HANDLERS.of_class, HANDLERS.of_nobody),
    *(lambda: 1, lambda event: event, partial(HANDLERS.one, 1), [].append),
]


@pytest.mark.parametrize("handler", ALL)
def test_the_first_and_the_second_answer_are_nicegui_s_own(handler: Callable[..., Any]) -> None:
    own = signatures._look(handler)

    assert [expects_arguments(handler), expects_arguments(handler)] == [own, own]


def test_a_method_is_looked_at_once_for_all_elements(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[Callable[..., Any]] = []

    def look(handler: Callable[..., Any]) -> bool:
        looks.append(handler)
        return True

    monkeypatch.setattr(signatures, "_look", look)
    monkeypatch.setattr(signatures, "_seen", type(signatures._seen)())
    for _ in range(3):
        expects_arguments(Handlers().one)

    assert len(looks) == 1
