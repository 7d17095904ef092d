"""What is known elsewhere, offered field by field: nothing is put in by itself."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from nicegui import ui

from components.form.editor import Finder, Offer
from components.form.form import Form
from components.looks import button, icon_button


class Offers:
    """A way to look elsewhere, and what it has found, under one field of a form."""

    def __init__(self, form: Form, finder: Finder) -> None:
        self._form = form
        self._finder = finder
        with form.under(finder.under):
            look = button(finder.label, "suggestion", icon=finder.icon, on_click=self._find)
            look.props("type=button").classes("offers-look")
            self._panel = ui.element("div").classes("offers").props("role=region")
            self._panel.props["aria-label"] = finder.label
            self._panel.visible = False

    async def _find(self) -> None:
        self.show(await self._finder.find(self._form.draft))

    def show(self, offers: Sequence[Offer]) -> None:
        """Show one offer as fields, of several first which it is."""
        self._panel.clear()
        self._panel.visible = True
        with self._panel:
            with ui.element("div").classes("offers-head").props("role=status"):
                title = offers[0].label if len(offers) == 1 else self._finder.label
                ui.label(title if offers else self._finder.nothing).classes("offers-title")
                icon_button("close", "Fermer les propositions", self._close).props("type=button")
            if len(offers) == 1:
                self._fields(offers[0])
            else:
                for offer in offers:
                    self._choice(offer)

    def _choice(self, offer: Offer) -> None:
        made = button(offer.label, "quiet", on_click=partial(self.show, [offer]))
        made.props("type=button align=left").classes("offers-choice")
        if offer.note:
            ui.label(offer.note).classes("field-advice")

    def _fields(self, offer: Offer) -> None:
        """Each text that differs from what is typed, with the way to take it over."""
        typed = self._form.draft.typed
        if offer.note:
            ui.label(offer.note).classes("field-advice")
        new = {
            name: text
            for name, text in offer.texts.items()
            if text and name in self._form.fields and text != typed.get(name, "").strip()
        }
        if not new:
            ui.label("Tout est déjà dans la fiche.").classes("offers-known")
            return
        empty = {name: text for name, text in new.items() if not typed.get(name, "").strip()}
        for name, text in new.items():
            self._field(offer, name, text)
        if len(empty) > 1:
            fill = partial(self._take, offer, empty)
            button("Remplir les champs vides", "primary", on_click=fill).props("type=button")

    def _field(self, offer: Offer, name: str, text: str) -> None:
        label, before = self._form.label_of(name), self._form.draft.typed.get(name, "")
        with ui.element("div").classes("offers-field"):
            with ui.element("div").classes("grow"):
                ui.label(label).classes("offers-label")
                ui.label(text).classes("offers-text")
                if before.strip():
                    ui.label(f"au lieu de {before}").classes("offers-before")
            take = button("Reprendre", "quiet", on_click=partial(self._take, offer, {name: text}))
            take.props("type=button")
            take.props["aria-label"] = f"Reprendre : {label}"

    async def _take(self, offer: Offer, texts: dict[str, str]) -> None:
        await self._form.take(texts)
        self.show([offer])

    def _close(self) -> None:
        self._panel.visible = False
