"""Work on many rows beside the server, in other processes that leave it the machine."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import asynccontextmanager
from importlib import import_module
from multiprocessing import get_context
from typing import Any, TypeVar

from models.imports.importable import IMPORTABLES

WORTH_PROCESSES = 3_000
"""Rows below which another process would not have started before they are done."""
PROCESSES = 2
PORTION = 250
"""Rows that one is given at once."""
AHEAD = 8
"""Portions that are under way or done, and not taken yet."""
LOOK_UP = 2.0
"""Seconds between two looks whether the server is still there."""
YIELDING = 10
"""How far behind the server they stand in the line for the processor."""

T = TypeVar("T")
Work = Callable[[Sequence[Any]], T]


def _begin(modules: Sequence[str], server: int) -> None:
    threading.Thread(target=_end_with, args=(server,), daemon=True).start()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server ends them
    os.nice(YIELDING)
    for module in modules:
        import_module(module)


def _end_with(server: int) -> None:
    """A server that was killed ends nobody, and this would wait for its work for ever."""
    while os.getppid() == server:
        time.sleep(LOOK_UP)
    os._exit(0)


@asynccontextmanager
async def crew(count: int) -> AsyncIterator[Executor]:
    """Who works on so many rows."""
    workers: Executor
    if count < WORTH_PROCESSES:
        workers = ThreadPoolExecutor(1, "import")
    else:
        modules = sorted({type(one).__module__ for one in IMPORTABLES.values()})
        workers = ProcessPoolExecutor(
            PROCESSES, get_context("spawn"), initializer=_begin, initargs=(modules, os.getpid())
        )
    try:
        yield workers
    finally:
        workers.shutdown(wait=False, cancel_futures=True)


def in_portions(items: Sequence[T], size: int = PORTION) -> Iterator[Sequence[T]]:
    return (items[start : start + size] for start in range(0, len(items), size))


async def each(items: Iterable[T]) -> AsyncIterator[T]:
    for item in items:
        yield item


async def worked(
    workers: Executor, work: Work[T], portions: AsyncIterator[Sequence[Any]]
) -> AsyncIterator[T]:
    """What comes of each portion, in their order; a few are done ahead of whoever takes them."""
    loop = asyncio.get_running_loop()
    waiting: list[asyncio.Future[T]] = []
    async for portion in portions:
        waiting.append(loop.run_in_executor(workers, work, portion))
        if len(waiting) >= AHEAD:
            yield await waiting.pop(0)
    while waiting:
        yield await waiting.pop(0)
