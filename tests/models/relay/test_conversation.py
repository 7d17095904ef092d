"""What a process says to the others and hears from them, and how it goes on after a cut."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator

import pytest

from models.database import transaction
from models.records import Changed, announce, listen
from models.relay import conversation as conversation
from models.relay import presence
from models.relay.conversation import Conversation
from models.relay.messages import change_messages, count_messages, read_message, visit_messages
from models.relay.presence import (
    PRESENCE,
    Board,
    Place,
    Spot,
    Visit,
)
from models.relay.tally import Tally
from tests.channels import Exchange, MemoryChannel, until
from tests.conftest import Logged
from tests.factories import rolled_back

DUPONT = Spot("client", 7)
CAMILLE = Visit(DUPONT, 1, "Camille", is_editing=True)


@pytest.fixture
def exchange() -> Exchange:
    return Exchange()


@pytest.fixture(autouse=True)
def board(monkeypatch: pytest.MonkeyPatch) -> Board:
    """A board of this test's own, and a heart that beats fast."""
    board = Board()
    monkeypatch.setattr(conversation, "BOARD", board)
    monkeypatch.setattr(conversation, "BEAT", 0.01)
    monkeypatch.setattr(conversation, "RETRY", 0.01)
    monkeypatch.setattr(presence, "PAUSE", 0.0)
    return board


@pytest.fixture
def tally(monkeypatch: pytest.MonkeyPatch) -> Tally:
    """Counts of this test's own, gathered for an instant."""
    tally = Tally()
    monkeypatch.setattr(conversation, "TALLY", tally)
    monkeypatch.setattr(conversation, "GATHERING", 0.001)
    return tally


@pytest.fixture
async def process(exchange: Exchange) -> AsyncIterator[Conversation]:
    """This process, talking."""
    process = Conversation(exchange.channel())
    task = asyncio.create_task(process.run())
    await until(lambda: process.opening is not None)
    yield process
    task.cancel()
    await asyncio.wait({task})


@pytest.fixture
async def other(exchange: Exchange) -> AsyncIterator[MemoryChannel]:
    """The channel of another process."""
    channel = exchange.channel()
    await channel.open()
    yield channel
    await channel.close()


@pytest.fixture
def foreign() -> Iterator[list[Changed]]:
    """What other processes have changed, as this one is told."""
    changes: list[Changed] = []
    stop = listen(lambda change: None if change.is_ours else changes.append(change))
    yield changes
    stop()


async def say(channel: MemoryChannel, topic: str, *ids: int) -> None:
    for message in change_messages("other", topic, ids, channel.longest):
        await channel.send(message)


def said(exchange: Exchange, topic: str) -> list[set[int]]:
    heard = [read_message(one) for one in exchange.said]
    return [set(one.ids) for one in heard if one.topic == topic and one.by != "other"]


@pytest.mark.usefixtures("process")
async def test_what_this_process_changes_is_said_to_the_others(exchange: Exchange) -> None:
    announce("client", [1, 2])

    await until(lambda: said(exchange, "client") == [{1, 2}])


@pytest.mark.usefixtures("database", "process")
async def test_nothing_is_said_before_the_commit_nor_after_a_rollback(exchange: Exchange) -> None:
    async with rolled_back():
        announce("client", [1])
    async with transaction():
        announce("client", [2])
        await asyncio.sleep(0)
        assert said(exchange, "client") == []

    await until(lambda: said(exchange, "client") == [{2}])


@pytest.mark.usefixtures("process")
async def test_the_journal_is_said_last(exchange: Exchange) -> None:
    announce("journal", [5])
    announce("client", [1])

    await until(lambda: bool(said(exchange, "journal")))
    assert said(exchange, "client") == [{1}]


@pytest.mark.usefixtures("process")
async def test_what_another_process_changes_is_told_here_and_not_said_again(
    other: MemoryChannel, exchange: Exchange, foreign: list[Changed]
) -> None:
    await until(lambda: said(exchange, "session") != [])
    foreign.clear()
    await say(other, "client", 3, 4)

    await until(lambda: foreign == [Changed("client", frozenset({3, 4}))])
    announce("client", [9])
    await until(lambda: said(exchange, "client") == [{9}])


@pytest.mark.usefixtures("process")
async def test_a_process_does_not_hear_itself(exchange: Exchange, foreign: list[Changed]) -> None:
    foreign.clear()
    announce("client", [1])

    await until(lambda: said(exchange, "client") == [{1}])
    await asyncio.sleep(0)
    assert Changed("client", frozenset({1})) not in foreign


@pytest.mark.usefixtures("process")
async def test_nonsense_on_the_line_is_logged_and_passed_over(
    other: MemoryChannel, foreign: list[Changed], logged: Logged
) -> None:
    foreign.clear()
    await other.send(b"nonsense")
    await say(other, "client", 1)

    await until(lambda: foreign == [Changed("client", frozenset({1}))])
    assert [one["message"].split(":")[0] for one in logged()] == ["heard from another process"]


# --- presence -----------------------------------------------------------------------------------


