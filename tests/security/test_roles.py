"""A role may do what the table says, whichever verb is called and by whomever."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import partial
from itertools import pairwise

import pytest
from tortoise.connection import get_connection

from models.attachments import Attachment
from models.books import (
    How,
    LedgerAccount,
    LegalRate,
    ReminderRow,
    balance_csv,
    balance_xlsx,
    close_days,
    export,
    note_reminders,
    resume_reminders,
    stop_reminders,
)
from models.books.levels import given_levels
from models.catalogue import (
    Article,
    RentalSettings,
    articles_csv,
    articles_xlsx,
)
from models.clients import CLIENTS, Client, Merge, MergePlan, Pair, Tag, clients_csv
from models.company import BankAccount, Company, Mention, Series, StagePolicy, VatRate, keep_logo
from models.database import transaction
from models.demo import fill
from models.documents import (
    Discount,
    Document,
    DocumentLine,
    Payment,
    receive,
    receive_and_issue,
    reverse,
    set_einvoice,
    set_off,
)
from models.errors import Invalid, Refused
from models.french.wording import today
from models.imports import IMPORTABLES, Preparation, Run, Sheet
from models.lists import Query, SavedView, Shown, list_csv, list_xlsx
from models.mail import MailServer, OutgoingMail, post
from models.permissions import PERMISSIONS, Permission, Role, Staff
from models.printing import send_document
from models.records import Draft, Record, given
from models.staff import Account, ApiToken, Device, Session
from models.todos import ToDo
from models.webhooks import Delivery, Webhook
from tests.factories import (
    ADDRESS,
    make_account,
    make_article,
    make_client,
    make_document,
    make_session,
    open_bank_account,
    retyped,
    sheet_of,
    take,
)
from tests.pictures import picture
from tests.post_office import set_up_mail
from tests.security.conftest import PASSWORD, STAFF

pytestmark = pytest.mark.usefixtures("database")

OTHER_IBAN, THIRD_IBAN = "DE89 3704 0044 0532 0130 00", "FR14 2004 1010 0505 0001 3M02 606"

FIRST = given_levels(today())[0]

TABLES = (
    *(
        "article",
        "client",
        "client_pair",
        "client_merge",
        "document",
        "document_line",
        "payment",
        "allocation",
    ),
    *("closing", "reminder", "einvoice_event"),
    *("company", "account", "session", "api_token", "device", "journal"),
    *("bank_account", "vat_rate", "series", "mention", "mail_server", "outgoing_mail"),
    *("attachment", "todo", "tag", "tagging"),
    *("rental_settings", "reminder_level", "ledger_account", "legal_rate"),
    *("webhook", "webhook_delivery", "saved_view"),
)


async def contents() -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    connection = get_connection("default")
    return {
        table: [
            tuple(row.values())
            for row in await connection.execute_query_dict(f"SELECT * FROM {table} ORDER BY id")
        ]
        for table in TABLES
    }


@dataclass
class World:
    """Something of everything, to do everything to."""

    client: Client
    company: Company
    article: Article
    thrown_away: Article
    idle: Client
    trashed: Client
    twins: tuple[Client, Client]
    merged: Merge
    pair: Pair
    quote: Document
    draft_invoice: Document
    order: Document
    to_come: Document
    complete: Document
    to_refresh: Document
    at_the_counter: Document
    rental: Document
    line: str
    owed: Document
    payment: Payment
    credit_note: Document
    other: Account
    other_session: int
    other_token: int
    device: int
    bank_account: BankAccount
    rate: VatRate
    series: Series
    mention: Mention
    mail: OutgoingMail
    mail_server: MailServer
    rental_settings: RentalSettings
    file: Attachment
    lost_file: Attachment
    todo: ToDo
    webhook: Webhook
    delivery: Delivery
    view: SavedView
    tag: Tag
    other_tag: Tag


async def _world() -> World:
    mail_server = await set_up_mail(25)
    client, trashed = await make_client("Dupont", **ADDRESS), await make_client("Durand")
    article, thrown_away = await make_article("Nacelle"), await make_article("Grue")
    admin = STAFF[Role.ADMINISTRATOR]
    await make_account(admin)
    await Client.remove_many([trashed.id], by=admin)
    await thrown_away.remove(by=admin)
    other = await Account.open("Paul", Role.COUNTER, PASSWORD, by=admin)
    await make_session(Staff("Paul", Role.COUNTER))
    session = await Session.get(account_id=other.id)
    own = Staff("Paul", Role.COUNTER, other.id)
    token, _ = await ApiToken.make(other, PASSWORD, "Boutique", ["clients:read"], "30", by=own)
    async with transaction():  # as an administrator who has become a clerk
        await Account.filter(id=other.id).update(totp_secret="A" * 32)
    await other.refresh_from_db()
    owed = await make_document(client, "invoice", moves="issue")
    payment = await receive({owed.id: Decimal(20)}, "card", by=admin)
    async with transaction():
        await Document.filter(id=owed.id).update(due_on=today() - timedelta(days=60))
    split = [(await make_client(name)).id for name in ("Le Gall", "Le Goff")]
    pair = [(await make_client("Tanguy", city="Brest")).id for _ in range(2)]
    rental = await make_document(client, "rental", lines=({"kind": "rental"},))
    await DocumentLine.filter(document_id=rental.id).update(tariffs={"day": "100"})
    dearer = await make_article("Pelle", price="55")
    line = {"article_id": str(dearer.id), "price": "50"}
    return World(
        await Client.get(id=client.id),
        await Company.current(),
        article,
        thrown_away,
        await make_client("Duval", tags="VIP, Voisin"),
        trashed,
        (await make_client("Hamon"), await make_client("Hamon Frères")),
        (await (await MergePlan.of(split)).carry_out(by=admin))[0],
        await Pair.get(one_id=pair[0]),
        await make_document(client, "rental", "quote"),
        await make_document(client, "invoice"),
        await make_document(client, "sale", lines=({"quantity": "2"},)),
        await make_document(client, "sale"),
        await make_document(client, "invoice"),
        await make_document(client, "sale", "quote", lines=(line,)),
        await make_document(client, "invoice"),
        rental,
        str((await rental.lines_in_order())[0].key),
        await Document.get(id=owed.id),
        payment,
        await take(await make_document(client, "invoice", moves="issue pay"), "credit"),
        other,
        session.id,
        token.id,
        session.device_id,
        await open_bank_account(OTHER_IBAN),
        await VatRate.get(code="S20"),
        await Series.get(kind="intervention", stage="quote"),
        (await Mention.on(today()))[0],
        await post(["b@example.com"], "Devis", "", about=client.about, by=admin),
        mail_server,
        await RentalSettings.current(),
        await Attachment.receive("client", client.id, "a.png", picture("PNG"), by=admin),
        await _lost_file(client),
        await ToDo.note_line(client.id, "demain appeler", by=admin),
        await _webhook(),
        await _failed_delivery(),
        await SavedView.keep("/clients", "Lyon", {"q": "Lyon"}, is_shared=True, by=admin),
        *await Tag.all().order_by("key"),
    )


def _hook() -> Draft:
    return _typed(Webhook.blank(), url="https://a.example/", events="client.restored")


async def _webhook() -> Webhook:
    return await Webhook.create_from(_hook(), by=STAFF[Role.ADMINISTRATOR])


async def _failed_delivery() -> Delivery:
    """An event that a webhook has not taken."""
    hook, now = await _webhook(), datetime.now(UTC)
    return await Delivery.create(
        webhook=hook,
        event_id="evt_1",
        event="client.restored",
        body="{}",
        state="failed",
        created_at=now,
        next_try_at=now,
    )


async def _lost_file(client: Client) -> Attachment:
    admin = STAFF[Role.ADMINISTRATOR]
    lost = await Attachment.receive("client", client.id, "b.png", picture("PNG", (9, 9)), by=admin)
    await lost.remove(by=admin)
    return lost


@pytest.fixture
async def world(database: None) -> World:
    return await _world()


def _blank(record: type[Record], name: str) -> Draft:
    return _typed(record.blank(), name=name)


def _typed(draft: Draft, **typed: str) -> Draft:
    draft.typed |= typed
    return draft


async def _save_lines(document: Document, by: Staff) -> Document:
    sheet = await sheet_of(document)
    sheet.type(next(iter(sheet.rows)), "quantity", "3")
    return await document.save_lines(sheet.edits, rates=sheet.rates, by=by)


async def _refresh_prices(document: Document, by: Staff) -> Document:
    seen = {one.key: one.after for one in await document.new_prices()}
    return await document.refresh_prices(seen, by=by)


async def _import(by: Staff, topic: str, heading: str) -> None:
    preparation = Preparation(IMPORTABLES[topic], "", Sheet(((heading,), ("Neuf par import",))))
    await preparation.check()
    await Run(preparation, by).carry_out()


async def _merge(twins: tuple[Client, Client], by: Staff) -> None:
    stays, gone = [await Client.get(id=one.id) for one in twins]
    await Client.merge(stays.draft(), {gone.id: gone.version}, {}, by=by)


Verb = Callable[[World, Staff], Awaitable[object]]
# In an order in which each can still be done after those before it.
VERBS: dict[str, tuple[Permission, Verb]] = {
    "create a client": (
        Permission.EDIT,
        lambda _, by: Client.create_from(_blank(Client, "Neuf"), by=by),
    ),
    "amend a client": (
        Permission.EDIT,
        lambda world, by: Client.amend(retyped(world.client, city="Lyon"), by=by),
    ),
    "change clients": (
        Permission.EDIT,
        lambda world, by: Client.change_many(
            [world.client.id], given({"country": "Belgique"}), by=by
        ),
    ),
    "write clients": (
        Permission.EDIT,
        lambda world, by: Client.write_many([(world.client, {"contact": "Zoé"})], by=by),
    ),
    "write articles": (
        Permission.CATALOGUE,
        lambda world, by: Article.write_many([(world.article, {"family": "Terrassement"})], by=by),
    ),
    "change articles": (
        Permission.CATALOGUE,
        lambda world, by: Article.change_many(
            [world.article.id], given({"family": "Levage"}), by=by
        ),
    ),
    "share a view": (
        Permission.SETTINGS,
        lambda _, by: SavedView.keep("/clients", "Nice", {}, is_shared=True, by=by),
    ),
    "overwrite a shared view": (
        Permission.SETTINGS,
        lambda world, by: world.view.overwrite({"q": "Nice"}, by=by),
    ),
    "rename a shared view": (
        Permission.SETTINGS,
        lambda world, by: world.view.rename("Ailleurs", by=by),
    ),
    "open a list with a view": (
        Permission.SETTINGS,
        lambda world, by: world.view.open_for([Role.COUNTER], by=by),
    ),
    "discard a shared view": (
        Permission.SETTINGS,
        lambda world, by: world.view.discard(by=by),
    ),
    "create a tag": (
        Permission.SETTINGS,
        lambda _, by: Tag.create_from(_typed(Tag.blank(), name="Neuf"), by=by),
    ),
    "rename a tag": (
        Permission.SETTINGS,
        lambda world, by: Tag.amend(retyped(world.tag, name="Ancien"), by=by),
    ),
    "merge tags": (
        Permission.SETTINGS,
        lambda world, by: world.tag.merge_into(world.other_tag, by=by),
    ),
    "remove a tag": (Permission.SETTINGS, lambda world, by: world.other_tag.remove(by=by)),
    "remove clients": (
        Permission.DELETE,
        lambda world, by: Client.remove_many([world.idle.id], by=by),
    ),
    "remove a client": (Permission.DELETE, lambda world, by: world.trashed.remove(by=by)),
    "attach a client": (Permission.EDIT, lambda world, by: world.client.attach(None, by=by)),
    "restore clients": (
        Permission.RESTORE,
        lambda world, by: Client.restore_many([world.trashed.id], by=by),
    ),
    "add a file": (
        Permission.EDIT,
        lambda world, by: Attachment.receive(
            "client", world.client.id, "c.png", picture("PNG", (8, 8)), by=by
        ),
    ),
    "rename a file": (
        Permission.EDIT,
        lambda world, by: Attachment.amend(retyped(world.file, name="devant"), by=by),
    ),
    "remove a file": (Permission.DELETE, lambda world, by: world.file.remove(by=by)),
    "restore a file": (
        Permission.RESTORE,
        lambda world, by: Attachment.restore_many([world.lost_file.id], by=by),
    ),
    "note what is to be done": (
        Permission.EDIT,
        lambda world, by: ToDo.note_line(world.client.id, "demain", by=by),
    ),
    "say what is to be done": (
        Permission.EDIT,
        lambda world, by: ToDo.add(
            world.client.id, {"text": "Appeler", "due_on": "2030-01-01"}, by=by
        ),
    ),
    "amend what is to be done": (
        Permission.EDIT,
        lambda world, by: ToDo.amend(retyped(world.todo, text="Écrire"), by=by),
    ),
    "postpone it": (Permission.EDIT, lambda world, by: world.todo.postpone(1, by=by)),
    "tick it": (Permission.EDIT, lambda world, by: world.todo.tick(by=by)),
    "reopen it": (Permission.EDIT, lambda world, by: world.todo.reopen(by=by)),
    "discard it": (Permission.EDIT, lambda world, by: world.todo.discard(by=by)),
    "bring it back": (Permission.EDIT, lambda world, by: world.todo.restore(by=by)),
    "merge clients": (Permission.DELETE, lambda world, by: _merge(world.twins, by)),
    "split clients again": (
        Permission.RESTORE,
        lambda world, by: Client.unmerge(world.merged.id, by=by),
    ),
    "set a pair apart": (
        Permission.EDIT,
        lambda world, by: Client.set_apart(world.pair.id, by=by),
    ),
    "put a pair together": (
        Permission.EDIT,
        lambda world, by: Client.put_together(world.pair.id, by=by),
    ),
    "create an article": (
        Permission.CATALOGUE,
        lambda _, by: Article.create_from(_typed(Article.blank(), designation="Neuf"), by=by),
    ),
    "amend an article": (
        Permission.CATALOGUE,
        lambda world, by: Article.amend(retyped(world.article, price="12"), by=by),
    ),
    "import articles": (
        Permission.CATALOGUE,
        lambda _, by: _import(by, Article.TOPIC, "Désignation"),
    ),
    "import clients": (
        Permission.IMPORT,
        lambda _, by: _import(by, Client.TOPIC, "Raison sociale"),
    ),
    "export articles": (
        Permission.EXPORT,
        lambda world, by: articles_csv([world.article.id], by=by),
    ),
    "export a workbook": (
        Permission.EXPORT,
        lambda world, by: articles_xlsx([world.article.id], by=by),
    ),
    "export a list": (
        Permission.EXPORT,
        lambda _, by: list_csv(CLIENTS, Query(), [Shown("name", "Nom")], by=by),
    ),
    "export a list as a workbook": (
        Permission.EXPORT,
        lambda _, by: list_xlsx(CLIENTS, Query(), [Shown("name", "Nom")], by=by),
    ),
    "restore an article": (
        Permission.RESTORE,
        lambda world, by: Article.restore_many([world.thrown_away.id], by=by),
    ),
    "remove an article": (Permission.DELETE, lambda world, by: world.article.remove(by=by)),
    "remove articles": (
        Permission.DELETE,
        lambda world, by: Article.remove_many([world.thrown_away.id], by=by),
    ),
    "open a document": (
        Permission.DOCUMENTS,
        lambda world, by: Document.open_for(world.client.id, "rental", "quote", by=by),
    ),
    "move a document": (
        Permission.DOCUMENTS,
        lambda world, by: world.quote.move(world.quote.moves[0].code, by=by, reason="essai"),
    ),
    "address a document": (
        Permission.DOCUMENTS,
        lambda world, by: world.rental.address("contact", "", by=by),
    ),
    "mail a document": (
        Permission.DOCUMENTS,
        lambda world, by: send_document(world.rental, ["a@example.com"], "Contrat", "", by=by),
    ),
    "save lines": (Permission.DOCUMENTS, lambda world, by: _save_lines(world.order, by)),
    "invoice ahead": (
        Permission.DOCUMENTS,
        lambda world, by: world.to_come.bill_down_payment(Discount(percent=Decimal(30)), by=by),
    ),
    "invoice": (Permission.DOCUMENTS, lambda world, by: world.order.bill(by=by)),
    "duplicate": (Permission.DOCUMENTS, lambda world, by: world.owed.duplicate(by=by)),
    "return to the tariff": (
        Permission.DOCUMENTS,
        lambda world, by: world.rental.return_to_tariff(world.line, by=by),
    ),
    "refresh prices": (
        Permission.DOCUMENTS,
        lambda world, by: _refresh_prices(world.to_refresh, by),
    ),
    "issue at the counter": (
        Permission.RECEIVE,
        lambda world, by: receive_and_issue(world.at_the_counter, Decimal(120), "card", by=by),
    ),
    "issue": (Permission.ISSUE, lambda world, by: world.complete.issue(by=by)),
    "credit": (
        Permission.DOCUMENTS,
        lambda world, by: world.owed.credit(by=by, reason="essai"),
    ),
    "receive": (
        Permission.RECEIVE,
        lambda world, by: receive({world.owed.id: Decimal(10)}, "card", by=by),
    ),
    "set a credit note off": (
        Permission.RECEIVE,
        lambda world, by: set_off(world.credit_note, world.owed, Decimal(1), by=by),
    ),
    "reverse": (
        Permission.RECEIVE,
        lambda world, by: reverse(world.payment, by=by, reason="essai"),
    ),
    "follow an electronic invoice": (
        Permission.ISSUE,
        lambda world, by: set_einvoice(world.owed, "200", by=by),
    ),
    "remind of nothing": (
        Permission.RECEIVE,
        lambda world, by: stop_reminders(world.owed, by=by, reason="essai"),
    ),
    "remind again": (Permission.RECEIVE, lambda world, by: resume_reminders(world.owed, by=by)),
    "note a reminder": (
        Permission.RECEIVE,
        lambda world, by: note_reminders(
            {world.owed.id: given_levels(today())[0]}, How.PHONE, by=by
        ),
    ),
    "export entries": (
        Permission.EXPORT,
        lambda _, by: export("entries", today(), today(), by=by),
    ),
    "export the balance": (Permission.EXPORT, lambda _, by: balance_csv([], by=by)),
    "export the balance as a workbook": (
        Permission.EXPORT,
        lambda _, by: balance_xlsx([], by=by),
    ),
    "discard a draft": (
        Permission.DOCUMENTS,
        lambda world, by: world.draft_invoice.discard(by=by),
    ),
    "amend a document": (
        Permission.DOCUMENTS,
        lambda world, by: Document.amend(retyped(world.quote, subject="Grue"), by=by),
    ),
    "decide a policy": (
        Permission.SETTINGS,
        lambda _, by: Company.decide("rental", StagePolicy.QUOTE, by=by),
    ),
    "set the lock": (Permission.SETTINGS, lambda _, by: Company.lock_after(9, by=by)),
    "fill in the firm": (
        Permission.SETTINGS,
        lambda world, by: Company.amend(retyped(world.company, name="Durand"), by=by),
    ),
    "show a logo": (Permission.SETTINGS, lambda _, by: Company.show_logo("a" * 64, by=by)),
    "open a bank account": (
        Permission.SETTINGS,
        lambda _, by: BankAccount.create_from(
            _typed(BankAccount.blank(), label="Banque", iban=THIRD_IBAN), by=by
        ),
    ),
    "be paid elsewhere": (
        Permission.SETTINGS,
        lambda world, by: world.bank_account.make_default(by=by),
    ),
    "leave a bank": (Permission.SETTINGS, lambda world, by: world.bank_account.remove(by=by)),
    "end a rate": (
        Permission.SETTINGS,
        lambda world, by: VatRate.amend(retyped(world.rate, valid_to="2099-12-31"), by=by),
    ),
    "number otherwise": (
        Permission.SETTINGS,
        lambda world, by: Series.amend(retyped(world.series, prefix="ZZ"), by=by),
    ),
    "say something else": (
        Permission.SETTINGS,
        lambda world, by: Mention.create_from(
            _typed(world.mention.next_version(), body="Autre."), by=by
        ),
    ),
    "keep a logo": (Permission.SETTINGS, lambda _, by: keep_logo(picture("PNG"), by=by)),
    "send by another server": (
        Permission.SETTINGS,
        lambda world, by: MailServer.amend(
            retyped(world.mail_server, host="smtp.example.com"), by=by
        ),
    ),
    "count rentals otherwise": (
        Permission.SETTINGS,
        lambda world, by: RentalSettings.amend(retyped(world.rental_settings, grace="30"), by=by),
    ),
    "remind otherwise": (
        Permission.SETTINGS,
        lambda _, by: ReminderRow.create_from(
            _typed(ReminderRow.blank(), label="Rappel", subject="Rappel", text="Payez."), by=by
        ),
    ),
    "keep other accounts": (
        Permission.SETTINGS,
        lambda _, by: LedgerAccount.create_from(
            _typed(LedgerAccount.blank(), number="411000", label="Clients"), by=by
        ),
    ),
    "note a legal rate": (
        Permission.SETTINGS,
        lambda _, by: LegalRate.create_from(
            _typed(LegalRate.blank(), valid_from="2030-01-01", rate="3"), by=by
        ),
    ),
    "tell another program": (
        Permission.SETTINGS,
        lambda _, by: Webhook.create_from(_hook(), by=by),
    ),
    "tell it something else": (
        Permission.SETTINGS,
        lambda world, by: Webhook.amend(retyped(world.webhook, events="client.created"), by=by),
    ),
    "sign otherwise": (
        Permission.SETTINGS,
        lambda world, by: world.webhook.renew_secret(by=by),
    ),
    "tell it again": (Permission.SETTINGS, lambda world, by: world.delivery.send_again(by=by)),
    "tell it nothing more": (
        Permission.SETTINGS,
        lambda world, by: world.webhook.forget(by=by),
    ),
    "keep the password of mail": (
        Permission.SETTINGS,
        lambda _, by: MailServer.set_password("secret", by=by),
    ),
    "post a message": (
        Permission.DOCUMENTS,
        lambda world, by: post(["b@example.com"], "Devis", "", about=world.quote.about, by=by),
    ),
    "try a message again": (Permission.DOCUMENTS, lambda world, by: world.mail.try_again(by=by)),
    "give a message up": (Permission.DOCUMENTS, lambda world, by: world.mail.give_up(by=by)),
    "fill the database": (Permission.SETTINGS, lambda _, by: fill(3, by=by)),
    "export": (Permission.EXPORT, lambda world, by: clients_csv([world.client.id], by=by)),
    "close the till": (Permission.RECEIVE, lambda _, by: close_days(today(), by=by)),
    "end another's session": (
        Permission.ACCOUNTS,
        lambda world, by: Session.revoke(world.other_session, by=by),
    ),
    "revoke another's token": (
        Permission.ACCOUNTS,
        lambda world, by: ApiToken.revoke(world.other_token, by=by),
    ),
    "open an account": (
        Permission.ACCOUNTS,
        lambda _, by: Account.open("Eve", Role.ADMINISTRATOR, PASSWORD, by=by),
    ),
    "create an account": (
        Permission.ACCOUNTS,
        lambda _, by: Account.create_from(_blank(Account, "Ève-Marie"), by=by),
    ),
    "raise one's role": (
        Permission.ACCOUNTS,
        lambda world, by: Account.amend(retyped(world.other, role="administrateur"), by=by),
    ),
    "reset a password": (Permission.ACCOUNTS, lambda world, by: world.other.reset_password(by=by)),
    "choose a password": (
        Permission.ACCOUNTS,
        lambda world, by: world.other.reset_password(by=by, password="choisi-par-moi"),
    ),
    "take the second step off": (
        Permission.ACCOUNTS,
        lambda world, by: world.other.take_second_factor_off(by=by),
    ),
    "disable an account": (Permission.ACCOUNTS, lambda world, by: world.other.disable(by=by)),
    "enable an account": (Permission.ACCOUNTS, lambda world, by: world.other.enable(by=by)),
    "share a device": (
        Permission.ACCOUNTS,
        lambda world, by: Device.share(world.device, "Tablette", by=by),
    ),
    "unshare a device": (
        Permission.ACCOUNTS,
        lambda world, by: Device.unshare(world.device, by=by),
    ),
}
BY_SOMETHING_ELSE = {"remove a client", "fill the database"}
"""Refused to everybody here, since the client is in the trash and the database is not empty."""


async def test_each_role_may_do_what_the_table_says_and_nothing_else(
    world: World, subtests: pytest.Subtests
) -> None:
    for role in Role:
        with subtests.test(role=role):
            by = STAFF[role]
            for name, (permission, verb) in VERBS.items():
                if permission in PERMISSIONS[role]:
                    continue
                before = await contents()

                with pytest.raises(Refused) as refusal:
                    await verb(world, by)

                assert str(refusal.value) == Staff("", role).refusal(permission), name
                assert await contents() == before, name


async def test_who_may_do_it_can_and_the_journal_says_who(
    world: World, subtests: pytest.Subtests
) -> None:
    for name, (permission, verb) in VERBS.items():
        role = next(role for role in reversed(Role) if permission in PERMISSIONS[role])
        with subtests.test(name):
            before = await contents()
            if name in BY_SOMETHING_ELSE:
                with pytest.raises(Refused, match=r"corbeille|contient déjà"):
                    await verb(world, STAFF[role])
                continue
            await verb(world, STAFF[role])

            written = (await contents())["journal"][len(before["journal"]) :]
            assert written, "nothing is done without an entry"
            assert all(STAFF[role].name in entry for entry in written)


async def test_one_ends_one_s_own_sessions_whatever_one_s_role(world: World) -> None:
    for role in Role:
        await make_session(STAFF[role])
        account = await make_account(STAFF[role])
        session = await Session.get(account_id=account.id, ended_at=None)
        own = Staff(account.name, role, account.id)

        await Session.revoke(session.id, by=own)

        assert (await Session.get(id=session.id)).is_over


async def test_somebody_without_an_account_owns_no_session(world: World) -> None:
    with pytest.raises(Refused):
        await Session.revoke(world.other_session, by=Staff("Personne", Role.MANAGER, None))


async def test_one_s_password_and_pin_need_the_present_password(world: World) -> None:
    own = Staff("Paul", Role.COUNTER, world.other.id)
    before = await contents()
    for change in (
        partial(world.other.change_password, "faux", "nouveau-ici", by=own),
        partial(world.other.choose_pin, "faux", "4711", by=own),
        partial(world.other.choose_pin, "", "", by=own),
    ):
        with pytest.raises(Invalid, match="pas votre mot de passe actuel"):
            await change()
    assert await contents() == before


async def test_the_last_administrator_stays(world: World) -> None:
    admin = await make_account(STAFF[Role.ADMINISTRATOR])
    by = STAFF[Role.ADMINISTRATOR]

    with pytest.raises(Refused, match="seul administrateur"):
        await admin.disable(by=by)
    with pytest.raises(Invalid, match="au moins un administrateur"):
        await Account.amend(retyped(admin, role="lecture"), by=by)


def test_a_role_that_may_more_may_everything_that_one_below_may() -> None:
    order = (Role.READER, Role.COUNTER, Role.MANAGER, Role.ADMINISTRATOR)
    for below, above in pairwise(order):
        assert PERMISSIONS[below] < PERMISSIONS[above]
    assert PERMISSIONS[Role.ADMINISTRATOR] == set(Permission)
    assert PERMISSIONS[Role.READER] == {Permission.SEE}
    with pytest.raises(TypeError):
        PERMISSIONS[Role.READER] = frozenset(Permission)  # type: ignore[index]


def test_no_verb_is_forgotten_here() -> None:
    """Every verb that takes `by` is in the table above, or is one's own."""
    own = {"change_password", "choose_pin", "open_first", "revoke"} | {
        *("choose_home", "put_steps_away"),
        *("prepare_second_factor", "turn_on_second_factor", "turn_off_second_factor"),
        *("accepts_code", "taking_off_refusal", "make", "make_calendar", "change_refusal"),
    }
    inner = {
        "insert_once",
        "write",
        "enter",
        "undo",
        "after_move",
        "after_lines",
        "beget",
        "beget_invoice",
    } | {"settle_credit", "effect_of", "retype_many", "check_rights"}
    tried = {name for _, verb in VERBS.values() for name in verb.__code__.co_names} | {
        *("save_lines", "refresh_prices", "merge")
    }
    for model in (
        *(Article, Client, Document, Account, ApiToken, Company, Device, Session),
        *(BankAccount, VatRate, Series, Mention, MailServer, OutgoingMail),
        *(Attachment, ToDo, Tag, Webhook, Delivery, SavedView),
        *(RentalSettings, ReminderRow, LedgerAccount, LegalRate),
    ):
        for name in dir(model):
            verb = getattr(getattr(model, name, None), "__func__", getattr(model, name, None))
            code = getattr(verb, "__code__", None)
            if name.startswith("_") or code is None:
                continue
            takes = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
            if "by" in takes:
                assert name in tried | own | inner, f"{model.__name__}.{name}"
