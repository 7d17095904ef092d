"""The account settings: effective at once for everybody."""

from __future__ import annotations

from nicegui import ui

from components.frame import Frame, Screen
from components.tab import LIVE, Round, current_staff
from models.company import Company, StagePolicy
from models.documents import KINDS, Kind
from models.errors import Invalid
from models.french import lowered
from models.permissions import Permission

CHOOSING = (KINDS["intervention"], KINDS["rental"])


class SettingsPage:
    """The settings in one tab."""

    path = "/parametres"

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._radios: dict[str, ui.radio] = {}

    async def build(self) -> None:
        company = await Company.current()
        with ui.element("div").classes("settings") as page:
            ui.label("Paramètres du compte").classes("page-title").props(
                "role=heading aria-level=1"
            )
            for kind in CHOOSING:
                self._policy(kind, company.policy(kind.code))
            self._lock_minutes(company.lock_minutes)
        LIVE.follow(page, {Company.TOPIC}, self._on_change)

    async def on_query(self, query: str) -> None:
        """Nothing of this screen is in the query."""

    def _policy(self, kind: Kind, policy: StagePolicy) -> None:
        quote, direct = kind.stage("quote").label, kind.direct_stage.label
        options = {
            StagePolicy.QUOTE: f"Toujours {lowered(quote)}",
            StagePolicy.DIRECT: f"Toujours {lowered(direct)}",
            StagePolicy.ASK: "Demander",
        }
        question = f"Créer {kind.with_article} : {lowered(quote)} ou {lowered(direct)} ?"
        with ui.element("div").classes("settings-block"):
            ui.label(f"Nouvelle {lowered(kind.label)}").classes("settings-title").props(
                "role=heading aria-level=2"
            )
            ui.label("Ce qui s’ouvre quand on la crée depuis la fiche d’un client.").classes(
                "settings-hint"
            )

            async def decide(event: object) -> None:
                await self._decide(kind.code)

            radio = ui.radio(
                {str(key): text for key, text in options.items()},
                value=str(policy),
                on_change=decide,
            ).props("role=radiogroup")
            radio.props["aria-label"] = question
            self._radios[kind.code] = radio

    def _lock_minutes(self, minutes: int) -> None:
        with ui.element("div").classes("settings-block"):
            ui.label("Appareils partagés").classes("settings-title").props(
                "role=heading aria-level=2"
            )
            ui.label("L’écran se verrouille quand personne n’y touche.").classes("settings-hint")
            self._minutes = ui.number(
                "Minutes avant le verrouillage", value=minutes, min=1, max=120, precision=0
            )
            self._minutes.props("outlined").classes("settings-number")
            self._minutes.on("change", self._set_lock_minutes)

    async def _set_lock_minutes(self) -> None:
        typed = self._minutes.value
        try:
            await Company.lock_after(typed or 0, by=current_staff())
        except Invalid as invalid:
            stored = (await Company.current()).lock_minutes
            self._minutes.set_value(stored)
            shown = "Rien" if typed is None else f"{typed:g}".replace(".", ",")
            reason = lowered(invalid.errors["lock_minutes"])
            self._minutes.error = f"{shown} n’est pas possible : {reason} Reste à {stored}."
        else:
            self._minutes.error = None
            self._frame.toasts.show("Enregistré")

    async def _decide(self, kind: str) -> None:
        chosen = StagePolicy(str(self._radios[kind].value))
        if (await Company.current()).policy(kind) != chosen:
            await Company.decide(kind, chosen, by=current_staff())
            self._frame.toasts.show("Enregistré")

    async def _on_change(self, _round: Round) -> None:
        company = await Company.current()
        for kind, radio in self._radios.items():
            radio.set_value(str(company.policy(kind)))
        if self._minutes.value != company.lock_minutes:
            self._minutes.set_value(company.lock_minutes)
            self._minutes.error = None


async def settings_screen(frame: Frame) -> SettingsPage:
    page = SettingsPage(frame)
    await page.build()
    return page


SCREENS = (
    Screen("/parametres", settings_screen, label="Paramètres", permission=Permission.SETTINGS),
)
