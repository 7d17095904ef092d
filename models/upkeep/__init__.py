from models.upkeep.backup import back_up, head_in
from models.upkeep.migrating import TAKEN, claim, migrate
from models.upkeep.private import keep_private
from models.upkeep.restore import restore
from models.upkeep.to_postgres import Moved, move

__all__ = [
    "TAKEN",
    "Moved",
    "back_up",
    "claim",
    "head_in",
    "keep_private",
    "migrate",
    "move",
    "restore",
]
