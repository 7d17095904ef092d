"""Who else has a client open, and who is editing it: told to the tabs, kept nowhere."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Any

from nicegui import Client, ui

from components.session import current_seat, seat_of
from models import announce, listed

TOPIC = "presence"
PAUSE = 0.4
"""Seconds between two announcements: a crowd that opens cards reaches the screens as one."""


@dataclass(frozen=True)
class Place:
    """Where somebody is in one tab."""

    account_id: int
    name: str
    opened: int | None = None
    edited: int | None = None

    @property
    def ids(self) -> set[int]:
        return {one for one in (self.opened, self.edited) if one is not None}


class Board:
    """Everybody's places in this process."""

    def __init__(self) -> None:
        self._places: dict[str, Place] = {}
        self._changed: set[int] = set()

    def put(self, tab: Client, place: Place | None) -> None:
        """Somebody is there now, or has left."""
        before = self._places.pop(tab.id, None)
        if place is not None:
            self._places[tab.id] = place
        ids = (before.ids if before else set()) | (place.ids if place else set())
        if ids and before != place:
            if not self._changed:
                asyncio.get_running_loop().call_later(PAUSE, self._tell)
            self._changed |= ids

    def _tell(self) -> None:
        changed, self._changed = self._changed, set()
        announce(TOPIC, changed)

    def others(self, account_id: int) -> dict[int, dict[str, bool]]:
        """For each client with company: the names of the others, and whether they are editing."""
        found: dict[int, dict[str, bool]] = defaultdict(dict)
        for place in self._places.values():
            if place.account_id != account_id:
                for id_ in place.ids:
                    is_editing = id_ == place.edited or found[id_].get(place.name, False)
                    found[id_][place.name] = is_editing
        return found


BOARD = Board()


class Presence:
    """The place of one tab."""

    def __init__(self) -> None:
        self._tab = ui.context.client
        seat = current_seat()
        self._place = Place(seat.account_id, seat.staff.name)
        self._tab.on_connect(lambda: BOARD.put(self._tab, self._place))
        self._tab.on_disconnect(lambda: BOARD.put(self._tab, None))
        self._tab.on_delete(lambda: BOARD.put(self._tab, None))

    def open(self, client_id: int | None) -> None:
        self._go(replace(self._place, opened=client_id))

    def edit(self, client_id: int | None) -> None:
        self._go(replace(self._place, edited=client_id))

    def _go(self, place: Place) -> None:
        self._place = place
        BOARD.put(self._tab, place)


def company_of(client_id: int) -> str:
    """« Camille modifie cette fiche. Karim l’a ouverte. », or "" while nobody else is there."""
    here = BOARD.others(current_seat().account_id).get(client_id, {})
    editing = sorted(name for name, is_editing in here.items() if is_editing)
    watching = sorted(name for name, is_editing in here.items() if not is_editing)
    sentences = []
    if editing:
        sentences.append(f"{listed(editing)} {_verb(editing, 'modifie', 'modifient')} cette fiche.")
    if watching:
        sentences.append(f"{listed(watching)} {_verb(watching, 'l’a', 'l’ont')} ouverte.")
    return " ".join(sentences)


def badges(tab: Client) -> dict[int, dict[str, Any]]:
    """What the rows of a grid show: a name, how many more, and whether somebody is editing."""
    return {
        id_: _badge(names) for id_, names in BOARD.others(seat_of(tab).account_id).items() if names
    }


def _badge(names: dict[str, bool]) -> dict[str, Any]:
    first, *more = sorted(names, key=lambda name: (not names[name], name))
    return {
        "text": f"{first} +{len(more)}" if more else first,
        "label": f"{listed(sorted(names))} : fiche {'modifiée' if names[first] else 'ouverte'}",
        "editing": names[first],
    }


def _verb(names: list[str], one: str, several: str) -> str:
    return several if len(names) > 1 else one
