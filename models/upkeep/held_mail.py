"""What a restored backup would send, although it may have gone since the backup was made."""

HELD = "Base restaurée : ce message est peut-être déjà parti."
OUTBOXES = ("outgoing_mail", "webhook_delivery")
HOLD_ALL = "; ".join(
    f"UPDATE {table} SET state = 'failed', error = '{HELD}' WHERE state = 'waiting'"
    for table in OUTBOXES
)
