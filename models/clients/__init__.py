from models.attachments import may_own_files
from models.clients import own_tables, viewed  # noqa: F401 - they sign up among what hangs on clients
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
from models.clients.export import COLUMNS, clients_csv, clients_xlsx
from models.clients.fields import KIND_LABELS, ClientKind
from models.clients.importing import ClientsImport
from models.clients.list import CLIENTS
from models.clients.look_alikes import TELLING, is_surely, look_alikes, telling_field
from models.clients.match_keys import REASONS
from models.clients.matching import match_anew
from models.clients.merge import Merge
from models.clients.merge_plan import BOTH, MergePlan, MergeRow
from models.clients.mergeable import Unmerged
from models.clients.pair import PAIRS, Pair
from models.clients.pasted import read_typed
from models.clients.personal_data import held_of, name_of_package, parts_of
from models.clients.retagging import retag
from models.clients.status import ClientStatus
from models.clients.tag import COLOURS, TAG_COLOURS, TAGS, Tag, key_of, known_tags, split_tags
from models.clients.tagging import count_bearers, link_tags, with_tags
from models.clients.terms import TERMS_FIELDS

may_own_files(Client)

__all__ = [
    "ADDRESSES",
    "BOTH",
    "CLIENTS",
    "COLOURS",
    "COLUMNS",
    "CONTACTS",
    "DIRECTORY",
    "KIND_LABELS",
    "PAIRS",
    "REASONS",
    "TAGS",
    "TAG_COLOURS",
    "TELLING",
    "TERMS_FIELDS",
    "Client",
    "ClientKind",
    "ClientStatus",
    "ClientsImport",
    "Fate",
    "Firm",
    "Merge",
    "MergePlan",
    "MergeRow",
    "Pair",
    "Tag",
    "Unmerged",
    "anonymisation_refusal",
    "anonymise",
    "clients_csv",
    "clients_xlsx",
    "count_bearers",
    "fates_of",
    "held_of",
    "is_surely",
    "key_of",
    "known_tags",
    "link_tags",
    "look_alikes",
    "match_anew",
    "name_of_package",
    "parts_of",
    "read_typed",
    "retag",
    "split_tags",
    "telling_field",
    "with_tags",
]
