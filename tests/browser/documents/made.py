"""What the tests of documents find: by the client's name, how its document is made."""

from __future__ import annotations

from functools import partial

from models.clients import Client
from models.documents import Document
from tests.browser.documents.office import INCOMPLETE, Make
from tests.factories import make_document

DRILL = {"designation": "Perceuse", "quantity": "3", "price": "33,33"}
SCREWS = {"designation": "Vis", "quantity": "7", "price": "1,99", "vat": "S10"}
REPAIR = {"designation": "Réparation", "price": "120", "kind": "labour", "vat": "S5.5"}


async def nothing(_client: Client) -> None:
    """A client without a document."""


def invoice(*lines: dict[str, str], moves: str = "") -> Make:
    """An invoice of these lines, or an empty one."""
    return partial(_made, kind="invoice", moves=moves, lines=lines)


def order(*lines: dict[str, str]) -> Make:
    """A sale that is delivered."""
    return partial(_made, kind="sale", moves="prepare deliver", lines=lines)


def rental(*lines: dict[str, str]) -> Make:
    """A contract."""
    return partial(_made, kind="rental", moves="", lines=lines)


async def _made(
    client: Client, *, kind: str, moves: str, lines: tuple[dict[str, str], ...]
) -> Document:
    return await make_document(client, kind, moves=moves, lines=lines)


MADE: dict[str, Make] = {
    "Bout en bout": nothing,
    "Comptoir biens": invoice(),
    "Comptoir service": invoice(),
    "Comptoir mixte": invoice(),
    "Acompte puis solde": order(DRILL, SCREWS, REPAIR),
    "Avoir par lignes": invoice(DRILL, SCREWS, REPAIR, moves="issue"),
    "À deux": invoice(DRILL, SCREWS),
    "Rechargée": invoice(DRILL),
    "Fausses saisies": invoice(DRILL),
    "Fin avant début": rental({**DRILL, "kind": "rental"}),
    "Date incomplète": rental({**DRILL, "kind": "rental"}),
    "Signes rares": invoice(DRILL),
    "Papier à côté": invoice(DRILL),
    INCOMPLETE: invoice(),
    "Lecture seule": invoice(DRILL, SCREWS, moves="issue"),
    "Brouillon en lecture": invoice(DRILL),
    "Au clavier": nothing,
    "Tablette couchée": nothing,
    "Tablette debout": nothing,
}
