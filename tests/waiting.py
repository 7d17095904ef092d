"""Waiting for a thing, never for a time: how long a test is patient, and how it looks again."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import TypeVar

PATIENCE = 60.0
"""Seconds after which what is waited for is held not to come; only a test that fails takes them."""
POLL = 0.005
POLL_PROCESS = 0.05
"""Seconds between two looks: at this process, and at another one."""

T = TypeVar("T")


async def until(look: Callable[[], T]) -> T:
    """Wait until this is true, or some, and return it; the last thing seen if it never is."""
    end = time.monotonic() + PATIENCE
    while not (seen := look()) and time.monotonic() < end:  # noqa: ASYNC110 - pages set no event
        await asyncio.sleep(POLL)
    return seen


def wait_until(look: Callable[[], T]) -> T:
    """The same outside a loop, for another process."""
    end = time.monotonic() + PATIENCE
    while not (seen := look()) and time.monotonic() < end:
        time.sleep(POLL_PROCESS)
    return seen
