from models.imports.columns import Heading, Matched, match
from models.imports.sheet import MOST_BYTES, Sheet, read_sheet

__all__ = [
    "MOST_BYTES",
    "Heading",
    "Matched",
    "Sheet",
    "match",
    "read_sheet",
]
