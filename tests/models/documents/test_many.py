"""What is done to many documents is done to each by itself, and said of each where it is not."""

from __future__ import annotations

import pytest

from models.documents import (
    DISCARD_MANY,
    ISSUE_MANY,
    MOST_AT_ONCE,
    Document,
    Status,
    few,
    note_export,
)
from models.errors import Refused
from models.permissions import Role, Staff
from tests.factories import (
    ADDRESS,
    ANYBODY,
    FIRM,
    SIREN,
    fill_in,
    make_client,
    make_document,
    open_bank_account,
)

pytestmark = pytest.mark.usefixtures("database")


async def test_of_many_only_drafts_of_invoices_are_thrown_away() -> None:
    client = await make_client()
    draft = await make_document(client, "invoice")
    issued = await make_document(client, "invoice", moves="issue")
    sale = await make_document(client, "sale")

    sifted = await DISCARD_MANY.sift([sale.id, draft.id, issued.id, 999])

    assert sifted.able == (draft,)
    assert [one.id for one, _ in sifted.unable] == [sale.id, issued.id]
    assert {reason for _, reason in sifted.unable} == {sale.discard_refusal}
    done = await DISCARD_MANY.do([draft, issued], by=ANYBODY)
    assert (done.able, [one for one, _ in done.unable]) == ((draft,), [issued])
    assert (await Document.get(id=draft.id)).is_trashed


async def test_of_many_those_that_lack_something_are_not_issued_and_it_is_said() -> None:
    await fill_in(**FIRM)
    await open_bank_account()
    complete = await make_client("Dupont", siren=SIREN, **ADDRESS)
    first, second = [await make_document(complete, "invoice") for _ in range(2)]
    lacking = await make_document(await make_client("Durand", **ADDRESS), "invoice")
    empty = await make_document(complete, "invoice", lines=())

    sifted = await ISSUE_MANY.sift([second.id, lacking.id, first.id, empty.id])

    assert sifted.able == (second, first), "in the order of the list"
    reasons = {one.id: reason for one, reason in sifted.unable}
    assert "le SIREN du client" in reasons[lacking.id]
    assert "une ligne au moins" in reasons[empty.id]
    done = await ISSUE_MANY.do([*sifted.able, lacking], by=ANYBODY)
    assert done.able == (second, first)
    numbers = [(await Document.get(id=one.id)).number for one in done.able]
    assert sorted(filter(None, numbers)) == numbers, "numbered in that order"
    assert (await Document.get(id=lacking.id)).status == Status.DRAFT


async def test_who_stops_half_way_keeps_what_is_done() -> None:
    client = await make_client()
    drafts = [await make_document(client, "invoice") for _ in range(3)]

    def stop(done: int) -> None:
        if done == 2:
            raise Refused("Suppression arrêtée.")

    with pytest.raises(Refused, match="arrêtée"):
        await DISCARD_MANY.do(drafts, by=ANYBODY, progress=stop)

    stored = await Document.with_ids([one.id for one in drafts])
    assert [one.is_trashed for one in stored] == [True, True, False]


async def test_too_many_are_refused_and_roles_are_asked() -> None:
    with pytest.raises(Refused, match="Au plus 200"):
        await few(range(MOST_AT_ONCE + 1))
    reader = Staff("Louise", Role.READER)
    for verb in (
        DISCARD_MANY.do([], by=reader),
        ISSUE_MANY.do([], by=reader),
        note_export(1, by=Staff("Karim", Role.COUNTER)),
    ):
        with pytest.raises(Refused):
            await verb
