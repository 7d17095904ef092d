"""An article's card: what it is, what it costs, and all that can be done with it."""

from __future__ import annotations

from nicegui import ui

from components.action import Action
from models.catalogue import (
    NATURE_LABELS,
    PERIOD_LABELS,
    VAT_LABELS,
    Article,
    ArticleKind,
    Period,
)
from models.company import UNITS
from models.french import amount
from models.permissions import Permission
from pages.desk import Menus, RecordCard, remove_records, section

INACTIVE = "inactif"
_PER = {period: UNITS[period].label for period in Period}


class ArticleCard(RecordCard[Article]):
    """The right side of the Articles screen while an article is open."""

    model = Article
    region = "Fiche article"

    def under_name(self, record: Article) -> str:
        state = "" if record.is_active else INACTIVE
        parts = (record.reference, record.kind_label, record.family, state)
        return " · ".join(part for part in parts if part)

    def menus(self) -> Menus:
        async def copy(article: Article) -> None:
            await self._frame.drawer.edit(article.copied())

        async def remove(article: Article) -> None:
            await remove_records(self._frame, Article, [article.id])

        may, delete = Permission.CATALOGUE, Permission.DELETE
        actions: tuple[Action[Article], ...] = (
            Action("Modifier", "edit", run=lambda _: self.edit(), permission=may),
            Action("Dupliquer", "copy", run=copy, permission=may),
            Action("Supprimer", "delete", run=remove, permission=delete, is_danger=True),
        )
        return (("Actions", actions),)

    def body(self, record: Article) -> None:
        if record.kind == ArticleKind.RENTAL:
            _tariffs(record)
        elif record.kind != ArticleKind.TEXT:
            _price(record)
        _lists(record)
        if record.designation != record.name:
            with section("Désignation"):
                ui.label(record.designation).classes("card-notes")


def _price(article: Article) -> None:
    with section("Prix"):
        unit = UNITS[article.unit].label
        price = f"{amount(article.price)} HT / {unit}" if article.price else "Aucun prix."
        ui.label(price).classes("card-price" if article.price else "card-none")
        _vat(article)


def _tariffs(article: Article) -> None:
    with section("Tarifs de location HT"):
        if not article.tariffs:
            ui.label("Aucun tarif.").classes("card-none")
        with ui.element("dl").classes("card-tariffs"):
            for period, tariff in article.tariffs.items():
                with ui.element("dt"):
                    ui.label(PERIOD_LABELS[period])
                with ui.element("dd"):
                    ui.label(amount(tariff))
        _vat(article)


def _lists(article: Article) -> None:
    """What it costs in each price list, where that is something else."""
    names = [one["list"] for one in article.special_prices]
    if not names:
        return
    with section("Grilles de prix"), ui.element("dl").classes("card-numbers"):
        for name in names:
            asked = article.asked(name)
            periods = (
                f"{amount(asked.tariffs[one])} {word}"
                for one, word in _PER.items()
                if one in asked.tariffs
            )
            with ui.element("dt"):
                ui.label(name)
            with ui.element("dd"):
                ui.label(" · ".join(periods) or f"{amount(asked.price)} HT")


def _vat(article: Article) -> None:
    vat = VAT_LABELS.get(article.vat_code, article.vat_code)
    nature = NATURE_LABELS[article.nature].lower()
    ui.label(f"TVA {vat} · {nature}").classes("card-under")
