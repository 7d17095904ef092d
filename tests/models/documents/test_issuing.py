"""Issuing gives an invoice its number and freezes it; it is complete, or it is not issued."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from models.clients import Client
from models.company import Company
from models.documents import Document, Status
from models.errors import Refused
from models.french import today
from models.permissions import Role, Staff
from tests.factories import (
    ADDRESS,
    ANYBODY,
    SIREN,
    Typed,
    add_lines,
    make_client,
    make_document,
    money,
    remove_line,
    retype_line,
    retyped,
    rolled_back,
    set_up_firm,
)

pytestmark = pytest.mark.usefixtures("database")


async def complete_client(**typed: str) -> Client:
    await set_up_firm()
    return await make_client(**{**ADDRESS, "siren": SIREN, **typed})


async def draft_of(*lines: Typed, **typed: str) -> Document:
    """A draft invoice that lacks nothing but what its lines or its client lack."""
    return await make_document(await complete_client(**typed), "invoice", lines=lines or ({},))


def number(count: int) -> str:
    return f"FA-{today().year}-{count:05}"


async def test_an_issued_invoice_has_its_number_its_days_and_both_sides() -> None:
    draft = await draft_of({"kind": "labour"})
    assert (draft.number, draft.frozen) == (None, None)

    invoice = await draft.issue(by=ANYBODY)

    invoice = await Document.get(id=invoice.id)
    company = await Company.current()
    assert (invoice.status, invoice.number) == (Status.ISSUED, number(1))
    assert (invoice.dated_on, invoice.due_on) == (today(), company.terms.due_on(today()))
    assert (invoice.type_code, invoice.frame) == ("380", "S1")
    assert (invoice.due, invoice.is_open) == (invoice.ttc, True)
    assert invoice.issued_at is not None
    frozen = invoice.frozen or {}
    assert frozen["buyer"]["name"] == invoice.client_name
    assert frozen["seller"]["name"] == company.name


async def test_how_it_is_framed_follows_from_what_is_sold(subtests: pytest.Subtests) -> None:
    for natures, is_paid, frame in (
        (("goods",), False, "B1"),
        (("service",), False, "S1"),
        (("goods", "service"), False, "M1"),
        (("goods",), True, "B2"),
        (("goods", "service"), True, "M2"),
    ):
        with subtests.test(natures=natures, is_paid=is_paid):
            draft = await draft_of(*({"nature": nature} for nature in natures))
            invoice = await draft.issue(by=ANYBODY, paid_on_the_spot=is_paid)
            assert invoice.frame == frame
            assert (invoice.due_on == today()) == is_paid


MISSING: tuple[tuple[str, dict[str, str], tuple[Typed, ...]], ...] = (
    ("l’adresse postale du client", {"city": ""}, ()),
    ("l’adresse postale du client", {"postcode": ""}, ()),
    ("le SIREN du client", {"siren": ""}, ()),
    ("une ligne au moins, avec son prix", {}, ({"kind": "text"},)),
    ("un total qui n’est pas négatif", {}, ({"quantity": "-1"},)),
    ("le hors champ de la TVA sur une facture à part", {}, ({}, {"vat": "O-HORS"})),
    ("un seul motif par sorte d’exonération", {}, ({"vat": "E-261"}, {"vat": "E-FRANCHISE"})),
)


async def test_what_is_missing_is_listed_and_nothing_is_issued(subtests: pytest.Subtests) -> None:
    for sentence, typed, lines in MISSING:
        with subtests.test(sentence):
            draft = await draft_of(*lines, **typed)
            with pytest.raises(Refused, match=f"Avant d’émettre, il manque : {sentence}"):
                await draft.issue(by=ANYBODY)
            stored = await Document.get(id=draft.id)
            assert (stored.status, stored.number, stored.frozen) == (Status.DRAFT, None, None)


async def test_all_that_is_missing_is_listed_at_once_and_leads_to_where_it_is_filled_in() -> None:
    client = await make_client()
    draft = await make_document(client, "invoice", lines=())
    missing = await draft.missing()
    assert {one.path.partition("?")[0] for one in missing} >= {"/parametres", "/clients", ""}
    with pytest.raises(Refused) as refusal:
        await draft.issue(by=ANYBODY)
    for one in missing:
        assert one.text[1:] in str(refusal.value)


async def test_a_day_that_is_past_is_not_the_day_until_which_to_pay() -> None:
    draft = await draft_of()
    yesterday = (today() - timedelta(days=1)).isoformat()
    draft = await Document.amend(retyped(draft, due_on=yesterday), by=ANYBODY)
    with pytest.raises(Refused, match="une échéance qui n’est pas passée"):
        await draft.issue(by=ANYBODY)


async def test_an_invoice_of_nothing_is_issued_and_nothing_is_owed() -> None:
    invoice = await (await draft_of({"price": "0"})).issue(by=ANYBODY)
    assert (invoice.standing, invoice.due, invoice.is_open) == (Status.PAID, *money(0), False)


async def test_what_is_issued_changes_no_more_and_stays(subtests: pytest.Subtests) -> None:
    invoice = await (await draft_of()).issue(by=ANYBODY)
    before = await Document.get(id=invoice.id).values()
    changes: dict[str, Callable[[], Awaitable[object]]] = {
        "form": lambda: Document.amend(retyped(invoice, subject="Autre"), by=ANYBODY),
        "discount": lambda: Document.amend(retyped(invoice, discount="5 %"), by=ANYBODY),
        "a line": lambda: retype_line(invoice, 1, price="1"),
        "a line more": lambda: add_lines(invoice, {}),
        "a line less": lambda: remove_line(invoice, 1),
        "discard": lambda: invoice.discard(by=ANYBODY),
        "issue": lambda: invoice.issue(by=ANYBODY),
    }
    for name, change in changes.items():
        with subtests.test(name):
            with pytest.raises(Refused):
                await change()
            assert await Document.get(id=invoice.id).values() == before
    with pytest.raises(TypeError, match="never erased"):
        await invoice.delete()
    assert await Document.exists(id=invoice.id)


async def test_twenty_issued_at_once_have_numbers_without_a_gap_or_a_double() -> None:
    drafts = [await draft_of() for _ in range(15)]
    incomplete = [await draft_of({"quantity": "-1"}) for _ in range(5)]
    mixed = [one for pair in zip(drafts, [*incomplete] * 3, strict=True) for one in pair]

    done = await asyncio.gather(
        *(draft.issue(by=ANYBODY) for draft in mixed[:20]), return_exceptions=True
    )

    issued = [one for one in done if isinstance(one, Document)]
    assert sum(isinstance(one, Refused) for one in done) == 20 - len(issued) == 10
    assert sorted(one.number or "" for one in issued) == [number(n) for n in range(1, 11)]


async def test_a_number_that_a_failure_gives_back_goes_to_the_next() -> None:
    failing, next_one = await draft_of(), await draft_of()
    async with rolled_back():
        assert (await failing.issue(by=ANYBODY)).number == number(1)
    assert (await Document.get(id=failing.id)).number is None
    assert (await next_one.issue(by=ANYBODY)).number == number(1)
    assert (await failing.issue(by=ANYBODY)).number == number(2)


async def test_of_five_who_issue_the_same_draft_one_does() -> None:
    draft = await draft_of()
    done = await asyncio.gather(
        *(draft.issue(by=ANYBODY) for _ in range(5)), return_exceptions=True
    )
    assert sum(isinstance(one, Document) for one in done) == 1
    assert sum(isinstance(one, Refused) for one in done) == 4
    assert (await (await draft_of()).issue(by=ANYBODY)).number == number(2)


async def test_lines_typed_while_it_is_issued_are_in_it_or_refused() -> None:
    draft = await draft_of()
    done = await asyncio.gather(
        retype_line(draft, 1, price="500"), draft.issue(by=ANYBODY), return_exceptions=True
    )
    stored = await Document.get(id=draft.id)
    assert stored.status == Status.ISSUED
    assert stored.ht == (100 if isinstance(done[0], Refused) else 500)
    assert stored.ht == (await stored.totals()).ht
    assert stored.due == stored.ttc


async def test_who_may_not_issue_does_not() -> None:
    draft = await draft_of()
    with pytest.raises(Refused, match="ne permet pas"):
        await draft.issue(by=Staff("Léa", Role.READER))
