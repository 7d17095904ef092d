"""Articles from a spreadsheet: how their cells are read, and which article a row is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, ClassVar

from models.catalogue.article import Article
from models.catalogue.export import articles_template, label_of
from models.catalogue.fields import TARIFFS
from models.catalogue.import_words import HEADINGS, Rate, readers
from models.catalogue.kinds import ArticleKind
from models.company import VatRate
from models.french.wording import today
from models.imports.importable import (
    Facts,
    Importable,
    Key,
    Mode,
    Probe,
    Read,
    Sameness,
    import_of,
)
from models.imports.merging import with_places
from models.imports.words import ReadWord
from models.permissions import Permission
from models.records.field import Typed


class ArticlesImport(Importable):
    """An article is known by its reference, or without one by its designation."""

    model = Article
    permission = Permission.CATALOGUE
    headings = HEADINGS
    samenesses: ClassVar[Mapping[str, Sameness]] = {
        "reference": Sameness("même référence", Mode.REPLACE, sure=True, may_create=False),
        "digits": Sameness(
            "même référence, aux zéros près", Mode.REPLACE, unique=True, in_file=False
        ),
        "designation": Sameness("même désignation", Mode.REPLACE, once=True, in_file=False),
    }
    called_by = frozenset({"designation"})
    fixed = frozenset({"reference"})
    unique = ("reference_code", "reference", "Un autre article a cette référence.")
    examples = "Référence, Désignation, Prix, TVA…"

    def label_of(self, name: str) -> str:
        return label_of(name)

    async def facts(self) -> Facts:
        rates = await VatRate.on(today())
        return {"rates": tuple((one.code, one.label, one.rate, one.is_taxed) for one in rates)}

    def read(self, texts: Typed, facts: Facts) -> Read:
        words, read = _readers(facts["rates"]), Read({})
        for name, text in texts.items():
            try:
                read.given[name] = words[name](text) if name in words else text
            except ValueError as error:
                read.errors[name] = str(error)
        return read

    def begun(self, given: Typed) -> dict[str, str]:
        """With a tariff it is a rental, and its kind says what is not given."""
        has_tariff = any(given.get(name) for name in TARIFFS.values())
        kind = ArticleKind.RENTAL if has_tariff else ArticleKind.ARTICLE
        blank = Article.blank().typed | {"kind": str(kind), "nature": "", "unit": ""}
        return with_places(Article, {**blank, **given})

    def keys(self, values: Mapping[str, Any]) -> Sequence[Key]:
        if code := Article.code_of(values.get("reference", "")):
            return (Key("reference", code), Key("digits", code.lstrip("0")))
        return (Key("designation", values.get("designation", "")),)

    def probes(self, values: Mapping[str, Any]) -> Sequence[Probe]:
        if code := Article.code_of(values.get("reference", "")):
            lost = [("ltrim(reference_code, '0')", code)] if code.isdecimal() else []
            return (("reference_code", code), *lost)
        return (("designation", values.get("designation", "")),)

    def template(self) -> bytes:
        return articles_template()


@lru_cache(maxsize=4)
def _readers(rates: tuple[Rate, ...]) -> Mapping[str, ReadWord]:
    return readers(rates)


import_of(ArticlesImport())
