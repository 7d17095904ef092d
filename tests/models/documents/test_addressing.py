"""A document chooses of its client's people and places, and keeps what it chose."""

import pytest

from models.clients import ADDRESSES, CONTACTS, Client
from models.documents import Document
from models.errors import Refused
from models.printing import paper_of
from models.records import JournalEntry
from tests.factories import ANYBODY, make_client, set_up_firm

pytestmark = pytest.mark.usefixtures("database")


async def client_with(contacts: list[dict[str, str]], places: list[dict[str, str]]) -> Client:
    client = await make_client(
        "Garage Morel", street="1 rue Haute", postcode="29200", city="Brest", siren="404833048"
    )
    draft = client.draft()
    for kind, children in ((CONTACTS, contacts), (ADDRESSES, places)):
        for texts in children:
            draft.typed |= kind.added(draft.typed, texts)[1]
    return await Client.amend(draft, by=ANYBODY)


ZOE = {"name": "Zoé Roux", "roles": "billing", "email": "zoe@morel.example"}
OFFICE = {"label": "Comptabilité", "uses": "billing", "street": "2 quai Sud", "city": "Lorient"}
NORTH = {"label": "Chantier nord", "uses": "site", "street": "3 rue Neuve", "city": "Quimper"}
SOUTH = {"label": "Chantier sud", "uses": "site", "street": "4 rue Neuve", "city": "Vannes"}


async def test_it_begins_with_who_and_what_is_meant_for_it(subtests: pytest.Subtests) -> None:
    client = await client_with([ZOE], [{**OFFICE, "postcode": "56100"}, NORTH])
    for kind, wanted in (
        ("invoice", {"contact", "billing"}),
        ("rental", {"billing", "site"}),
    ):
        with subtests.test(kind=kind):
            document = await Document.open_for(client.id, kind, by=ANYBODY)
            assert document.addressed.keys() == wanted
    await client_with([], [SOUTH])
    both = await client_with([], [NORTH, SOUTH])
    assert (await Document.open_for(both.id, "rental", by=ANYBODY)).addressed == {}


async def test_what_it_chose_follows_the_card_until_it_is_issued() -> None:
    client = await client_with([], [NORTH])
    sale = await Document.open_for(client.id, "sale", by=ANYBODY)
    key = client.addresses[0]["key"]
    draft = client.draft()
    draft.typed[ADDRESSES.name_of(key, "street")] = "33 rue Neuve"
    client = await Client.amend(draft, by=ANYBODY)
    assert (await Document.get(id=sale.id)).addressed["site"]["street"] == "33 rue Neuve"

    draft = client.draft()
    draft.typed[ADDRESSES.name_of(key)] = ""
    await Client.amend(draft, by=ANYBODY)
    kept = await Document.get(id=sale.id)
    assert kept.addressed["site"]["street"] == "33 rue Neuve", "what the card has lost stays chosen"


async def test_the_paper_goes_to_whom_was_chosen() -> None:
    await set_up_firm()
    client = await client_with([ZOE], [{**OFFICE, "postcode": "56100"}, NORTH])
    invoice = await Document.open_for(client.id, "invoice", by=ANYBODY)
    north = client.addresses[1]["key"]
    await invoice.address("site", north, by=ANYBODY)
    paper = await paper_of(await Document.get(id=invoice.id))
    assert (paper.buyer.name, paper.buyer.city) == ("Garage Morel", "Lorient")
    assert paper.buyer.attention == "À l’attention de Zoé Roux"
    assert paper.ship_to
    assert paper.ship_to.city == "Quimper"
    assert invoice.mail_to(client) == "zoe@morel.example"

    await invoice.address("billing", "", by=ANYBODY)
    assert (await paper_of(await Document.get(id=invoice.id))).buyer.city == "Brest"
    (last,) = await JournalEntry.about("document", invoice.id, 1)
    assert last.changes == {"to_billing": ["Comptabilité, 2 quai Sud, Lorient", ""]}


async def test_who_is_not_on_the_card_cannot_be_chosen() -> None:
    client = await client_with([ZOE], [])
    sale = await Document.open_for(client.id, "sale", by=ANYBODY)
    with pytest.raises(Refused, match="l’a plus"):
        await sale.address("contact", "unknown", by=ANYBODY)
