"""Who opens connections and says nothing, or half of it, keeps nobody else away."""

from __future__ import annotations

import asyncio
import resource
import ssl
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path

import httpx
import pytest
import uvicorn
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from pages.web import connection_class, raise_file_limit
from pages.web.connections import Connection, Crowd
from pages.web.handshakes import handshake_class
from tests.browser.conftest import Server
from tests.processes import free_port
from tests.waiting import PATIENCE, until

HALF = b"GET /sante HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Half: "
HALF_HELLO = bytes.fromhex("160301020001000001fc0303")
SHORT = 0.3
LONG = b"GET /long HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
WHOLE = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    body = await Request(scope, receive).body()
    long = "x" * 60_000_000 if scope["path"] == "/long" else ""
    await PlainTextResponse(f"{long}{len(body)} bytes")(scope, receive, send)


@asynccontextmanager
async def serving(
    most: int = 1_000, proxies: tuple[str, ...] = (), *, is_encrypted: bool = False
) -> AsyncIterator[int]:
    """An application that says how much it was sent, on a port of its own."""
    port = free_port()
    plain = connection_class(most, proxies)
    no_certificate = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    config = uvicorn.Config(
        echo,
        *("127.0.0.1", port),
        http=handshake_class(no_certificate, plain) if is_encrypted else plain,
        lifespan="off",
        log_config=None,
        timeout_keep_alive=60,
    )
    server = uvicorn.Server(config)
    running = asyncio.create_task(server.serve())
    assert await until(lambda: server.started)
    yield port
    server.should_exit = server.force_exit = True
    await running


Ends = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@asynccontextmanager
async def opened(port: int, count: int, *, says: bytes = b"") -> AsyncIterator[list[Ends]]:
    """So many connections, on each of which this was said."""
    ends = []
    for _ in range(count):
        with suppress(ConnectionError):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            ends.append((reader, writer))
            writer.write(says)
    try:
        yield ends
    finally:
        for _, writer in ends:
            writer.transport.abort()


async def heard(end: Ends) -> bytes:
    """All that comes until the other end hangs up."""
    with suppress(ConnectionError):
        return await asyncio.wait_for(end[0].read(), PATIENCE)
    return b""


