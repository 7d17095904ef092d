"""A client's head office and its sites: chosen, and shown on the card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nicegui import ui

from components.dialogs import choose
from components.looks import ICONS
from components.tab import current_staff
from models.clients import Client
from models.documents import Balance, balance_of
from models.french import amount, quoted
from models.permissions import Permission
from pages.creating import choose_client
from pages.desk import section

NONE, SITE, PAYS = "none", "site", "pays"


@dataclass(frozen=True)
class Group:
    """The head office of a client, or its sites with what the firm has at stake with all."""

    head: Client | None = None
    sites: Sequence[Client] = ()
    balance: Balance | None = None


async def group_of(client: Client) -> Group:
    if head := await client.head_office():
        return Group(head)
    sites = await Client.sites_of(client.id)
    sees = bool(sites) and current_staff().may(Permission.PRICES)
    balance = await balance_of(client.id, *(site.id for site in sites)) if sees else None
    return Group(None, sites, balance)


def group(client: Client, found: Group) -> None:
    if found.head is None and not found.sites:
        return
    with section("Groupe"):
        if found.head:
            _client("Siège", found.head)
            if client.bills_head:
                ui.label("Les factures sont au nom du siège.").classes("card-under")
        for site in found.sites:
            _client(site.city or "Établissement", site)
        if found.balance is not None:
            said = f"Encours du groupe : {amount(found.balance.outstanding)} TTC"
            ui.label(said).classes("card-under")


def _client(label: str, client: Client) -> None:
    with ui.element("div").classes("card-line"):
        ui.icon(ICONS["group"])
        ui.link(client.name, client.path)
        ui.label(label).classes("card-child-after")


async def choose_head(client: Client) -> None:
    """Attach a client to its head office, or detach it."""
    if client.head_id:
        answer = await choose(
            f"Détacher {quoted(client.name)} de son siège ?",
            {"Abandonner": ("", "quiet"), "Détacher": (NONE, "primary")},
        )
        if answer == NONE:
            await client.attach(None, by=current_staff())
        return
    head = await choose_client(f"Quel est le siège de {quoted(client.name)} ?", but=client.id)
    if head is None:
        return
    answer = await choose(
        f"Au nom de qui sont les factures de {quoted(client.name)} ?",
        {
            "Abandonner": ("", "quiet"),
            "De l’établissement": (SITE, "primary"),
            "Du siège": (PAYS, "primary"),
        },
    )
    if answer:
        await client.attach(head.id, bills_head=answer == PAYS, by=current_staff())
