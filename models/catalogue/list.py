"""The list of articles, and of those in the trash."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from models.catalogue.families import FAMILIES, LONGEST_FAMILY, family_key
from models.catalogue.kinds import KIND_LABELS, ArticleKind
from models.company import UNITS
from models.database.connection import instant
from models.database.exact import whole
from models.french.money import amount
from models.french.wording import list_moment
from models.lists.filter import Choice, Switch
from models.lists.grouping import by_column, by_value
from models.lists.listing import Listing
from models.lists.query import Condition, Row
from models.lists.trash import deletion, trashed_by

ACTIVE = {"active": "Actifs", "inactive": "Inactifs"}
PRICE_PLACES = 6
NAMES = frozenset({"name"})


@dataclass(frozen=True)
class FamilyChoice(Choice):
    """One of the families that there are, also one that is known to nobody here yet."""

    def read(self, text: str) -> str:
        return text if text in FAMILIES else family_key(text[:LONGEST_FAMILY])


class StateChoice(Choice):
    """Those that are offered, or those that no longer are."""

    def condition(self, value: str) -> Condition | None:
        return (self.column if value == "active" else f"NOT {self.column}", ()) if value else None


FILTERS = (
    Choice(
        *("kind", "Filtrer par type", "Tous les types", "t.kind"),
        choices=lambda: KIND_LABELS,
        sorts=NAMES,
    ),
    FamilyChoice(
        *("family", "Filtrer par famille", "Toutes les familles", "t.family_key"),
        choices=lambda: FAMILIES,
        sorts=NAMES,
    ),
    StateChoice(
        *("active", "Actifs ou inactifs", "Actifs et inactifs", "t.is_active"),
        choices=lambda: ACTIVE,
    ),
    Switch(
        "trash",
        "Corbeille",
        "t.trashed_at IS NOT NULL",
        off="t.trashed_at IS NULL",
        few="article_in_trash",
        sort="-deleted",
    ),
)


def _shown(row: Row) -> Row:
    is_sold = row["kind"] != ArticleKind.TEXT
    return {
        "id": row["id"],
        "name": row["name"],
        "reference": row["reference"],
        "family": row["family"],
        "kind": KIND_LABELS[row["kind"]],
        "unit": UNITS[row["unit"]].label if is_sold else "",
        "price": amount(whole(row["price"], PRICE_PLACES)) if is_sold and row["price"] else "",
        "vat": row["vat"] or "",
        "state": "inactif" if not row["is_active"] else "",
        "updated": list_moment(instant(row["updated_at"])),
        "trashed": row["trashed_at"] is not None,
        "deleted": deletion(row),
    }


def _nouns(filters: Mapping[str, str]) -> tuple[str, str]:
    if filters.get("trash"):
        return "article dans la corbeille", "articles dans la corbeille"
    return "article", "articles"


ARTICLES = Listing(
    topic="article",
    table="article",
    columns=(
        *("t.id", "t.name", "t.reference", "t.family", "t.kind", "t.unit", "t.price"),
        *("t.is_active", "t.updated_at", "t.trashed_at", trashed_by("article")),
        "(SELECT v.label FROM vat_rate v WHERE v.code = t.vat_code) AS vat",
    ),
    sorts={
        "name": "sort_key",
        "reference": "reference_key",
        "family": "family_key",
        "kind": "kind",
        "unit": "unit",
        "price": "price",
        "updated": "updated_at",
        "deleted": "trashed_at",
    },
    default_sort="name",
    names="sort_key",
    filters=FILTERS,
    groupings=(
        by_column("family", "Famille", "t.family_key", "Sans famille", "t.family"),
        by_value("kind", "Type", "t.kind", {str(kind): one for kind, one in KIND_LABELS.items()}),
    ),
    shown=_shown,
    nouns=_nouns,
)
