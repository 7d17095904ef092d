"""What is changed in NiceGUI, and whether what is relied on is there."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any
from weakref import ref

import pytest
from nicegui import ui

from components.form.form import Form
from components.nicegui_patches import apply_patches, check_insides, expects_arguments, patches
from models.clients import Client
from tests.simulation import Tab


@pytest.fixture
def no_collector(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(ui.element, "_handle_delete", ui.element._handle_delete)
    apply_patches()
    gc.disable()
    yield
    gc.enable()


async def test_a_deleted_element_does_not_wait_for_the_garbage_collector(
    page: Tab, no_collector: None
) -> None:
    with page.client:
        box = ui.element("div")
        with box:
            parts = [
                ui.label("Nom").classes("card-name").props("role=heading"),
                ui.button("Fermer", on_click=lambda: None).style("color: red"),
                ui.input("Nom", on_change=lambda _: None),
            ]
    held = [ref(one) for part in parts for one in (part, part._props, part._classes, part._style)]
    del parts

    box.clear()
    page.client.outbox.updates.clear()

    assert [one() for one in held] == [None] * len(held)


async def test_a_deleted_element_takes_what_is_said_to_it(page: Tab, no_collector: None) -> None:
    with page.client:
        label = ui.label("Nom")
    label.delete()

    label.set_text("Autre")
    label.classes("card-name").props("role=heading").style("color: red")

    assert label.text == "Autre"


async def test_nor_does_a_form_that_is_gone(page: Tab, no_collector: None) -> None:
    async def left(_name: str) -> None:
        """Nobody is told."""

    with page.client:
        box = ui.element("div")
        with box:
            form = Form(Client, Client.blank(), on_choice=lambda: None, on_left=left)
    held = [ref(one) for field in form.fields.values() for one in (field, field.box)]
    del form

    box.clear()
    page.client.outbox.updates.clear()

    assert [one() for one in held] == [None] * len(held)


# --- signatures -----------------------------------------------------------------------------------


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


def test_the_first_and_the_second_answer_are_nicegui_s_own() -> None:
    for handler in ALL:
        own = patches._look(handler)
        assert [expects_arguments(handler), expects_arguments(handler)] == [own, own], handler


def test_a_method_is_looked_at_once_for_all_elements(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[Callable[..., Any]] = []

    def look(handler: Callable[..., Any]) -> bool:
        looks.append(handler)
        return True

    monkeypatch.setattr(patches, "_look", look)
    monkeypatch.setattr(patches, "_seen", type(patches._seen)())
    for _ in range(3):
        expects_arguments(Handlers().one)

    assert len(looks) == 1


# --- the insides ----------------------------------------------------------------------------------


def test_the_installed_nicegui_has_all_that_is_relied_on() -> None:
    check_insides()


def test_the_start_names_what_is_no_longer_where_it_was() -> None:
    insides = {
        "what stays": lambda: True,
        "what is another": lambda: False,
        "what is gone": lambda: bool([][0]),
    }

    with pytest.raises(SystemExit, match="a changé : what is another, what is gone"):
        check_insides(insides)