@pytest.mark.usefixtures("process")
async def test_who_is_where_is_said_at_once_and_again_and_again(
    exchange: Exchange, board: Board
) -> None:
    def visits() -> list[tuple[Visit, ...]]:
        return [one.visits for one in map(read_message, exchange.said) if not one.topic]

    board.put("tab", Place(1, "Camille", opened=DUPONT, edited=DUPONT))

    await until(lambda: sum(CAMILLE in one for one in visits()) > 2)
    board.put("tab", None)
    await until(lambda: visits()[-1] == ())


@pytest.mark.usefixtures("process")
async def test_who_is_where_in_another_process_is_shown_here(
    other: MemoryChannel, board: Board, foreign: list[Changed]
) -> None:
    for message in visit_messages("other", [CAMILLE], 300):
        await other.send(message)

    await until(lambda: board.others(DUPONT, 2) == {"Camille": True})
    assert Changed(PRESENCE, frozenset({7})) in foreign
    assert board.others(DUPONT, 1) == {}
    assert board.others(Spot("document", 7), 2) == {}, "another record of the same number"


@pytest.mark.usefixtures("process")
async def test_a_crowd_is_told_in_several_messages(other: MemoryChannel, board: Board) -> None:
    crowd = {Visit(Spot("client", number), 1, "Camille", is_editing=False) for number in range(100)}
    messages = list(visit_messages("other", crowd, 300))
    for message in messages:
        await other.send(message)

    assert len(messages) > 1
    await until(lambda: len(board.visited("client")) == 100)


@pytest.mark.usefixtures("process")
async def test_a_process_that_falls_silent_is_nowhere_any_more(
    other: MemoryChannel, board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    for message in visit_messages("other", [CAMILLE], 300):
        await other.send(message)
    await until(lambda: board.visited("client") != {})

    monkeypatch.setattr(conversation, "SILENCE", 0.2)
    await until(lambda: board.visited("client") == {})


async def test_a_process_that_ends_says_that_nobody_is_there(
    exchange: Exchange, board: Board
) -> None:
    board.put("tab", Place(1, "Camille", opened=DUPONT))
    process = Conversation(exchange.channel())
    task = asyncio.create_task(process.run())
    await until(lambda: process.opening is not None and bool(exchange.said))
    task.cancel()
    await asyncio.wait({task})

    last = read_message(exchange.said[-1])
    assert (last.topic, last.visits, last.is_whole) == ("", (), True)
    assert exchange.channels == set()


# --- cuts ---------------------------------------------------------------------------------------


async def test_a_cut_is_gone_on_after_and_logged_in_one_line_each_way(
    process: Conversation, exchange: Exchange, logged: Logged
) -> None:
    exchange.go_away()
    await until(lambda: process.opening is None)
    refused = exchange.refused
    await until(lambda: exchange.refused > refused + 3)
    exchange.come_back()

    await until(lambda: process.opening == 2)
    assert [channel["message"] for channel in logged()] == [
        "the channel to the other processes is cut: cut",
        "the channel to the other processes is back",
    ]
    exchange.said.clear()
    announce("client", [1])
    await until(lambda: said(exchange, "client") == [{1}])


async def test_after_a_cut_both_sides_read_again_what_the_journal_does_not_tell(
    process: Conversation, exchange: Exchange, foreign: list[Changed]
) -> None:
    exchange.go_away()
    await until(lambda: process.opening is None)
    foreign.clear()
    exchange.said.clear()
    exchange.come_back()

    await until(lambda: process.opening == 2)
    assert [change.topic for change in foreign] == ["session", "device"]
    await until(lambda: said(exchange, "session") == said(exchange, "device") == [set()])


async def test_a_line_on_which_nothing_comes_back_is_opened_again(
    process: Conversation, exchange: Exchange, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversation, "SILENCE", 0.2)
    exchange.is_deaf = True
    await until(lambda: process.opening != 1)
    exchange.is_deaf = False

    await until(lambda: process.opening is not None)


async def test_what_fails_unexpectedly_does_not_end_the_talk(
    process: Conversation, exchange: Exchange, monkeypatch: pytest.MonkeyPatch, logged: Logged
) -> None:
    async def fail(_self: MemoryChannel, _message: bytes) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(MemoryChannel, "send", fail)
        await until(lambda: process.opening is None)

    await until(lambda: process.opening is not None)
    assert logged()[0]["message"] == "the conversation with the other processes fails"


async def test_what_is_counted_is_said_to_the_others_and_what_they_count_is_heard(
    tally: Tally, process: Conversation, other: MemoryChannel, exchange: Exchange
) -> None:
    def said_of(id_: int) -> int:
        told = [read_message(one) for one in exchange.said]
        return sum(one.counts.get(id_, 0) for one in told if one.by != "other")

    heard: list[dict[int, int]] = []
    tally.on_heard(lambda counts: heard.append(dict(counts)))
    for id_ in (7, 7, 8):
        tally.count(id_)
    await until(lambda: (said_of(7), said_of(8)) == (2, 1))
    tally.count(7)
    await until(lambda: said_of(7) == 3)

    for message in count_messages("other", {7: 5}, other.longest):
        await other.send(message)
    await until(lambda: heard == [{7: 5}])


async def test_nothing_is_kept_for_others_whom_nobody_can_hear(tally: Tally) -> None:
    tally.count(7)
    assert not tally.take()
