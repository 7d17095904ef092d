from models.attachments import may_own_files
from models.clients import own_tables  # noqa: F401 - they sign up among what hangs on clients
from models.clients.addresses import ADDRESSES
from models.clients.client import Client
from models.clients.contacts import CONTACTS
from models.clients.directory import DIRECTORY, Firm
from models.clients.export import clients_csv
from models.clients.fields import KIND_LABELS, ClientKind
from models.clients.list import CLIENTS
from models.clients.look_alikes import TELLING, is_surely, look_alikes, telling_field
from models.clients.match_keys import REASONS
from models.clients.matching import match_anew
from models.clients.merge import Merge
from models.clients.merge_plan import BOTH, MergePlan, MergeRow
from models.clients.mergeable import Unmerged
from models.clients.pair import PAIRS, Pair
from models.clients.terms import TERMS_FIELDS

may_own_files(Client)

__all__ = [
    "ADDRESSES",
    "BOTH",
    "CLIENTS",
    "CONTACTS",
    "DIRECTORY",
    "KIND_LABELS",
    "PAIRS",
    "REASONS",
    "TELLING",
    "TERMS_FIELDS",
    "Client",
    "ClientKind",
    "Firm",
    "Merge",
    "MergePlan",
    "MergeRow",
    "Pair",
    "Unmerged",
    "clients_csv",
    "is_surely",
    "look_alikes",
    "match_anew",
    "telling_field",
]
