from models.staff.account import Account
from models.staff.device import Device
from models.staff.seat import SEAT_TOPICS, Seat
from models.staff.session import LONGEST_REMEMBERED, Session
from models.staff.setting_up import SetupCode, set_up
from models.staff.signing_in import Browser, SignedIn, enter, sign_in, unlock
from models.staff.throttle import TooMany

__all__ = [
    "LONGEST_REMEMBERED",
    "SEAT_TOPICS",
    "Account",
    "Browser",
    "Device",
    "Seat",
    "Session",
    "SetupCode",
    "SignedIn",
    "TooMany",
    "enter",
    "set_up",
    "sign_in",
    "unlock",
]
