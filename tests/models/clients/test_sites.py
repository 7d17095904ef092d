"""A client may be a site of another, which may be who is invoiced."""

import pytest

from models.clients import Client
from models.documents import balance_of
from models.errors import Refused
from tests.factories import ANYBODY, make_client, make_document, set_up_firm

pytestmark = pytest.mark.usefixtures("database")


async def test_the_head_office_is_named_on_invoices_where_that_is_said() -> None:
    await set_up_firm()
    head = await make_client("Groupe Morel", street="1 quai", postcode="29200", city="Brest")
    site = await make_client("Morel Vannes", street="2 rue", postcode="56000", city="Vannes")
    await site.attach(head.id, bills_head=True, by=ANYBODY)
    invoice = await make_document(site, "invoice")
    kept = await invoice.kept_on(invoice.dated_on)  # type: ignore[arg-type]
    assert kept["buyer"]["name"] == "Groupe Morel"
    assert (kept["ship_to"]["name"], kept["ship_to"]["city"]) == ("Morel Vannes", "Vannes")

    await site.attach(None, by=ANYBODY)
    kept = await invoice.kept_on(invoice.dated_on)  # type: ignore[arg-type]
    assert kept["buyer"]["name"] == "Morel Vannes"


async def test_who_belongs_to_whom_never_goes_round(subtests: pytest.Subtests) -> None:
    head, site, other = [await make_client(name) for name in ("Siège", "Site", "Autre")]
    await site.attach(head.id, by=ANYBODY)
    for one, asked in ((head, other), (other, site), (other, other)):
        with subtests.test(one=one.name, asked=asked.name), pytest.raises(Refused):
            await one.attach(asked.id, by=ANYBODY)
    assert [one.name for one in await Client.sites_of(head.id)] == ["Site"]


async def test_what_the_sites_owe_adds_up() -> None:
    head, site = await make_client("Siège"), await make_client("Site")
    await site.attach(head.id, by=ANYBODY)
    for client in (head, site):
        await make_document(client, "invoice", moves="issue")
    assert (await balance_of(head.id, site.id)).outstanding == 240
