from models.lists.listing import PAGE_ROWS, Listing
from models.lists.matching import patterns_in
from models.lists.query import Page, Query, Row

__all__ = [
    "PAGE_ROWS",
    "Listing",
    "Page",
    "Query",
    "Row",
    "patterns_in",
]
