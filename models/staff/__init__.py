from models.staff.account import Account
from models.staff.api_token import LIFETIMES, PREFIX, ApiToken
from models.staff.bearer import Bearer, MissingScope, WrongToken
from models.staff.device import Device
from models.staff.once import Done, OnceKey, OtherRequest, UnderWay
from models.staff.people import PEOPLE
from models.staff.scopes import FOR_PROGRAMS, SCOPES, Scope
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
    "FOR_PROGRAMS",
    "LIFETIMES",
    "LONGEST_REMEMBERED",
    "PEOPLE",
    "PREFIX",
    "SCOPES",
    "SEAT_TOPICS",
    "Account",
    "ApiToken",
    "Bearer",
    "Browser",
    "CodeNeeded",
    "Device",
    "Done",
    "MissingScope",
    "OnceKey",
    "OtherRequest",
    "Scope",
    "Seat",
    "Session",
    "SetupCode",
    "SignedIn",
    "TooLate",
    "TooMany",
    "UnderWay",
    "WrongToken",
    "enter",
    "give_code",
    "network_of",
    "set_up",
    "sign_in",
    "unlock",
]
