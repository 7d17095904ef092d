"""Two people save the same card: different fields are merged, the same one is never lost."""

import asyncio

import pytest

from models.clients import Client
from models.errors import Invalid, Refused
from models.records import Changed, Clash, Conflict
from tests.factories import ANYBODY, make_client, make_document, retyped, rolled_back

pytestmark = pytest.mark.usefixtures("database")


async def test_saving_makes_the_next_version() -> None:
    client = await make_client()
    amended = await Client.amend(retyped(client, city="Brest"), by=ANYBODY)

    stored = await Client.get(id=client.id)
    assert (stored.city, stored.version) == ("Brest", 2)
    assert (amended.city, amended.version) == ("Brest", 2)
    assert stored.updated_at > client.updated_at


async def test_nothing_is_written_when_nothing_was_typed(heard: list[Changed]) -> None:
    client = await make_client()
    heard.clear()
    await Client.amend(client.draft(), by=ANYBODY)

    stored = await Client.get(id=client.id)
    assert (stored.version, stored.updated_at) == (1, client.updated_at)
    assert not heard


async def test_nothing_is_written_when_only_the_spelling_of_a_value_changed() -> None:
    client = await make_client(phone="0612345678", siren="404833048")
    await Client.amend(retyped(client, phone="06.12.34.56.78", siren="404833048"), by=ANYBODY)
    assert (await Client.get(id=client.id)).version == 1


async def test_different_fields_typed_by_two_people_are_merged() -> None:
    client = await make_client()
    yours, theirs = retyped(client, city="Brest"), retyped(client, contact="Zoé")
    await Client.amend(theirs, by=ANYBODY)
    await Client.amend(yours, by=ANYBODY)

    stored = await Client.get(id=client.id)
    assert (stored.city, stored.contact, stored.version) == ("Brest", "Zoé", 3)


async def test_different_fields_saved_at_the_same_time_are_merged() -> None:
    client = await make_client()
    drafts = [retyped(client, city="Brest"), retyped(client, contact="Zoé")]
    await asyncio.gather(*(Client.amend(draft, by=ANYBODY) for draft in drafts))

    stored = await Client.get(id=client.id)
    assert (stored.city, stored.contact, stored.version) == ("Brest", "Zoé", 3)


async def test_the_same_field_typed_by_two_people_is_a_conflict() -> None:
    client = await make_client(phone="06 12 34 56 78")
    yours = retyped(client, phone="06 11 11 11 11", city="Brest")
    await Client.amend(retyped(client, phone="06 22 22 22 22"), by=ANYBODY)

    with pytest.raises(Conflict, match="collègue : Téléphone") as conflict:
        await Client.amend(yours, by=ANYBODY)

    (clash,) = conflict.value.clashes
    assert (clash.name, clash.label) == ("phone", "Téléphone")
    assert clash.yours == "06 11 11 11 11"
    assert clash.stored == "06\u00a022\u00a022\u00a022\u00a022"
    assert conflict.value.version == 2


async def test_a_conflict_writes_none_of_the_fields() -> None:
    client = await make_client(contact="Zoé")
    yours = retyped(client, contact="Léa", city="Brest")
    await Client.amend(retyped(client, contact="Paul"), by=ANYBODY)

    with pytest.raises(Conflict):
        await Client.amend(yours, by=ANYBODY)

    stored = await Client.get(id=client.id)
    assert (stored.contact, stored.city, stored.version) == ("Paul", "", 2)


async def test_equal_values_typed_by_two_people_are_no_conflict() -> None:
    client = await make_client()
    yours, theirs = retyped(client, phone="0612345678"), retyped(client, phone="06 12 34 56 78")
    await Client.amend(theirs, by=ANYBODY)
    await Client.amend(yours, by=ANYBODY)
    assert (await Client.get(id=client.id)).version == 2


async def test_a_settled_conflict_is_saved(subtests: pytest.Subtests) -> None:
    for chosen in ("Léa", "Paul"):
        with subtests.test(chosen=chosen):
            client = await make_client(contact="Zoé")
            yours = retyped(client, contact="Léa", city="Brest")
            await Client.amend(retyped(client, contact="Paul"), by=ANYBODY)
            with pytest.raises(Conflict) as conflict:
                await Client.amend(yours, by=ANYBODY)

            for clash in conflict.value.clashes:
                yours.settle(clash, chosen)
            await Client.amend(yours, by=ANYBODY)

            stored = await Client.get(id=client.id)
            assert (stored.contact, stored.city) == (chosen, "Brest")