async def answer(end: Ends, request: bytes = WHOLE) -> bytes:
    end[1].write(request)
    with suppress(ConnectionError):
        return await asyncio.wait_for(end[0].readuntil(b" bytes"), PATIENCE)
    return b""


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Little time for everything."""
    monkeypatch.setattr("pages.web.connections.HEAD_SECONDS", SHORT)
    monkeypatch.setattr("pages.web.connections.BODY_SECONDS", SHORT)


@pytest.fixture
def few_files(tmp_path: Path) -> Iterator[Server]:
    """Comptoir in a process of its own that may open 500 files at a time."""
    server = Server(tmp_path, log=tmp_path / "log")
    server.start()
    resource.prlimit(server.pid, resource.RLIMIT_NOFILE, (500, 500))
    yield server
    server.stop()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nobody else's limit can be set")
async def test_eleven_hundred_half_requests_leave_the_desk_answering(few_files: Server) -> None:
    raise_file_limit()
    async with (
        opened(few_files.port, 1_100, says=HALF),
        httpx.AsyncClient(base_url=few_files.url, timeout=PATIENCE) as client,
    ):
        assert (await client.get("/sante")).status_code == 200
        assert (await client.get("/connexion")).status_code == 200


@pytest.mark.usefixtures("quick")
async def test_who_says_nothing_or_half_of_it_is_hung_up_on(subtests: pytest.Subtests) -> None:
    body = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n"
    async with serving() as port:
        for says in (b"", b"\r\n", b"GET", HALF, body, body + b"1234"):
            with subtests.test(says=says):
                async with opened(port, 1, says=says) as (end,):
                    assert await heard(end) == b""
        for says in (b"\r\n", HALF, body + b"1234"):
            with subtests.test(after_an_answer=says):
                async with opened(port, 1) as (end,):
                    assert await answer(end)
                    end[1].write(says)
                    assert await heard(end) == b""


@pytest.mark.usefixtures("quick")
async def test_who_does_not_end_the_handshake_is_hung_up_on(subtests: pytest.Subtests) -> None:
    async with serving(is_encrypted=True) as port:
        for says in (b"", HALF_HELLO, HALF, HALF_HELLO + bytes(600)):
            with subtests.test(says=says):
                async with opened(port, 1, says=says) as (end,):
                    await heard(end)
                    assert end[0].at_eof() or end[0].exception()


@pytest.mark.usefixtures("quick")
async def test_a_word_now_and_then_gains_no_time() -> None:
    async with serving() as port, opened(port, 1, says=HALF) as (end,):
        hung_up = asyncio.create_task(heard(end))

        def drips() -> bool:
            end[1].write(b"x")
            return hung_up.done()

        assert await until(drips)


@pytest.mark.usefixtures("quick")
async def test_an_answer_that_nobody_reads_is_not_kept(
    monkeypatch: pytest.MonkeyPatch, subtests: pytest.Subtests
) -> None:
    hung_up: list[Connection] = []
    monkeypatch.setattr(Connection, "hang_up", lambda self: hung_up.append(self))
    async with serving() as port:
        for says in (LONG, LONG + WHOLE):
            with subtests.test(says=says):
                hung_up.clear()
                async with opened(port, 1, says=says):
                    assert await until(lambda: bool(hung_up))


async def test_a_long_answer_arrives_as_a_whole() -> None:
    async with serving() as port, opened(port, 1) as (end,):
        end[1].write(LONG)
        while b"0 bytes" not in (some := await end[0].read(1_000_000)):
            assert some
        assert b"0 bytes" in await answer(end)


async def test_who_reads_no_answers_makes_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pages.web.connections.MOST_PER_ADDRESS", 2)
    async with serving() as port, AsyncExitStack() as stack:
        for end in await stack.enter_async_context(opened(port, 2)):
            end[1].write(LONG + 3 * WHOLE)
            await end[0].readexactly(1_000)
        (newcomer,) = await stack.enter_async_context(opened(port, 1))
        assert b"0 bytes" in await answer(newcomer)


@pytest.mark.usefixtures("quick")
async def test_a_connection_that_is_used_stays() -> None:
    async with serving() as port, opened(port, 1) as (end,):
        longer_than_a_head_may_take = time.monotonic() + 3 * SHORT
        while time.monotonic() < longer_than_a_head_may_take:
            assert b"0 bytes" in await answer(end)


async def test_a_head_without_an_end_is_not_kept() -> None:
    async with serving() as port, opened(port, 1, says=HALF) as (end,):
        with suppress(ConnectionError):
            for _ in range(200):
                end[1].write(b"x" * 10_000)
                await end[1].drain()

        await heard(end)
        assert end[0].at_eof() or end[0].exception()


async def test_the_longest_waiting_of_an_address_makes_room(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("pages.web.connections.MOST_PER_ADDRESS", 10)
    async with serving() as port, AsyncExitStack() as stack:
        ends = await stack.enter_async_context(opened(port, 10, says=HALF))
        (newcomer,) = await stack.enter_async_context(opened(port, 1))

        assert b"0 bytes" in await answer(newcomer)
        assert await heard(ends[0]) == b""
        assert b"0 bytes" in await answer(ends[1], b"\r\n\r\n")


async def test_half_a_handshake_waits_like_any_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pages.web.connections.MOST_PER_ADDRESS", 10)
    async with serving(is_encrypted=True) as port, opened(port, 13, says=HALF_HELLO) as ends:
        for end in ends[:3]:
            await heard(end)
            assert end[0].at_eof() or end[0].exception()
        assert not any(end[0].at_eof() or end[0].exception() for end in ends[3:])


async def test_all_who_wait_together_have_a_bound() -> None:
    async with serving(most=5) as port, opened(port, 8, says=HALF) as ends:
        for end in ends[:3]:
            assert await heard(end) == b""
        assert b"0 bytes" in await answer(ends[-1], b"\r\n\r\n")


async def test_a_proxy_may_open_as_many_as_it_likes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pages.web.connections.MOST_PER_ADDRESS", 10)
    for proxy in ("127.0.0.1", "127.0.0.0/8"):
        async with serving(proxies=(proxy,)) as port, opened(port, 30, says=HALF) as ends:
            for end in ends:
                assert b"0 bytes" in await answer(end, b"\r\n\r\n"), proxy


def test_all_addresses_of_one_subscriber_count_together() -> None:
    crowd = Crowd(10, ("2001:db8:1::1",))

    assert crowd.counted_as("2001:db8:2::1") == crowd.counted_as("2001:db8:2::ffff:1")
    assert crowd.counted_as("2001:db8:2::1") != crowd.counted_as("2001:db8:3::1")
    assert crowd.counted_as("::ffff:192.0.2.1") == crowd.counted_as("192.0.2.1") == "192.0.2.1"
    assert crowd.counted_as("2001:db8:1::1") == "2001:db8:1::1"


def test_as_many_files_as_the_system_grants() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (200, hard))
    try:
        assert raise_file_limit() == resource.getrlimit(resource.RLIMIT_NOFILE)[0]
        assert raise_file_limit() >= min(hard, 1_024)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
