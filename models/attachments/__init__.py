from models.attachments.attachment import Attachment, may_own_files, owners
from models.attachments.carrying import Carried, carry
from models.attachments.dropping import drop_unnamed
from models.attachments.kinds import ACCEPTED
from models.attachments.limits import MOST_BYTES
from models.attachments.list import ATTACHMENTS, find_files
from models.attachments.naming import Lost, name_of
from models.attachments.store import FILES, Store, store_at
from models.attachments.sweeping import Swept, names_files, naming, sweep

__all__ = [
    "ACCEPTED",
    "ATTACHMENTS",
    "FILES",
    "MOST_BYTES",
    "Attachment",
    "Carried",
    "Lost",
    "Store",
    "Swept",
    "carry",
    "drop_unnamed",
    "find_files",
    "may_own_files",
    "name_of",
    "names_files",
    "naming",
    "owners",
    "store_at",
    "sweep",
]
