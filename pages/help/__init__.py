from pages.help.screen import ROUTES, SCREENS

__all__ = ["ROUTES", "SCREENS"]
