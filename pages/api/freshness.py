"""What a program has already it is not sent again (RFC 9110, 13.1.2)."""

from __future__ import annotations

import re
from hashlib import blake2b

from starlette.responses import Response

IF_NONE_MATCH = "If-None-Match"
REVALIDATED = "private, no-cache"
"""A program may keep what it was told, and asks each time whether that still holds."""
ETAG = re.compile(r'"([0-9]{1,9})(?:-[0-9a-f]{16})?"')
"""The version of a record; what was read has a digest of all it says behind it, since not all of
that changes with the version: a document is late, or its reader may see prices."""
TAG_PATTERN = f"^{ETAG.pattern}$"


def version_in(tag: str) -> str | None:
    """The version that a program has read."""
    found = ETAG.fullmatch(tag)
    return found and found[1]


def unless_known(answer: Response, named: str) -> Response:
    """What was read, with its tag; 304 where `named`, the header If-None-Match, has that one."""
    version = version_in(answer.headers.get("etag", ""))
    digest = blake2b(bytes(answer.body), digest_size=8).hexdigest()
    tag = f'"{version}-{digest}"' if version else f'"{digest}"'
    answer.headers["etag"], answer.headers["cache-control"] = tag, REVALIDATED
    known = {one.strip().removeprefix("W/") for one in named.split(",")}
    if not known & {tag, "*"}:
        return answer
    return Response(status_code=304, headers={"ETag": tag, "Cache-Control": REVALIDATED})
