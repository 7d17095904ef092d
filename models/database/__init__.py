from models.database.connection import connect, dialect, disconnect, is_answering
from models.database.exact import whole
from models.database.outage import Outage, outage_of
from models.database.readiness import unreadiness
from models.database.transaction import transaction

__all__ = [
    "Outage",
    "connect",
    "dialect",
    "disconnect",
    "is_answering",
    "outage_of",
    "transaction",
    "unreadiness",
    "whole",
]
