"""One transaction at a time in each task, and what is done at its end."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, TypeVar

from tortoise.transactions import in_transaction

from models.database.outage import outage_of

Ending = Callable[[], Awaitable[None]]

T = TypeVar("T")


@dataclass
class _Open:
    """What is to be done at the end of a transaction."""

    before: list[Ending] = field(default_factory=list)
    after: dict[Callable[[list[Any]], None], list[Any]] = field(default_factory=dict)


_open: ContextVar[_Open | None] = ContextVar("open_transaction", default=None)


def is_in_transaction() -> bool:
    """Whether this task is inside `transaction()`, and so must read what it has written."""
    return _open.get() is not None


@asynccontextmanager
async def transaction() -> AsyncIterator[None]:
    """One transaction on the writing connection; an inner one joins the outer one."""
    if is_in_transaction():
        yield
        return
    opened = _Open()
    token = _open.set(opened)
    is_through = False
    try:
        async with in_transaction("default"):
            yield
            for ending in opened.before:
                await ending()
            is_through = True
    except OSError as error:
        if outage := outage_of(error):
            raise outage from error
        raise
    finally:
        _open.reset(token)
        for follow, items in opened.after.items() if is_through else ():
            follow(items)


def before_commit(ending: Ending) -> None:
    """Have the open transaction do this last: for what everybody waits for in turn."""
    opened = _open.get()
    if opened is None:
        raise LookupError("no transaction is open")
    opened.before.append(ending)


def after_commit(follow: Callable[[list[T]], None], item: T) -> None:
    """Call `follow` once the open transaction is committed, with all that was given for it; at once
    where none is open, and never after a rollback.

    It is called too when the commit fails: whether that came through nobody knows.
    """
    opened = _open.get()
    if opened is None:
        follow([item])
    else:
        opened.after.setdefault(follow, []).append(item)
