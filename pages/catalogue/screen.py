"""The Articles screen: what the firm rents and sells."""

from __future__ import annotations

from collections.abc import Mapping

from nicegui import ui

from components.frame import Frame, Screen
from components.looks import ICONS, button
from components.tab import Round, current_staff
from models.catalogue import ARTICLES, Article, offered
from models.company import VatRate
from models.lists import Page
from models.permissions import Permission
from pages.catalogue.actions import export_csv, export_xlsx
from pages.catalogue.card import ArticleCard
from pages.catalogue.columns import COLUMNS
from pages.catalogue.editor import article_editor
from pages.desk import DeskScreen, Export
from pages.imports import import_address


class ArticlesPage(DeskScreen):
    """The list of articles, the card, the selection."""

    model = Article
    card = ArticleCard
    columns = COLUMNS
    search_label = "Rechercher un article"
    new_label = "Nouvel article"
    advice = "Essayez un autre mot, ou une référence."
    follows = frozenset({VatRate.TOPIC})

    async def _begin(self) -> tuple[Page, int | None]:
        await offered()
        return await super()._begin()

    async def new(self) -> None:
        current_staff().need(Permission.CATALOGUE)
        await self._frame.drawer.edit(Article.blank())

    def exports(self) -> Mapping[str, Export]:
        return {"CSV": export_csv, "Excel": export_xlsx}

    def tools(self) -> None:
        if current_staff().may(Permission.CATALOGUE):
            button("Importer", "quiet", icon="import", on_click=self._import)

    async def _import(self) -> None:
        self._frame.go(import_address(Article.TOPIC))

    def welcome(self) -> ui.element:
        with ui.element("div").classes("welcome empty") as box:
            ui.icon(ICONS["article"])
            ui.label("Le catalogue est vide").classes("empty-title").props(
                "role=heading aria-level=2"
            )
            ui.label(
                "Ici vivront les articles que vous louez et vendez, les heures, les déplacements : "
                "une ligne de devis ou de facture les reprend en quelques lettres."
            )
            with ui.element("div").classes("welcome-ways"):
                if current_staff().may(Permission.CATALOGUE):
                    button(f"+ {self.new_label}", on_click=self.new)
                    button("Importer un tableau", "quiet", icon="import", on_click=self._import)
        return box

    async def on_change(self, round_: Round) -> None:
        await round_.once(offered, offered)
        self._filters.offer(self.listing.filters)
        await super().on_change(round_)


async def articles_screen(frame: Frame) -> ArticlesPage:
    page = ArticlesPage(frame, ARTICLES_SCREEN)
    await page.build()
    return page


ARTICLES_SCREEN = Screen(
    "/articles",
    articles_screen,
    label="Articles",
    icon="article",
    editor=article_editor,
    listing=ARTICLES,
    rows="/api/articles",
    help="articles",
)
