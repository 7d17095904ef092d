"""What the charts say is what one adds up by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

import pytest

from models.clients import Client
from models.documents import Document, Status
from models.errors import Refused
from models.figures import CHARTED, Asked, Chart, asked_in, charts
from models.french import today
from models.permissions import Role, Staff
from tests.factories import ANYBODY, make_client, make_document
from tests.models.figures.test_tiles import put_random

pytestmark = pytest.mark.usefixtures("database")

ISSUED = {Status.ISSUED, Status.WRITTEN_OFF}


USUAL = Asked()


async def drawn(asked: Asked = USUAL) -> Mapping[str, Chart]:
    return await charts(asked, by=ANYBODY)


def total(chart: Chart) -> Decimal:
    return sum((value for _, values in chart.rows for value in values), Decimal(0))


def signed(documents: Sequence[Document], name: str) -> Decimal:
    signs = [-1 if one.stage == "credit_note" else 1 for one in documents]
    parts = zip(signs, documents, strict=True)
    return sum((sign * getattr(one, name) for sign, one in parts), Decimal(0))


async def test_each_chart_is_what_one_adds_up_by_hand() -> None:
    documents = await put_random()
    for place, one in enumerate(documents):
        dated = today() - timedelta(days=13 * (place % 60))
        await Document.filter(id=one.id).update(ht=one.ttc, dated_on=dated)
    documents = [one for one in await Document.all() if not one.is_trashed]
    found = await drawn()
    first = date(today().year - 1, today().month, 1)
    first = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    issued = [one for one in documents if one.kind == "invoice" and one.status in ISSUED]
    this_year = [one for one in issued if one.dated_on and one.dated_on >= first]
    last_year = [
        one
        for one in issued
        if one.dated_on and first.replace(year=first.year - 1) <= one.dated_on < first
    ]
    assert total(found["ca"]) == signed(this_year, "ht") != 0
    assert sum(found["ca"].before) == signed(last_year, "ht") != 0
    owed = [one for one in issued if one.due > 0 and one.stage == "invoice"]
    owed = [one for one in owed if one.status == Status.ISSUED]
    assert total(found["creances"]) == signed(owed, "due") != 0
    under_way = [one for one in documents if one.is_open]
    assert total(found["statuts"]) == len(under_way) > 0
    quotes = [one for one in documents if one.stage == "quote" and one.dated_on]
    quotes = [one for one in quotes if one.dated_on and one.dated_on >= first]
    accepted = [one for one in quotes if one.status in {Status.ACCEPTED, Status.TRANSFORMED}]
    assert sum(values[1] for _, values in found["devis"].rows) == len(accepted) > 0
    assert total(found["clients"]) == await Client.all().count()


async def test_what_is_invoiced_of_a_rental_is_turnover_of_rentals() -> None:
    client = await make_client()
    invoice = await make_document(client, "invoice", moves="issue")
    rental = await make_document(client, "rental", moves="reserve hand_out take_back")
    made = await rental.bill(by=ANYBODY)
    await made.issue(by=ANYBODY)
    note = await made.credit(by=ANYBODY, reason="essai")
    assert (invoice.origin, made.origin, note.origin) == ("", "rental", "rental")
    copy = await made.duplicate(by=ANYBODY)
    assert copy.origin == ""
    chart = (await drawn())["ca"]
    label, values = chart.rows[-1]
    assert dict(zip(chart.series, values, strict=True)) == {
        "Interventions": 0,
        "Locations": 100,
        "Ventes": 0,
        "Factures directes": 100,
    }, label
    await note.issue(by=ANYBODY)
    assert (await drawn())["ca"].rows[-1][1][1] == 0


async def test_each_status_has_a_name_of_its_own() -> None:
    client = await make_client()
    for kind in ("sale", "rental", "intervention"):
        await make_document(client, kind, "quote")
    names = [name for name, _ in (await drawn())["statuts"].rows]
    assert names == [
        "Devis d’intervention · brouillon",
        "Devis de location · brouillon",
        "Devis de vente · brouillon",
    ]


async def test_one_seller_alone() -> None:
    await make_document(await make_client(), "invoice", moves="issue")
    for seller, expected in ((ANYBODY.name, 100), ("Personne", 0)):
        assert total((await drawn(Asked(seller=seller)))["ca"]) == expected, seller


def test_an_address_asks_for_what_there_is() -> None:
    sellers = ["", "Camille"]
    for texts, expected in (
        (("3", "Camille"), Asked(3, "Camille")),
        (("5", "Zoé"), Asked()),
        (("²", ""), Asked()),
        (("", ""), Asked()),
        (("9" * 5_000, ""), Asked()),
    ):
        assert asked_in(*texts, sellers) == expected, texts
    assert len(Asked(24).every) == 24


async def test_who_sees_no_prices_sees_no_chart() -> None:
    with pytest.raises(Refused):
        await charts(Asked(), by=Staff("Léa", Role.READER))


async def test_after_a_change_those_about_it_are_read_alone() -> None:
    about = {topic: {*await charts(Asked(), by=ANYBODY, about={topic})} for topic in CHARTED}
    assert about == {
        "document": {"ca", "devis", "creances", "statuts"},
        "client": {"clients"},
    }
