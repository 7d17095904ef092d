"""What a new intervention or rental begins with, and when shared devices lock."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import Any

from nicegui import ui
from nicegui.events import ValueChangeEventArguments

from components.frame import Frame
from components.tab import current_staff
from models.company import Company, StagePolicy
from models.documents import KINDS, Kind
from models.errors import Invalid
from models.french import lowered
from pages.settings.section import Section

CHOOSING = (KINDS["intervention"], KINDS["rental"])


class Policies(Section):
    """The stage in which a document begins; effective at once for everybody."""

    code = "documents"
    title = "Documents"
    hint = "Ce qui s’ouvre quand on les crée depuis la fiche d’un client."

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._radios: dict[str, ui.radio] = {}
        self._turn = asyncio.Lock()
        self._is_showing = False

    async def read(self) -> None:
        self._company = await Company.current()

    def fill(self) -> None:
        for kind in CHOOSING:
            self._policy(kind, self._company.policy(kind.code))

    async def refresh(self) -> None:
        async with self._turn:  # after what was chosen here, which is the later word
            await self.read()
            self._is_showing = True
            for kind, radio in self._radios.items():
                radio.set_value(str(self._company.policy(kind)))
            self._is_showing = False

    def _policy(self, kind: Kind, policy: StagePolicy) -> None:
        quote, direct = kind.stage("quote").label, kind.direct_stage.label
        options = {
            StagePolicy.QUOTE: f"Toujours {lowered(quote)}",
            StagePolicy.DIRECT: f"Toujours {lowered(direct)}",
            StagePolicy.ASK: "Demander",
        }
        question = f"Créer {kind.with_article} : {lowered(quote)} ou {lowered(direct)} ?"
        ui.label(f"Nouvelle {lowered(kind.label)}").classes("settings-name").props(
            "role=heading aria-level=3"
        )

        def decide(event: ValueChangeEventArguments[Any]) -> Awaitable[None] | None:
            chosen = StagePolicy(str(event.value))
            return None if self._is_showing else self._decide(kind.code, chosen)

        radio = ui.radio(
            {str(key): text for key, text in options.items()},
            value=str(policy),
            on_change=decide,
        ).props("role=radiogroup")
        radio.props["aria-label"] = question
        self._radios[kind.code] = radio

    async def _decide(self, kind: str, chosen: StagePolicy) -> None:
        async with self._turn:
            await Company.decide(kind, chosen, by=current_staff())
        self.frame.toasts.show("Enregistré")


class Lock(Section):
    """After how many minutes the screen of a shared device locks."""

    code = "appareils"
    title = "Appareils partagés"
    hint = "L’écran se verrouille quand personne n’y touche."

    async def read(self) -> None:
        self._stored = (await Company.current()).lock_minutes

    def fill(self) -> None:
        self._minutes = ui.number(
            "Minutes avant le verrouillage", value=self._stored, min=1, max=120, precision=0
        )
        self._minutes.props("outlined").classes("settings-number")
        self._minutes.on("change", self._set)

    async def refresh(self) -> None:
        await self.read()
        if self._minutes.value != self._stored:
            self._minutes.set_value(self._stored)
            self._minutes.error = None

    async def _set(self) -> None:
        typed = self._minutes.value
        try:
            await Company.lock_after(typed or 0, by=current_staff())
        except Invalid as invalid:
            await self.read()
            self._minutes.set_value(self._stored)
            shown = "Rien" if typed is None else f"{typed:g}".replace(".", ",")
            reason = lowered(invalid.errors["lock_minutes"])
            self._minutes.error = f"{shown} n’est pas possible : {reason} Reste à {self._stored}."
        else:
            self._minutes.error = None
            self.frame.toasts.show("Enregistré")
