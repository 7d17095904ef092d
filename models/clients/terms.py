"""On which terms a client buys, where these are not the firm's usual ones."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from tortoise import fields

from models.company import MONEY_WORDS, DueRule, Mode, Terms
from models.company.price_lists import LONGEST_LIST, list_advice, lists_like
from models.company.terms import RULE_WORDS
from models.database.exact import ExactField
from models.french.bank import clean_iban, format_iban
from models.french.money import read_number, show_number
from models.french.text import clean_line, fold, in_natural_order
from models.french.wording import Noun
from models.records.changing_many import Changeable
from models.records.children import ChildField, Children
from models.records.field import Field, Typed
from models.records.reading import clean_decimal, one_of, optional_date, shown_date, whole_number
from models.staff.people import PEOPLE

USUAL = "Comme d’habitude"
RULES = {"": USUAL, **RULE_WORDS}
MODES = {"": USUAL, **MONEY_WORDS}
VAT_REGIMES: Mapping[str, str] = {
    "": "TVA française",
    "reverse": "Autoliquidation, sous-traitance de travaux",
    "eu": "Entreprise d’un autre pays de l’Union",
    "export": "Hors de l’Union (biens exportés)",
}
VAT_CODES: Mapping[str, Mapping[str, str]] = {
    "reverse": {"goods": "AE-283", "service": "AE-283"},
    "eu": {"goods": "K-262TER", "service": "AE-259"},
    "export": {"goods": "G-262"},
}
"""By regime and nature of a line the rate that it begins with, where it is not the article's."""
MANDATE = re.compile(r"[A-Za-z0-9+?/\-:().,' ]*")
LONGEST_MANDATE = 35
HIGHEST = Decimal(100)


def _has_rule(typed: Typed) -> bool:
    return bool(typed.get("due_rule"))


def _has_day(typed: Typed) -> bool:
    return typed.get("due_rule") == DueRule.MONTH_DAY


def _is_debited(typed: Typed) -> bool:
    return typed.get("payment_mode") == Mode.DEBIT


def _mandate(text: str, _typed: Typed) -> str:
    mandate = clean_line(text)
    if not MANDATE.fullmatch(mandate):
        raise ValueError(
            "Une RUM n’a que des lettres sans accent, des chiffres et + ? / - : ( ) . , '"
        )
    return mandate


def _percentage(text: str, _typed: Typed) -> str:
    value = read_number(text.replace("%", ""), 2)
    if not 0 < value <= HIGHEST:
        raise ValueError("Une remise va de 0 à 100 %.")
    return show_number(value)


def _sellers(text: str) -> list[str]:
    """The people of the house whom a text may name."""
    return sorted(name for id_, name in PEOPLE.items() if id_ and fold(text) in fold(name))


def _limit(text: str, typed: Typed) -> Decimal | None:
    limit = clean_decimal(2)(text.replace("€", ""), typed)
    if limit is not None and limit < 0:
        raise ValueError("Un plafond n’est pas négatif.")
    return limit


TERMS_FIELDS = (
    Field(
        "seller",
        suggest=lambda typed: _sellers(typed.get("seller", "")),
        section="Conditions",
        in_bulk=True,
    ),
    Field(
        "due_rule",
        clean=one_of(RULES),
        choices=RULES,
        input_type="select",
        in_bulk=True,
    ),
    Field(
        "due_days",
        clean=whole_number(0, 365, blank=0),
        applies=_has_rule,
        input_type="decimal",
        is_half=True,
        in_bulk=True,
    ),
    Field(
        "due_month_day",
        clean=whole_number(1, 31, blank=10),
        applies=_has_day,
        input_type="decimal",
        is_half=True,
        in_bulk=True,
    ),
    Field(
        "payment_mode",
        clean=one_of(MODES),
        choices=MODES,
        input_type="select",
        is_half=True,
        in_bulk=True,
    ),
    Field(
        "vat_regime",
        clean=one_of(VAT_REGIMES),
        choices=VAT_REGIMES,
        input_type="select",
        is_half=True,
    ),
    Field("mandate", clean=_mandate, applies=_is_debited, is_half=True),
    Field(
        "mandate_on",
        clean=optional_date,
        show=shown_date,
        applies=_is_debited,
        input_type="date",
        is_half=True,
    ),
    Field("iban", clean=lambda text, _: clean_iban(text), show=format_iban, applies=_is_debited),
    Field(
        "price_list",
        suggest=lambda typed: lists_like(typed.get("price_list", "")),
        advise=lambda typed: list_advice(typed.get("price_list", "")),
        in_bulk=True,
    ),
    Field("discount_text"),
    Field(
        "credit_limit",
        clean=_limit,
        show=lambda value: "" if value is None else show_number(value, 2),
        input_type="decimal",
        is_half=True,
        in_bulk=True,
    ),
)
DISCOUNTS = Children(
    "discounts",
    "Remises",
    "Ajouter une remise",
    Noun("remise", "remises", "cette remise"),
    (
        ChildField(Field("family"), "Famille d’articles (vide : toutes)", 80),
        ChildField(
            Field("percent", clean=_percentage, is_required=True, input_type="decimal"),
            "Remise (%)",
            8,
        ),
    ),
    named=("family", "percent"),
    most=50,
    follows="credit_limit",
)


class Trading(Changeable):
    """Somebody who buys on terms."""

    seller = fields.CharField(100, default="", db_default="", description="Vendeur attitré")
    due_rule = fields.CharField(20, default="", db_default="", description="Échéance")
    due_days = fields.IntField(default=0, db_default=0, description="Jours")
    due_month_day = fields.IntField(default=10, db_default=10, description="Le (jour du mois)")
    payment_mode = fields.CharField(20, default="", db_default="", description="Mode de règlement")
    vat_regime = fields.CharField(20, default="", db_default="", description="Régime de TVA")
    mandate = fields.CharField(
        LONGEST_MANDATE, default="", db_default="", description="Mandat SEPA (RUM)"
    )
    mandate_on: date | None = fields.DateField(null=True, description="Mandat signé le")
    iban = fields.CharField(34, default="", db_default="", description="IBAN du client")
    discount_text = fields.CharField(200, default="", db_default="", description="Escompte")
    price_list = fields.CharField(
        LONGEST_LIST, default="", db_default="", description="Grille de prix"
    )
    credit_limit: Decimal | None = ExactField(2, null=True, description="Plafond d’encours (€)")
    discounts: list[dict[str, str]] = fields.JSONField(
        default=list, db_default=[], description="Remises"
    )

    class Meta:
        abstract = True

    @classmethod
    def is_price(cls, name: str) -> bool:
        return name == "credit_limit"

    def terms(self, usual: Terms) -> Terms:
        """When its invoices fall due."""
        if not self.due_rule:
            return usual
        return Terms(self.due_days, self.due_rule, self.due_month_day)

    def vat_code(self, nature: str) -> str:
        """The rate that a line of this nature begins with, "" where it is the article's."""
        return VAT_CODES.get(self.vat_regime, {}).get(nature, "")

    def discount_on(self, family: str) -> str:
        """What it has off on an article of this family, in percent, "" for nothing.

        The family's own discount goes before the one for all.
        """
        by_family = {_key(one.get("family", "")): one["percent"] for one in self.discounts}
        return by_family.get(_key(family)) or by_family.get("", "")


def _key(family: str) -> str:
    return in_natural_order(fold(family))
