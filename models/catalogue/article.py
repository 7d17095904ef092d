"""The article: what the firm rents and sells, and what it asks for it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any, ClassVar

from tortoise import fields

from models.catalogue.families import LONGEST_FAMILY, LONGEST_KEY, family_key
from models.catalogue.fields import ARTICLE_FIELDS, PRICE_PLACES, TARIFFS
from models.catalogue.kinds import (
    KIND_LABELS,
    PERIOD_LABELS,
    PRICED_BY,
    USUAL,
    ArticleKind,
    Nature,
    Period,
)
from models.catalogue.special_prices import (
    SPECIAL_PRICES,
    Asked,
    asked,
    lists_named_twice,
    price_of_rental,
)
from models.catalogue.vat import USUAL_VAT
from models.company import VatRate
from models.database.bulk import among
from models.database.connection import one_at_a_time, select
from models.database.exact import ExactField
from models.errors import Refused
from models.french.search_text import searchable
from models.french.text import fold, in_natural_order
from models.french.wording import Noun, listed, quoted, today
from models.permissions import Permission
from models.records.changing_many import Changeable
from models.records.draft import Draft

LONGEST_NAME = 200
LONGEST_REFERENCE = 40


def _tariff(period: Period) -> Any:
    return ExactField(PRICE_PLACES, null=True, description=PERIOD_LABELS[period])


class Article(Changeable):
    """Something that a line of a document can be about."""

    kind = fields.CharEnumField(
        ArticleKind, default=ArticleKind.ARTICLE, max_length=20, description="Type"
    )
    reference = fields.CharField(LONGEST_REFERENCE, default="", description="Référence")
    designation = fields.CharField(2_000, default="", description="Désignation")
    family = fields.CharField(LONGEST_FAMILY, default="", description="Famille")
    unit = fields.CharField(20, default="piece", description="Unité")
    price: Decimal = ExactField(PRICE_PLACES, default=Decimal(0), description="Prix unitaire HT")
    vat_code = fields.CharField(20, default=USUAL_VAT, description="TVA")
    nature = fields.CharEnumField(
        Nature, default=Nature.GOODS, max_length=10, description="Bien ou service"
    )
    tariff_hour: Decimal | None = _tariff(Period.HOUR)
    tariff_half_day: Decimal | None = _tariff(Period.HALF_DAY)
    tariff_day: Decimal | None = _tariff(Period.DAY)
    tariff_weekend: Decimal | None = _tariff(Period.WEEKEND)
    tariff_week: Decimal | None = _tariff(Period.WEEK)
    tariff_month: Decimal | None = _tariff(Period.MONTH)
    tariff_flat: Decimal | None = _tariff(Period.FLAT)
    special_prices: list[dict[str, str]] = fields.JSONField(
        default=list, db_default=[], description=SPECIAL_PRICES.title
    )
    is_active = fields.BooleanField(default=True, description="État")

    name = fields.CharField(LONGEST_NAME, default="")
    search = fields.TextField(default="")
    reference_code = fields.CharField(3 * LONGEST_REFERENCE, default="")
    reference_key = fields.CharField(160, default="")
    sort_key = fields.CharField(400, default="")
    family_key = fields.CharField(LONGEST_KEY, default="")

    TOPIC: ClassVar[str] = "article"
    HEADING: ClassVar[str] = "Articles"
    NOUN: ClassVar[Noun] = Noun("article", "articles", "cet article")
    EDITING: ClassVar[Permission] = Permission.CATALOGUE
    FIELDS = ARTICLE_FIELDS
    CHILDREN = (SPECIAL_PRICES,)

    class Meta:
        table = "article"

    # --- what it is -------------------------------------------------------------------------

    @property
    def caption(self) -> str:
        return f"{self.reference} {self.name}".strip()

    @property
    def path(self) -> str:
        return f"/articles?article={self.id}"

    @property
    def kind_label(self) -> str:
        return KIND_LABELS[self.kind]

    @property
    def tariffs(self) -> Mapping[str, Decimal]:
        """The prices of a rental, by their period."""
        every = {str(period): getattr(self, name) for period, name in TARIFFS.items()}
        return {period: price for period, price in every.items() if price is not None}

    def asked(self, price_list: str = "") -> Asked:
        """What it costs by a price list, or as a rule."""
        return asked(Asked(self.price, self.tariffs), self.special_prices, price_list)

    def copied(self) -> Draft:
        """A draft of another article like this one, but for the reference."""
        draft = type(self).blank()
        draft.typed |= self.typed() | {"reference": ""}
        return draft

    # --- saving -----------------------------------------------------------------------------

    @classmethod
    async def errors_among(cls, values: dict[str, Any], record_id: int | None) -> dict[str, str]:
        await one_at_a_time(cls.TOPIC)
        errors = {}
        code = cls.code_of(values["reference"])
        others = cls.filter(reference_code=code, trashed_at=None).exclude(id=record_id or 0)
        if code and (other := await others.first()):
            errors["reference"] = f"Déjà la référence de {quoted(other.name)}."
        errors |= lists_named_twice(values["special_prices"])
        if not await cls._may_have_vat(values["vat_code"], record_id):
            errors["vat_code"] = "Ce taux n’est pas en vigueur : choisissez-en un autre."
        return errors

    @classmethod
    async def _may_have_vat(cls, code: str, record_id: int | None) -> bool:
        """Whether the rate holds today, or is the one that the article has had."""
        has_it = cls.filter(id=record_id or 0, vat_code=code)
        return (
            not code
            or await has_it.exists()
            or code in {rate.code for rate in await VatRate.on(today())}
        )

    def derive(self) -> None:
        first_line = self.designation.partition("\n")[0]
        is_cut = len(first_line) > LONGEST_NAME
        self.name = f"{first_line[: LONGEST_NAME - 1]}…" if is_cut else first_line
        self._price_rental()
        self.reference_code = self.code_of(self.reference)
        self.reference_key = self._key("reference_key", self.reference)
        self.sort_key = self._key("sort_key", self.name)
        self.family_key = family_key(self.family)
        self.search = self.search_text()

    def _price_rental(self) -> None:
        if self.kind != ArticleKind.RENTAL:
            return
        tariffs = self.tariffs
        period = next((one for one in PRICED_BY if one in tariffs), None)
        self.unit = str(period or USUAL[ArticleKind.RENTAL]["unit"])
        self.price = price_of_rental(tariffs)

    @classmethod
    def code_of(cls, reference: str) -> str:
        """What two articles cannot have in common, however it is capitalised."""
        return reference.upper()

    def _key(self, name: str, text: str) -> str:
        """What the list is sorted by, cut to its column: some characters fold to eighteen."""
        return in_natural_order(fold(text))[: self.length_of(name)]

    def search_text(self) -> str:
        """What it is found by."""
        rest = fold(self.designation.removeprefix(self.name))
        line = searchable(self.name, self.reference, self.family)
        return f"{line} {rest}".rstrip()

    # --- deleting and restoring -------------------------------------------------------------

    @classmethod
    async def check_return(cls, ids: Collection[int]) -> None:
        """Refuse to bring back a reference that another article has, or two of them at once."""
        await one_at_a_time(cls.TOPIC)
        them, parameters = among("t.id", ids)
        also, of_them = among("o.id", ids)
        again = await select(
            f"SELECT t.reference FROM article t WHERE {them} AND t.reference_code <> ''"
            " AND EXISTS (SELECT 1 FROM article o WHERE o.reference_code = t.reference_code"
            f" AND o.id <> t.id AND (o.trashed_at IS NULL OR {also})) ORDER BY t.id LIMIT 3",
            (*parameters, *of_them),
        )
        if again:
            named = listed(list(dict.fromkeys(quoted(row["reference"]) for row in again)))
            raise Refused(f"Un autre article a la référence {named} : changez-la d’abord.")
