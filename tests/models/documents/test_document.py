"""A document begins once, hands on what it holds, and is frozen once it is an issued invoice."""

import asyncio
from datetime import timedelta
from uuid import uuid4

import pytest

from models.clients import Client
from models.documents import KINDS, Document, Status
from models.documents.kinds import every_stage
from models.errors import Refused
from models.french.wording import today
from models.records import Changed
from tests.factories import (
    ADDRESS,
    ANYBODY,
    make_client,
    make_document,
    make_document_in,
    retyped,
    rolled_back,
)

pytestmark = pytest.mark.usefixtures("database")

BEGINNINGS = [
    (kind.code, stage.code)
    for kind, stage in every_stage()
    if stage.code == "quote" or stage == kind.direct_stage
]
MAKING = [
    (kind.code, stage.code, move.code)
    for kind, stage in every_stage()
    for move in stage.moves
    if move.makes
]
BILLED = {
    "rental": "reserve hand_out take_back bill",
    "intervention": "plan start finish bill",
    "sale": "prepare deliver bill",
}


async def test_a_document_begins_where_its_stage_does(subtests: pytest.Subtests) -> None:
    client = await make_client("Garage du Port", city="Brest")
    for kind, stage in BEGINNINGS:
        with subtests.test(kind=kind, stage=stage):
            document = await Document.open_for(client.id, kind, stage, by=ANYBODY)

            stored = await Document.get(id=document.id)
            assert (stored.kind, stored.stage) == (kind, stage)
            assert stored.status == KINDS[kind].stage(stage).start
            assert (stored.client_name, stored.client_key) == ("Garage du Port", client.sort_key)
            assert stored.client_identity == client.identity.details
            assert (stored.author, stored.dated_on) == (ANYBODY.name, today())
            assert (stored.is_open, stored.parent_id) == (True, None)
            assert bool(stored.number) == (stored.status != Status.DRAFT)


async def test_a_document_begins_directly_unless_a_stage_is_named() -> None:
    client = await make_client()
    begun = {code: (await make_document(client, code)).stage for code in KINDS}
    assert begun == {code: kind.direct_stage.code for code, kind in KINDS.items()}


async def test_a_key_sent_twice_makes_one_document() -> None:
    client, key = await make_client(), uuid4()
    made = [
        await Document.open_for(client.id, "rental", by=ANYBODY, key=key),
        await Document.open_for(client.id, "rental", by=ANYBODY, key=key),
        *await asyncio.gather(
            *(Document.open_for(client.id, "rental", by=ANYBODY, key=key) for _ in range(3))
        ),
    ]
    assert len({document.id for document in made}) == 1
    assert (await Client.get(id=client.id)).open_count == 1


async def test_a_key_sent_five_times_at_once_makes_one_document() -> None:
    client, key = await make_client(), uuid4()
    await asyncio.gather(
        *(Document.open_for(client.id, "sale", by=ANYBODY, key=key) for _ in range(5))
    )
    assert await Document.all().count() == 1


async def test_a_document_is_called_by_its_stage_and_reference() -> None:
    quote = await make_document(await make_client(), "rental", "quote")
    assert quote.title == f"Devis de location réf.\u00a0{quote.id}"
    assert quote.path == f"/locations/{quote.id}"
    quote.number = "DV-2026-00001"
    assert quote.title == "Devis de location n°\u00a0DV-2026-00001"


async def test_what_a_move_makes_is_linked_and_copied(subtests: pytest.Subtests) -> None:
    typed = {"subject": "Nacelle", "client_reference": "BC 12", "printed_notes": "a\nb"}
    kept = ("subject", "client_reference", "internal_notes", "printed_notes", "client_identity")
    for kind, stage, code in MAKING:
        with subtests.test(kind=kind, stage=stage, code=code):
            move = KINDS[kind].stage(stage).move(code)
            assert move is not None
            assert move.makes is not None
            source = await _ready_for(kind, stage, code)
            if not source.is_frozen:
                source = await Document.amend(retyped(source, **typed), by=ANYBODY)

            made = await source.move(code, by=ANYBODY)

            made = await Document.get(id=made.id).prefetch_related("parent")
            assert (made.kind, made.stage, made.status) == move.makes
            assert made.parent == source
            assert [child.id for child in await source.children] == [made.id]
            assert all(getattr(made, name) == getattr(source, name) for name in kept)


async def _ready_for(kind: str, stage: str, code: str) -> Document:
    """A document that can make this move."""
    move = KINDS[kind].stage(stage).move(code)
    assert move is not None
    status = min(move.sources)
    return await make_document_in(await make_client(), kind, stage, status)


async def test_a_transformed_quote_hands_on_the_dates_of_its_kind() -> None:
    quote = await make_document(await make_client(), "rental", "quote")
    typed = {"starts_at": "2030-05-01T08:30", "ends_at": "2030-05-03T18:00"}
    await Document.amend(retyped(quote, **typed, valid_until="2030-04-01"), by=ANYBODY)
    quote = await quote.move("accept", by=ANYBODY)

    contract = await quote.move("transform", by=ANYBODY)

    stored = await Document.get(id=contract.id)
    assert stored.typed().items() >= typed.items()
    assert stored.valid_until is None


