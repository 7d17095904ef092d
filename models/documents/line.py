"""A line of a document: what is sold, done or let, or a few words between."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from tortoise import fields

from models.catalogue import NATURE_LABELS, VAT_LABELS, Nature
from models.company import UNITS
from models.database.exact import ExactField
from models.documents.line_fields import KIND_WORDS, LARGEST_NET, LINE_FIELDS, LineKind
from models.documents.totals import Vat, net_of
from models.french.money import ZERO, amount, write_number
from models.french.wording import PARIS, clock_moment, number
from models.records.editable import Editable
from models.records.field import Typed

if TYPE_CHECKING:
    from models.catalogue import Article

LONGEST_DESIGNATION = 4_000
LINE = "Ligne "
"""What a line is called, before its number."""


class DocumentLine(Editable):
    """One row of a document, which its key names in every browser before it has an id."""

    id = fields.IntField(primary_key=True)
    key: UUID = fields.UUIDField(default=uuid4, unique=True)
    document: fields.ForeignKeyRelation[Any] = fields.ForeignKeyField(
        "models.Document", related_name="lines", on_delete=fields.RESTRICT
    )
    document_id: int
    position = fields.IntField()
    kind = fields.CharEnumField(LineKind, max_length=20, default=LineKind.ARTICLE)
    article: fields.ForeignKeyNullableRelation[Article] = fields.ForeignKeyField(
        "models.Article", related_name="lines", on_delete=fields.RESTRICT, null=True
    )
    article_id: int | None
    reference = fields.CharField(40, default="", description="Référence")
    designation = fields.CharField(LONGEST_DESIGNATION, default="", description="Désignation")
    quantity: Decimal = ExactField(4, default=Decimal(1), description="Quantité")
    unit = fields.CharField(20, default="piece", description="Unité")
    price: Decimal = ExactField(6, default=ZERO, description="Prix unitaire HT")
    discount: Decimal = ExactField(2, default=ZERO, description="Remise %")
    vat = fields.CharField(20, default="S20", description="TVA")
    vat_rate: Decimal = ExactField(2, default=ZERO)
    vat_category = fields.CharField(2, default="S")
    nature = fields.CharEnumField(
        Nature, max_length=20, default=Nature.GOODS, description="Bien ou service"
    )
    starts: datetime | None = fields.DatetimeField(null=True, description="Début")
    ends: datetime | None = fields.DatetimeField(null=True, description="Fin")
    net: Decimal = ExactField(2, default=ZERO)
    tariffs: dict[str, str] = fields.JSONField(default=dict)
    """The prices of its periods when it was added, for a rental line."""
    explanation = fields.CharField(200, default="", description="Calcul du prix")
    is_price_own = fields.BooleanField(default=False)
    """Whether somebody has decided its price against the tariffs."""
    source: fields.ForeignKeyNullableRelation[DocumentLine] = fields.ForeignKeyField(
        "models.DocumentLine", related_name="copies", on_delete=fields.RESTRICT, null=True
    )
    source_id: int | None
    """The line of an order that it invoices, or of an invoice that it takes back."""
    deducts: fields.ForeignKeyNullableRelation[Any] = fields.ForeignKeyField(
        "models.Document", related_name="deductions", on_delete=fields.RESTRICT, null=True
    )
    deducts_id: int | None
    """The down payment that it takes off."""

    FIELDS = LINE_FIELDS

    class Meta:
        table = "document_line"

    @property
    def is_priced(self) -> bool:
        return self.kind not in {LineKind.TEXT, LineKind.TITLE, LineKind.SUBTOTAL}

    @property
    def vat_spec(self) -> Vat:
        return Vat(self.vat_rate, self.vat, self.vat_category)

    @property
    def summary(self) -> str:
        """« Perceuse, 2 × 45,00 € », as the journal tells of it."""
        name = self.designation.partition("\n")[0][:80] or KIND_WORDS[self.kind]
        if not self.is_priced:
            return name
        off = f" − {write_number(self.discount)} %" if self.discount else ""
        return f"{name}, {write_number(self.quantity)} × {amount(self.price)}{off}"

    @classmethod
    def worded(cls, name: str, text: str) -> str:
        if name in {"starts", "ends"} and text:
            return clock_moment(datetime.fromisoformat(text).replace(tzinfo=PARIS))
        if name == "unit" and text in UNITS:
            return UNITS[text].label
        return {"nature": NATURE_LABELS, "vat": VAT_LABELS}.get(name, {}).get(text, text)

    def told_since(self, summary: str, typed: Typed) -> tuple[str, str]:
        """What it was, of which these are left, and what it is, as the journal tells of it."""
        now = self.typed()
        changed = [name for name in typed if typed[name] != now[name] and name != "article_id"]
        if summary != self.summary or not changed:
            return summary, self.summary
        return self._summary_with(typed, changed), self._summary_with(now, changed)

    def _summary_with(self, typed: Typed, names: list[str]) -> str:
        """The summary, and with it what it does not say."""
        said = [f"{self.label_of(name)} : {self.worded(name, typed[name])}" for name in names]
        return f"{self.summary} ({', '.join(said)})"

    def derive(self) -> None:
        self.net = net_of(self.quantity, self.price, self.discount) if self.is_priced else ZERO

    @classmethod
    def errors_between(cls, values: dict[str, Any], typed: Typed) -> dict[str, str]:
        starts, ends = values.get("starts"), values.get("ends")
        if starts and ends and ends <= starts:
            return {"ends": "La fin est avant le début."}
        if typed.get("kind") != LineKind.SUBTOTAL and not values.get("designation", " "):
            return {"designation": "Désignation : à remplir."}
        if abs(values.get("quantity", ZERO) * values.get("price", ZERO)) > LARGEST_NET:
            most = number(int(LARGEST_NET))
            return {"price": f"Quantité et prix font plus de {most}\u00a0€ : vérifiez-les."}
        return {}
