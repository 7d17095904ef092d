"""Articles as a file for spreadsheets, which can be imported again as it is."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from models.catalogue.article import Article
from models.catalogue.fields import TARIFFS, UNIT_LABELS
from models.catalogue.special_prices import SPECIAL_PRICES
from models.catalogue.vat import VAT_LABELS
from models.database.connection import chunks
from models.database.transaction import transaction
from models.lists.spreadsheet import Cell, csv_file, xlsx_file
from models.permissions import Permission, Staff
from models.records.journal import Subject, note

PRICES = ("price", *TARIFFS.values())
COLUMNS = (
    *("reference", "designation", "family", "kind", "unit", "price", "vat_code", "nature"),
    *TARIFFS.values(),
    "is_active",
)


async def articles_csv(ids: Sequence[int], *, by: Staff) -> bytes:
    """These articles, in this order."""
    return csv_file(await _rows(ids, by))


async def articles_xlsx(ids: Sequence[int], *, by: Staff) -> bytes:
    """These articles, in this order."""
    return xlsx_file(Article.HEADING, await _rows(ids, by))


def articles_template() -> bytes:
    """A workbook that has the headings of the columns, and nothing to fill them with."""
    return xlsx_file(Article.HEADING, [_headings()])


def _headings(columns: Sequence[str] = COLUMNS) -> list[Cell]:
    return [label_of(name) for name in columns]


def label_of(name: str) -> str:
    """« Désignation », « Prix de grille 2 – Tarif jour »."""
    of_list = SPECIAL_PRICES.owns(name)
    return SPECIAL_PRICES.column_label(name) if of_list else Article.label_of(name)


async def _rows(ids: Sequence[int], by: Staff) -> list[list[Cell]]:
    by.need(Permission.EXPORT)
    await VAT_LABELS.ready()
    articles: list[Article] = []
    for chunk in chunks(ids):
        found = await Article.in_bulk(chunk, "id")
        articles += [found[id_] for id_ in chunk if id_ in found]
    most = max((len(one.special_prices) for one in articles), default=0)
    columns = (*COLUMNS, *SPECIAL_PRICES.columns(most))
    async with transaction():
        await note(by, "export", Subject(Article.TOPIC, 0, Article.NOUN.counted(len(ids))))
    return [_headings(columns), *(_row(one, columns) for one in articles)]


def _row(article: Article, columns: Sequence[str]) -> list[Cell]:
    stored = {
        SPECIAL_PRICES.name_of(str(place), name): text if name == "list" else _number(text)
        for place, one in enumerate(article.special_prices, 1)
        for name, text in one.items()
        if name != "key"
    }
    return [stored[one] if one in stored else _cell(article, one) for one in columns]


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _cell(article: Article, name: str) -> Cell:
    """A price as a number, everything else in words."""
    if SPECIAL_PRICES.owns(name):
        return None
    value = getattr(article, name)
    if name in PRICES:
        return value if isinstance(value, Decimal) and value else None
    if name == "unit":
        return UNIT_LABELS[value]
    if name == "vat_code":
        return _vat_word(value)
    return Article.worded(name, article.typed()[name])


def _vat_word(code: str) -> str:
    """The label of a rate, or its code where another one has the same label."""
    label = VAT_LABELS.get(code, code)
    return label if list(VAT_LABELS.values()).count(label) == 1 else code
