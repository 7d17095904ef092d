"""The web server: what starts with it, and what it tells the person who starts it."""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import gc
import os
import socket
from functools import partial
from typing import Any

import ifaddr
from starlette.middleware.gzip import GZipMiddleware

from models.attachments import FILES
from models.certificate import check_certificate
from models.config import DATA, Settings
from models.database import connect, disconnect
from models.french import load_communes
from models.imports import Sweeper
from models.mail import Postman
from models.printing import Printer
from models.relay import Relay, channel_for, check_channel
from models.staff import Account, SetupCode
from models.upkeep import claim, migrate
from models.webhooks import Courier

PATIENCE = 10
"""Seconds that the server's end waits for who does not take leave, as a tablet that sleeps."""
LEAST_CLOSED = 20
"""Closed tabs whose remains are left until there are more of them."""
QUICK = 4
"""How hard pages and rows are compressed: 9 takes three times as long and saves a tenth."""
RECONNECT_TIMEOUT = 60.0
"""Seconds that the server keeps a tab that has lost its connection: a tablet sleeps."""


def run(settings: Settings, *, is_demo: bool = False) -> None:
    """Migrate the database and serve until Ctrl-C; ends with a sentence when that cannot be."""
    os.environ.setdefault("NICEGUI_STORAGE_PATH", str(DATA / "storage"))
    from nicegui import app, background_tasks, ui

    import pages  # noqa: F401 - registers the routes
    from components.nicegui_patches import check_insides
    from pages.web import IDLE_SECONDS, MOST_BYTES, guard_socket, raise_file_limit

    app.state.is_demo = is_demo
    check_insides()
    guard_socket()
    files = raise_file_limit()
    check_certificate(settings)
    _check_port(settings)
    with claim(settings.database_url) as is_alone:
        asyncio.run(migrate(settings.database_url))
        asyncio.run(check_channel(settings))
        relay = Relay(channel_for(settings))
        carriers, printer, sweeper = (Postman(), Courier()), Printer(), Sweeper()

        async def start() -> None:
            await connect(settings.database_url)
            FILES.open(settings.files_place)
            background_tasks.create(asyncio.to_thread(load_communes))
            relay.start()
            for carrier in carriers:
                carrier.start()
            printer.start()
            sweeper.start(is_alone=is_alone)
            _say_where(settings)
            if not await Account.exists():
                code = await SetupCode.code()
                print(f"  Première ouverture : code d’installation {code}", flush=True)

        async def stop() -> None:
            await background_tasks.teardown()  # undoes what is half done, on a live database
            await sweeper.stop()
            await printer.stop()
            for carrier in carriers:
                await carrier.stop()
            await relay.stop()
            await disconnect()

        _collect_less_garbage()
        app.on_startup(start)
        app.on_shutdown(stop)
        with contextlib.suppress(KeyboardInterrupt):  # uvicorn raises it again once it has ended
            ui.run(
                host=settings.host,
                port=settings.port,
                title="Comptoir",
                favicon="🏪",
                language="fr",
                dark=None,
                tailwind=False,
                reload=False,
                show=False,
                show_welcome_message=False,
                reconnect_timeout=RECONNECT_TIMEOUT,
                ws_max_size=MOST_BYTES,
                ws_per_message_deflate=False,  # 300 kB a tab, and no sooner there on a LAN
                gzip_middleware_factory=partial(GZipMiddleware, compresslevel=QUICK),
                server_header=False,
                timeout_graceful_shutdown=PATIENCE,
                timeout_keep_alive=IDLE_SECONDS,
                log_config=None,  # Uvicorn then leaves its loggers to ours
                **connection(settings, files // 2),
            )


def _collect_less_garbage() -> None:
    """Open tabs are millions of objects that live long, and looking through all of them stops the
    server for a second: so only once as many have been closed, whose remains are to be found. What
    is free then goes back to the system, which glibc does when told to."""
    from nicegui import Client, app

    gc.collect()
    gc.freeze()  # the libraries stay
    gc.set_threshold(50_000, 20, 10_000)
    give_back = getattr(ctypes.CDLL(None), "malloc_trim", lambda _: None)
    closed = 0

    def tab_closed() -> None:
        nonlocal closed
        closed += 1
        if closed >= max(LEAST_CLOSED, len(Client.instances)):
            closed = 0
            gc.collect()
            give_back(0)

    app.on_delete(tab_closed)


def connection(settings: Settings, most: int) -> dict[str, Any]:
    """How uvicorn speaks with browsers, of whose connections `most` may wait at a time; only named
    proxies may say who the client is."""
    from pages.web import connection_class, encrypted_class

    room = (most, settings.proxies)
    certificate, key = settings.certificate, settings.key
    return {
        "http": (
            encrypted_class(certificate, key, *room)
            if certificate and key
            else connection_class(*room)
        ),
        "proxy_headers": bool(settings.proxies),
        "forwarded_allow_ips": list(settings.proxies),
    }


def _check_port(settings: Settings) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            raise SystemExit(
                f"Comptoir ne démarre pas. Le port {settings.port} de {settings.host} n’est pas "
                f"libre ({error.strerror}) : choisissez-en un autre avec --port."
            ) from None


def _say_where(settings: Settings) -> None:
    scheme = settings.scheme
    print("Comptoir est prêt. Ctrl-C pour l’arrêter.", flush=True)
    if settings.host not in {"0.0.0.0", "::"}:
        print(f"  Adresse :         {scheme}://{settings.host}:{settings.port}", flush=True)
        return
    print(f"  Sur ce poste :    {scheme}://localhost:{settings.port}", flush=True)
    for address in _lan_addresses():
        print(f"  Sur les tablettes : {scheme}://{address}:{settings.port}", flush=True)


def _lan_addresses() -> list[str]:
    ips = (ip.ip for adapter in ifaddr.get_adapters() for ip in adapter.ips if ip.is_IPv4)
    return [str(ip) for ip in ips if not str(ip).startswith(("127.", "169.254."))]
