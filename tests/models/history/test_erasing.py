"""Values can be taken out of the journal, which still tells that nothing else was changed."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from models.clients import Client
from models.database import transaction
from models.permissions import Role, Staff
from models.records import JournalEntry, JournalHead
from models.records.erasing import erase_about, listed, numbers_in
from models.records.journal import Subject, note
from models.records.verifying import first_break, look_through, rewriting_since
from tests.factories import make_client, retyped, rolled_back

pytestmark = pytest.mark.usefixtures("database")

ME = Staff("Camille", Role.ADMINISTRATOR, 7, "Tablette")


async def erase(*clients: Client) -> None:
    async with transaction():
        changes = await erase_about({"client": [client.id for client in clients]})
        await note(ME, "anonymise", Subject("client", 0, ""), changes)


async def make_of_the_first_kind() -> None:
    """Have the journal be as one of before there were digests."""
    seal = ""
    for entry in await JournalEntry.all().order_by("id"):
        entry.salt = entry.digest = ""
        seal = entry.sealed_after(seal)
        await JournalEntry.filter(id=entry.id).update(salt="", digest="", seal=seal)
    await JournalHead.filter(id=1).update(seal=seal)


async def amended(name: str) -> Client:
    client = await make_client(name, city="Plougastel")
    return await Client.amend(retyped(client, city="Landerneau"), by=ME)


async def texts() -> str:
    entries = await JournalEntry.all().order_by("id")
    return " ".join(f"{one.caption} {one.changes} {one.search}" for one in entries)


async def head() -> str:
    return str(await JournalHead.get(id=1))


@pytest.mark.parametrize("is_of_the_first_kind", [False, True])
async def test_erased_values_are_gone_and_the_chain_holds(is_of_the_first_kind: bool) -> None:
    gone = await amended("Élan Perdu")
    other = await amended("Reste Ici")
    if is_of_the_first_kind:
        await make_of_the_first_kind()
    noted = await head()

    await erase(gone)
    await Client.amend(retyped(other, city="Quimper"), by=ME)

    assert await look_through() == (None, 2)
    assert await rewriting_since(noted) is None
    found = await texts()
    for word in ("Élan", "elan", "Perdu", "perdu"):
        assert word not in found
    assert "Reste Ici" in found
    assert "quimper" in found
    entry = await JournalEntry.get(id=2)
    assert (entry.staff, entry.action, entry.salt) == ("Camille", "amend", "")
    assert "camille" in entry.search
    assert "tablette" in entry.search


async def test_erasing_twice_erases_what_came_since() -> None:
    client = await amended("Élan Perdu")
    await erase(client)
    await Client.amend(retyped(client, name="Revenu"), by=ME)
    await erase(client)

    assert await look_through() == (None, 3)
    assert "revenu" not in await texts()


async def test_values_that_vanish_without_an_erasure_are_found() -> None:
    await amended("Élan")
    async with transaction():
        await erase_about({"client": [1]})

    assert await first_break() == (
        "L’écriture n° 1 a perdu ses valeurs, et aucune autre ne dit pourquoi."
    )


@pytest.mark.parametrize("is_of_the_first_kind", [False, True])
async def test_an_erased_entry_that_is_changed_is_found(
    is_of_the_first_kind: bool, subtests: pytest.Subtests
) -> None:
    await erase_after(is_of_the_first_kind)
    for field, value in (
        ("staff", "Un autre"),
        ("action", "trash"),
        ("record_id", 99),
        ("caption", "Autre"),
        ("changes", {"name": ["", "Autre"]}),
        ("search", "autre"),
        ("seal", "0" * 64),
        ("digest", "0" * 64),
        ("is_erased", False),
    ):
        with subtests.test(field=field):
            async with rolled_back():
                await JournalEntry.filter(id=2).update(**{field: value})
                assert await first_break()


async def erase_after(is_of_the_first_kind: bool) -> None:
    client = await amended("Élan")
    if is_of_the_first_kind:
        await make_of_the_first_kind()
    await erase(client)
    assert await first_break() is None


async def test_numbers_are_listed_in_runs(subtests: pytest.Subtests) -> None:
    cases: tuple[tuple[Sequence[int], str], ...] = (
        ([], ""),
        ([7], "7"),
        ([3, 5, 6, 7, 12], "3 5-7 12"),
    )
    for numbers, text in cases:
        with subtests.test(text=text):
            assert listed(numbers) == text
            assert numbers_in(text) == numbers
