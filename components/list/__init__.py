from components.list.filter_boxes import FilterBoxes
from components.list.grid import Column, LiveGrid, State, page_json
from components.list.search_box import search_box

__all__ = [
    "Column",
    "FilterBoxes",
    "LiveGrid",
    "State",
    "page_json",
    "search_box",
]
