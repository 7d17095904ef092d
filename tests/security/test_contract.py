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
}
MANY = "many at once are one request each, under a key of their own"
LOOKED_AT = "whether two cards are alike is looked at on the list of likely duplicates"
SETTINGS = "who decides for the firm does it on the screen, where all it changes is said"
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
    **dict.fromkeys(("create a tag", "rename a tag", "merge tags", "remove a tag"), SETTINGS),
    **dict.fromkeys(("decide a policy", "set the lock", "fill in the firm"), SETTINGS),
    **dict.fromkeys(("show a logo", "keep a logo", "open a bank account"), SETTINGS),
    **dict.fromkeys(("be paid elsewhere", "leave a bank", "end a rate"), SETTINGS),
    **dict.fromkeys(("number otherwise", "say something else"), SETTINGS),
    **dict.fromkeys(("send by another server", "keep the password of mail"), SETTINGS),
    **dict.fromkeys(("tell another program", "tell it something else"), SETTINGS),
    **dict.fromkeys(("sign otherwise", "tell it again", "tell it nothing more"), SETTINGS),
    **dict.fromkeys(("count rentals otherwise", "remind otherwise"), SETTINGS),
    **dict.fromkeys(("keep other accounts", "note a legal rate", "fill the database"), SETTINGS),
    **dict.fromkeys(("import articles", "import clients"), MANY),
    **dict.fromkeys(("export", "export articles", "export a workbook"), LISTS),
    **dict.fromkeys(("export entries", "export a list", "export a list as a workbook"), LISTS),
    **dict.fromkeys(("export the balance", "export the balance as a workbook"), LISTS),
    "issue at the counter": "to issue and to receive are two requests for a program",
    "note a reminder": "who has spoken with the client notes it",
    "close the till": "the day is closed by who has counted the till",
    "post a message": "`send_document` posts what belongs to a document",
    **dict.fromkeys(("try a message again", "give a message up"), SETTINGS),
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
