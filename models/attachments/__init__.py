from models.attachments.carrying import Carried, carry
from models.attachments.dropping import drop_unnamed
from models.attachments.naming import Lost, name_of
from models.attachments.store import FILES, Store, store_at

__all__ = ["FILES", "Carried", "Lost", "Store", "carry", "drop_unnamed", "name_of", "store_at"]
