"""NiceGUI asks for the signature of the same few methods at every element it makes."""

from __future__ import annotations

from collections.abc import Callable
from types import FunctionType, MethodType
from typing import Any
from weakref import WeakKeyDictionary

from nicegui import helpers

_look = helpers.expects_arguments
_seen: WeakKeyDictionary[FunctionType, bool] = WeakKeyDictionary()


def remember_signatures() -> None:
    """Have NiceGUI look at each method once: looking takes a sixth of the time to build a page."""
    helpers.expects_arguments = expects_arguments


def expects_arguments(func: Callable[..., Any]) -> bool:
    """NiceGUI's own answer; for a method of a class, that of the first time."""
    if not isinstance(func, MethodType) or not isinstance(func.__func__, FunctionType):
        return _look(func)
    if func.__func__ not in _seen:
        _seen[func.__func__] = _look(func)
    return _seen[func.__func__]
