"""A client's contacts are edited with it: what two people do to them is merged or asked about."""

import pytest

from models.clients import CLIENTS, Client
from models.clients.contacts import CONTACTS
from models.errors import Invalid, Refused
from models.history import undo
from models.lists import Query
from models.records import Conflict, Draft, JournalEntry
from tests.factories import ANYBODY, make_client

pytestmark = pytest.mark.usefixtures("database")


def with_contact(draft: Draft, **texts: str) -> str:
    """The key of a contact that is typed into this draft."""
    key, added = CONTACTS.added(draft.typed, texts)
    draft.typed |= added
    return key


def retype(draft: Draft, key: str, **texts: str) -> Draft:
    draft.typed |= {CONTACTS.name_of(key, name): text for name, text in texts.items()}
    return draft


async def client_with(*names: str) -> tuple[Client, list[str]]:
    """A client with contacts of these names, and their keys."""
    draft = (await make_client()).draft()
    keys = [with_contact(draft, name=name) for name in names]
    await Client.amend(draft, by=ANYBODY)
    return await again(draft), keys


async def again(draft: Draft) -> Client:
    return await Client.get(id=draft.record_id)


async def names_of(client: Client) -> list[str]:
    return [one["name"] for one in (await Client.get(id=client.id)).contacts]


async def test_a_contact_is_stored_as_the_form_s_own_fields_are() -> None:
    draft = (await make_client()).draft()
    with_contact(draft, name=" Zoé  Roux ", mobile="0612345678", roles="site,order")
    with_contact(draft)  # in which nothing is typed
    await Client.amend(draft, by=ANYBODY)

    (stored,) = (await again(draft)).contacts
    assert {name: text for name, text in stored.items() if text and name != "key"} == {
        "name": "Zoé Roux",
        "mobile": "+33612345678",
        "roles": "order,site",
    }
    typed = (await again(draft)).typed()
    assert typed[CONTACTS.name_of(stored["key"], "mobile")] == "06\u00a012\u00a034\u00a056\u00a078"


async def test_what_is_wrong_is_said_under_the_child_s_own_field() -> None:
    draft = (await make_client()).draft()
    key = with_contact(draft, function="Chef", email="zoe@")
    with pytest.raises(Invalid) as invalid:
        await Client.amend(draft, by=ANYBODY)
    wanted = {CONTACTS.name_of(key, name) for name in ("name", "email")}
    assert invalid.value.errors.keys() == wanted
    for _ in range(CONTACTS.most - 1):
        with_contact(draft, name="Zoé")
    with pytest.raises(Refused, match="50 contacts au plus"):
        with_contact(draft)


async def test_what_two_people_do_to_different_contacts_is_merged() -> None:
    client, (first, second) = await client_with("Zoé", "Ali")
    yours, theirs = retype(client.draft(), first, phone="0298010203"), client.draft()
    with_contact(theirs, name="Léa")
    retype(theirs, second, name="Ali Ben")
    with_contact(yours, name="Max")
    await Client.amend(theirs, by=ANYBODY)
    await Client.amend(yours, by=ANYBODY)

    stored = await Client.get(id=client.id)
    assert {one["name"] for one in stored.contacts} == {"Zoé", "Ali Ben", "Léa", "Max"}
    assert stored.contacts[0]["phone"] == "+33298010203"


async def test_they_are_kept_in_the_order_they_are_moved_to() -> None:
    client, (_, second) = await client_with("Zoé", "Ali")
    draft = client.draft()
    draft.typed |= CONTACTS.moved(draft.typed, second, -1)
    await Client.amend(draft, by=ANYBODY)
    assert await names_of(client) == ["Ali", "Zoé"]


async def test_the_same_field_of_the_same_contact_is_a_conflict() -> None:
    client, (key,) = await client_with("Zoé")
    yours = retype(client.draft(), key, phone="0298010203")
    await Client.amend(retype(client.draft(), key, phone="0298040506"), by=ANYBODY)
    with pytest.raises(Conflict, match="Contact – Téléphone"):
        await Client.amend(yours, by=ANYBODY)


async def test_a_contact_taken_away_and_changed_meanwhile_is_asked_about(
    subtests: pytest.Subtests,
) -> None:
    for is_kept, is_mine_removal in ((a, b) for a in (True, False) for b in (True, False)):
        with subtests.test(kept=is_kept, mine_removal=is_mine_removal):
            client, (key,) = await client_with("Zoé")
            removal = retype(client.draft(), key, place="")
            change = retype(client.draft(), key, function="Cheffe")
            yours, theirs = (removal, change) if is_mine_removal else (change, removal)
            await Client.amend(theirs, by=ANYBODY)
            with pytest.raises(Conflict, match="Contact") as conflict:
                await Client.amend(yours, by=ANYBODY)

            (clash,) = conflict.value.clashes
            assert {clash.shown(clash.yours), clash.shown(clash.stored)} == {
                "Zoé · Cheffe",
                "(retiré)",
            }
            kept = clash.yours or clash.stored
            yours.settle(clash, kept if is_kept else "")
            await Client.amend(yours, by=ANYBODY)
            stored = (await Client.get(id=client.id)).contacts
            assert [(one["name"], one["function"]) for one in stored] == (
                [("Zoé", "Cheffe")] if is_kept else []
            )


async def test_a_colleague_s_removal_of_what_is_not_typed_into_is_taken_over() -> None:
    client, (first, _) = await client_with("Zoé", "Ali")
    draft = client.draft()
    draft.typed["city"] = "Brest"
    await Client.amend(retype(client.draft(), first, place=""), by=ANYBODY)
    await Client.amend(draft, by=ANYBODY)
    assert await names_of(client) == ["Ali"]

    draft = client.draft()
    now = await Client.get(id=client.id)
    assert CONTACTS.name_of(first) in draft.rebase(now.typed(), now.version)
    assert [CONTACTS.caption(draft.typed, key) for key in CONTACTS.keys(draft.typed)] == ["Ali"]
    assert not draft.is_dirty


async def test_adding_and_taking_away_are_undone() -> None:
    client, (key,) = await client_with("Zoé")
    await Client.amend(retype((await again(client.draft())).draft(), key, place=""), by=ANYBODY)
    assert await names_of(client) == []
    for wanted in (["Zoé"], []):
        (last,) = await JournalEntry.about("client", client.id, 1)
        await undo(last.id, by=ANYBODY)
        assert await names_of(client) == wanted


async def test_a_client_is_found_by_its_contacts_and_addresses() -> None:
    draft = (await make_client()).draft()
    with_contact(draft, name="Zoé Roux", mobile="0612345678", email="z@ex.fr; roux@ex.fr")
    await Client.amend(draft, by=ANYBODY)
    for text in ("zoe roux", "06 12 34 56 78", "roux@ex.fr"):
        assert await CLIENTS.ids(Query(search=text)) == [draft.record_id]
