from components.first_paint.page import Picture, show_picture

__all__ = [
    "Picture",
    "show_picture",
]
