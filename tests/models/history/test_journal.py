"""The journal: every verb leaves its entry, and what is done behind its back is found."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from decimal import Decimal
from typing import Any

import pytest

from models.clients import Client, clients_csv
from models.company import Company, StagePolicy
from models.database import postgres, sqlite, transaction
from models.documents import Document, Payment, receive, reverse
from models.documents.undoing_lines import SHEET
from models.errors import Refused
from models.permissions import Role, Staff
from models.records import JournalEntry
from models.records.journal import (
    JournalHead,
    Subject,
    first_break,
    note_all,
    rewriting_since,
)
from models.staff import (
    Account,
    Device,
    Seat,
    Session,
    sign_in,
)
from tests.factories import (
    ANYBODY,
    ANYWHERE,
    PASSWORD,
    PIN,
    add_lines,
    make_client,
    make_document,
    make_session,
    open_account,
    open_with_code,
    remove_line,
    retype_line,
    retyped,
    rolled_back,
)

pytestmark = pytest.mark.usefixtures("database")

ME = Staff("Camille", Role.ADMINISTRATOR, 7, "Tablette")


async def entries_of(verb: Awaitable[object]) -> list[JournalEntry]:
    """What doing this has added to the journal, the oldest first."""
    before = (await JournalHead.get()).number
    await verb
    return await JournalEntry.filter(id__gt=before).order_by("id")


async def entry_of(verb: Awaitable[object]) -> JournalEntry:
    """The one entry that this adds."""
    entries = await entries_of(verb)
    assert len(entries) == 1, [(one.action, one.topic, one.caption) for one in entries]
    return entries[0]


async def three_entries() -> list[JournalEntry]:
    for name in ("Un", "Deux", "Trois"):
        await make_client(name)
    return await JournalEntry.all().order_by("id")


# --- what is written --------------------------------------------------------------------------


async def test_an_entry_says_who_from_where_on_what_and_each_field_before_and_after() -> None:
    client = await make_client("Port du Golfe", city="Vannes")

    draft = retyped(client, name="Port de Vannes", city="Vannes", postcode="56000")
    entry = await entry_of(Client.amend(draft, by=ME))

    assert (entry.staff, entry.account_id, entry.device) == ("Camille", 7, "Tablette")
    assert (entry.topic, entry.record_id, entry.action) == ("client", client.id, "amend")
    assert entry.caption == "Port de Vannes"
    assert entry.changes == {
        "name": ["Port du Golfe", "Port de Vannes"],
        "postcode": ["", "56000"],
    }


async def test_a_new_record_is_told_with_what_was_typed() -> None:
    entry = await entry_of(make_client("Port du Golfe", city="Vannes"))

    assert entry.action == "create"
    assert entry.changes["name"] == ["", "Port du Golfe"]
    assert entry.changes["city"] == ["", "Vannes"]
    assert "street" not in entry.changes


async def test_a_record_that_is_made_twice_by_one_key_is_told_once() -> None:
    draft = Client.blank()
    draft.typed["name"] = "Port du Golfe"

    first = await entries_of(Client.create_from(draft, by=ME))
    again = await entries_of(Client.create_from(draft, by=ME))

    assert (len(first), again) == (1, [])


async def test_saving_what_is_there_already_is_no_entry() -> None:
    client = await make_client("Port du Golfe")

    assert await entries_of(Client.amend(client.draft(), by=ME)) == []


CLIENT_VERBS: dict[str, Callable[[Client], Awaitable[object]]] = {
    "trash": lambda client: client.remove(by=ME),
    "export": lambda client: clients_csv([client.id], by=ME),
    "create": lambda client: Document.open_for(client.id, "sale", by=ME),
}


async def test_a_verb_on_a_client_leaves_one_entry(subtests: pytest.Subtests) -> None:
    for action in CLIENT_VERBS:
        with subtests.test(action=action):
            client = await make_client()

            entry = await entry_of(CLIENT_VERBS[action](client))

            assert (entry.action, entry.staff, entry.device) == (action, "Camille", "Tablette")


async def test_restoring_leaves_one_entry() -> None:
    client = await make_client("Port du Golfe")
    await client.remove(by=ME)

    entry = await entry_of(Client.restore_many([client.id], by=ME))

    assert (entry.action, entry.caption) == ("restore", "Port du Golfe")


async def test_a_move_of_a_document_tells_its_status_and_reason() -> None:
    order = await make_document(await make_client("Port"), "sale", "order")

    entry = await entry_of(order.move("cancel", by=ME, reason="Doublon"))

    assert (entry.topic, entry.action) == ("document", "move")
    assert entry.caption == f"{order.title} – Port"
    assert entry.changes == {
        "status": ["Confirmée", "Annulée"],
        "closing_reason": ["", "Doublon"],
    }


async def test_a_move_that_makes_a_document_tells_of_both() -> None:
    quote = await make_document(await make_client(), "sale", "quote", "accept")

    entries = await entries_of(quote.move("transform", by=ME))

    assert [(one.action, one.topic) for one in entries] == [
        ("move", "document"),
        ("create", "document"),
    ]


async def test_an_invoice_and_what_it_ends_are_both_told_of() -> None:
    order = await make_document(await make_client(), "sale", "order", "prepare deliver")

    entries = await entries_of(order.bill(by=ME))

    invoice = await Document.get(parent_id=order.id)
    assert [(one.action, one.record_id) for one in entries] == [
        ("create", invoice.id),
        ("move", order.id),
    ]


def _told_of(entry: JournalEntry) -> dict[str, list[str]]:
    """Without the rows, which are kept for undoing."""
    return {name: pair for name, pair in entry.changes.items() if name != SHEET}


async def test_saving_lines_tells_which_were_added_changed_and_taken_away() -> None:
    order = await make_document(await make_client(), "sale", lines=())

    entry = await entry_of(add_lines(order, {"designation": "Foret", "discount": "5"}))
    assert entry.action == "lines"
    assert _told_of(entry) == {"Ligne 1": ["", "Foret, 1 × 100,00\u00a0€ − 5 %"]}

    entry = await entry_of(retype_line(order, 1, quantity="3", discount=""))
    assert _told_of(entry) == {
        "Ligne 1": ["Foret, 1 × 100,00\u00a0€ − 5 %", "Foret, 3 × 100,00\u00a0€"]
    }

    entry = await entry_of(remove_line(order, 1))
    assert _told_of(entry) == {"Ligne 1": ["Foret, 3 × 100,00\u00a0€", ""]}


async def test_a_payment_is_told_of_and_so_is_its_counter_entry() -> None:
    invoice = await make_document(await make_client(), "invoice", moves="issue")

    (entry,) = await entries_of(receive({invoice.id: Decimal(50)}, "card", by=ME))
    assert (entry.topic, entry.action) == ("payment", "create")
    assert entry.caption == "Carte de 50,00\u00a0€"

    payment = await Payment.get()
    (entry,) = await entries_of(reverse(payment, by=ME, reason="Erreur de saisie"))
    assert (entry.topic, entry.action) == ("payment", "create")
    assert entry.changes["reference"] == ["", "Erreur de saisie"]


async def test_discarding_a_draft_invoice_tells_what_was_opened_again() -> None:
    order = await make_document(await make_client(), "sale", "order", "prepare deliver")
    invoice = await order.bill(by=ANYBODY)

    entries = await entries_of(invoice.discard(by=ME))

    assert [(one.action, one.record_id) for one in entries] == [
        ("discard", invoice.id),
        ("reopen", order.id),
    ]


async def test_a_setting_tells_what_it_was() -> None:
    entry = await entry_of(Company.decide("rental", StagePolicy.QUOTE, by=ME))
    assert entry.changes == {"rental_policy": ["ask", "quote"]}

    entry = await entry_of(Company.lock_after(9, by=ME))
    assert entry.changes == {"lock_minutes": ["5", "9"]}


ACCOUNT_VERBS: dict[str, Callable[[Account], Awaitable[object]]] = {
    "password": lambda account: account.reset_password(by=ME),
    "pin": lambda account: account.choose_pin(PASSWORD, PIN, by=ME),
    "disable": lambda account: account.disable(by=ME),
    "enable": lambda account: account.enable(by=ME),
    "sign_in": lambda account: sign_in(account.name, PASSWORD, ANYWHERE),
}
SECOND_FACTOR_VERBS: dict[str, Callable[[Account, list[str]], Awaitable[object]]] = {
    "code_paper": lambda account, paper: account.accepts_code(paper[0], by=ME),
    "code_off": lambda account, _: account.take_second_factor_off(by=ME),
}


async def test_a_verb_on_an_account_leaves_one_entry_without_a_secret(
    subtests: pytest.Subtests,
) -> None:
    for action in ACCOUNT_VERBS:
        with subtests.test(action=action):
            account = await open_account(f"Zoé {action}")

            entry = await entry_of(ACCOUNT_VERBS[action](account))

            assert (entry.action, entry.topic, entry.record_id) == (action, "account", account.id)
            assert (entry.caption, entry.changes) == (account.name, {})


async def test_the_second_factor_leaves_entries_without_a_secret() -> None:
    account, paper = await open_with_code("Zoé")
    (turned_on,) = await JournalEntry.filter(action="code_on")

    entries = [await entry_of(verb(account, paper)) for verb in SECOND_FACTOR_VERBS.values()]

    assert [one.action for one in entries] == list(SECOND_FACTOR_VERBS)
    for entry in (turned_on, *entries):
        assert (entry.record_id, entry.caption, entry.changes) == (account.id, "Zoé", {})


async def test_opening_an_account_is_one_entry_with_its_role() -> None:
    entry = await entry_of(open_account("Zoé", Role.MANAGER))

    assert (entry.action, entry.topic) == ("create", "account")
    assert entry.changes["name"] == ["", "Zoé"]
    assert "gestionnaire" in entry.changes["role"]


async def test_sharing_a_device_and_ending_a_session_are_told() -> None:
    session = await Seat.of_token(await make_session(Staff("Zoé", Role.COUNTER)))
    assert session

    shared = await entry_of(Device.share(session.device_id, "Tablette", by=ME))
    unshared = await entry_of(Device.unshare(session.device_id, by=ME))
    revoked = await entry_of(Session.revoke(session.session_id, by=ME))

    assert [one.action for one in (shared, unshared, revoked)] == ["share", "unshare", "revoke"]
    assert [one.caption for one in (shared, revoked)] == ["Tablette", "Zoé (Tablette)"]


async def test_deleting_many_leaves_one_entry_for_each() -> None:
    clients = [await make_client(f"Client {number}") for number in range(3)]
    kept = await make_client("Gardé")
    await make_document(kept)

    entries = await entries_of(Client.remove_many([one.id for one in (*clients, kept)], by=ME))

    assert [(one.action, one.record_id, one.caption) for one in entries] == [
        ("trash", one.id, one.name) for one in clients
    ]


async def test_what_is_refused_leaves_no_entry() -> None:
    client = await make_client()
    await make_document(client)

    async def refused() -> None:
        for verb in (
            client.remove(by=ME),
            client.remove(by=Staff("Louise", Role.READER)),
            Company.lock_after(9, by=Staff("Louise", Role.READER)),
        ):
            with pytest.raises(Refused):
                await verb

    assert await entries_of(refused()) == []


async def test_a_rollback_leaves_no_entry_and_no_gap() -> None:
    await make_client()
    async with rolled_back():
        await make_client()
    await make_client()

    assert [one.id for one in await JournalEntry.all().order_by("id")] == [1, 2]
    assert await first_break() is None


async def test_numbers_have_no_gap_whoever_writes_at_the_same_time() -> None:
    await asyncio.gather(*(make_client() for _ in range(20)))

    numbers = [one.id for one in await JournalEntry.all().order_by("id")]
    assert numbers == list(range(1, 21))
    assert await first_break() is None


async def test_texts_longer_than_their_column_are_cut() -> None:
    by = Staff("n" * 300, Role.MANAGER, device="d" * 300)
    async with transaction():
        await note_all(by, "amend", [(Subject("client", 1, "c" * 300), {})])

    entry = await JournalEntry.get(id=1)
    assert [len(text) for text in (entry.staff, entry.device, entry.caption)] == [100, 120, 250]
    assert await first_break() is None


async def test_an_entry_is_found_by_who_where_what_and_by_every_text() -> None:
    client = await make_client("Élan")
    entry = await entry_of(Client.amend(retyped(client, city="Besançon"), by=ME))

    for word in ("camille", "tablette", "elan", "besancon"):
        assert word in entry.search


# --- the chain --------------------------------------------------------------------------------


async def test_a_journal_that_nobody_touched_is_whole() -> None:
    assert await first_break() is None
    await three_entries()
    assert await first_break() is None


async def test_a_changed_entry_is_found(subtests: pytest.Subtests) -> None:
    first, *_ = await three_entries()
    for field, value in (
        ("staff", "Un autre"),
        ("account_id", 99),
        ("device", "Ailleurs"),
        ("topic", "document"),
        ("record_id", 99),
        ("caption", "Autre"),
        ("action", "trash"),
        ("changes", {"name": ["", "Autre"]}),
        ("search", "autre"),
        ("seal", "0" * 64),
        ("at", first.at),
    ):
        with subtests.test(field=field):
            async with rolled_back():
                await JournalEntry.filter(id=2).update(**{field: value})

                assert "L’écriture n° 2 du" in str(await first_break())


async def test_an_entry_sealed_anew_is_found_by_the_next_one() -> None:
    one, two, _three = await three_entries()
    two.staff = "Un autre"

    await JournalEntry.filter(id=2).update(staff=two.staff, seal=two.sealed_after(one.seal))

    assert "L’écriture n° 3 du" in str(await first_break())


async def test_a_removed_entry_is_found(subtests: pytest.Subtests) -> None:
    await three_entries()
    for number, sentence in (
        (1, "L’écriture n° 1 manque."),
        (2, "L’écriture n° 2 manque."),
        (3, "Le journal finit à l’écriture n° 2 au lieu de 3."),
    ):
        with subtests.test(number=number):
            async with rolled_back():
                await JournalEntry.filter(id=number).delete()

                assert await first_break() == sentence


async def test_an_emptied_journal_is_found() -> None:
    await three_entries()

    await JournalEntry.filter(id__gt=0).delete()

    assert await first_break() == "Le journal finit à l’écriture n° 0 au lieu de 3."


async def test_an_entry_put_in_the_place_of_a_removed_one_is_found() -> None:
    entries = await three_entries()
    await JournalEntry.filter(id__gt=1).delete()
    await JournalEntry.bulk_create([entries[2].clone(pk=2)])

    assert "L’écriture n° 2 du" in str(await first_break())


async def test_an_added_entry_is_found_even_if_it_is_sealed() -> None:
    entries = await three_entries()
    added = entries[-1].clone(pk=4)
    added.seal = added.sealed_after(entries[-1].seal)

    await JournalEntry.bulk_create([added])

    assert await first_break() == "Le journal finit à l’écriture n° 4 au lieu de 3."


async def test_a_changed_head_is_found() -> None:
    await three_entries()

    await JournalHead.filter(id=1).update(seal="0" * 64)

    assert await first_break() == "Le dernier sceau du journal a été modifié."


async def test_a_journal_rewritten_as_a_whole_is_found_by_a_head_noted_elsewhere() -> None:
    await three_entries()
    noted = str(await JournalHead.get(id=1))
    await make_client("Quatre")
    assert await rewriting_since(noted) is None

    seal = ""
    for entry in await JournalEntry.all().order_by("id"):
        entry.staff = "Un autre"
        seal = entry.sealed_after(seal)
        await JournalEntry.filter(id=entry.id).update(staff=entry.staff, seal=seal)
    await JournalHead.filter(id=1).update(seal=seal)

    assert await first_break() is None
    assert "n° 3 n’a plus le sceau noté" in str(await rewriting_since(noted))


async def test_a_journal_cut_off_is_found_by_a_head_noted_elsewhere() -> None:
    entries = await three_entries()
    noted = str(await JournalHead.get(id=1))

    await JournalEntry.filter(id=3).delete()
    await JournalHead.filter(id=1).update(number=2, seal=entries[1].seal)

    assert await first_break() is None
    assert await rewriting_since(noted) == "L’écriture n° 3, déjà notée, n’y est plus."


async def test_the_head_of_an_empty_journal_is_before_everything() -> None:
    noted = str(await JournalHead.get(id=1))
    await three_entries()

    assert noted == "0:"
    assert await rewriting_since(noted) is None


async def test_what_is_no_head_is_refused(subtests: pytest.Subtests) -> None:
    await three_entries()
    for text in ("", "3", ":", "3:abc", "9" * 30 + ":" + "a" * 64, "3:" + "g" * 64, "x" * 9_000):
        with subtests.test(text=text[:40]), pytest.raises(Refused, match="n’est pas ce que") as no:
            await rewriting_since(text)
        assert len(str(no.value)) < 200


async def test_an_entry_is_neither_deleted_nor_written_again() -> None:
    entry = (await three_entries())[1]
    entry.staff = "Un autre"

    for verb in (entry.delete(), entry.save()):
        with pytest.raises(TypeError, match="append-only"):
            await verb

    assert await first_break() is None


async def test_a_journal_longer_than_a_batch_is_checked_to_its_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("models.records.journal.BATCH", 2)
    for _ in range(5):
        await make_client()
    assert await first_break() is None

    await JournalEntry.filter(id=5).update(staff="Un autre")

    assert "L’écriture n° 5 du" in str(await first_break())


async def test_deleting_thousands_is_quick_and_the_chain_holds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    statements: list[object] = []
    for connection in (sqlite.TransactionConnection, postgres.TransactionConnection):
        acquire = connection.acquire_connection

        def note(self: Any, acquire: Any = acquire) -> Any:
            statements.append(self)
            return acquire(self)

        monkeypatch.setattr(connection, "acquire_connection", note)
    start = time.perf_counter()
    await Client.bulk_create([Client(name=f"Client {number}") for number in range(3_000)])
    making = time.perf_counter() - start
    ids = [one["id"] for one in await Client.all().values("id")]
    statements.clear()

    start = time.perf_counter()
    removal = await Client.remove_many(ids, by=ME)
    removing = time.perf_counter() - start

    assert len(removal.deletable) == await JournalEntry.all().count() == 3_000
    assert await first_break() is None
    assert 0 < len(statements) < 100
    assert removing < 20 * making  # on an idle machine less than once
