"""What one program gets done that asks one thing after the other."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from urllib.parse import urlencode

import httpx

from models.demo.accounts import DEMO_PASSWORD
from models.permissions import Staff
from models.staff import FOR_PROGRAMS, Account, ApiToken
from tests.bench.model import connected
from tests.bench.opening import Measure, Samples
from tests.bench.site import CLERK, Site

TIMES = 100
"""Requests of each sort in one run: with a token of its own, within what one is good for."""


@asynccontextmanager
async def programs(site: Site) -> AsyncIterator[Measure]:
    """Pages of the clients and of the invoices one after the other, and clients created."""
    turns = count(1)

    async def measure() -> Samples:
        turn = next(turns)
        async with connected(site.server.database_url):
            token = await _token(f"Essai {turn}")
        headers = {"Authorization": f"Bearer {token}"}
        url = f"{site.url}/api/v1"
        async with httpx.AsyncClient(base_url=url, headers=headers, timeout=30) as api:
            listed = await _pages(api, "/clients?")
            listed += await _pages(api, "/documents?kind=invoice&")
            begin = time.perf_counter()
            for serial in range(TIMES):
                body = {"kind": "company", "name": f"Banc {turn} {serial}", "city": "Brest"}
                (await api.post("/clients", json=body)).raise_for_status()
            created = TIMES / (time.perf_counter() - begin)
        return {
            "api-page": listed,
            "api-list": [len(listed) / (sum(listed) / 1_000)],
            "api-create": [created],
        }

    yield measure


async def _token(name: str) -> str:
    account = await Account.get(name=CLERK)
    by = Staff(account.name, account.role, account.id)
    for former in await ApiToken.of_account(account.id):
        await ApiToken.revoke(former.id, by=by)
    scopes = [str(one) for one in FOR_PROGRAMS]
    return (await ApiToken.make(account, DEMO_PASSWORD, name, scopes, "30", by=by))[1]


async def _pages(api: httpx.AsyncClient, path: str) -> list[float]:
    """The milliseconds of each page, as far as there are any, from the first one on."""
    times: list[float] = []
    params = {"limit": "50"}
    while len(times) < TIMES:
        begin = time.perf_counter()
        answer = await api.get(f"{path}{urlencode(params)}")
        answer.raise_for_status()
        times.append(1_000 * (time.perf_counter() - begin))
        params["cursor"] = answer.json()["next"] or ""
    return times
