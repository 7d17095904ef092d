"""Messages that a restored backup would send, although they may have gone since it was made."""

HELD = "Base restaurée : ce message est peut-être déjà parti."
HOLD_MAIL = f"UPDATE outgoing_mail SET state = 'failed', error = '{HELD}' WHERE state = 'waiting'"
