from components.list.column import Column
from components.list.filter_boxes import FilterBoxes
from components.list.grid import SCRIPTS, LiveGrid, State, page_json
from components.list.search_box import search_box
from components.list.tick_box import TickBox

__all__ = [
    "SCRIPTS",
    "Column",
    "FilterBoxes",
    "LiveGrid",
    "State",
    "TickBox",
    "page_json",
    "search_box",
]
