"""The databases that the sheet of contacts is taken of, and where in them each thing is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from models.attachments import FILES, Attachment
from models.clients import Client
from models.demo import fill
from models.documents import Document, Status
from tests.browser.conftest import Server
from tests.conftest import memory
from tests.factories import ANYBODY, make_client, make_document, retyped, set_up_firm

CLIENTS = 400
BLOCKED = {"status": "block", "status_reason": "Trois factures impayées depuis le printemps"}
FULL = {
    "trade_name": "Kerbrat BTP",
    "contact": "Colette Kerbrat",
    "phone": "02 98 00 12 34",
    "mobile": "06 39 98 12 34",
    "email": "atelier@kerbrat.example.com",
    "street": "4 quai de la Douane",
    "postcode": "29200",
    "city": "Brest",
    "siret": "900 000 027 00012",
    "notes": "Livraison par le portail nord, avant 10 h.",
}
SAME_PHONE = "02 98 00 56 78"


@dataclass
class World:
    """A running server, and addresses in it by name."""

    server: Server
    paths: dict[str, str] = field(default_factory=dict)

    async def fill(self) -> None:
        """The demo with its files, and beside it what each of the states needs."""
        FILES.open(str(self.server.folder / "attachments"))
        await fill(CLIENTS)
        await self._clients()
        await self._documents()

    async def _clients(self) -> None:
        plain = await make_client("Menuiserie Vallon")
        full = await make_client("Ateliers Kerbrat", **FULL)
        blocked = await make_client("Terrassement du Léon")
        warned = await make_client(
            "Élagage Morvan", status="warn", status_reason="Rend les machines sales"
        )
        gone = await make_client("Charpentes Guivarch")
        await gone.remove(by=ANYBODY)
        for name in ("Couverture Tanguy", "COUVERTURE TANGUY"):
            await make_client(name, phone=SAME_PHONE)
        for name, one in {
            "plain": plain,
            "full": full,
            "blocked": blocked,
            "warned": warned,
            "gone": gone,
        }.items():
            self.paths[name] = f"/clients?client={one.id}"
        self.paths["gone"] += "&trash=1"
        with_files = await Attachment.filter(topic=Client.TOPIC).first()
        assert with_files
        self.paths["with files"] = with_files.path

    async def _documents(self) -> None:
        await set_up_firm()
        client = await Client.get(name="Ateliers Kerbrat")
        blocked = await Client.get(name="Terrassement du Léon")
        lines = ({"designation": "Nacelle ciseaux 12 m", "quantity": "3"}, {"price": "240"})
        made: Mapping[str, Document] = {
            "empty document": await make_document(client, "sale", "quote", lines=()),
            "draft": await make_document(client, "rental", "quote", lines=lines),
            "refused": await make_document(client, "sale", "quote", "send refuse", lines=lines),
            "of blocked": await make_document(blocked, "rental", lines=lines),
            "invoice": await make_document(client, "invoice", moves="issue", lines=lines),
            "paid": await make_document(client, "invoice", moves="issue pay", lines=lines),
            "invoice draft": await make_document(client, "invoice", lines=lines),
        }
        for name, document in made.items():
            self.paths[name] = document.path
        await Client.amend(retyped(blocked, **BLOCKED), by=ANYBODY)
        late = await Document.filter(stage="intervention", status=Status.TO_PLAN).first()
        if late:
            self.paths["intervention"] = late.path


async def nothing() -> None:
    """What is in a database that only has accounts."""


@contextmanager
def full_world() -> Iterator[World]:
    with TemporaryDirectory(prefix="comptoir-", dir=memory()) as folder:
        world = World(Server(Path(folder)))
        with world.server.running(world.fill):
            yield world


@contextmanager
def bare_world(*, has_accounts: bool = True) -> Iterator[World]:
    """One in which there is nothing yet; without accounts it is not even set up."""
    with TemporaryDirectory(prefix="comptoir-", dir=memory()) as folder:
        server = Server(Path(folder), has_accounts=has_accounts)
        server.start()
        try:
            yield World(server)
        finally:
            server.stop()
