from models.feeds.calendar import calendar_of
from models.feeds.vcard import business_card, compact_card

__all__ = ["business_card", "calendar_of", "compact_card"]
