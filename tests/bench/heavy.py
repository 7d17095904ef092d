"""A card on which everything is many, beside one that has nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import BytesIO
from uuid import uuid4

from PIL import Image

from models.attachments import FILES, Attachment
from models.clients import Client
from models.config import FILES_FOLDER
from models.documents import Document
from models.permissions import THE_HOUSE
from models.records import Draft
from tests.bench.model import connected
from tests.bench.opening import Measure, Samples
from tests.bench.site import Site
from tests.bench.working import OFTEN, open_card

CONTACTS, DOCUMENTS, PICTURES = 20, 100, 20
KINDS = ("intervention", "rental", "sale")
WORD = "pesee"
NAMES = {"plain-card": f"{WORD} A vide", "heavy-card": f"{WORD} B pleine"}
"""In the order in which the list has them."""


@asynccontextmanager
async def cards(site: Site) -> AsyncIterator[Measure]:
    async with connected(site.server.database_url):
        FILES.open(str(site.server.folder / FILES_FOLDER))
        await _client(NAMES["plain-card"])
        await _fill(await _client(NAMES["heavy-card"], **_contacts()))
    async with site.at_desk() as window:

        async def measure() -> Samples:
            samples: Samples = defaultdict(list)
            await window.find(WORD)
            for _ in range(OFTEN):
                for index, key in enumerate(NAMES):
                    await window.rest()
                    samples[key].append(await open_card(window, index))
                    samples[f"{key}-answer"].append(window.answered)
            return samples

        yield measure


def _contacts() -> dict[str, str]:
    keys = {place: uuid4().hex for place in range(1, CONTACTS + 1)}
    named = {f"contacts.{key}.name": f"Contact {place}" for place, key in keys.items()}
    return named | {f"contacts.{key}.place": str(place) for place, key in keys.items()}


async def _client(name: str, **typed: str) -> Client:
    form = Client.blank().typed | {"name": name, **typed}
    return await Client.create_from(Draft("client", {}, form), by=THE_HOUSE)


async def _fill(client: Client) -> None:
    for turn in range(DOCUMENTS):
        await Document.open_for(client.id, KINDS[turn % len(KINDS)], by=THE_HOUSE)
    for turn in range(PICTURES):
        written = BytesIO()
        Image.new("RGB", (800, 600), (10 * turn, 90, 120)).save(written, "JPEG")
        name = f"photo {turn}.jpg"
        await Attachment.receive("client", client.id, name, written.getvalue(), by=THE_HOUSE)
