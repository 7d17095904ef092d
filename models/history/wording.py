"""The journal in plain French, and what of it can be undone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import cast

from models.errors import Refused
from models.permissions import Permission, Staff
from models.records.journal import INNER, JOURNALLED, JournalEntry
from models.records.record import RECORDS
from models.records.undoing import Undoable

ACTIONS: Mapping[str, str] = MappingProxyType(
    {
        "create": "a créé {}",
        "amend": "a modifié {}",
        "bulk": "a modifié {} avec d’autres",
        "undo": "a annulé une modification : {}",
        "trash": "a mis {} à la corbeille",
        "restore": "a restauré {}",
        "tick": "a fait {}",
        "postpone": "a reporté {}",
        "move": "a fait avancer {}",
        "reopen": "a rouvert {}",
        "lines": "a modifié les lignes : {}",
        "issue": "a émis {}",
        "attach": "a changé le siège : {}",
        "address": "a changé le destinataire : {}",
        "einvoice": "a noté l’état de la facture électronique : {}",
        "remind": "a relancé {}",
        "reminders": "a changé les relances : {}",
        "anonymise": "a anonymisé {}",
        "personal_data": "a exporté les données de {}",
        "close": "a clôturé {}",
        "discard": "a supprimé {}",
        "settings": "a changé les paramètres",
        "merge": "a fusionné une autre fiche dans {}",
        "merged": "a fusionné {} dans une autre fiche",
        "unmerge": "a annulé la fusion : {}",
        "apart": "a écarté un doublon : {}",
        "unapart": "n’écarte plus un doublon : {}",
        "fill": "a chargé le jeu d’exemple : {}",
        "export": "a exporté {}",
        "import": "a importé {}",
        "import_undo": "a annulé l’import de {}",
        "default": "a mis sur les factures {}",
        "mail": "a envoyé un message : {}",
        "mail_failed": "n’a pas pu envoyer un message : {}",
        "sign_in": "s’est connecté",
        "switch": "a pris la main",
        "password": "a changé le mot de passe de {}",
        "pin": "a changé le code PIN de {}",
        "code_on": "a activé la connexion en deux étapes de {}",
        "code_off": "a désactivé la connexion en deux étapes de {}",
        "code_paper": "a utilisé un code de secours de {}",
        "secret": "a renouvelé le secret de {}",
        "again": "a renvoyé un événement à {}",
        "token": "a créé le jeton {}",
        "token_off": "a révoqué le jeton {}",
        "disable": "a désactivé {}",
        "enable": "a réactivé {}",
        "revoke": "a fermé une session de {}",
        "share": "a partagé l’appareil {}",
        "unshare": "ne partage plus l’appareil {}",
    }
)
EMPTY = "(vide)"
NOT_UNDONE = "Cela ne s’annule pas."


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


def topics() -> dict[str, str]:
    """What the journal tells of, in the words of the screen."""
    headings = {topic: model.HEADING for topic, model in JOURNALLED.items()}
    return dict(sorted(headings.items(), key=lambda one: one[1]))


def details(topic: str, changes: Mapping[str, list[str]]) -> list[Detail]:
    """What changed, field by field, in the order of the form; PostgreSQL keeps none in JSON."""
    model = JOURNALLED[topic]
    order = {name: place for place, name in enumerate(model.order_of_fields())}
    told = [name for name in changes if not name.startswith(INNER)]
    names = sorted(told, key=lambda name: (order.get(name, len(order)), name))
    return [
        Detail(model.label_of(name), *(model.worded(name, text) for text in changes[name]))
        for name in names
    ]


def told(entry: JournalEntry, by: Staff) -> list[Detail]:
    """What changed, as far as this person may know it."""
    model = JOURNALLED[entry.topic]
    may_see = by.may(Permission.PRICES)
    known = {
        name: texts for name, texts in entry.changes.items() if may_see or not model.is_price(name)
    }
    return details(entry.topic, known)


# --- undoing ----------------------------------------------------------------------------------


def undo_refusal(entry: JournalEntry, by: Staff) -> str | None:
    """Why this entry cannot be undone, or None."""
    if entry.is_erased:
        return "Ses valeurs ont été effacées."
    model = RECORDS.get(entry.topic)
    if model is None or not issubclass(model, Undoable):
        return NOT_UNDONE
    needed = model.permission_to_undo(entry.action)
    return by.refusal(needed) or model.undo_refusal(entry) if needed else NOT_UNDONE


async def undo(number: int, *, by: Staff) -> None:
    """Put back what an entry changed; Refused when it has changed again since."""
    entry = await JournalEntry.get(id=number)
    if reason := undo_refusal(entry, by):
        raise Refused(reason)
    model = cast("type[Undoable]", RECORDS[entry.topic])
    await model.undo(entry.record_id, entry.action, entry.changes, by=by)
