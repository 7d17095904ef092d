from models.finding.commands import NEW_CLIENT, Wish, wish_in
from models.finding.everywhere import find_everywhere
from models.finding.hit import Group, Hit

__all__ = ["NEW_CLIENT", "Group", "Hit", "Wish", "find_everywhere", "wish_in"]
