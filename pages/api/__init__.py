from pages.api.openapi import description
from pages.api.routes import api

__all__ = ["api", "description"]
