"""All that is held of a client is given out: as data, as a paper, with the files."""

from __future__ import annotations

import json

import pytest

from models.clients import CONTACTS, Client, held_of, name_of_package, parts_of
from models.errors import Refused
from models.permissions import Role, Staff
from models.printing import print_personal_data, print_waiting
from models.records import JournalEntry
from tests.factories import ANYBODY, make_client, make_document

pytestmark = pytest.mark.usefixtures("database")


async def test_a_package_holds_all_of_a_client_and_nothing_of_others() -> None:
    client = await make_client(
        "Garage Morel", siren="552 100 554", city="Brest", notes="Sonner\ndeux fois <&\"'> ☃"
    )
    draft = client.draft()
    _, texts = CONTACTS.added(draft.typed, {"name": "Zoé Quentovic"})
    draft.typed |= texts
    client = await Client.amend(draft, by=ANYBODY)
    await make_document(client, "invoice", moves="issue pay")
    await make_document(await make_client("Quelqu’un d’autre"))
    await print_waiting()

    held = await held_of(await Client.get(id=client.id), by=ANYBODY)
    paper = await print_personal_data(held.client.name, held.sections)
    parts = {name: content async for name, content in parts_of(held, paper)}

    assert parts["donnees.pdf"].startswith(b"%PDF")
    assert [name for name in parts if name.startswith("fichiers/FA-")]
    data = json.loads(parts["donnees.json"])
    assert set(data) == {
        *("Fiche", "Contacts", "Documents", "Règlements"),
        *("Historique", "Historique des documents"),
    }
    assert data["Fiche"][0]["Ville"] == "Brest"
    assert data["Contacts"] == [{"Nom": "Zoé Quentovic"}]
    assert "Perceuse" in data["Documents"][0]["Lignes"]
    assert "Quelqu’un" not in json.dumps(data, ensure_ascii=False)
    assert "Camille" not in json.dumps(data, ensure_ascii=False)
    assert name_of_package(client) == f"donnees-{client.code.lower()}-garage-morel.zip"  # type: ignore[union-attr]
    told = await JournalEntry.all().order_by("-id").first()
    assert told is not None
    assert (told.action, told.record_id) == ("personal_data", client.id)


async def test_who_may_not_export_may_not_export_data() -> None:
    client = await make_client()
    with pytest.raises(Refused, match="ne permet pas d’exporter"):
        await held_of(client, by=Staff("Louise", Role.COUNTER))
