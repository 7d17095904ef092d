"""What a client owes, and what was invoiced to it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from models.documents import DOCUMENT_LISTS, SUMS, Document, balance_of, receive
from models.french import today
from tests.factories import ANYBODY, make_client, make_document

pytestmark = pytest.mark.usefixtures("database")


async def test_a_balance_is_what_the_list_behind_it_adds_up_to() -> None:
    client = await make_client()
    late = await make_document(client, "invoice", moves="issue")
    await Document.filter(id=late.id).update(due_on=today() - timedelta(days=3))
    paid = await make_document(client, "invoice", moves="issue")
    await receive({paid.id: Decimal(70)}, "card", by=ANYBODY)
    await make_document(client, "invoice", moves="issue credit")
    lost = await make_document(client, "invoice", moves="issue write_off")
    last_year = await make_document(client, "invoice", moves="issue pay")
    await Document.filter(id=last_year.id).update(dated_on=date(today().year - 1, 12, 31))
    await make_document(client, "invoice")
    await make_document(await make_client(), "invoice", moves="issue")

    balance = await balance_of(client.id)

    assert balance.outstanding == Decimal("170.00"), "120, and 50 of another one"
    assert balance.overdue == Decimal("120.00")
    assert balance.turnover == Decimal("300.00"), "three, one taken back, and one that was lost"
    invoices = DOCUMENT_LISTS["invoice"]
    for quick, expected in (("due", balance.outstanding), ("late", balance.overdue)):
        asked = invoices.asked({"client": str(client.id), "quick": quick})
        _, due = await invoices.sums(asked, SUMS)
        assert due == expected * 100, quick
    assert lost.due, "which nobody expects any more"


async def test_a_refund_that_is_owed_makes_the_balance_smaller() -> None:
    client = await make_client()
    await make_document(client, "invoice", moves="issue pay credit")

    assert (await balance_of(client.id)).outstanding == Decimal("-120.00")
