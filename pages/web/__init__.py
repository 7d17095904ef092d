from pages.web.assets import Assets
from pages.web.connections import IDLE_SECONDS, connection_class, raise_file_limit
from pages.web.cookies import (
    DEVICE_COOKIE,
    SESSION_COOKIE,
    TICKET_COOKIE,
    cookie,
    give_cookie,
    take_cookie,
)
from pages.web.error_pages import page_failed, request_failed
from pages.web.guard import (
    NEW_PASSWORD,
    SECOND_STEP,
    SET_UP,
    SIGN_IN,
    Guard,
    seat_in,
)
from pages.web.handshakes import encrypted_class
from pages.web.headers import SANDBOXED, disposition
from pages.web.problems import API, MEDIA, TITLES, Problem
from pages.web.secret_address import CALENDAR, secret_in
from pages.web.sizes import LONGEST_QUERY, MOST_BYTES, take_files
from pages.web.socket_guard import guard_socket
from pages.web.tablet import TABLET_ROUTES, fit_for_tablets
from pages.web.zipping import zipped

__all__ = [
    "API",
    "CALENDAR",
    "DEVICE_COOKIE",
    "IDLE_SECONDS",
    "LONGEST_QUERY",
    "MEDIA",
    "MOST_BYTES",
    "NEW_PASSWORD",
    "SANDBOXED",
    "SECOND_STEP",
    "SESSION_COOKIE",
    "SET_UP",
    "SIGN_IN",
    "TABLET_ROUTES",
    "TICKET_COOKIE",
    "TITLES",
    "Assets",
    "Guard",
    "Problem",
    "connection_class",
    "cookie",
    "disposition",
    "encrypted_class",
    "fit_for_tablets",
    "give_cookie",
    "guard_socket",
    "page_failed",
    "raise_file_limit",
    "request_failed",
    "seat_in",
    "secret_in",
    "take_cookie",
    "take_files",
    "zipped",
]
