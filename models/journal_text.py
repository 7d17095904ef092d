"""The journal in plain French, and what of it can be undone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from models.accounts import Account
from models.base import Record
from models.clients import Client
from models.company import Company, StagePolicy
from models.documents import Document
from models.drafts import Draft
from models.errors import Conflict, Refused
from models.journal import JournalEntry
from models.staff import Permission, Staff

RECORDS: Mapping[str, type[Record]] = MappingProxyType(
    {model.TOPIC: model for model in (Client, Document, Account)}
)
ACTIONS: Mapping[str, str] = MappingProxyType(
    {
        "create": "a créé {}",
        "amend": "a modifié {}",
        "undo": "a annulé une modification : {}",
        "trash": "a mis {} à la corbeille",
        "restore": "a restauré {}",
        "move": "a fait avancer {}",
        "reopen": "a rouvert {}",
        "discard": "a supprimé {}",
        "settings": "a changé les paramètres",
        "fill": "a chargé le jeu d’exemple : {}",
        "export": "a exporté {}",
        "sign_in": "s’est connecté",
        "switch": "a pris la main",
        "password": "a changé le mot de passe de {}",
        "pin": "a changé le code PIN de {}",
        "disable": "a désactivé {}",
        "enable": "a réactivé {}",
        "revoke": "a fermé une session de {}",
        "share": "a partagé l’appareil {}",
        "unshare": "ne partage plus l’appareil {}",
    }
)
TOPICS: Mapping[str, str] = MappingProxyType(
    {
        "client": "Clients",
        "document": "Documents",
        "account": "Comptes",
        "device": "Appareils",
        "company": "Paramètres",
    }
)
POLICIES = {
    StagePolicy.QUOTE: "toujours devis",
    StagePolicy.DIRECT: "toujours ordre ou contrat",
    StagePolicy.ASK: "demander",
}
EMPTY = "(vide)"


@dataclass(frozen=True)
class Detail:
    """One field of an entry, in words."""

    label: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.label} : {self.before or EMPTY} → {self.after or EMPTY}"


def done(action: str, what: str) -> str:
    """« a modifié la fiche », as a sentence goes on that begins with who did it."""
    return ACTIONS.get(action, f"{action} {{}}").format(what)


def details(topic: str, changes: Mapping[str, list[str]]) -> list[Detail]:
    """What changed, field by field, in the order of the form; PostgreSQL keeps none in JSON."""
    model = RECORDS.get(topic)
    order = [one.name for one in model.ENTRIES] if model else []
    order += (model or Company)._meta.fields_map
    names = sorted(changes, key=lambda name: (order.index(name) if name in order else 999, name))
    return [
        Detail(_label(topic, name), *(_words(topic, name, text) for text in changes[name]))
        for name in names
    ]


def _label(topic: str, name: str) -> str:
    model = RECORDS.get(topic) or Company
    field = model._meta.fields_map.get(name)
    return str(field.description or name) if field else name


def _words(topic: str, name: str, text: str) -> str:
    model = RECORDS.get(topic)
    if model is None:
        return POLICIES.get(text, text)  # type: ignore[call-overload, no-any-return]
    entry = next((one for one in model.ENTRIES if one.name == name), None)
    return (entry.choices or {}).get(text, text) if entry else text


# --- undoing ----------------------------------------------------------------------------------


def undo_refusal(entry: JournalEntry, by: Staff) -> str | None:
    """Why this entry cannot be undone, or None."""
    if entry.action in {"amend", "undo"} and entry.topic in {"client", "document"}:
        return by.refusal(RECORDS[entry.topic].EDITING)
    if (entry.topic, entry.action) == ("client", "trash"):
        return by.refusal(Permission.RESTORE)
    return "Cela ne s’annule pas."


async def undo(number: int, *, by: Staff) -> None:
    """Put back what an entry changed; Refused when it has changed again since."""
    entry = await JournalEntry.get(id=number)
    if reason := undo_refusal(entry, by):
        raise Refused(reason)
    if entry.action == "trash":
        if not await Client.restore_many([entry.record_id], by=by):
            raise Refused("Ce client n’est plus dans la corbeille.")
        return
    await _put_back(entry, by)


async def _put_back(entry: JournalEntry, by: Staff) -> None:
    model = RECORDS[entry.topic]
    record = next(iter(await model.with_ids([entry.record_id])), None)
    if record is None:
        raise Refused("Cette fiche n’existe plus.")
    draft = Draft(model.TOPIC, record.typed(), record.typed(), record_id=record.id)
    for name, (before, after) in entry.changes.items():
        if name in draft.typed:
            draft.base[name], draft.typed[name] = after, before
    try:
        await model.amend(draft, by=by, action="undo")
    except Conflict as conflict:
        changed = ", ".join(clash.label for clash in conflict.clashes)
        raise Refused(f"Modifié encore depuis : {changed}. Corrigez dans la fiche.") from None
