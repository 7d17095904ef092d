from pages.todos.doing import tick
from pages.todos.list import TODOS_SCREEN
from pages.todos.region import ToDosRegion

SCREENS = (TODOS_SCREEN,)

__all__ = ["SCREENS", "ToDosRegion", "tick"]
