from components.lines.change import DOCUMENT, Change, Edit, Question
from components.lines.lines import LinesEditor

__all__ = ["DOCUMENT", "Change", "Edit", "LinesEditor", "Question"]
