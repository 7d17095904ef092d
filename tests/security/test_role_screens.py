"""What a role may not do is not on its screens, and no event of theirs does it all the same."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest
from nicegui import ui
from nicegui.event_listener import EventListener
from tortoise.models import Model

from components.dialogs import question
from models.books import LedgerAccount, LegalRate, ReminderRow
from models.catalogue import Article, RentalSettings
from models.clients import Client
from models.company import BankAccount, Company, Mention, Series, VatRate
from models.documents import KINDS, Document
from models.mail import MailServer
from models.permissions import PERMISSIONS, Permission, Role, Staff
from models.records import JournalEntry, Record
from models.staff import Account, Device
from tests.factories import make_account, make_article, make_client, make_document, make_session
from tests.security.conftest import PASSWORD, STAFF
from tests.simulation import Simulation, Tab, at_rest
from tests.waiting import until

ADMIN = Staff("Zoé", Role.ADMINISTRATOR)
NEEDED = {
    ("article", "create"): Permission.CATALOGUE,
    ("article", "amend"): Permission.CATALOGUE,
    ("article", "undo"): Permission.CATALOGUE,
    ("article", "trash"): Permission.DELETE,
    ("article", "restore"): Permission.RESTORE,
    ("article", "export"): Permission.EXPORT,
    ("client", "create"): Permission.EDIT,
    ("client", "amend"): Permission.EDIT,
    ("client", "undo"): Permission.EDIT,
    ("client", "merge"): Permission.DELETE,
    ("client", "merged"): Permission.DELETE,
    ("client", "unmerge"): Permission.RESTORE,
    ("client", "apart"): Permission.EDIT,
    ("client", "unapart"): Permission.EDIT,
    ("client", "trash"): Permission.DELETE,
    ("client", "restore"): Permission.RESTORE,
    ("client", "export"): Permission.EXPORT,
    ("client", "personal_data"): Permission.EXPORT,
    ("client", "anonymise"): Permission.ANONYMISE,
    ("client", "fill"): Permission.SETTINGS,
    ("payment", "create"): Permission.RECEIVE,
    ("attachment", "create"): Permission.EDIT,
    ("attachment", "amend"): Permission.EDIT,
    ("attachment", "trash"): Permission.DELETE,
    ("attachment", "restore"): Permission.RESTORE,
    **{("todo", action): Permission.EDIT for action in ("create", "amend", "undo")},
    **{("todo", action): Permission.EDIT for action in ("tick", "reopen", "postpone")},
    **{("todo", action): Permission.EDIT for action in ("discard", "restore")},
    ("payment", "export"): Permission.EXPORT,
    ("closing", "close"): Permission.RECEIVE,
}
OF_DOCUMENTS = {
    **dict.fromkeys(("issue", "einvoice"), Permission.ISSUE),
    **dict.fromkeys(("remind", "reminders"), Permission.RECEIVE),
    "export": Permission.EXPORT,
}
"""What is not for everybody who may make documents."""
SETTINGS = {
    *("company", "bank_account", "vat_rate", "series", "mention", "mail_server"),
    *("rental_settings", "reminder_level", "ledger_account", "legal_rate"),
}
OWN = {
    ("account", "sign_in"),
    ("account", "revoke"),
    *(("api_token", one) for one in ("token", "token_off")),
}
FIRM = (
    *(Company, BankAccount, VatRate, Series, Mention, MailServer, RentalSettings),
    *(ReminderRow, LedgerAccount, LegalRate),
)
MOST_OF_A_SORT = 2
TEXTS = ("subject", "designation", "name", "label", "title", "prefix", "host", "opens", "rate")
"""A field of each form that takes any text."""


def refusal(role: Role, permission: Permission) -> str:
    return Staff("", role).refusal(permission) or f"{role} {permission}"


@pytest.fixture
async def paths(simulation: Simulation) -> list[str]:
    """Every screen, with something on it."""
    await Account.open("Paul", Role.COUNTER, PASSWORD, by=ADMIN)
    await make_session(ADMIN)
    device = await Device.all().first()
    assert device
    await Device.share(device.id, "Tablette", by=ADMIN)
    client, gone = await make_client("Dupont"), await make_client("Durand")
    await make_client("Duval")
    for _ in range(2):
        await make_client("Tanguy", city="Brest")
    await Client.remove_many([gone.id], by=ADMIN)
    article = await make_article("Nacelle", kind="rental", tariff_day="70")
    lost = await make_article("Grue")
    await lost.remove(by=ADMIN)
    documents = [
        await make_document(client, "rental", "quote"),
        await make_document(client, "invoice"),
        await make_document(client, "intervention"),
        await make_document(client, "invoice", moves="issue"),
    ]
    return [
        f"/clients?client={(await make_client('Dubois')).id}",
        f"/clients?client={client.id}",
        f"/clients?trash=1&client={gone.id}",
        KINDS["rental"].path,
        *(document.path for document in documents),
        f"/articles?article={article.id}",
        f"/articles?trash=1&article={lost.id}",
        *("/reglements", "/relances", "/clotures", "/rappels", "/doublons"),
        *("/articles/import", "/parametres", "/mon-compte", "/comptes"),
    ]


# --- what is on the screen --------------------------------------------------------------------


async def test_the_card_greys_what_the_role_may_not_do_and_says_why(
    simulation: Simulation, subtests: pytest.Subtests
) -> None:
    for role in Role:
        with subtests.test(role=role):
            client = await make_client("Dupont")
            async with simulation.new_tab(STAFF[role]) as tab:
                await tab.open(f"/clients?client={client.id}")
                for menu, item, permission in (
                    ("Document", "Modifier", Permission.EDIT),
                    ("Plus", "Fusionner", Permission.DELETE),
                    ("Document", "Supprimer", Permission.DELETE),
                    *(
                        ("Actions", f"Créer {kind.with_article}", Permission.DOCUMENTS)
                        for kind in KINDS.values()
                    ),
                ):
                    shown = await tab.menu_item(menu, item)
                    may = permission in PERMISSIONS[role]
                    assert bool(shown.props.get("disable")) != may, item
                    assert (refusal(role, permission) in tab.texts_in(shown)) != may, item
                may_edit = Permission.EDIT in PERMISSIONS[role]
                assert ("+ Nouveau client" in tab.buttons) == may_edit
                assert ("FICHE CLIENT – modifier" in tab.buttons) == may_edit


async def test_the_selection_greys_what_the_role_may_not_do_and_says_why(
    simulation: Simulation, subtests: pytest.Subtests
) -> None:
    for role in Role:
        with subtests.test(role=role):
            client = await make_client("Dupont")
            async with simulation.new_tab(STAFF[role]) as tab:
                await tab.open("/clients")
                await tab.tick(client.id)
                await tab.sees("Exporter (CSV)")
                for name, permission in (
                    ("Supprimer", Permission.DELETE),
                    ("Exporter (CSV)", Permission.EXPORT),
                ):
                    (button,) = [one for one in tab.elements(ui.button) if one.text == name]
                    may = permission in PERMISSIONS[role]
                    assert bool(button.props.get("disable")) != may, name
                    assert tab.shows(refusal(role, permission)) != may, name


async def test_a_section_that_the_role_may_not_use_is_neither_named_nor_shown(
    simulation: Simulation, subtests: pytest.Subtests
) -> None:
    for role in Role:
        with subtests.test(role=role):
            await make_account(Staff("Zanzibar", Role.READER))
            async with simulation.new_tab(STAFF[role]) as tab:
                for path, name, permission, secret in (
                    ("/parametres", "Paramètres", Permission.SETTINGS, "Paramètres du compte"),
                    ("/comptes", "Comptes", Permission.ACCOUNTS, "Zanzibar"),
                ):
                    may = permission in PERMISSIONS[role]
                    await tab.open(path)
                    await tab.sees(secret if may else refusal(role, permission))
                    assert tab.shows(secret) == may
                    items = [one.props.get("aria-label") for one in tab.elements(ui.menu_item)]
                    assert (name in [*tab.links, *items]) == may


async def test_the_page_of_a_document_shows_its_moves_or_why_not(
    simulation: Simulation, subtests: pytest.Subtests
) -> None:
    for role in Role:
        with subtests.test(role=role):
            client = await make_client()
            rental = await make_document(client, "rental")
            invoice = await make_document(client, "invoice")
            async with simulation.new_tab(STAFF[role]) as tab:
                may = Permission.DOCUMENTS in PERMISSIONS[role]
                await tab.open(rental.path)
                assert tab.shows(refusal(role, Permission.DOCUMENTS)) != may
                assert (rental.moves[0].label in tab.buttons) == may
                assert ("Modifier" in tab.buttons) == may
                await tab.open(invoice.path)
                assert ("Supprimer le brouillon" in tab.buttons) == may


# --- what the events do -----------------------------------------------------------------------


async def arguments(element: ui.element, event: str, target: Client) -> list[Any]:
    """What JavaScript, honest or not, may send with an event."""
    row = {"id": target.id, "on": True}
    if event == "recalled":
        return [await stolen_draft(record) for record in await everything()]
    known: dict[str, list[Any]] = {
        "open": [target.id],
        "mark": [row],
        "range": [{"start": 0, "count": 9, "on": True}],
        "everything": [True],
        "sort": [{"turn": 1, "sort": "-name"}],
        "pressed": ["n", "?", "Escape"],
        "tick": [True],
    }
    if isinstance(element, ui.radio | ui.toggle):
        return [0, 1]
    if isinstance(element, ui.select):
        return [{"value": 1, "label": ""}]
    if event.startswith("update:"):
        return [7] if isinstance(element, ui.number) else ["Zanzibar"]
    return known.get(event, [None])


async def everything() -> list[Record]:
    """A record of each kind that a draft can be for."""
    found = [await model.all().first() for model in (Client, Document, Account, Article, *FIRM)]
    return [record for record in found if record]


async def stolen_draft(record: Record) -> dict[str, Any]:
    """A draft that nobody has opened here, as the browser's memory would give it back."""
    draft = record.draft()
    name = next(one for one in TEXTS if one in draft.typed)
    draft.typed[name] = "Zanzibar"
    return dict(draft.to_json())


