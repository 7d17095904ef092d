from pages.today.screen import TODAY_SCREEN

SCREENS = (TODAY_SCREEN,)

__all__ = ["SCREENS"]
