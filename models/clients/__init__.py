from models.clients import own_tables  # noqa: F401 - they sign up among what hangs on clients
from models.clients.addresses import ADDRESSES
from models.clients.anonymising import (
    anonymisation_refusal,
    anonymise,
    fates_of,
)
from models.clients.client import Client
from models.clients.contacts import CONTACTS
from models.clients.directory import DIRECTORY, Firm
from models.clients.erasure import Fate
from models.clients.export import clients_csv
from models.clients.fields import KIND_LABELS, ClientKind
from models.clients.list import CLIENTS
from models.clients.look_alikes import TELLING, is_surely, look_alikes, telling_field
from models.clients.personal_data import held_of, name_of_package, packed
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
    "Fate",
    "Firm",
    "anonymisation_refusal",
    "anonymise",
    "clients_csv",
    "fates_of",
    "held_of",
    "is_surely",
    "look_alikes",
    "name_of_package",
    "packed",
    "telling_field",
]
