"""Who sits in front of this tab."""

from __future__ import annotations

from weakref import WeakKeyDictionary, WeakSet

from nicegui import Client, ui

from components.nicegui_patches import say_last
from models.permissions import Staff
from models.staff import Seat

_seats: WeakKeyDictionary[Client, Seat] = WeakKeyDictionary()
_left: WeakSet[Client] = WeakSet()


class SeatWatch(ui.element, component="seat.js"):
    """Leads to the door once the session has ended, also when the tab could not be told."""


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


# --- leaving ------------------------------------------------------------------------------------


async def may_be_told(client: Client) -> bool:
    """Whether what the firm holds may reach this tab: not while its screen is locked, nor once its
    session is over, or its role is another."""
    if client in _left:
        return False
    if (known := _seats.get(client)) is None:
        return True  # a page of nobody: it shows what everybody may see
    seat = await Seat.of_session(known.session_id)
    return seat is not None and not seat.is_locked and is_made_for(client, seat)


def is_made_for(client: Client, seat: Seat) -> bool:
    """Whether this tab's page was built for somebody who may do just what this seat may."""
    return seat.staff.role == seat_of(client).staff.role


def leave(client: Client) -> None:
    """Have a tab ask for its page anew, and tell it nothing else: also a browser that stays, or
    that comes back to this page later, hears no more."""
    if client not in _left:
        _left.add(client)
        say_last(client, "location.reload()")
        client.layout.clear()


def has_left(client: Client) -> bool:
    return client in _left
