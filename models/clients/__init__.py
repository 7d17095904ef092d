from models.clients import own_tables  # noqa: F401 - they sign up among what hangs on clients
from models.clients.addresses import ADDRESSES
from models.clients.client import Client
from models.clients.contacts import CONTACTS
from models.clients.directory import DIRECTORY, Firm
from models.clients.export import clients_csv
from models.clients.fields import KIND_LABELS, ClientKind
from models.clients.list import CLIENTS
from models.clients.look_alikes import TELLING, is_surely, look_alikes, telling_field
from models.clients.terms import TERMS_FIELDS

__all__ = [
    "ADDRESSES",
    "CLIENTS",
    "CONTACTS",
    "DIRECTORY",
    "KIND_LABELS",
    "TELLING",
    "TERMS_FIELDS",
    "Client",
    "ClientKind",
    "Firm",
    "clients_csv",
    "is_surely",
    "look_alikes",
    "telling_field",
]
