"""A document makes every legal move and no other, and of several people who move it one wins."""

import asyncio

import pytest

from models.clients import Client
from models.database import transaction
from models.documents import KINDS, Document, Status
from models.documents.kinds import every_stage
from models.errors import Invalid, Refused
from tests.factories import (
    ANYBODY,
    make_client,
    make_document,
    make_document_in,
    steps,
    supplied,
)

pytestmark = pytest.mark.usefixtures("database")

LEGAL = [
    ((kind.code, stage.code, source), move.code)
    for kind, stage in every_stage()
    for move in stage.moves
    if not move.by_itself
    for source in sorted(move.sources)
]
EVERY_CODE = {move.code for _, stage in every_stage() for move in stage.moves} | {"", "inconnu"}


async def test_every_legal_move_works(subtests: pytest.Subtests) -> None:
    for step, code in LEGAL:
        with subtests.test(step=step, code=code):
            document = await make_document_in(await make_client(), *step)
            document = await supplied(document, code)
            move = document.stage_spec.move(code)
            assert move is not None

            result = await document.move(code, by=ANYBODY, reason="motif du client")

            moved = await Document.get(id=document.id)
            assert (moved.status, moved.version) == (move.target, document.version + 1)
            assert moved.closing_reason == ("motif du client" if move.asks_reason else "")
            assert (result.id == moved.id) == (move.makes is None)


async def test_every_illegal_move_is_refused(subtests: pytest.Subtests) -> None:
    for step in steps():
        with subtests.test(step=step):
            document = await make_document_in(await make_client(), *step)
            count = await Document.all().count()

            async with transaction():  # one for all, which is quicker
                for code in sorted(EVERY_CODE - {move.code for move in document.moves}):
                    assert "cette étape n’est plus possible" in await refusal_of(document, code)

            after = await Document.get(id=document.id)
            assert (after.status, after.version) == (document.status, document.version)
            assert await Document.all().count() == count


async def refusal_of(document: Document, code: str) -> str:
    """The sentence with which this move is refused, or nothing."""
    try:
        await document.move(code, by=ANYBODY, reason="essai")
    except Refused as refusal:
        return str(refusal)
    return ""


async def test_a_move_says_what_it_needs(subtests: pytest.Subtests) -> None:
    client = await make_client()
    for kind, stage, moves, code, sentence in (
        ("rental", "quote", "", "send", "Ajoutez d’abord une ligne"),
        ("sale", "quote", "", "accept", "Ajoutez d’abord une ligne"),
        ("rental", "contract", "reserve", "hand_out", "Indiquez d’abord le début et la fin"),
        ("invoice", "invoice", "issue pay", "write_off", "Rien n’est dû"),
    ):
        with subtests.test(kind=kind, code=code):
            lines: tuple[dict[str, str], ...] = ({},) if kind == "invoice" else ()
            document = await make_document(client, kind, stage, moves, lines=lines)
            with pytest.raises(Refused, match=sentence):
                await document.move(code, by=ANYBODY, reason="essai")
            assert (await Document.get(id=document.id)).status == document.status


async def test_a_refusal_names_the_status_in_the_words_of_the_stage() -> None:
    order = await make_document(await make_client(), "intervention", "work_order", "cancel")
    with pytest.raises(Refused, match="déjà «\u00a0Annulée\u00a0»"):
        await order.move("plan", by=ANYBODY)


async def test_of_five_people_who_move_a_document_one_wins(subtests: pytest.Subtests) -> None:
    for stage, moves, code in (("contract", "", "reserve"), ("quote", "accept", "transform")):
        with subtests.test(code=code):
            document = await make_document(await make_client(), "rental", stage, moves)
            seen_by = [await Document.get(id=document.id) for _ in range(5)]

            results = await asyncio.gather(
                *(one.move(code, by=ANYBODY) for one in seen_by), return_exceptions=True
            )

            assert sum(isinstance(result, Document) for result in results) == 1
            assert sum(isinstance(result, Refused) for result in results) == 4
            assert (await Document.get(id=document.id)).version == document.version + 1
            assert await Document.filter(parent_id=document.id).count() == (code == "transform")


async def test_of_two_people_who_move_a_document_to_different_ends_one_wins() -> None:
    document = await make_document(await make_client(), "intervention", "quote", "send")
    codes = ("accept", "refuse", "cancel")
    results = await asyncio.gather(
        *(document.move(code, by=ANYBODY) for code in codes), return_exceptions=True
    )
    # An accepted quote can still be cancelled, nothing else has a follower here.
    done = [code for code, result in zip(codes, results, strict=True) if type(result) is Document]
    assert done in (["accept", "cancel"], ["refuse"], ["cancel"])


async def test_a_reason_is_required_and_has_a_length(subtests: pytest.Subtests) -> None:
    rental = await make_document(await make_client())
    for reason in ("", "  \u00a0", "\x00", "é" * 501):
        with subtests.test(reason=reason):
            with pytest.raises(Invalid) as refusal:
                await rental.move("cancel", by=ANYBODY, reason=reason)
            assert refusal.value.errors.keys() == {"reason"}
            assert (await Document.get(id=rental.id)).status == Status.DRAFT


async def test_a_reason_is_stored_on_one_line() -> None:
    rental = await make_document(await make_client())
    await rental.move("cancel", by=ANYBODY, reason=" machine\nen panne ")
    assert (await Document.get(id=rental.id)).closing_reason == "machine en panne"


async def test_a_move_stamps_when_it_was_made(subtests: pytest.Subtests) -> None:
    client = await make_client()
    for kind, moves, stamp in (
        ("rental", "reserve hand_out", "departed_at"),
        ("rental", "reserve hand_out take_back", "returned_at"),
        ("intervention", "plan start finish", "finished_at"),
        ("sale", "prepare deliver", "finished_at"),
        ("invoice", "issue", "issued_at"),
    ):
        with subtests.test(kind=kind, stamp=stamp):
            document = await make_document(client, kind, moves=moves)
            assert getattr(document, stamp) == document.updated_at or (
                document.created_at <= getattr(document, stamp) <= document.updated_at
            )


async def test_a_credit_note_is_stamped_as_issued() -> None:
    invoice = await make_document(await make_client(), "invoice", moves="issue")
    credit = await invoice.credit(by=ANYBODY, reason="essai")
    await credit.issue(by=ANYBODY)
    assert (await Document.get(id=credit.id)).issued_at is not None


async def test_what_is_open_follows_the_status(subtests: pytest.Subtests) -> None:
    for kind, stage, status in steps():
        with subtests.test(kind=kind, stage=stage, status=status):
            client = await make_client()
            document = await make_document_in(client, kind, stage, status)
            assert document.standing == status
            is_open = KINDS[kind].stage(stage).step(status).is_open
            assert document.is_open == (is_open or status == Status.EXPIRED)
            still_open = await Document.filter(client_id=client.id, is_open=True).count()
            assert (await Client.get(id=client.id)).open_count == still_open


async def test_a_new_document_and_its_end_are_counted_on_the_client() -> None:
    client = await make_client()
    rental = await make_document(client)
    assert (await Client.get(id=client.id)).open_count == 1
    await rental.move("cancel", by=ANYBODY, reason="essai")
    assert (await Client.get(id=client.id)).open_count == 0


async def test_documents_opened_at_the_same_time_are_all_counted() -> None:
    client = await make_client()
    await asyncio.gather(*(make_document(client, kind) for kind in KINDS))
    assert (await Client.get(id=client.id)).open_count == 4
