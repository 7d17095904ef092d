"""Lines are saved as several people type them: nothing is lost, nothing wrong gets in."""

from __future__ import annotations

import asyncio
from decimal import Decimal
from uuid import uuid4

import pytest

from models.documents import Document, DocumentLine, LineEdits, Sheet
from models.errors import Invalid, Refused
from models.records import Conflict, JournalEntry
from tests.factories import (
    ANYBODY,
    add_lines,
    make_client,
    make_document,
    money,
    remove_line,
    retype_line,
    retyped,
    save_sheet,
    sheet_of,
)

pytestmark = pytest.mark.usefixtures("database")

THREE = ({"designation": "Nacelle"}, {"designation": "Godet"}, {"designation": "Livraison"})


async def order_of(*lines: dict[str, str]) -> Document:
    return await make_document(await make_client(), "sale", lines=lines or THREE)


async def names(document: Document) -> list[str]:
    return [line.designation for line in await document.lines_in_order()]


def key_of(sheet: Sheet, place: int) -> str:
    return list(sheet.rows)[place - 1]


async def test_the_journal_tells_what_a_summary_does_not_say() -> None:
    order = await order_of({"designation": "Nacelle", "kind": "rental"})
    sheet = await sheet_of(order)
    sheet.type(key_of(sheet, 1), "ends", "2026-12-10T18:00")
    await save_sheet(order, sheet)
    entry = await JournalEntry.filter(action="lines").order_by("-id").first()
    assert entry
    before, after = entry.changes["Ligne 1"]
    assert before != after
    assert "10\xa0déc.\xa02026, 18\xa0h" in after


async def test_a_conflict_is_worded_as_the_line_shows_it() -> None:
    order = await order_of()
    mine = await sheet_of(order)
    mine.type(key_of(mine, 1), "unit", "day")
    await retype_line(order, 1, unit="hour")
    with pytest.raises(Conflict) as conflict:
        await save_sheet(order, mine)
    (clash,) = conflict.value.clashes
    assert (clash.shown(clash.yours), clash.shown(clash.stored)) == ("jour", "heure")


# --- several people -----------------------------------------------------------------------------


async def test_two_people_who_type_into_different_fields_are_both_heard() -> None:
    order = await order_of()
    mine, theirs = await sheet_of(order), await sheet_of(order)
    mine.type(key_of(mine, 1), "quantity", "3")
    theirs.type(key_of(theirs, 1), "discount", "10")
    theirs.type(key_of(theirs, 2), "price", "80,5")

    await asyncio.gather(save_sheet(order, mine), save_sheet(order, theirs))

    first, second, third = await order.lines_in_order()
    assert (first.quantity, first.discount, first.net) == money(3, 10, "270.00")
    assert (second.price, third.price) == money("80.5", 100)
    order = await Document.get(id=order.id)
    assert (order.ht, order.vat, order.ttc) == (
        *(Decimal("450.50"), Decimal("90.10"), Decimal("540.60")),
    )


async def test_who_types_on_into_what_was_just_saved_meets_nobody() -> None:
    order = await order_of()
    sheet = await sheet_of(order)
    for text, shown in (("40", "40,00"), ("405", "405,00"), ("7", "7,00")):
        sheet.type(key_of(sheet, 1), "price", text)
        edits = sheet.edits
        order = await order.save_lines(edits, rates=sheet.rates, by=ANYBODY)
        sheet.type(key_of(sheet, 1), "designation", f"Typed while {text} was saved")
        sheet.rebase(await order.lines_in_order(), edits)
        assert sheet.rows[key_of(sheet, 1)]["price"] == shown

    await save_sheet(order, sheet)

    (line, *_) = await order.lines_in_order()
    assert (line.price, line.designation) == (Decimal(7), "Typed while 7 was saved")


async def test_the_same_field_typed_by_two_is_a_conflict_that_names_it() -> None:
    order = await order_of()
    mine = await sheet_of(order)
    key = key_of(mine, 2)
    mine.type(key, "quantity", "5")
    mine.type(key_of(mine, 3), "price", "70")
    await retype_line(order, 2, quantity="4")

    with pytest.raises(Conflict, match="Ligne 2 – Quantité") as conflict:
        await save_sheet(order, mine)

    (clash,) = conflict.value.clashes
    assert (clash.name, clash.yours, clash.stored) == (f"{key}.quantity", "5", "4")
    assert [line.quantity for line in await order.lines_in_order()] == [1, 4, 1]
    assert mine.rows[key]["quantity"] == "5", "what was typed is still there"
    mine.settle(clash, clash.yours)
    await save_sheet(order, mine)
    assert [line.quantity for line in await order.lines_in_order()] == [1, 5, 1]


async def test_two_who_type_the_same_thing_agree() -> None:
    order = await order_of()
    mine = await sheet_of(order)
    mine.type(key_of(mine, 1), "quantity", "4")
    await retype_line(order, 1, quantity="4")
    await save_sheet(order, mine)
    assert (await order.lines_in_order())[0].quantity == 4


