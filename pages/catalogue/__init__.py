from pages.catalogue.screen import ARTICLES_SCREEN

SCREENS = (ARTICLES_SCREEN,)

__all__ = ["SCREENS"]
