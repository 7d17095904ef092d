"""What is too large, too long or too deep is refused, and the server goes on."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

import httpx
import pytest

from models.demo import DEMO_PASSWORD
from tests.browser.conftest import Server
from tests.security.conftest import faults
from tests.security.test_socket import Socket
from tests.waiting import PATIENCE, until

MEGABYTE = 1_000_000


@pytest.fixture
async def raw(server: Server) -> AsyncIterator[httpx.AsyncClient]:
    """Asks the real server, which has to answer afterwards, and to have met no fault."""
    before = faults(server)
    async with httpx.AsyncClient(base_url=server.url, timeout=PATIENCE) as client:
        yield client
        assert (await client.get("/sante")).status_code == 200
    assert faults(server) == before


async def piecemeal(size: int) -> AsyncIterator[bytes]:
    for _ in range(size // 10_000):
        yield b"x" * 10_000


async def said(server: Server, request: bytes) -> bytes:
    """The first line of the answer to these very bytes."""
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    writer.write(request)
    line = await asyncio.wait_for(reader.readline(), PATIENCE)
    writer.close()
    return line


async def test_a_body_above_a_megabyte_is_refused(
    raw: httpx.AsyncClient, subtests: pytest.Subtests
) -> None:
    for path in ("/connexion", "/deconnexion", "/api/clients", "/nulle/part"):
        with subtests.test(path=path):
            answer = await raw.post(path, content=b"x" * (MEGABYTE + 1))

            assert answer.status_code == 413


async def test_a_body_without_a_length_is_cut_off(raw: httpx.AsyncClient) -> None:
    form = {"Content-Type": "application/x-www-form-urlencoded"}

    small = await raw.post("/connexion", content=piecemeal(200_000), headers=form)

    assert small.status_code == 401
    with contextlib.suppress(httpx.TransportError):  # it hangs up on who goes on sending
        large = await raw.post("/connexion", content=piecemeal(3 * MEGABYTE), headers=form)
        assert large.status_code == 413


async def test_who_hangs_up_in_the_middle_is_no_fault(
    server: Server, raw: httpx.AsyncClient
) -> None:
    for start in (
        b"POST /connexion HTTP/1.1",
        b"GET /clients HTTP/1.1",
        b"POST /installation HTTP/1.1",
    ):
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.write(start + b"\r\nHost: 127.0.0.1:%d\r\n" % server.port)
        writer.write(b"Content-Type: application/x-www-form-urlencoded\r\n")
        writer.write(b"Content-Length: 100\r\nExpect: 100-continue\r\n\r\nidentifiant=")
        assert await asyncio.wait_for(reader.readline(), PATIENCE), "it reads, or has answered"
        writer.transport.abort()
        assert (await raw.get("/connexion")).status_code == 200  # after it has seen that


async def test_forms_that_are_none_are_refused(raw: httpx.AsyncClient) -> None:
    many = "&".join(f"a{number}=b" for number in range(20_000))
    part = '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nv\r\n'
    for kind, body in (
        ("multipart/form-data", "x"),
        ("multipart/form-data; boundary=x", "nothing of the kind"),
        ("multipart/form-data; boundary=x", part * 3_000),
        ("application/x-www-form-urlencoded", many),
        ("application/x-www-form-urlencoded", "identifiant=%00%ed%a0%80%ff&mot_de_passe=%00"),
        ("application/json", "[" * 100_000),
    ):
        answer = await raw.post("/connexion", content=body, headers={"Content-Type": kind})

        assert answer.status_code in {400, 401}, kind


async def test_long_addresses_and_headers_are_refused(raw: httpx.AsyncClient) -> None:
    for path in ("/" + "a" * 3_000, "/look/" + "a" * 3_000, "/api/documents/" + "%41" * 1_000):
        assert (await raw.get(path)).status_code in {401, 414}
    assert (await raw.get("/connexion?suite=/" + "a" * 7_000)).status_code == 200
    assert (await raw.get("/connexion?suite=/" + "a" * 20_000)).status_code == 414
    assert (await raw.get("/connexion?" + "a&" * 99)).status_code == 200
    assert (await raw.get("/connexion?" + "a&" * 100)).status_code == 400
    back = (await raw.get("/clients?q=" + "%41" * 2_000)).headers["location"]
    assert len(back) < 4_100, "the door can be asked for with it"
    assert (await raw.get("/" + "a" * 60_000)).status_code in {400, 414}
    for name in ("X", "Cookie", "User-Agent", "Referer"):
        answer = await raw.get("/clients", headers={name: "a" * 17_000})
        assert answer.status_code in {400, 431}, name


async def test_lengths_that_are_none_are_refused(server: Server) -> None:
    start = f"POST /connexion HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n".encode()
    for length in (b"-1", b"1e9", b"9" * 30, b"+5", b"0x10", b"5, 6", b"\xb2"):
        line = await said(server, start + b"Content-Length: " + length + b"\r\n\r\n")

        assert line.startswith((b"HTTP/1.1 400", b"HTTP/1.1 413")), (length, line)


async def test_requests_that_are_none_are_refused(server: Server, raw: httpx.AsyncClient) -> None:
    here = b"Host: 127.0.0.1:%d\r\n" % server.port
    for request in (
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n",
        b"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: "
        + here
        + b"\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
        b"GET / HTTP/9.9\r\n" + here + b"\r\n",
    ):
        line = await said(server, request)
        assert line == b"" or b" 40" in line or b" 50" in line, (request, line)


async def test_an_address_with_a_name_in_it_leads_to_no_other_name(server: Server) -> None:
    own = f"GET http://evil.example/clients HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n\r\n"

    line = await said(server, own.encode())

    assert line.startswith((b"HTTP/1.1 303", b"HTTP/1.1 400")), line


async def test_a_message_above_a_megabyte_ends_the_connection(
    server: Server, raw: httpx.AsyncClient
) -> None:
    form = {"identifiant": "Karim", "mot_de_passe": DEMO_PASSWORD}
    assert (await raw.post("/connexion", data=form)).status_code == 303
    socket = Socket(server.url, raw.cookies["comptoir_session"])
    await socket.fetch()
    assert await socket.connect()
    assert await socket.shake()

    await socket.sio.emit("event", {"client_id": socket.page, "args": "x" * (MEGABYTE + 1)})

    assert await until(lambda: not socket.sio.connected)
