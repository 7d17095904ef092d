"""A change of lines is put back from the journal, as long as nobody has changed them again."""

from __future__ import annotations

from decimal import Decimal

import pytest

from models.documents import Document
from models.errors import Refused
from models.history import details, undo, undo_refusal
from models.permissions import Role, Staff
from models.records import JournalEntry, first_break
from tests.factories import (
    ANYBODY,
    add_lines,
    make_client,
    make_document,
    remove_line,
    retype_line,
    save_sheet,
    sheet_of,
    take,
)

pytestmark = pytest.mark.usefixtures("database")

THREE = (
    {"designation": "Nacelle", "price": "100,1234", "quantity": "2", "discount": "5"},
    {"designation": "Godet", "price": "10", "vat": "S10", "unit": "hour", "nature": "service"},
    {"kind": "text", "designation": "Merci"},
)


async def rows(document: Document) -> list[dict[str, str]]:
    return [line.typed() for line in await document.lines_in_order()]


async def made() -> Document:
    return await make_document(await make_client(), "sale", lines=THREE)


async def last_change() -> JournalEntry:
    entry = await JournalEntry.filter(action="lines").order_by("-id").first()
    assert entry
    return entry


async def again(document: Document) -> Document:
    return await Document.get(id=document.id)


async def test_each_change_is_put_back_and_can_be_done_again(subtests: pytest.Subtests) -> None:
    for name in ("retyped", "added", "removed", "moved"):
        with subtests.test(name):
            document = await made()
            before, ttc = await rows(document), document.ttc
            match name:
                case "retyped":
                    changed = await retype_line(document, 1, price="7", designation="Grue")
                case "added":
                    changed = await add_lines(document, {"designation": "Gants"})
                case "removed":
                    changed = await remove_line(document, 2)
                case _:
                    sheet = await sheet_of(document)
                    sheet.arrange(list(reversed(sheet.rows)))
                    changed = await save_sheet(document, sheet)
            after = await rows(changed)
            assert after != before

            await undo((await last_change()).id, by=ANYBODY)
            assert await rows(document) == before
            assert (await again(document)).ttc == ttc
            await undo((await last_change()).id, by=ANYBODY)
            assert await rows(document) == after
    assert await first_break() is None


async def test_what_changed_again_is_left_alone(subtests: pytest.Subtests) -> None:
    for is_gone in (False, True):
        with subtests.test(is_gone=is_gone):
            document = await retype_line(await made(), 1, price="7")
            entry = await last_change()
            await (remove_line(document, 1) if is_gone else retype_line(document, 1, price="8"))
            now = await rows(document)
            with pytest.raises(Refused, match="encore changé depuis"):
                await undo(entry.id, by=ANYBODY)
            assert await rows(document) == now
    with subtests.test("undone already"):
        document = await remove_line(await made(), 1)
        entry = await last_change()
        await undo(entry.id, by=ANYBODY)
        now = await rows(document)
        with pytest.raises(Refused, match="encore changé depuis"):
            await undo(entry.id, by=ANYBODY)
        assert await rows(document) == now


async def test_what_a_colleague_changed_elsewhere_stays() -> None:
    document = await retype_line(await made(), 1, price="7")
    entry = await last_change()
    await retype_line(document, 2, price="12")
    await undo(entry.id, by=ANYBODY)
    prices = [line.price for line in await document.lines_in_order()]
    assert prices == [Decimal("100.1234"), Decimal(12), Decimal(0)]


async def test_lines_that_do_not_change_any_more_are_not_put_back() -> None:
    draft = await make_document(await make_client(), "invoice")
    await retype_line(draft, 1, price="7")
    entry = await last_change()
    await take(await again(draft), "issue")
    with pytest.raises(Refused, match="ne se modifie plus"):
        await undo(entry.id, by=ANYBODY)


async def test_a_line_of_an_order_that_left_its_invoice_does_not_come_back() -> None:
    order = await made()
    invoice = await order.bill(by=ANYBODY)
    await remove_line(invoice, 1)
    entry = await last_change()
    assert undo_refusal(entry, ANYBODY) == "Ce changement des lignes ne s’annule pas."
    with pytest.raises(Refused):
        await undo(entry.id, by=ANYBODY)
    assert [one.left for one in await order.left()] == [2, 0]


async def test_the_rows_are_kept_for_the_program_only() -> None:
    await retype_line(await made(), 1, price="7", reference="ZX81")
    entry = await last_change()
    (told,) = details(entry.topic, entry.changes)
    assert told.label == "Ligne 1"
    assert "zx81" not in entry.search
    assert undo_refusal(entry, ANYBODY) is None
    assert "permet pas" in (undo_refusal(entry, Staff("Léa", Role.READER)) or "")
