"""What waits for somebody today: each figure is the count, and the sum, of a list."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from models.database.exact import whole
from models.documents import DOCUMENT_LISTS, KINDS, OPEN_DOCUMENTS, SUMS, Document
from models.lists import Listing, Query, Row
from models.permissions import Permission, Staff
from models.todos import TODOS, ToDo, due_query

FIRST = 5
"""Lines of a list that are shown at once."""
TTC, DUE = SUMS
UNDER_WAY = "/documents"
TO_DO = "/rappels"


@dataclass(frozen=True)
class Tile:
    """A list, and what is asked of it; `path` is the list's screen."""

    code: str
    label: str
    means: str
    nothing: str
    """What is said while its list is empty."""
    path: str
    listing: Listing
    asks: Callable[[Staff], Query]
    term: str = ""
    """What of each row is added up, in SQL; "" is nothing."""
    permission: Permission = Permission.SEE
    is_alarm: bool = False
    """Whether anything in it is too late."""

    def address(self, by: Staff) -> str:
        """Of its list."""
        return f"{self.path}?{urlencode(self.asks(by).texts)}"

    async def figure(self, *, by: Staff) -> Figure:
        """As it is now; the sum only for who may see prices."""
        by.need(self.permission)
        query = self.asks(by)
        count = await self.listing.count(query)
        ids = await self.listing.ids(query, 0, FIRST) if count else []
        total = None
        if self.term and by.may(Permission.PRICES):
            (total,) = await self.listing.sums(query, (self.term,)) if count else (0,)
        return Figure(
            self,
            count,
            None if total is None else whole(total, 2),
            await self.listing.rows(ids),
        )


@dataclass(frozen=True)
class Figure:
    """A tile as it is: how many rows, what they come to in euros, and the first of them."""

    tile: Tile
    count: int
    total: Decimal | None
    rows: list[Row]

    @property
    def ids(self) -> list[int]:
        return [row["id"] for row in self.rows]


def _of_kind(
    kind: str,
    code: str,
    quick: str,
    label: str,
    means: str,
    nothing: str,
    *,
    term: str = "",
    is_alarm: bool = False,
) -> Tile:
    listing = DOCUMENT_LISTS[kind]
    query = listing.asked({"quick": quick})
    return Tile(
        code,
        label,
        means,
        nothing,
        KINDS[kind].path,
        listing,
        lambda _: query,
        term,
        is_alarm=is_alarm,
    )


def _of_all(code: str, quick: str, label: str, means: str, nothing: str) -> Tile:
    query = OPEN_DOCUMENTS.asked({"quick": quick})
    where = (UNDER_WAY, OPEN_DOCUMENTS)
    return Tile(code, label, means, nothing, *where, lambda _: query, TTC)


_TILES = (
    _of_kind(
        *("rental", "leaving", "leaving", "Départs"),
        *("à sortir aujourd’hui ou avant", "Rien ne doit sortir aujourd’hui."),
    ),
    _of_kind(
        *("rental", "returning", "returning", "Retours"),
        *("attendus aujourd’hui", "Aucun retour n’est attendu aujourd’hui."),
    ),
    _of_kind(
        *("rental", "late", "late", "En retard"),
        *("dehors après leur fin", "Tout est rentré à temps."),
        is_alarm=True,
    ),
    _of_kind(
        *("intervention", "jobs", "today", "Interventions"),
        *("prévues aujourd’hui ou avant", "Aucune intervention n’est prévue aujourd’hui."),
    ),
    Tile(
        *("todos", "Rappels", "à faire jusqu’à aujourd’hui", "Aucun rappel pour aujourd’hui."),
        *(TO_DO, TODOS),
        lambda by: due_query(by.account_id),
    ),
    _of_all(
        *("quotes", "quotes", "Devis à relancer"),
        *("envoyés, sans réponse", "Aucun devis n’attend de réponse."),
    ),
    _of_all(
        *("to_bill", "bill", "À facturer"),
        *("terminés, pas encore facturés", "Tout ce qui est terminé est facturé."),
    ),
    _of_kind(
        *("invoice", "due", "due", "À encaisser"),
        *("factures ouvertes", "Toutes les factures sont réglées."),
        term=DUE,
    ),
    _of_kind(
        *("invoice", "overdue", "late", "Échues"),
        *("échéance dépassée", "Aucune facture n’est échue."),
        term=DUE,
        is_alarm=True,
    ),
    _of_all(
        *("drafts", "draft", "Brouillons"),
        *("jamais envoyés ni émis", "Aucun brouillon ne traîne."),
    ),
)
TILES: Mapping[str, Tile] = {tile.code: tile for tile in _TILES}
"""In the order of the screen: what moves today, then what brings money."""
TOPICS = frozenset({Document.TOPIC, ToDo.TOPIC})
"""After changes of these the figures may be others."""


@dataclass(frozen=True)
class Records:
    """What the first rows are about, each by its id; documents have their clients."""

    documents: Mapping[int, Document]
    todos: Mapping[int, ToDo]


async def records_of(figures: Sequence[Figure]) -> Records:
    """Those of these figures."""
    ids: dict[str, set[int]] = {topic: set() for topic in TOPICS}
    for one in figures:
        ids[one.tile.listing.topic] |= set(one.ids)
    documents = Document.filter(id__in=sorted(ids[Document.TOPIC])).prefetch_related("client")
    todos = await ToDo.with_ids(ids[ToDo.TOPIC])
    return Records(
        {one.id: one for one in (await documents if ids[Document.TOPIC] else ())},
        {one.id: one for one in todos},
    )


async def figures(*, by: Staff) -> list[Figure]:
    """All that this person may see, in the order of the screen."""
    return [await tile.figure(by=by) for tile in _TILES if by.may(tile.permission)]
