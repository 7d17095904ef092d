from pages.files.region import BESIDE, FilesRegion
from pages.files.routes import ROUTES

__all__ = ["BESIDE", "ROUTES", "FilesRegion"]
