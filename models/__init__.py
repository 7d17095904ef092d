"""The business: no screen in here. Each folder is a wing, and its `__init__` that wing’s face."""

TABLES = (
    "models.records.journal",
    "models.mail.outgoing",
    "models.mail.server",
    "models.company.bank",
    "models.company.company",
    "models.company.logo",
    "models.company.mentions",
    "models.company.rates",
    "models.company.series",
    "models.staff.device",
    "models.staff.ticket",
    "models.staff.second_factor",
    "models.staff.account",
    "models.staff.session",
    "models.staff.throttle",
    "models.staff.setting_up",
    "models.clients.client",
    "models.catalogue.article",
    "models.documents.document",
    "models.documents.line",
    "models.documents.payment",
    "models.documents.einvoicing",
    "models.books.closing",
    "models.books.reminders",
)
"""The modules whose classes are tables."""
