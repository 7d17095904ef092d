from models.todos import of_clients  # noqa: F401 - clients are told of what depends on them
from models.todos.fields import when_said
from models.todos.list import TODOS, due_count, due_query
from models.todos.todo import ToDo

__all__ = ["TODOS", "ToDo", "due_count", "due_query", "when_said"]
