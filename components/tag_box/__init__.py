from components.tag_box.tag_box import TagBox, tag_chip, tag_link

__all__ = ["TagBox", "tag_chip", "tag_link"]
