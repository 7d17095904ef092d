from models.lists.filter import ON, Cases, Choice, Day, Filter, Of, Switch
from models.lists.listing import PAGE_ROWS, Listing
from models.lists.matching import marks_in, patterns_in
from models.lists.query import LONGEST_SEARCH, Page, Query, Row

__all__ = [
    "LONGEST_SEARCH",
    "ON",
    "PAGE_ROWS",
    "Cases",
    "Choice",
    "Day",
    "Filter",
    "Listing",
    "Of",
    "Page",
    "Query",
    "Row",
    "Switch",
    "marks_in",
    "patterns_in",
]
