"""A deleted element is gone at once."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from weakref import ref

import pytest
from nicegui import ui

from components.form.form import Form
from components.leftovers import leave_nothing
from models.clients import Client
from tests.simulation import Tab


@pytest.fixture
def no_collector(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(ui.element, "_handle_delete", ui.element._handle_delete)
    leave_nothing()
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