async def fire_everything(tab: Tab, target: Client, tried: Counter[tuple[str, ...]]) -> None:
    """Send every event that the page listens to, what was built last first.

    What an event builds anew has events of its own, but there is an end to those of one sort.
    """
    waiting: list[tuple[ui.element, EventListener]] = []
    newest = -1
    while True:
        built = [one for id_, one in tab.client.elements.items() if id_ > newest]
        newest = max((one.id for one in built), default=newest)
        waiting += [(one, listener) for one in built for listener in listeners_of(one)]
        if not waiting:
            return
        element, listener = waiting.pop()
        if element.is_deleted:
            continue
        sort = (type(element).__name__, listener.type, name_of(tab, element))
        tried[sort] += 1
        if tried[sort] > MOST_OF_A_SORT:
            continue
        for args in await arguments(element, listener.type.split(".")[0], target):
            await tab.send(element, listener.type.split(".")[0], args)
            await settle(tab)


def listeners_of(element: ui.element) -> list[EventListener]:
    return list(element._event_listeners.values())


def name_of(tab: Tab, element: ui.element) -> str:
    props = element.props
    return str(props.get("aria-label") or props.get("label") or " ".join(tab.texts_in(element)))


async def settle(tab: Tab) -> None:
    """Let handlers run, answer what they ask with the last answer, save what they open."""
    for _ in range(4):
        await at_rest(tab.client)
        if dialog := question.open_question(tab.client):
            for field in tab.elements(ui.input, dialog):
                with tab.client:
                    field.set_value(field.value or "Zanzibar")
            answers = tab.elements(ui.button, dialog)
            await tab.send(answers[-1], "click")
            if question.open_question(tab.client):  # it does not take « Zanzibar »
                await tab.send(answers[0], "click")
        elif panels := open_forms(tab):
            for field in tab.elements(ui.input, panels[-1]):
                if field.props.get("label") in {"Raison sociale", "Famille"}:
                    with tab.client:
                        field.set_value("Zanzibar")
            await tab.send(panels[-1], "submit")
        else:
            return


