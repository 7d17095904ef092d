from models.staff.account import Account
from models.staff.device import Device
from models.staff.seat import SEAT_TOPICS, Seat
from models.staff.session import LONGEST_REMEMBERED, Session
from models.staff.setting_up import SetupCode, set_up
from models.staff.signing_in import (
    Browser,
    SignedIn,
    TooLate,
    enter,
    give_code,
    network_of,
    sign_in,
    unlock,
)
from models.staff.throttle import TooMany
from models.staff.ticket import CodeNeeded

__all__ = [
    "LONGEST_REMEMBERED",
    "SEAT_TOPICS",
    "Account",
    "Browser",
    "CodeNeeded",
    "Device",
    "Seat",
    "Session",
    "SetupCode",
    "SignedIn",
    "TooLate",
    "TooMany",
    "enter",
    "give_code",
    "network_of",
    "set_up",
    "sign_in",
    "unlock",
]