async def test_who_removes_a_line_that_a_colleague_changed_is_asked() -> None:
    order = await order_of()
    mine = await sheet_of(order)
    mine.remove(key_of(mine, 2))
    await retype_line(order, 2, price="95")

    with pytest.raises(Conflict, match="Ligne 2") as conflict:
        await save_sheet(order, mine)

    assert "95,00" in conflict.value.clashes[0].stored
    assert await names(order) == ["Nacelle", "Godet", "Livraison"]


async def test_a_line_that_somebody_types_into_comes_back_after_a_colleague_removed_it() -> None:
    order = await order_of()
    mine = await sheet_of(order)
    mine.type(key_of(mine, 2), "price", "95")
    await remove_line(order, 2)

    await save_sheet(order, mine)

    again = next(line for line in await order.lines_in_order() if line.designation == "Godet")
    assert (again.price, again.vat_rate) == money(95, 20)


async def test_a_line_that_two_people_remove_is_gone() -> None:
    order = await order_of()
    mine = await sheet_of(order)
    mine.remove(key_of(mine, 2))
    await remove_line(order, 2)
    await save_sheet(order, mine)
    assert await names(order) == ["Nacelle", "Livraison"]


async def test_lines_keep_their_order_and_a_colleague_s_stays_behind_its_neighbour() -> None:
    order = await order_of()
    mine, theirs = await sheet_of(order), await sheet_of(order)
    theirs.add(str(uuid4()), {"designation": "Gants", "price": "9"}, after=key_of(theirs, 1))
    await save_sheet(order, theirs)
    first, second, third = mine.rows
    mine.arrange([third, first, second])

    await save_sheet(order, mine)

    assert await names(order) == ["Livraison", "Nacelle", "Gants", "Godet"]
    assert [line.position for line in await order.lines_in_order()] == [1, 2, 3, 4]


async def test_a_new_line_sent_twice_is_added_once() -> None:
    order = await order_of()
    sheet = await sheet_of(order)
    sheet.add(str(uuid4()), {"designation": "Gants", "price": "9", "vat": "S20"})
    for _ in range(2):
        await save_sheet(order, sheet)
    assert (await names(order)).count("Gants") == 1


async def test_five_people_who_add_a_line_at_once_all_have_it() -> None:
    order = await order_of()
    sheets = [await sheet_of(order) for _ in range(5)]
    for number, sheet in enumerate(sheets):
        sheet.add(str(uuid4()), {"designation": f"Câble {number}", "price": "10", "vat": "S20"})

    await asyncio.gather(*(save_sheet(order, sheet) for sheet in sheets))

    lines = await order.lines_in_order()
    assert {line.designation for line in lines} >= {f"Câble {number}" for number in range(5)}
    assert sorted(line.position for line in lines) == list(range(1, 9))
    assert (await Document.get(id=order.id)).ht == Decimal("350.00")


# --- what is kept -------------------------------------------------------------------------------


async def test_blank_rows_are_not_kept_and_do_not_hold_up_the_others() -> None:
    order = await order_of()
    sheet = await sheet_of(order)
    sheet.add(str(uuid4()), {})
    sheet.add(str(uuid4()), {"designation": "Gants", "price": "9", "vat": "S20"})
    await save_sheet(order, sheet)
    assert await names(order) == ["Nacelle", "Godet", "Livraison", "Gants"]


async def test_a_row_that_is_wrong_waits_while_the_others_are_saved() -> None:
    order = await order_of()
    sheet = await sheet_of(order)
    sheet.type(key_of(sheet, 1), "price", "beaucoup")
    sheet.type(key_of(sheet, 2), "price", "80")

    await save_sheet(order, sheet)

    assert [line.price for line in await order.lines_in_order()] == [100, 80, 100]
    assert sheet.rows[key_of(sheet, 1)]["price"] == "beaucoup"


WRONG = (
    ({"quantity": "0"}, "quantity", "La quantité ne peut pas être 0"),
    ({"quantity": "1,23456"}, "quantity", "4 chiffres au plus après la virgule"),
    ({"price": "-5"}, "price", "Un prix ne peut pas être négatif"),
    ({"price": "−5"}, "price", "Un prix ne peut pas être négatif"),
    ({"price": "9" * 30}, "price", "trop grand"),
    ({"quantity": "9" * 30}, "quantity", "trop grand"),
    ({"quantity": "99999999", "price": "99999999"}, "price", "vérifiez-les"),
    ({"price": "1,1234567"}, "price", "6 chiffres au plus après la virgule"),
    ({"discount": "101"}, "discount", "de 0 à 100"),
    ({"discount": "5,555"}, "discount", "2 chiffres au plus"),
    ({"vat": "S33"}, "vat", "taux de TVA n’existe pas"),
    ({"designation": ""}, "designation", "Désignation"),
    ({"designation": "é" * 4_001}, "designation", "4\u202f000 caractères au plus"),
    ({"unit": "toise"}, "unit", "Choisissez une unité"),
    ({"reference": "R" * 41}, "reference", "40 caractères au plus"),
    ({"kind": "cadeau"}, "kind", "n’existe pas"),
    ({"nature": "air"}, "nature", "bien ou service"),
    (
        {"kind": "rental", "starts": "2030-05-03T08:00", "ends": "2030-05-01T08:00"},
        "ends",
        "La fin est avant le début",
    ),
    ({"kind": "rental", "starts": "demain"}, "starts", "n’existe pas"),
    ({"kind": "rental", "starts": "0001-01-01T00:00"}, "starts", "entre 2000 et 2099"),
)


