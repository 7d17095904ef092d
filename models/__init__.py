"""The business: no screen in here. Pages and components import from this module only."""

from models.accounts import Account
from models.base import Record
from models.certificate import check_certificate
from models.changes import Changed, announce, listen, transaction
from models.client_fields import KIND_LABELS, ClientKind
from models.client_list import CLIENTS
from models.clients import Client
from models.company import Company, StagePolicy
from models.config import DATA, SETTINGS, VERSION, Settings
from models.contact_points import web_link
from models.database import claim, connect, dialect, disconnect, is_answering, migrate
from models.demo import fill
from models.demo_accounts import DEMO_ACCOUNTS, DEMO_PASSWORD
from models.devices import Device
from models.document_lists import DOCUMENT_LISTS
from models.documents import Document
from models.drafts import Draft
from models.entries import Entry
from models.errors import Clash, Conflict, Invalid, Outage, Refused, outage_of
from models.export import clients_csv
from models.french import clock_moment, listed, lowered, moment, number, plural, quoted, short_date
from models.identifiers import format_siren, format_siret, format_vat
from models.journal import JournalEntry
from models.journal_list import JOURNAL
from models.journal_text import TOPICS, details, done, undo, undo_refusal
from models.kind import Kind, Move, Stage, Status
from models.kinds import KINDS, OPEN
from models.line import check_line, line_for
from models.listing import PAGE_ROWS, Listing
from models.log import is_news, locate_log, log_handler, reference_of
from models.look_alikes import TELLING, look_alikes
from models.phones import format_phone, tel_link
from models.postcodes import load_communes
from models.presence import BOARD, PRESENCE, Place
from models.query import Page, Query, Row
from models.relay import Relay
from models.removal import Removal
from models.search import patterns_in
from models.seat import SEAT_TOPICS, Seat
from models.sessions import Session
from models.setting_up import SetUp, set_up
from models.signing_in import Browser, SignedIn, enter, sign_in, unlock
from models.staff import THE_HOUSE, Permission, Role, Staff
from models.throttle import TooMany

__all__ = [
    "BOARD",
    "CLIENTS",
    "DATA",
    "DEMO_ACCOUNTS",
    "DEMO_PASSWORD",
    "DOCUMENT_LISTS",
    "JOURNAL",
    "KINDS",
    "KIND_LABELS",
    "OPEN",
    "PAGE_ROWS",
    "PRESENCE",
    "SEAT_TOPICS",
    "SETTINGS",
    "TELLING",
    "THE_HOUSE",
    "TOPICS",
    "VERSION",
    "Account",
    "Browser",
    "Changed",
    "Clash",
    "Client",
    "ClientKind",
    "Company",
    "Conflict",
    "Device",
    "Document",
    "Draft",
    "Entry",
    "Invalid",
    "JournalEntry",
    "Kind",
    "Listing",
    "Move",
    "Outage",
    "Page",
    "Permission",
    "Place",
    "Query",
    "Record",
    "Refused",
    "Relay",
    "Removal",
    "Role",
    "Row",
    "Seat",
    "Session",
    "SetUp",
    "Settings",
    "SignedIn",
    "Staff",
    "Stage",
    "StagePolicy",
    "Status",
    "TooMany",
    "announce",
    "check_certificate",
    "check_line",
    "claim",
    "clients_csv",
    "clock_moment",
    "connect",
    "details",
    "dialect",
    "disconnect",
    "done",
    "enter",
    "fill",
    "format_phone",
    "format_siren",
    "format_siret",
    "format_vat",
    "is_answering",
    "is_news",
    "line_for",
    "listed",
    "listen",
    "load_communes",
    "locate_log",
    "log_handler",
    "look_alikes",
    "lowered",
    "migrate",
    "moment",
    "number",
    "outage_of",
    "patterns_in",
    "plural",
    "quoted",
    "reference_of",
    "set_up",
    "short_date",
    "sign_in",
    "tel_link",
    "transaction",
    "undo",
    "undo_refusal",
    "unlock",
    "web_link",
]
