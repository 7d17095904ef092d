"""What every answer tells the browser, so that it helps to keep strangers out."""

from __future__ import annotations

from urllib.parse import quote

from starlette.datastructures import MutableHeaders

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
POLICY = (
    "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'; img-src 'self' data:; font-src 'self' data:"
)

SANDBOXED = {"Content-Security-Policy": "sandbox"}
"""What an answer says that holds somebody's file."""


def disposition(name: str, *, is_shown: bool = False) -> str:
    """What an answer says of the file that it holds: its name, in whatever letters, and whether it
    is to look at."""
    return f"{'inline' if is_shown else 'attachment'}; filename*=UTF-8''{quote(name, safe='')}"


def protect(headers: MutableHeaders) -> None:
    """What every answer tells the browser; no script may run in it."""
    is_sandboxed = headers.get("Content-Security-Policy") == "sandbox"
    headers.update(HEADERS)
    headers.setdefault("Cache-Control", "no-store")
    policy = f"{POLICY}; script-src 'none'; style-src 'self'"
    headers["Content-Security-Policy"] = f"sandbox; {policy}" if is_sandboxed else policy