async def test_what_is_wrong_gets_a_sentence_in_the_row_and_is_refused_by_the_model(
    subtests: pytest.Subtests,
) -> None:
    order = await order_of()
    before = [line.typed() for line in await order.lines_in_order()]
    for typed, field, sentence in WRONG:
        with subtests.test(typed={name: text[:20] for name, text in typed.items()}):
            sheet = await sheet_of(order)
            key = key_of(sheet, 1)
            for name, text in typed.items():
                sheet.type(key, name, text)
            forged = _as_if_ready(sheet, key)

            assert sentence in sheet.errors(key)[field]
            with pytest.raises(Invalid) as refusal:
                await order.save_lines(forged, rates=sheet.rates, by=ANYBODY)

            assert sentence in refusal.value.errors[f"{key}.{field}"]
            assert [line.typed() for line in await order.lines_in_order()] == before


def _as_if_ready(sheet: Sheet, key: str) -> LineEdits:
    """Edits that no browser would send."""
    changed = {n: text for n, text in sheet.rows[key].items() if text != sheet.base[key][n]}
    return LineEdits({key: sheet.base[key]}, {key: changed})


async def test_a_thousand_lines_are_enough() -> None:
    order = await order_of()
    sheet = await sheet_of(order)
    for number in range(997):
        sheet.add(str(uuid4()), {"designation": f"Vis {number}", "price": "0,1", "vat": "S20"})
    order = await save_sheet(order, sheet)
    assert order.ht == Decimal("399.70")

    with pytest.raises(Refused, match="1\u202f000 lignes au plus"):
        await add_lines(order, {})

    assert await DocumentLine.filter(document_id=order.id).count() == 1_000


async def test_words_between_the_lines_cost_nothing() -> None:
    order = await order_of(
        {"kind": "title", "designation": "Atelier"},
        {"price": "50"},
        {"kind": "text", "designation": "Selon votre accord"},
        {"kind": "subtotal", "designation": ""},
    )
    assert [line.net for line in await order.lines_in_order()] == [0, 50, 0, 0]
    assert order.ht == 50
    order = await retype_line(order, 2, kind="text")
    assert (order.ht, order.ttc) == money(0, 0), "nor does a line that becomes words"


# --- where lines do not change ------------------------------------------------------------------


async def test_lines_of_what_went_out_or_is_closed_do_not_change(subtests: pytest.Subtests) -> None:
    client = await make_client()
    for kind, stage, moves, sentence in (
        ("rental", "quote", "send", "faites-en une nouvelle version"),
        ("rental", "quote", "accept", "faites-en une nouvelle version"),
        ("sale", "order", "cancel", "ses lignes ne changent plus"),
        ("sale", "order", "prepare deliver bill", "ses lignes ne changent plus"),
        ("invoice", "invoice", "issue", "ne se modifie plus"),
        ("invoice", "invoice", "issue pay", "ne se modifie plus"),
    ):
        with subtests.test(kind=kind, stage=stage, moves=moves):
            document = await make_document(client, kind, stage, moves)
            assert sentence in (document.lines_refusal or "")
            for change in (retype_line(document, 1, price="5"), remove_line(document, 1)):
                with pytest.raises(Refused, match=sentence):
                    await change
            with pytest.raises(Refused, match=sentence):
                await add_lines(document, {})
            assert [line.price for line in await document.lines_in_order()] == [100]


async def test_the_discount_of_what_went_out_or_is_closed_does_not_change(
    subtests: pytest.Subtests,
) -> None:
    client = await make_client()
    for stage, moves in (("quote", "send"), ("order", "prepare deliver bill"), ("order", "cancel")):
        with subtests.test(stage=stage, moves=moves):
            document = await make_document(client, "sale", stage, moves)
            with pytest.raises(Invalid) as refusal:
                await Document.amend(retyped(document, discount="10 %"), by=ANYBODY)
            assert refusal.value.errors.keys() == {"discount"}
            assert (await Document.get(id=document.id)).ttc == Decimal("120.00")


async def test_the_discount_of_a_document_changes_its_totals_at_once() -> None:
    order = await order_of()
    for text, ht in (("10 %", "270.00"), ("50 €", "250.00"), ("999", "0.00"), ("", "300.00")):
        order = await Document.amend(retyped(order, discount=text), by=ANYBODY)
        stored = await Document.get(id=order.id)
        assert stored.ht == Decimal(ht)
        assert stored.ttc == stored.ht + stored.vat == Decimal(ht) * Decimal("1.2")
    for wrong in ("-5 %", "101 %", "5,555 %", "dix"):
        with pytest.raises(Invalid) as refusal:
            await Document.amend(retyped(order, discount=wrong), by=ANYBODY)
        assert refusal.value.errors.keys() == {"discount"}