async def test_a_settled_conflict_is_a_conflict_again_after_another_change() -> None:
    client = await make_client(contact="Zoé")
    yours = retyped(client, contact="Léa")
    await Client.amend(retyped(client, contact="Paul"), by=ANYBODY)
    yours.settle(Clash("contact", "Contact", "Léa", "Paul"), "Léa")
    await Client.amend(retyped(await Client.get(id=client.id), contact="Ali"), by=ANYBODY)

    with pytest.raises(Conflict):
        await Client.amend(yours, by=ANYBODY)


async def test_a_wrong_field_writes_none_of_the_fields() -> None:
    client = await make_client()
    with pytest.raises(Invalid):
        await Client.amend(retyped(client, city="Brest", email="x"), by=ANYBODY)
    assert (await Client.get(id=client.id)).city == ""


async def test_fields_of_two_people_must_agree() -> None:
    client = await make_client()
    yours = retyped(client, siret="404 833 048 00022")
    await Client.amend(retyped(client, siren="732829320"), by=ANYBODY)

    with pytest.raises(Invalid, match="ne commence pas par le SIREN"):
        await Client.amend(yours, by=ANYBODY)


async def test_a_client_trashed_meanwhile_is_not_amended() -> None:
    client = await make_client()
    draft = retyped(client, city="Brest")
    await client.remove(by=ANYBODY)

    with pytest.raises(Refused, match="corbeille entre-temps"):
        await Client.amend(draft, by=ANYBODY)

    await Client.restore_many([client.id], by=ANYBODY)
    assert (await Client.amend(draft, by=ANYBODY)).city == "Brest"


async def test_a_client_that_is_gone_is_not_amended() -> None:
    client = await make_client()
    draft = retyped(client, city="Brest")
    await Client.filter(id=client.id).delete()

    with pytest.raises(Refused, match="n’existe plus"):
        await Client.amend(draft, by=ANYBODY)


async def test_a_rolled_back_amendment_is_neither_stored_nor_announced(
    heard: list[Changed],
) -> None:
    client = await make_client()
    heard.clear()
    async with rolled_back():
        await Client.amend(retyped(client, city="Brest"), by=ANYBODY)

    assert (await Client.get(id=client.id)).city == ""
    assert not heard


async def test_an_amended_client_is_announced(heard: list[Changed]) -> None:
    client = await make_client()
    heard.clear()
    await Client.amend(retyped(client, city="Brest"), by=ANYBODY)
    assert heard == [Changed("client", frozenset({client.id}))]


async def test_a_company_that_becomes_a_person_keeps_nothing_of_a_company() -> None:
    client = await make_client("Petit SARL", siret="404 833 048 00022")
    draft = retyped(client, kind="person", last_name="Petit")
    await Client.amend(draft, by=ANYBODY)

    stored = await Client.get(id=client.id)
    assert (stored.name, stored.siret, stored.siren) == ("Petit", "", "")


async def test_a_person_that_becomes_a_company_keeps_its_name() -> None:
    client = await make_client(kind="person", civility="M.", last_name="Petit")
    await Client.amend(retyped(client, kind="company"), by=ANYBODY)

    stored = await Client.get(id=client.id)
    assert (stored.name, stored.civility, stored.last_name) == ("M. Petit", "", "")


async def test_a_field_that_the_form_no_longer_has_is_left_out() -> None:
    client = await make_client()
    await Client.amend(retyped(client, city="Brest", fax="01"), by=ANYBODY)
    assert (await Client.get(id=client.id)).city == "Brest"


async def test_a_draft_without_a_field_that_the_form_now_has_is_a_conflict_at_most() -> None:
    client = await make_client(contact="Zoé")
    draft = retyped(client, contact="Léa")
    del draft.base["contact"]
    with pytest.raises(Conflict):
        await Client.amend(draft, by=ANYBODY)


async def test_an_issued_invoice_is_not_amended() -> None:
    invoice = await make_document(await make_client(), "invoice", moves="issue")
    with pytest.raises(Refused, match="ne se modifie plus"):
        await type(invoice).amend(retyped(invoice, subject="autre"), by=ANYBODY)


async def test_a_document_ends_after_it_starts() -> None:
    rental = await make_document(await make_client())
    draft = retyped(rental, starts_at="2030-05-01T12:00", ends_at="2030-05-01T08:00")
    with pytest.raises(Invalid, match="avant le début prévu"):
        await type(rental).amend(draft, by=ANYBODY)
