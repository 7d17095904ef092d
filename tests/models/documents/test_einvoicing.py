"""Where an electronic invoice is, apart from what is paid of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from models.books import import_states
from models.documents import (
    DOCUMENT_LISTS,
    EINVOICE_STATES,
    Document,
    einvoice_history,
    set_einvoice,
)
from models.errors import Invalid, Refused
from models.french import today
from models.imports import read_sheet
from tests.factories import ANYBODY, make_client, make_document

pytestmark = pytest.mark.usefixtures("database")


async def _issued(kind: str = "company", **typed: str) -> Document:
    names = {"last_name": "Durand"} if kind == "person" else {}
    client = await make_client(kind=kind, **names, **typed)
    invoice = await make_document(client, "invoice", moves="issue")
    return await Document.get(id=invoice.id)


async def _found(quick: str) -> int:
    invoices = DOCUMENT_LISTS["invoice"]
    return await invoices.count(invoices.asked({"quick": quick}))


async def test_only_what_goes_to_a_french_business_is_to_be_transmitted() -> None:
    for kind, typed, expected in (
        ("company", {}, "to_send"),
        ("person", {}, ""),
        ("public", {}, ""),
        ("company", {"country": "Belgique"}, ""),
    ):
        assert (await _issued(kind, **typed)).einvoice == expected, (kind, typed)
    assert await _found("transmit") == 1
    draft = await make_document(await make_client(), "invoice")
    with pytest.raises(Refused, match="émise"):
        await set_einvoice(draft, "200", by=ANYBODY)


async def test_the_latest_state_counts_in_whatever_order_they_are_told() -> None:
    invoice = await _issued()
    days = [today() - timedelta(days=past) for past in (3, 1, 2)]
    for code, day in zip(("200", "210", "202"), days, strict=True):
        await set_einvoice(invoice, code, by=ANYBODY, dated_on=day, reason=f"motif {code}")

    after = await Document.get(id=invoice.id)

    assert (after.einvoice, after.einvoice_on) == ("210", days[1])
    assert [one.code for one in await einvoice_history(invoice.id)] == ["210", "202", "200"]
    assert (after.status, after.due) == (invoice.status, invoice.due), "which is another matter"
    assert await _found("redo") == 1
    assert "avoir interne" in EINVOICE_STATES["210"].advice


async def test_what_cannot_be_a_state_is_said_under_its_field() -> None:
    invoice = await _issued()
    for values, field in (
        ({"code": "999"}, "code"),
        ({"code": "200", "dated_on": today() + timedelta(days=1)}, "dated_on"),
        ({"code": "200", "reason": "x" * 301}, "reason"),
    ):
        with pytest.raises(Invalid) as invalid:
            await set_einvoice(invoice, by=ANYBODY, **values)
        assert set(invalid.value.errors) == {field}


async def test_a_list_of_states_is_imported_line_by_line() -> None:
    one, other = await _issued(), await _issued()
    sheet = read_sheet(
        f"Numéro;Code;Date;Motif\r\n{one.number};200;2026-01-02;\r\n"
        f"{other.number};213;03/01/2026;REJ_SEMAN\r\nFA-0;200;;\r\n{one.number};42;;\r\n"
        f"{one.number};201;32/01/2026;\r\n".encode()
    )

    done = await import_states(sheet, by=ANYBODY)

    assert done.noted == 2
    assert [error.split(" : ")[0] for error in done.errors] == ["Ligne 4", "Ligne 5", "Ligne 6"]
    (event,) = await einvoice_history(other.id)
    assert (event.code, event.reason, event.source) == ("213", "REJ_SEMAN", "import")
    assert (await Document.get(id=one.id)).einvoice == "200"
