"""A client that is made anonymous: nothing says any more who it was, but for what the law keeps."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, cast

import pytest
from tortoise.connection import get_connection

from models.attachments import FILES, Attachment
from models.books import books_break
from models.clients import CLIENTS, CONTACTS, Client, anonymise, fates_of, held_of
from models.database import transaction
from models.database.connection import dialect, select
from models.documents import Document, Payment
from models.errors import Invalid, Refused
from models.history.visit import note_visit
from models.lists import Query, SavedView
from models.mail import OutgoingMail
from models.permissions import Role, Staff
from models.printing import print_waiting
from models.records import Changed, JournalEntry, look_through
from models.todos import ToDo
from tests.factories import ANYBODY, make_client, make_document, retyped
from tests.papers_of_others import pdf_file

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """No file waits for a row that is yet to come."""
    monkeypatch.setattr("models.attachments.dropping.GRACE", 0.0)


WORDS = (
    *("Zygomar", "zygomar", "Quentovic", "quentovic", "Farandole", "farandole"),
    *("Brindezingue", "brindezingue", "612233445", "Kerlouan", "kerlouan"),
)
"""What stands nowhere else, as it is written and as it is searched."""
READER = Staff("Louise", Role.MANAGER)


async def make_known(**typed: str) -> Client:
    """A client of whom much is known, and something else was known before."""
    client = await make_client(
        "Zygomar",
        street="1 rue Farandole",
        postcode="29217",
        city="Le Conquet",
        email="zygomar@quentovic.fr",
        phone="06 12 23 34 45",
        notes="Brindezingue",
        **typed,
    )
    draft = client.draft()
    _, texts = CONTACTS.added(draft.typed, {"name": "Zoé Quentovic"})
    draft.typed |= {**texts, "city": "Kerlouan"}
    return await Client.amend(draft, by=ANYBODY)


async def everything() -> str:
    """Every word of every table, and of the files of the database and the folder of files."""
    if dialect() == "sqlite":
        file = Path(cast("Any", get_connection("default")).filename)
        held = [content_of(file.parent, f"{file.name}*")]
    else:
        names = await select(
            "SELECT table_name AS name FROM information_schema.tables"
            " WHERE table_schema = current_schema()",
            (),
        )
        rows = [await select(f'SELECT t::text AS row FROM "{one["name"]}" t', ()) for one in names]
        held = [row["row"].encode() for table in rows for row in table]
    held.append(content_of(Path(str(FILES.store)), "**/*"))
    return b"\n".join(held).decode("utf-8", "replace")


def content_of(folder: Path, pattern: str) -> bytes:
    return b"\n".join(path.read_bytes() for path in folder.glob(pattern) if path.is_file())


async def assert_forgotten(*but: str) -> None:
    found = await everything()
    assert [word for word in WORDS if word in found and word not in but] == []


async def test_nothing_is_left_of_a_client_without_invoices() -> None:
    client = await make_known()
    quote = await make_document(client, "rental", "quote", "send refuse")
    await Document.filter(id=quote.id).update(printed_notes="Chez Zygomar", search="x zygomar")
    async with transaction():
        await OutgoingMail.create(
            author="Zoé", topic="document", record_id=quote.id, caption="Devis – Zygomar",
            to=["zygomar@quentovic.fr"], subject="Zygomar", body="Bonjour Zygomar",
            attachments=[{"name": "a", "media_type": "b", "hash": await FILES.put(b"Zygomar")}],
            message_id="x", next_try_at=client.updated_at,
        )  # fmt: skip
    await note_visit("client", client.id, 1, Staff("Zoé", Role.COUNTER, 5))
    assert "Zygomar" in await everything()

    await anonymise([client.id], "demande écrite", by=ANYBODY)

    await assert_forgotten()
    assert await look_through() == (None, 6)
    told = await JournalEntry.filter(action="anonymise").first()
    assert told is not None
    assert (told.staff, told.caption) == ("Camille", f"Client anonymisé {client.code}")
    assert told.changes["reason"] == ["", "demande écrite"]
    assert not await CLIENTS.ids(Query(search="zygomar"), limit=10)


async def test_views_that_name_a_client_say_so_no_more(heard: list[Changed]) -> None:
    client = await make_known()
    for name in ("Garage Morel", "Garage Durand"):
        await make_client(name)
    keep = partial(SavedView.keep, is_shared=True, by=READER)
    naming = await keep("/clients", "Suivi de Zygomar", {"q": "quentov 29217", "cols": "name"})
    changed = await keep("/factures", "Impayés", {"q": "Zygomar", "sort": "-due"})
    await changed.overwrite({"sort": "-due"}, by=READER)
    gone = await keep("/ventes", "Zygomar", {})
    await gone.discard(by=READER)
    other = await keep("/clients", "Garages", {"q": "garage"})
    heard.clear()

    await anonymise([client.id], "demande écrite", by=ANYBODY)

    await assert_forgotten()
    assert (await look_through())[0] is None
    views = {one.id: (one.name, one.texts) for one in await SavedView.all()}
    assert views == {
        naming.id: (f"Vue {naming.id}", {"cols": "name"}),
        changed.id: ("Impayés", {"sort": "-due"}),
        other.id: ("Garages", {"q": "garage"}),
    }
    assert Changed(SavedView.TOPIC, frozenset([naming.id])) in heard


async def test_a_view_that_others_are_found_by_stays() -> None:
    client, _ = await make_client("Établissements Morel"), await make_client("Scierie Morel")
    view = await SavedView.keep("/clients", "Morel", {"q": "morel"}, is_shared=True, by=READER)
    await anonymise([client.id], "demande écrite", by=ANYBODY)
    assert (await SavedView.get(id=view.id)).texts == {"q": "morel"}


@pytest.mark.sqlite
async def test_no_index_of_trigrams_has_a_part_of_its_name() -> None:
    client = await make_known()
    await anonymise([client.id], "demande écrite", by=ANYBODY)

    for table in ("client", "journal"):
        rows = await select(f"SELECT block FROM {table}_search_data", ())
        assert b"zyg" not in b"\n".join(bytes(row["block"]) for row in rows)


async def test_invoices_are_kept_until_their_term_and_then_go() -> None:
    client = await make_known(siren="552 100 554")
    invoice = await make_document(client, "invoice", moves="issue pay")
    await print_waiting()
    year = (await Document.get(id=invoice.id)).dated_on.year + 10  # type: ignore[union-attr]

    kept = [fate.what for fate in await fates_of(client) if fate.is_kept]
    await anonymise([client.id], "demande écrite", by=ANYBODY)

    assert [text.replace("\u00a0", " ") for text in kept] == [
        f"1 facture ou avoir, avec les règlements : jusqu’au 31 décembre {year}"
        " (article L123-22 du code de commerce)"
    ]
    stays = await Document.get(id=invoice.id)
    assert stays.frozen is not None
    assert stays.frozen["buyer"]["name"] == "Zygomar"
    assert stays.client_name == "Zygomar"
    assert "zygomar" not in stays.search
    assert await books_break() is None
    assert "brindezingue" not in (await everything()).lower()
    with pytest.raises(Refused, match="déjà anonymisé"):
        await anonymise([client.id], "encore", by=ANYBODY)

    await Document.filter(id=invoice.id).update(dated_on=date(year - 21, 1, 1))
    await anonymise([client.id], "terme échu", by=ANYBODY)

    await assert_forgotten()
    assert (await Payment.get()).client_name == f"Client anonymisé {client.code}"
    await print_waiting()
    assert not (await Document.get(id=invoice.id)).pdf_hash
    assert (await look_through())[0] is None


async def test_sites_are_not_taken_along_and_forget_whose_they_were() -> None:
    head, site = await make_known(), await make_client("Un autre nom")
    await site.attach(head.id, bills_head=False, by=ANYBODY)
    with pytest.raises(Refused, match="1\u00a0établissement"):
        await anonymise([head.id], "demande", by=ANYBODY)

    await (await Client.get(id=site.id)).attach(None, bills_head=False, by=ANYBODY)
    await anonymise([head.id], "demande", by=ANYBODY)

    assert (await Client.get(id=site.id)).name == "Un autre nom"
    await assert_forgotten()
    assert (await look_through())[0] is None


async def test_open_documents_are_in_the_way(subtests: pytest.Subtests) -> None:
    for kind, moves in (("rental", ""), ("invoice", "issue")):
        with subtests.test(kind=kind):
            client = await make_known(siren="552 100 554")
            await make_document(client, kind, moves=moves)
            with pytest.raises(Refused, match="1\u00a0document en cours"):
                await anonymise([client.id], "demande", by=ANYBODY)
            assert (await Client.get(id=client.id)).name == "Zygomar"


async def test_the_reason_is_asked_and_does_not_say_who_it_was() -> None:
    client = await make_known()
    for reason, sentence in (
        ("  ", "Indiquez le motif"),
        ("lettre de zygomar", "sans « zygomar »"),
        ("x" * 501, "500 caractères au plus"),
    ):
        with pytest.raises(Invalid) as no:
            await anonymise([client.id], reason, by=ANYBODY)
        assert sentence in no.value.errors["reason"].replace("\u00a0", " ")


async def test_one_that_cannot_go_keeps_all_of_them() -> None:
    first, second = await make_known(), await make_client("Autre")
    await make_document(second, "rental")

    with pytest.raises(Refused):
        await anonymise([first.id, second.id], "demande", by=ANYBODY)

    assert (await Client.get(id=first.id)).name == "Zygomar"


async def test_only_an_administrator_may() -> None:
    client = await make_known()
    with pytest.raises(Refused, match="ne permet pas d’anonymiser"):
        await anonymise([client.id], "demande", by=READER)


async def test_an_anonymous_client_does_not_come_back_and_is_not_changed() -> None:
    client = await make_known()
    await anonymise([client.id], "demande", by=ANYBODY)
    gone = await Client.get(id=client.id)

    with pytest.raises(Refused, match="a été anonymisé"):
        await Client.restore_many([client.id], by=ANYBODY)
    with pytest.raises(Refused):
        await Client.amend(retyped(gone, city="Brest"), by=ANYBODY)


async def test_files_reminders_and_those_that_have_become_it_go_along() -> None:
    client, same = await make_known(), await make_client("Brindezingue", city="Kerlouan")
    for topic, id_ in (
        ("client", client.id),
        ("document", (await make_document(client, "sale", moves="cancel")).id),
    ):
        await Attachment.receive(topic, id_, "Zygomar.pdf", pdf_file(topic), by=ANYBODY)
    await ToDo.note_line(client.id, "rappeler Zygomar demain", by=ANYBODY)
    seen = await Client.get(id=client.id)
    await Client.merge(seen.draft(), {same.id: same.version}, {}, by=ANYBODY)

    held = await held_of(await Client.get(id=client.id), by=ANYBODY)
    assert len(held.files) == 2
    assert "Rappels" in held.sections
    await anonymise([client.id], "demande", by=ANYBODY)

    await assert_forgotten()
    assert (await look_through())[0] is None


async def test_a_file_that_another_row_names_stays() -> None:
    first, second = await make_known(), await make_client("Autre")
    name = await FILES.put(b"the same paper")
    one, other = [await make_document(one, "sale", moves="cancel") for one in (first, second)]
    await Document.filter(id__in=[one.id, other.id]).update(pdf_hash=name)

    await anonymise([first.id], "demande", by=ANYBODY)
    assert await FILES.exists(name)

    await anonymise([second.id], "demande", by=ANYBODY)
    assert not await FILES.exists(name)
