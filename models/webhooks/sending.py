"""Telling another program: signed, to an address outside, never anywhere else."""

from __future__ import annotations

import asyncio
import hmac
import socket
import ssl
from base64 import b64encode
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import sha256
from urllib.parse import SplitResult, urlsplit

import httpx

from models.config import SETTINGS
from models.errors import Refused
from models.webhooks.outside import is_outside
from models.webhooks.webhook import INSIDE, Webhook

TIMEOUT = 10.0
"""Seconds for all of it."""
TAKEN = range(200, 300)
AGENT = "Comptoir-Webhooks"


class Untold(Refused):
    """The other program has not taken it."""

    def __init__(self, sentence: str, status: int | None = None) -> None:
        super().__init__(sentence)
        self.status = status


def signed(webhook: Webhook, event_id: str, body: str, at: datetime) -> dict[str, str]:
    """The headers by which the other program knows who tells it, and when (Standard Webhooks)."""
    moment = str(int(at.timestamp()))
    text = f"{event_id}.{moment}.{body}".encode()
    seal = b64encode(hmac.digest(webhook.key, text, sha256)).decode()
    return {
        "webhook-id": event_id,
        "webhook-timestamp": moment,
        "webhook-signature": f"v1,{seal}",
        "content-type": "application/json",
        "user-agent": AGENT,
    }


async def tell(webhook: Webhook, event_id: str, body: str) -> int:
    """Send an event; the status of the answer, of which nothing is read. Raises Untold."""
    headers = signed(webhook, event_id, body, datetime.now(UTC))
    try:
        async with asyncio.timeout(TIMEOUT):
            status = await _sent(webhook.url, headers, body)
    except TimeoutError:
        raise Untold("Pas de réponse en 10 secondes.") from None
    except (httpx.HTTPError, httpx.InvalidURL, OSError, ssl.SSLError, ValueError) as error:
        raise Untold(f"La connexion a échoué ({type(error).__name__}).") from None
    if status not in TAKEN:
        where = " : une redirection n’est pas suivie" if 300 <= status < 400 else ""
        raise Untold(f"Réponse {status}{where}.", status)
    return status


async def _sent(url: str, headers: dict[str, str], body: str) -> int:
    """To the very addresses that were looked at: asked again, the name might lead elsewhere."""
    parts = urlsplit(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    *others, last = await _outside(parts.hostname or "", port)
    for address in others:
        with suppress(httpx.ConnectError):  # as IPv6 where only the other one leads out
            return await _sent_to(address, parts, headers, body)
    return await _sent_to(last, parts, headers, body)


async def _sent_to(address: str, parts: SplitResult, headers: dict[str, str], body: str) -> int:
    literal = f"[{address}]" if ":" in address else address
    target = parts._replace(netloc=literal + (f":{parts.port}" if parts.port else ""))
    async with (
        httpx.AsyncClient(trust_env=False, timeout=TIMEOUT, follow_redirects=False) as client,
        client.stream(
            "POST",
            target.geturl(),
            content=body.encode(),
            headers={**headers, "host": parts.netloc},
            extensions={"sni_hostname": parts.hostname or ""},
        ) as answer,
    ):
        return answer.status_code


async def _outside(host: str, port: int) -> list[str]:
    """The addresses of a host; Untold where any of them is inside."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(one[4][0]) for one in found))
    if not addresses:
        raise Untold("Ce nom ne mène nulle part.")
    if not SETTINGS.private_webhooks and not all(map(is_outside, addresses)):
        raise Untold(INSIDE)
    return addresses