def open_forms(tab: Tab) -> list[ui.element]:
    """What can be saved; whether it is on screen is asked of few, for that takes long."""
    known = any("drawer-panel" in one.classes for one in tab.client.elements.values())
    return tab.with_class("drawer-panel") if known else []


def permission_of(entry: JournalEntry) -> Permission | None:
    if (entry.topic, entry.action) in OWN:
        return None
    if entry.topic in SETTINGS:
        return Permission.SETTINGS
    if entry.topic == "document":
        return OF_DOCUMENTS.get(entry.action, Permission.DOCUMENTS)
    if entry.topic in {"account", "device"}:
        return Permission.ACCOUNTS
    return NEEDED[entry.topic, entry.action]


CHOSEN_BY_ONESELF = {(Account, name) for name in ("home", "has_started", "version", "updated_at")}
"""What of an account its own person chooses."""


async def untouched(role: Role) -> dict[str, object]:
    """The contents of the tables that this role may not write to at all."""
    may = PERMISSIONS[role]
    tables: dict[type[Model], set[Permission]] = {
        Article: {Permission.CATALOGUE, Permission.DELETE, Permission.RESTORE},
        Client: {Permission.EDIT, Permission.DELETE, Permission.DOCUMENTS},
        Document: {Permission.EDIT, Permission.DOCUMENTS},
        **{table: {Permission.SETTINGS} for table in FIRM},
        Account: {Permission.ACCOUNTS},
    }
    return {
        model.__name__: [
            {name: value for name, value in row.items() if (model, name) not in CHOSEN_BY_ONESELF}
            for row in await model.all().order_by("id").values()
        ]
        for model, writers in tables.items()
        if not writers & may
    }


