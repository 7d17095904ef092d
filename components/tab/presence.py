"""Who else has a client open, and who is editing it: as the tabs show it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from nicegui import Client, ui

from components.tab.seat import current_seat, seat_of
from models.french import listed
from models.relay import BOARD, Place


class Presence:
    """The place of one tab."""

    def __init__(self) -> None:
        self._tab = ui.context.client
        seat = current_seat()
        self._place = Place(seat.account_id, seat.staff.name)
        self._tab.on_connect(lambda: BOARD.put(self._tab.id, self._place))
        self._tab.on_disconnect(lambda: BOARD.put(self._tab.id, None))
        self._tab.on_delete(lambda: BOARD.put(self._tab.id, None))

    def open(self, client_id: int | None) -> None:
        self._go(replace(self._place, opened=client_id))

    def edit(self, client_id: int | None) -> None:
        self._go(replace(self._place, edited=client_id))

    def _go(self, place: Place) -> None:
        self._place = place
        BOARD.put(self._tab.id, place)


def company_of(client_id: int) -> str:
    """« Camille modifie cette fiche. Karim l’a ouverte. », or "" while nobody else is there."""
    here = BOARD.others(client_id, current_seat().account_id)
    editing = sorted(name for name, is_editing in here.items() if is_editing)
    watching = sorted(name for name, is_editing in here.items() if not is_editing)
    sentences = []
    if editing:
        sentences.append(f"{listed(editing)} {_verb(editing, 'modifie', 'modifient')} cette fiche.")
    if watching:
        sentences.append(f"{listed(watching)} {_verb(watching, 'l’a', 'l’ont')} ouverte.")
    return " ".join(sentences)


def badges(tab: Client, client_ids: Iterable[int]) -> dict[int, dict[str, Any] | None]:
    """What the rows of a grid show of these clients; None of one without company."""
    account_id = seat_of(tab).account_id
    return {id_: _badge(BOARD.others(id_, account_id)) for id_ in client_ids}


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
