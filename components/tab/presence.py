"""Who else has a record open, and who is editing it: as the tabs show it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from nicegui import Client, ui

from components.tab.seat import current_seat, seat_of
from models.french import listed
from models.relay import BOARD, Place, Spot

TYPING = 60.0
"""Seconds after a key for which somebody who types in no form counts as editing."""


class Presence:
    """The place of one tab."""

    def __init__(self) -> None:
        self._tab = ui.context.client
        seat = current_seat()
        self._place = Place(seat.account_id, seat.staff.name)
        self._opened: Spot | None = None
        self._formed: Spot | None = None
        self._typed: Spot | None = None
        self._rest: asyncio.TimerHandle | None = None
        self._tab.on_connect(lambda: BOARD.put(self._tab.id, self._place))
        self._tab.on_disconnect(self._leave)
        self._tab.on_delete(self._leave)

    def open(self, spot: Spot | None) -> None:
        """The tab shows this record, and no other any more."""
        self._stop_typing()
        self._opened = spot
        self._go()

    def edit(self, spot: Spot | None) -> None:
        """A form has this record in it; None once it is closed."""
        self._formed = spot
        self._go()

    def type_into(self, spot: Spot) -> None:
        """Somebody types into this record beside any form, and edits it for a while."""
        self._stop_typing()
        self._typed = spot
        self._rest = asyncio.get_running_loop().call_later(TYPING, self._pause)
        self._go()

    def _pause(self) -> None:
        self._stop_typing()
        self._go()

    def _stop_typing(self) -> None:
        self._typed = None
        if self._rest is not None:
            self._rest.cancel()

    def _go(self) -> None:
        place = replace(self._place, opened=self._opened, edited=self._formed or self._typed)
        if place != self._place:
            self._place = place
            BOARD.put(self._tab.id, place)

    def _leave(self) -> None:
        self._stop_typing()
        self._place = replace(self._place, edited=self._formed)
        BOARD.put(self._tab.id, None)


def company_of(spot: Spot, this: str = "cette fiche", opened: str = "ouverte") -> str:
    """« Camille modifie cette fiche. Karim l’a ouverte. », or "" while nobody else is there."""
    here = BOARD.others(spot, current_seat().account_id)
    editing = sorted(name for name, is_editing in here.items() if is_editing)
    watching = sorted(name for name, is_editing in here.items() if not is_editing)
    sentences = []
    if editing:
        sentences.append(f"{listed(editing)} {_verb(editing, 'modifie', 'modifient')} {this}.")
    if watching:
        sentences.append(f"{listed(watching)} {_verb(watching, 'l’a', 'l’ont')} {opened}.")
    return " ".join(sentences)


def badges(tab: Client, topic: str, ids: Iterable[int]) -> dict[int, dict[str, Any] | None]:
    """What the rows of a grid show of these records; None of one without company."""
    account_id = seat_of(tab).account_id
    return {id_: _badge(BOARD.others(Spot(topic, id_), account_id)) for id_ in ids}


def _badge(names: dict[str, bool]) -> dict[str, Any] | None:
    """A name, how many more, and whether somebody is editing."""
    if not names:
        return None
    first, *more = sorted(names, key=lambda name: (not names[name], name))
    return {
        "text": f"{first} +{len(more)}" if more else first,
        "label": f"{listed(sorted(names))} : fiche {'modifiée' if names[first] else 'ouverte'}",
        "editing": names[first],
    }


def _verb(names: list[str], one: str, several: str) -> str:
    return several if len(names) > 1 else one
