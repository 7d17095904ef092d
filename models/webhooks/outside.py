"""Which addresses are out on the internet, where other programs may be told."""

from __future__ import annotations

import socket
from contextlib import suppress
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from models.config import HOST_NAME

TRANSLATED = IPv6Network("64:ff9b::/96")
"""IPv4 where a network has only IPv6 (RFC 6052)."""
HERE = "localhost"
LONGEST_LABEL = 63
"""Of a name of the DNS (RFC 1035)."""


def is_outside(text: str) -> bool:
    """Whether an address is one of the public internet, and so is any that it holds."""
    address = ip_address(text.partition("%")[0])
    if isinstance(address, IPv6Address):
        held = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
        if address in TRANSLATED:
            held.append(IPv4Address(int(address) & 0xFFFFFFFF))
        if not all(one.is_global for one in held if one):
            return False
    return address.is_global and not address.is_multicast


def is_host(host: str) -> bool:
    """Whether it is an address, or can be a name of the DNS."""
    name = host.rstrip(".").lower()
    with suppress(ValueError):
        return bool(ip_address(name.partition("%")[0]))
    is_name = HOST_NAME.fullmatch(name) is not None
    return is_name and all(len(label) <= LONGEST_LABEL for label in name.split("."))


def is_plainly_inside(host: str) -> bool:
    """Whether a host is not outside, as far as its name alone says."""
    name = host.rstrip(".").lower()
    if name == HERE or name.endswith(f".{HERE}"):
        return True
    with suppress(OSError):  # « 2130706433 » and « 0x7f.1 » are addresses, too
        name = socket.inet_ntoa(socket.inet_aton(name))
    try:
        return not is_outside(name)
    except ValueError:  # a name, of which it is seen when it is told something
        return False
