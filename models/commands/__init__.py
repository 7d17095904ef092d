from models.commands.backup import backup, restore
from models.commands.files import sweep
from models.commands.fill import DEMO_CLIENTS, fill_database
from models.commands.options import Certificate, Host, Key, Port
from models.commands.staff import journal, staff
from models.commands.to_postgres import move

__all__ = [
    "DEMO_CLIENTS",
    "Certificate",
    "Host",
    "Key",
    "Port",
    "backup",
    "fill_database",
    "journal",
    "move",
    "restore",
    "staff",
    "sweep",
]
