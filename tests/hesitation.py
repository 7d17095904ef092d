"""A database, threads and tasks that are late now and then, as on a busy machine: a test that looks
before it has waited fails here, and elsewhere once in a hundred runs."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

import aiosqlite
import asyncpg
import pytest
from nicegui import background_tasks

LATE = 0.25
"""How often something is late."""
LATEST = 0.04
"""Seconds that it is late at most."""
LATER = (
    (aiosqlite.Connection, "_execute"),
    (asyncpg.Connection, "_do_execute"),
    (asyncio, "to_thread"),
)


@contextmanager
def hesitant(seed: int) -> Iterator[None]:
    """Have statements, threads and what a press or a change begins be late while this is open."""
    chance = random.Random(seed)
    create = background_tasks.create

    async def hesitate() -> None:
        if chance.random() < LATE:
            await asyncio.sleep(LATEST * chance.random())

    def late(do: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        async def done_late(*args: Any, **options: Any) -> Any:
            await hesitate()
            try:
                return await do(*args, **options)
            finally:
                await hesitate()

        return done_late

    def create_late(awaitable: Awaitable[Any], **options: Any) -> asyncio.Task[Any]:
        async def begin() -> Any:
            await hesitate()
            return await awaitable

        return create(begin(), **options)

    with pytest.MonkeyPatch.context() as patch:
        for place, name in LATER:
            patch.setattr(place, name, late(getattr(place, name)))
        patch.setattr(background_tasks, "create", create_late)
        yield
