"""Telling another program: signed, to an address outside, never anywhere else."""

from __future__ import annotations

import asyncio
import hmac
import socket
import ssl
from base64 import b64encode
from datetime import UTC, datetime
from hashlib import sha256
from ipaddress import IPv6Address, ip_address
from urllib.parse import urlsplit

import httpx

from models.config import SETTINGS
from models.errors import Refused
from models.webhooks.webhook import Webhook

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
    """To the very address that was looked at: asked again, its name might lead elsewhere."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    address = await _outside(host, parts.port or (443 if parts.scheme == "https" else 80))
    literal = f"[{address}]" if ":" in address else address
    target = parts._replace(netloc=literal + (f":{parts.port}" if parts.port else ""))
    async with (
        httpx.AsyncClient(trust_env=False, timeout=TIMEOUT, follow_redirects=False) as client,
        client.stream(
            "POST",
            target.geturl(),
            content=body.encode(),
            headers={**headers, "host": parts.netloc},
            extensions={"sni_hostname": host},
        ) as answer,
    ):
        return answer.status_code


async def _outside(host: str, port: int) -> str:
    """The address of a host; Untold where any of its addresses is inside."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(one[4][0]) for one in found))
    if not SETTINGS.private_webhooks and not all(map(is_outside, addresses)):
        raise Untold("Cette adresse mène à un réseau privé : rien n’y est envoyé.")
    if not addresses:
        raise Untold("Ce nom ne mène nulle part.")
    return addresses[0]


def is_outside(text: str) -> bool:
    """Whether an address is one of the public internet."""
    address = ip_address(text.partition("%")[0])
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None,))[0]
        if inner is not None and not inner.is_global:
            return False
    return address.is_global and not address.is_multicast
