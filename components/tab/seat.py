"""Who sits in front of this tab."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from nicegui import Client, ui

from models.permissions import Staff
from models.staff import Seat

_seats: WeakKeyDictionary[Client, Seat] = WeakKeyDictionary()


def seat_down(client: Client, seat: Seat) -> None:
    """From now on this is who acts in the tab."""
    _seats[client] = seat


def seat_of(client: Client) -> Seat:
    """Who acts in this tab; KeyError while nobody does."""
    return _seats[client]


def current_seat() -> Seat:
    return seat_of(ui.context.client)


def current_staff() -> Staff:
    """The member of staff who acts."""
    return current_seat().staff