async def test_a_discarded_draft_invoice_reopens_what_it_was_made_from(
    subtests: pytest.Subtests,
) -> None:
    for kind, moves in BILLED.items():
        with subtests.test(kind=kind):
            client = await make_client()
            source = await make_document(client, kind, moves=moves)
            invoice = await Document.get(parent_id=source.id)
            await invoice.discard(by=ANYBODY)

            reopened = await Document.get(id=source.id)
            assert (reopened.is_open, [move.code for move in reopened.moves]) == (
                True,
                ["close_unbilled"],
            )
            assert (await Client.get(id=client.id)).open_count == 1
            again = await reopened.bill(by=ANYBODY)
            assert again.id != invoice.id


async def test_a_discarded_invoice_stays_and_moves_no_more() -> None:
    invoice = await make_document(await make_client(), "invoice")
    await invoice.discard(by=ANYBODY)

    discarded = await Document.get(id=invoice.id)
    assert discarded.is_trashed
    assert discarded.moves == ()
    with pytest.raises(Refused):
        await invoice.issue(by=ANYBODY)
    with pytest.raises(Refused):
        await invoice.discard(by=ANYBODY)


async def test_only_a_draft_invoice_is_discarded(subtests: pytest.Subtests) -> None:
    client = await make_client()
    for kind, moves in (("invoice", "issue"), ("invoice", "issue pay"), ("rental", "")):
        with subtests.test(kind=kind, moves=moves):
            document = await make_document(client, kind, moves=moves)
            assert document.discard_refusal is not None
            with pytest.raises(Refused, match="Seul un brouillon de facture"):
                await document.discard(by=ANYBODY)


async def test_an_invoice_is_issued_or_discarded_not_both() -> None:
    invoice = await make_document(await make_client(**ADDRESS), "invoice")
    results = await asyncio.gather(
        invoice.issue(by=ANYBODY), invoice.discard(by=ANYBODY), return_exceptions=True
    )
    assert sum(isinstance(result, Refused) for result in results) == 1


NEW_IDENTITY = {"name": "Port Service", "city": "Quimper", "siret": "404 833 048 00022"}


async def test_a_document_follows_its_client(subtests: pytest.Subtests) -> None:
    for kind, moves in (("rental", ""), ("rental", "cancel"), ("sale", "prepare"), ("invoice", "")):
        with subtests.test(kind=kind, moves=moves):
            client = await make_client("Garage du Port", city="Brest")
            document = await make_document(client, kind, moves=moves)
            renamed = await Client.amend(retyped(client, **NEW_IDENTITY), by=ANYBODY)

            stored = await Document.get(id=document.id)
            assert (stored.client_name, stored.client_key) == ("Port Service", "port service")
            assert stored.client_identity == renamed.identity.details
            assert "service" in stored.search
            assert stored.version == document.version


async def test_each_field_of_the_identity_is_followed(subtests: pytest.Subtests) -> None:
    for field in ("name", "street", "city", "siret"):
        with subtests.test(field=field):
            client = await make_client("Garage du Port")
            invoice = await make_document(client, "invoice")
            text = NEW_IDENTITY.get(field, "1 rue Haute")
            amended = await Client.amend(retyped(client, **{field: text}), by=ANYBODY)
            assert (await Document.get(id=invoice.id)).client_identity == amended.identity.details


async def test_an_issued_invoice_keeps_the_identity_of_its_client(
    subtests: pytest.Subtests,
) -> None:
    for moves in ("issue", "issue pay", "issue credit", "issue write_off"):
        with subtests.test(moves=moves):
            client = await make_client(
                "Garage du Port", siren=NEW_IDENTITY["siret"].replace(" ", "")[:9], **ADDRESS
            )
            invoice = await make_document(client, "invoice", moves=moves)
            await Client.amend(retyped(client, **NEW_IDENTITY), by=ANYBODY)

            stored = await Document.get(id=invoice.id)
            assert (stored.client_name, stored.client_identity) == (
                "Garage du Port",
                client.identity.details,
            )


async def test_a_document_is_announced_with_its_client(heard: list[Changed]) -> None:
    client = await make_client()
    heard.clear()
    document = await make_document(client)
    assert {change.topic: change.ids for change in heard} == {
        "document": {document.id},
        "client": {client.id},
    }


async def test_a_rolled_back_move_leaves_nothing() -> None:
    client = await make_client()
    rental = await make_document(client, moves="reserve hand_out take_back")
    async with rolled_back():
        await rental.bill(by=ANYBODY)
    assert (await Document.get(id=rental.id)).status == Status.RETURNED
    assert await Document.all().count() == 1
    assert (await Client.get(id=client.id)).open_count == 1


async def test_a_new_quote_holds_as_long_as_the_firm_says() -> None:
    quote = await make_document(await make_client(), "sale", "quote")
    assert quote.valid_until == today() + timedelta(days=30)
