"""The account settings, section by section: effective at once for everybody."""

from __future__ import annotations

from urllib.parse import parse_qs

from nicegui import ui

from components.frame import Frame
from components.looks import ICONS
from components.tab import LIVE, Round
from models.company import BankAccount, Company
from pages.settings.books import Accounts, LegalRates, Levels
from pages.settings.firm import FIRM, Directory, Identity, Terms, Vat
from pages.settings.logo import LogoSection
from pages.settings.mail import Mail
from pages.settings.policies import Lock, Policies
from pages.settings.rental import Rental
from pages.settings.section import Section
from pages.settings.tables import Banks, Numbers, Rates, Texts
from pages.settings.tags import Tags
from pages.settings.webhooks import Webhooks

SECTIONS: tuple[type[Section], ...] = (
    *(Identity, LogoSection, Banks, Vat, Rates, Terms, Rental),
    *(Levels, LegalRates, Accounts),
    *(Tags, Numbers, Texts, Mail, Webhooks, Directory, Policies, Lock),
)
GO_THERE = """() => {
    const block = document.querySelector('[data-section="{code}"]');
    block.scrollIntoView();
    block.querySelector("[role=heading]").focus({ preventScroll: true });
}"""
ADDRESS = "/parametres"
PARTS = tuple((one.title, f"{ADDRESS}?partie={one.code}") for one in SECTIONS)
"""Each part of the settings, and its address."""


class SettingsPage:
    """The settings in one tab."""

    path = ADDRESS

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._sections = [make(frame) for make in SECTIONS]

    async def build(self) -> None:
        with ui.element("div").classes("settings settings-desk") as page:
            self._index()
            with ui.element("div").classes("settings-column"):
                ui.label("Paramètres du compte").classes("page-title").props(
                    "role=heading aria-level=1"
                )
                with ui.element("div").props("role=status") as self._missing:
                    await self._show_missing()
                for section in self._sections:
                    await section.build()
        topics = {topic for section in self._sections for topic in section.topics}
        LIVE.follow(page, topics, self._on_change)
        await self.on_query(self._frame.query)

    async def on_query(self, query: str) -> None:
        """« ?champ=siren » opens the part of the form that has it, with the keyboard there;
        « ?partie=taux » goes to that part."""
        asked = {name: texts[0] for name, texts in parse_qs(query).items()}
        self._go_to(asked.get("partie", ""))
        field = asked.get("champ", "")
        if not field:
            return
        self._frame.write_url(ADDRESS, is_step=False)
        for section in self._sections:
            if isinstance(section, Banks) and field == "iban":
                await section.add(field)
            elif isinstance(section, FIRM) and field in _names(section.part):
                await section.change(field)

    def _go_to(self, code: str) -> None:
        if any(section.code == code for section in self._sections):
            self._frame.write_url(ADDRESS, is_step=False)
            ui.run_javascript(f"({GO_THERE.replace('{code}', code)})()")

    def _index(self) -> None:
        with ui.element("nav").classes("settings-index") as index:
            index.props["aria-label"] = "Index des paramètres"
            for section in self._sections:
                with ui.element("a").props("href=#") as link:
                    ui.label(section.title)
                link.on("click.prevent", js_handler=GO_THERE.replace("{code}", section.code))

    async def _show_missing(self) -> None:
        missing = await (await Company.current()).missing()
        self._missing.clear()
        with self._missing:
            if not missing:
                with ui.element("div").classes("settings-ready"):
                    ui.icon(ICONS["done"])
                    ui.label("Tout y est pour émettre une facture.")
                return
            with ui.element("div").classes("settings-missing"):
                ui.label("Avant d’émettre une facture, il manque :").classes("settings-name")
                with ui.element("ul"):
                    for one in missing:
                        with ui.element("li"):
                            ui.link(one.text, one.path)

    async def _on_change(self, round_: Round) -> None:
        for section in self._sections:
            if section.topics & round_.changed.keys():
                await section.refresh()
        if {Company.TOPIC, BankAccount.TOPIC} & round_.changed.keys():
            await self._show_missing()


def _names(part: str) -> set[str]:
    return {field.name for field in Company.part(part)}


async def settings_screen(frame: Frame) -> SettingsPage:
    page = SettingsPage(frame)
    await page.build()
    return page
