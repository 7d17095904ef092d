from pages.desk.card import Menus, RecordCard, section
from pages.desk.screen import DeskScreen
from pages.desk.selection import Export
from pages.desk.trash import remove_records, restore_records

__all__ = [
    "DeskScreen",
    "Export",
    "Menus",
    "RecordCard",
    "remove_records",
    "restore_records",
    "section",
]
