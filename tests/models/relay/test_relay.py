"""What others write is told here, and nothing of it twice."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest

from models.clients import Client
from models.database import Outage
from models.records import Changed, JournalEntry, listen
from models.relay import Relay
from models.relay.messages import change_messages
from models.relay.relay import JournalWatch
from tests.channels import Exchange, until
from tests.conftest import Logged
from tests.factories import ANYBODY, make_client, make_document, retyped

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def told() -> Iterator[list[Changed]]:
    """What others have written, as this process is told, without the journal's own."""
    changes: list[Changed] = []
    stop = listen(
        lambda one: None if one.is_ours or one.topic == "journal" else changes.append(one)
    )
    yield changes
    stop()


@pytest.fixture
async def deaf() -> JournalWatch:
    """A watch that hears nothing of what this process writes: as if another one had written it."""
    watch = JournalWatch()
    await watch.look()
    return watch


@pytest.fixture
async def watch() -> AsyncIterator[JournalWatch]:
    """A watch that hears it."""
    watch = JournalWatch()
    await watch.look()
    stop = listen(watch.note)
    yield watch
    stop()


def changed(topic: str, *ids: int) -> Changed:
    return Changed(topic, frozenset(ids))


async def test_what_a_process_finds_at_its_start_is_no_news(told: list[Changed]) -> None:
    await make_client()
    await JournalWatch().look()

    assert told == []


async def test_what_another_process_has_written_is_told_once(
    deaf: JournalWatch, told: list[Changed]
) -> None:
    client = await make_client()
    await deaf.look()
    await deaf.look()

    assert told == [changed("client", client.id)]


async def test_what_this_process_has_written_is_not_told_again(
    watch: JournalWatch, told: list[Changed]
) -> None:
    await make_client()
    await watch.look()

    assert told == []


async def test_with_a_document_its_client_is_told_which_counts_it(
    deaf: JournalWatch, told: list[Changed]
) -> None:
    client = await make_client()
    await deaf.look()
    told.clear()
    document = await make_document(client)
    await deaf.look()

    assert told == [changed("document", document.id), changed("client", client.id)]


async def test_with_a_client_its_documents_are_told_which_bear_its_name(
    deaf: JournalWatch, told: list[Changed]
) -> None:
    client = await make_client()
    document = await make_document(client)
    await deaf.look()
    told.clear()
    await Client.amend(retyped(await Client.get(id=client.id), name="Autre"), by=ANYBODY)
    await deaf.look()

    assert told == [changed("client", client.id), changed("document", document.id)]


async def test_a_bulk_action_of_another_process_is_told_as_a_whole(
    deaf: JournalWatch, told: list[Changed]
) -> None:
    ids = [(await make_client()).id for _ in range(20)]
    await deaf.look()
    told.clear()
    await Client.remove_many(ids, by=ANYBODY)
    await deaf.look()

    assert told == [changed("client", *ids)]


# --- with a channel -----------------------------------------------------------------------------


async def heard(watch: JournalWatch) -> None:
    """Another process writes, and its whole message arrives."""
    client = await make_client()
    entries = await JournalEntry.about("client", client.id, limit=10)
    watch.note(Changed("journal", frozenset(one.id for one in entries), is_ours=False))


async def test_what_was_heard_over_the_line_is_not_told_again(told: list[Changed]) -> None:
    watch = JournalWatch(lambda: 1)
    await watch.look()
    await heard(watch)
    await watch.look()

    assert told == []


async def test_of_what_was_written_before_the_line_was_open_a_part_may_be_unheard(
    told: list[Changed],
) -> None:
    opening: list[int | None] = [None]
    watch = JournalWatch(lambda: opening[0])
    await watch.look()
    opening[0] = 1
    await heard(watch)
    await watch.look()

    assert [change.topic for change in told] == ["client"]


async def test_after_a_cut_the_journal_tells_what_was_missed(told: list[Changed]) -> None:
    opening: list[int | None] = [1]
    watch = JournalWatch(lambda: opening[0])
    await watch.look()
    opening[0] = None
    missed = await make_client()
    opening[0] = 2
    await heard(watch)
    await watch.look()

    assert missed.id in told[0].ids
    told.clear()
    await heard(watch)
    await watch.look()
    assert told == []


# --- the whole ----------------------------------------------------------------------------------


async def test_a_relay_talks_and_watches_until_it_is_stopped(
    told: list[Changed], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.relay.relay.SECONDS", 0.001)
    exchange = Exchange()
    relay = Relay(exchange.channel())
    relay.start()
    await until(lambda: bool(exchange.said))
    for message in change_messages("other", "client", [5], 300):
        await exchange.channel().send(message)

    await until(lambda: changed("client", 5) in told)
    await relay.stop()
    assert exchange.channels == set()


async def test_an_outage_does_not_end_the_watch(
    told: list[Changed], monkeypatch: pytest.MonkeyPatch, logged: Logged
) -> None:
    monkeypatch.setattr("models.relay.relay.SECONDS", 0.001)
    looks: list[Exception] = [Outage("away"), ZeroDivisionError()]
    done = []

    async def look(_self: JournalWatch) -> None:
        if looks:
            raise looks.pop()
        done.append(True)

    monkeypatch.setattr(JournalWatch, "look", look)
    relay = Relay()
    relay.start()
    await until(lambda: bool(done))
    await relay.stop()

    assert [channel["message"] for channel in logged()] == ["the journal could not be read"]