@pytest.mark.parametrize("role", Role)
async def test_no_event_of_any_screen_does_what_the_role_may_not(
    simulation: Simulation, paths: list[str], role: Role, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("components.frame.frame.Frame.go", lambda *_: None)  # stay on the page
    target = await Client.get(name="Duval")
    tried: Counter[tuple[str, ...]] = Counter()
    async with simulation.new_tab(STAFF[role]) as tab:
        before, last = await untouched(role), (await JournalEntry.all().order_by("-id").first())
        assert last
        tab.user.javascript_rules[re.compile(".*body--dark.*")] = lambda _: False
        for path in paths:
            await tab.open(path)
            await at_rest(tab.client)
            await fire_everything(tab, target, tried)
        await until(lambda: not question.open_question(tab.client))
        entries = await JournalEntry.filter(id__gt=last.id)
        assert await untouched(role) == before

    done = {(one.topic, one.action, permission_of(one)) for one in entries}
    beyond = {one for one in done if one[2] and one[2] not in PERMISSIONS[role]}
    assert beyond == set()
    assert len(tried) > 50, "the screens were there"
    if role == Role.ADMINISTRATOR:
        assert {permission for *_, permission in done} >= set(Permission) - {
            *(Permission.SEE, Permission.JOURNAL, Permission.PRICES),
            Permission.IMPORT,  # for which a file has to be sent, and not an event
            Permission.BLOCK,  # which is a field of what one may edit
        }, "the events are good enough to do what one may"


async def test_a_draft_of_what_one_may_not_edit_shows_nothing_of_it(simulation: Simulation) -> None:
    secret = await make_account(Staff("Zanzibar", Role.MANAGER))
    draft = secret.draft()
    forged = {**draft.to_json(), "typed": {"name": "x", "role": "x"}, "base": {}, "version": 0}
    async with simulation.new_tab(STAFF[Role.READER]) as tab:
        await tab.open("/clients")
        await tab.send(tab.keeper, "recalled", forged)
        await settle(tab)

        assert not tab.with_class("drawer-panel")
        assert "Zanzibar" not in str([one.props for one in tab.client.elements.values()])
