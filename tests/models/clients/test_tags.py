"""Tags are the firm's: typed to create, spelled once, renamed, merged and deleted everywhere."""

import asyncio

import pytest

from models.clients import CLIENTS, TAGS, Client, Tag, count_bearers, known_tags
from models.errors import Invalid, Refused
from models.history import undo
from models.permissions import Role, Staff
from models.records import Conflict, JournalEntry, first_break
from tests.factories import ANYBODY, make_client, retyped

pytestmark = pytest.mark.usefixtures("database")

CLERK = Staff("Zoé", Role.COUNTER)


async def tag_of(name: str) -> Tag:
    return await Tag.get(name=name)


async def tags_of(client: Client) -> str:
    return (await Client.get(id=client.id)).tags


async def listed(name: str) -> list[int]:
    tag = await tag_of(name)
    return await CLIENTS.ids(CLIENTS.asked({"tag": str(tag.id)}))


async def test_a_tag_is_made_by_typing_it_and_spelled_once() -> None:
    first = await make_client(tags="VIP , chantier,, vip")
    assert first.tags == "chantier, VIP"
    await known_tags()
    second = await make_client(tags="Vip")
    assert second.tags == "VIP"
    assert list((await TAGS.ready()).values()) == ["chantier", "VIP"]
    assert await listed("VIP") == [first.id, second.id]
    assert len({tag.colour for tag in await Tag.all()}) == 2, "each has a colour of its own"


async def test_a_tag_is_typed_by_whoever_edits_and_changed_by_who_has_the_settings() -> None:
    draft = Client.blank()
    draft.typed |= {"name": "Morel", "tags": "VIP"}
    await Client.create_from(draft, by=CLERK)
    tag = await tag_of("VIP")
    for act in (
        Tag.amend(retyped(tag, name="Gros"), by=CLERK),
        tag.remove(by=CLERK),
        tag.merge_into(tag, by=ANYBODY),
    ):
        with pytest.raises(Refused):
            await act


async def test_a_client_is_found_by_its_tags() -> None:
    client = await make_client(tags="Collectivité")
    assert await CLIENTS.ids(CLIENTS.asked({"q": "collectivite"})) == [client.id]


async def test_what_no_tag_can_be_is_said() -> None:
    with pytest.raises(Invalid, match="40 caractères"):
        await make_client(tags="x" * 41)
    with pytest.raises(Invalid, match="20 étiquettes au plus"):
        await make_client(tags=",".join(map(str, range(21))))


async def test_two_people_who_tag_at_the_same_time_settle_it() -> None:
    client = await make_client()
    mine, theirs = retyped(client, tags="VIP"), retyped(client, tags="Loueur")
    await Client.amend(theirs, by=ANYBODY)
    with pytest.raises(Conflict, match="Étiquettes"):
        await Client.amend(mine, by=ANYBODY)


async def test_two_people_make_one_tag_of_one_word() -> None:
    await asyncio.gather(*(make_client(tags="VIP") for _ in range(4)))
    assert await Tag.all().count() == 1


async def test_a_new_name_is_on_every_client_and_is_searched_for() -> None:
    client = await make_client(tags="VIP, Bois")
    trashed = await make_client(tags="VIP")
    await trashed.remove(by=ANYBODY)
    version = (await Client.get(id=client.id)).version
    tag = await Tag.amend(retyped(await tag_of("VIP"), name="Grand compte"), by=ANYBODY)
    assert await tags_of(client) == "Bois, Grand compte"
    assert await tags_of(trashed) == "Grand compte"
    assert (await Client.get(id=client.id)).version == version + 1
    assert await CLIENTS.ids(CLIENTS.asked({"q": "grand compte"})) == [client.id]
    assert await CLIENTS.ids(CLIENTS.asked({"q": "vip"})) == []
    assert await listed(tag.name) == [client.id]
    assert await first_break() is None


async def test_a_new_name_is_also_on_a_client_that_could_not_be_saved_as_it_is() -> None:
    client = await make_client(tags="VIP", siret="404 833 048 00022")
    await Client.filter(id=client.id).update(siren="552100554")
    await Tag.amend(retyped(await tag_of("VIP"), name="Gros"), by=ANYBODY)
    assert await tags_of(client) == "Gros"


async def test_a_tag_is_not_given_the_name_of_another() -> None:
    await make_client(tags="VIP, Bois")
    with pytest.raises(Invalid, match="fusionnez"):
        await Tag.amend(retyped(await tag_of("Bois"), name="vip"), by=ANYBODY)
    with pytest.raises(Invalid, match="virgule"):
        await Tag.amend(retyped(await tag_of("Bois"), name="a, b"), by=ANYBODY)


async def test_tags_are_merged_and_deleted() -> None:
    both, one = await make_client(tags="VIP, Vips"), await make_client(tags="Vips")
    await (await tag_of("Vips")).merge_into(await tag_of("VIP"), by=ANYBODY)
    assert [await tags_of(client) for client in (both, one)] == ["VIP", "VIP"]
    assert await count_bearers() == {(await tag_of("VIP")).id: 2}
    await (await tag_of("VIP")).remove(by=ANYBODY)
    assert [await tags_of(client) for client in (both, one)] == ["", ""]
    assert not await Tag.exists()
    (last, *_) = await JournalEntry.about("client", one.id, 5)
    await undo(last.id, by=ANYBODY)
    assert await tags_of(one) == "VIP"
    assert await listed("VIP") == [one.id]


async def test_a_recoloured_tag_leaves_the_clients_as_they_are() -> None:
    client = await make_client(tags="VIP")
    await Tag.amend(retyped(await tag_of("VIP"), colour="red"), by=ANYBODY)
    assert (await Client.get(id=client.id)).version == client.version
