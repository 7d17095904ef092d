"""What the screens can do, programs can too, but for what is listed here with its reason."""

from __future__ import annotations

from pages.api.table import OPERATIONS
from tests.security.test_roles import VERBS

OFFERED = {
    "create a client": "create_client",
    "amend a client": "change_client",
    "remove a client": "trash_client",
    "restore clients": "restore_client",
    "attach a client": "attach_client",
    "merge clients": "merge_client",
    "split clients again": "unmerge_client",
    "say what is to be done": "create_todo",
    "amend what is to be done": "change_todo",
    "postpone it": "postpone_todo",
    "tick it": "tick_todo",
    "reopen it": "reopen_todo",
    "discard it": "trash_todo",
    "bring it back": "restore_todo",
    "add a file": "create_file",
    "rename a file": "change_file",
    "remove a file": "trash_file",
    "restore a file": "restore_file",
    "create an article": "create_article",
    "amend an article": "change_article",
    "remove an article": "trash_article",
    "restore an article": "restore_article",
    "open a document": "create_document",
    "amend a document": "change_document",
    "move a document": "move_document",
    "address a document": "address_document",
    "mail a document": "send_document",
    "save lines": "put_document_lines",
    "invoice ahead": "down_payment_document",
    "invoice": "bill_document",
    "duplicate": "duplicate_document",
    "return to the tariff": "return_to_tariff_document",
    "refresh prices": "refresh_prices_document",
    "issue": "issue_document",
    "credit": "credit_document",
    "discard a draft": "trash_document",
    "receive": "create_payment",
    "set a credit note off": "set_off_document",
    "reverse": "reverse_payment",
    "follow an electronic invoice": "einvoice_document",
    "remind of nothing": "stop_reminders_document",
    "remind again": "resume_reminders_document",
    "note a reminder": "note_reminder_document",
    "close the till": "close_till",
    "export entries": "export_entries",
    "export the balance": "export_balance",
    "create a tag": "create_tag",
    "rename a tag": "change_tag",
    "merge tags": "merge_tag",
    "remove a tag": "trash_tag",
    "decide a policy": "change_firm_settings",
    "set the lock": "change_firm_settings",
    "fill in the firm": "change_firm_settings",
    "show a logo": "remove_logo",
    "keep a logo": "put_logo",
    "open a bank account": "create_bank_account",
    "be paid elsewhere": "default_bank_account",
    "leave a bank": "trash_bank_account",
    "end a rate": "change_vat_rate",
    "number otherwise": "change_number_series",
    "say something else": "create_document_text",
    "send by another server": "change_mail_settings",
    "keep the password of mail": "set_mail_password",
    "count rentals otherwise": "change_rental_settings",
    "remind otherwise": "create_reminder_level",
    "keep other accounts": "create_ledger_account",
    "note a legal rate": "create_legal_rate",
    "tell another program": "create_webhook",
    "tell it something else": "change_webhook",
    "sign otherwise": "renew_secret_webhook",
    "tell it again": "send_webhook_delivery_again",
    "tell it nothing more": "trash_webhook",
}
MANY = "many at once are one request each, under a key of their own"
LOOKED_AT = "whether two cards are alike is looked at on the list of likely duplicates"
MAILS = "whether a message is worth another try is seen where it says why it failed"
MADE_UP = "made-up data are for a throwaway database"
ACCOUNTS = "a token must not make or change who may come in"
LISTS = "whoever reads the lists has all that an export holds"
VIEWS = "a view says how a screen shows a list"
LEFT_OUT = {
    **dict.fromkeys(("write clients", "write articles"), MANY),
    **dict.fromkeys(("share a view", "open a list with a view"), VIEWS),
    **{f"{verb} a shared view": VIEWS for verb in ("rename", "overwrite", "discard")},
    **dict.fromkeys(("change clients", "change articles", "remove clients"), MANY),
    "remove articles": MANY,
    **dict.fromkeys(("set a pair apart", "put a pair together"), LOOKED_AT),
    "note what is to be done": "a program knows the day, and need not say it in words",
    "fill the database": MADE_UP,
    **dict.fromkeys(("import articles", "import clients"), MANY),
    **dict.fromkeys(("export", "export articles", "export a workbook"), LISTS),
    **dict.fromkeys(("export a list", "export a list as a workbook"), LISTS),
    "export the balance as a workbook": "the same is there as CSV",
    "issue at the counter": "to issue and to receive are two requests for a program",
    "post a message": "`send_document` posts what belongs to a document",
    **dict.fromkeys(("try a message again", "give a message up"), MAILS),
    **dict.fromkeys(("end another's session", "revoke another's token"), ACCOUNTS),
    **dict.fromkeys(("open an account", "create an account", "raise one's role"), ACCOUNTS),
    **dict.fromkeys(("reset a password", "choose a password"), ACCOUNTS),
    **dict.fromkeys(("take the second step off", "disable an account"), ACCOUNTS),
    **dict.fromkeys(("enable an account", "share a device", "unshare a device"), ACCOUNTS),
}
"""By the verb why programs do not have it."""


def test_programs_have_each_verb_or_it_is_said_why_not() -> None:
    assert VERBS.keys() == OFFERED.keys() | LEFT_OUT.keys()
    assert not OFFERED.keys() & LEFT_OUT.keys()
    assert set(OFFERED.values()) <= {one.name for one in OPERATIONS}


def test_every_operation_has_a_name_of_its_own() -> None:
    names = [one.name for one in OPERATIONS]
    assert len(names) == len(set(names))
