from components.files.gallery import SCRIPTS, Gallery, Shown

__all__ = ["SCRIPTS", "Gallery", "Shown"]
