"""The business: no screen in here. Pages and components import from this module only."""

from models.base import Record
from models.changes import Changed, announce, listen, transaction
from models.client_fields import KIND_LABELS, ClientKind
from models.client_list import CLIENTS
from models.clients import Client, Removal
from models.company import Company, StagePolicy
from models.config import DATA, VERSION, Settings, session_secret
from models.database import claim, connect, dialect, disconnect, migrate
from models.demo import fill
from models.document_lists import DOCUMENT_LISTS
from models.documents import Document
from models.drafts import Draft
from models.entries import Entry
from models.errors import Clash, Conflict, Invalid, Refused
from models.export import clients_csv
from models.french import listed, lowered, moment, number, plural, quoted, short_date
from models.identifiers import format_siren, format_siret, format_vat
from models.kind import Kind, Move, Stage, Status
from models.kinds import KINDS, OPEN
from models.listing import Listing, Page, Query, Row
from models.look_alikes import look_alikes
from models.phones import format_phone, tel_link
from models.postcodes import load_communes
from models.search import words_in
from models.staff import THE_DESK, Staff

__all__ = [
    "CLIENTS",
    "DATA",
    "DOCUMENT_LISTS",
    "KINDS",
    "KIND_LABELS",
    "OPEN",
    "THE_DESK",
    "VERSION",
    "Changed",
    "Clash",
    "Client",
    "ClientKind",
    "Company",
    "Conflict",
    "Document",
    "Draft",
    "Entry",
    "Invalid",
    "Kind",
    "Listing",
    "Move",
    "Page",
    "Query",
    "Record",
    "Refused",
    "Removal",
    "Row",
    "Settings",
    "Staff",
    "Stage",
    "StagePolicy",
    "Status",
    "announce",
    "claim",
    "clients_csv",
    "connect",
    "dialect",
    "disconnect",
    "fill",
    "format_phone",
    "format_siren",
    "format_siret",
    "format_vat",
    "listed",
    "listen",
    "load_communes",
    "look_alikes",
    "lowered",
    "migrate",
    "moment",
    "number",
    "plural",
    "quoted",
    "session_secret",
    "short_date",
    "tel_link",
    "transaction",
    "words_in",
]
