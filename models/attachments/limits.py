"""How much is taken: all limits of files stand here."""

from models.french.wording import NBSP

MOST_BYTES = 25_000_000
"""Of one file."""
MOST_FILES = 200
"""Of one record, those in the trash aside."""
MOST_TOGETHER = 500_000_000
"""Bytes of all files of one record."""
MOST_PIXELS = 50_000_000
"""Of a picture: a small file may unfold to gigabytes."""
MOST_PAGES = 100
"""Of a PDF that is shown."""
THUMBNAIL = (320, 320)
PAGE_WIDTH = 1_100
"""Pixels of a page on screen."""
TOO_LARGE = f"Ce fichier est trop lourd : {MOST_BYTES // 10**6}{NBSP}Mo au plus."
