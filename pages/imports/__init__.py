from pages.imports.inbox import Inbox

__all__ = ["Inbox"]
