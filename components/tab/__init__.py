from components.tab.anchored import anchored
from components.tab.faults import fault_sentence, note_fault, with_reference
from components.tab.focus import TAKE_FOCUS, FocusMemory, return_focus, skip_link
from components.tab.layer import Layer
from components.tab.live import LIVE, UNHURRIED, Round
from components.tab.part import part
from components.tab.presence import Presence, badges, company_of
from components.tab.press import PressKeeper, on_press
from components.tab.seat import (
    SeatWatch,
    current_seat,
    current_staff,
    has_left,
    is_made_for,
    leave,
    may_be_told,
    seat_down,
    seat_of,
)

__all__ = [
    "LIVE",
    "TAKE_FOCUS",
    "UNHURRIED",
    "FocusMemory",
    "Layer",
    "Presence",
    "PressKeeper",
    "Round",
    "SeatWatch",
    "anchored",
    "badges",
    "company_of",
    "current_seat",
    "current_staff",
    "fault_sentence",
    "has_left",
    "is_made_for",
    "leave",
    "may_be_told",
    "note_fault",
    "on_press",
    "part",
    "return_focus",
    "seat_down",
    "seat_of",
    "skip_link",
    "with_reference",
]
