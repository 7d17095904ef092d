"""A database, threads and presses that are late now and then, as on a busy machine: a test that
looks before it has waited fails here, and elsewhere once in a hundred runs."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any
from weakref import WeakKeyDictionary

import aiosqlite
import asyncpg
import pytest
from nicegui import background_tasks, events

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
    """Have statements, threads and what a press begins be late while this is open."""
    chance = random.Random(seed)

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

    turns: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Lock] = WeakKeyDictionary()

    def begin_late(awaitable: Awaitable[Any], **options: Any) -> None:
        async def begin() -> None:
            async with turns.setdefault(asyncio.get_running_loop(), asyncio.Lock()):
                await hesitate()  # what was pressed first begins first
            await awaitable

        task = background_tasks.create(begin(), **options)
        if asyncio.iscoroutine(awaitable):
            task.add_done_callback(lambda _: awaitable.close())  # given up before it began

    with pytest.MonkeyPatch.context() as patch:
        for place, name in LATER:
            patch.setattr(place, name, late(getattr(place, name)))
        patch.setattr(events, "background_tasks", SimpleNamespace(create_or_defer=begin_late))
        yield
