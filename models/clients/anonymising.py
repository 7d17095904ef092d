"""Making a client anonymous: nothing says any more who it was, but for what the law has kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from tortoise.fields.relational import RelationalField

from models.attachments import drop_unnamed
from models.clients.client import Client
from models.clients.dependents import erase, fates
from models.clients.erasure import Erasure, Fate
from models.clients.matching import match_anew
from models.database.bulk import Progress, silently
from models.database.forgetting import forgetting
from models.database.transaction import before_commit, transaction
from models.errors import Invalid, Refused
from models.french.text import clean_line, fold
from models.french.wording import listed, local_day, plural, quoted, today
from models.permissions import Permission, Staff
from models.records.changes import announce
from models.records.erasing import erase_about
from models.records.journal import Changes, JournalEntry, Subject, note

STAYS = {
    *("id", "code", "created_at", "open_count", "version", "trashed_at", "anonymised_at"),
    "updated_at",
}
"""What says nothing of anybody."""
LONGEST_REASON = 500
SHORTEST_TELLING = 3
"""Letters of a word that may tell who it was."""


def label_of(client: Client) -> str:
    """What a client is called that has no name any more."""
    return f"Client anonymisé {client.code}"


async def anonymisation_refusal(client: Client) -> str | None:
    """Why a client cannot be made anonymous, or None."""
    if obstacles := (await Client.in_the_way([client.id])).get(client.id):
        documents = plural(len(obstacles), "document en cours", "documents en cours")
        names = listed([one.text for one in obstacles[:3]])
        return f"{quoted(client.name)} a {documents}, à clôturer d’abord : {names}."
    if sites := len(await Client.sites_of(client.id)):
        attached = plural(sites, "établissement", "établissements")
        return f"{quoted(client.name)} a {attached} : rattachez-les d’abord ailleurs."
    if client.anonymised_at and not _going(await fates_of(client)):
        return "Ce client est déjà anonymisé."
    return None


async def fates_of(client: Client) -> list[Fate]:
    """What would go, and what the law keeps, in the words of the question."""
    own = [] if client.anonymised_at else [Fate(text) for text in _own(client)]
    hanging = await fates([client.id], today())
    told = await JournalEntry.filter(topic=Client.TOPIC, record_id=client.id, is_erased=False)
    values = sum(1 for one in told if one.action != "anonymise")
    history = f"{plural(values, 'écriture')} de l’historique : les valeurs ; qui et quand restent"
    return [*own, *hanging, *([Fate(history)] if values else [])]


def _own(client: Client) -> list[str]:
    counts = [(kind.noun, len(getattr(client, kind.name))) for kind in Client.CHILDREN]
    children = [noun.counted(count) for noun, count in counts if count]
    return ["La fiche : nom, adresse, téléphones, e-mail, numéros et notes", *children]


def _going(found: Sequence[Fate]) -> list[Fate]:
    return [fate for fate in found if not fate.is_kept]


# --- the verb ---------------------------------------------------------------------------------


async def anonymise(
    ids: Sequence[int], reason: str, *, by: Staff, progress: Progress = silently
) -> int:
    """Make these clients anonymous, all or none of them; how many.

    Invalid for a reason that would keep what is erased, Refused while one has open documents.
    """
    by.need(Permission.ANONYMISE)
    files: set[str] = set()
    async with forgetting():
        async with transaction():
            for done, id_ in enumerate(sorted(set(ids)), 1):
                client = await Client.locked(id_)
                _check(reason, client)
                if refusal := await anonymisation_refusal(client):
                    raise Refused(refusal)
                files |= await _erase(client, clean_line(reason), by=by)
                progress(done)
        await drop_unnamed(files)
    return len(set(ids))


def _check(reason: str, client: Client) -> None:
    why = clean_line(reason)
    if not why:
        raise Invalid({"reason": "Indiquez le motif."})
    if len(why) > LONGEST_REASON:
        raise Invalid({"reason": f"{LONGEST_REASON} caractères au plus."})
    telling = {word for word in _words_of(client) if len(word) >= SHORTEST_TELLING}
    if kept := sorted(telling & set(fold(why).split())):
        raise Invalid(
            {"reason": f"Le motif reste dans le journal : écrivez-le sans {quoted(kept[0])}."}
        )


def _words_of(client: Client) -> set[str]:
    texts = [client.name, client.contact, client.email, client.phone, client.mobile]
    people = [one.get("name", "") for one in client.contacts]
    return set(fold(" ".join([*texts, *people])).split())


async def _erase(client: Client, reason: str, *, by: Staff) -> set[str]:
    now = datetime.now(UTC)
    label = client.name if client.anonymised_at else label_of(client)
    same = [client, *await _merged_into(client)]
    ids = [one.id for one in same]
    erasure = Erasure(tuple(ids), client.name, label, now, local_day(now))
    await erase(erasure)
    for one in same:
        if not one.anonymised_at:
            await _empty(one, label, now)
    match_anew(ids)
    erasure.forget(Client.TOPIC, ids)
    announce(Client.TOPIC, ids)
    before_commit(lambda: _tell(erasure, Subject(Client.TOPIC, client.id, label), reason, by=by))
    return erasure.files


async def _merged_into(client: Client) -> list[Client]:
    """Those that have become this one."""
    found: list[Client] = []
    newer = [client.id]
    while merged := await Client.filter(merged_into_id__in=newer).order_by("id"):
        found += merged
        newer = [one.id for one in merged]
    return found


async def _empty(client: Client, label: str, now: datetime) -> None:
    blank: dict[str, Any] = {
        name: getattr(Client(), name)
        for name, field in Client._meta.fields_map.items()
        if name not in STAYS and not isinstance(field, RelationalField) and not field.reference
    }
    blank |= {"name": label, "trashed_at": now, "anonymised_at": now, "updated_at": now}
    client.update_from_dict(blank)
    client.derive()
    client.version += 1
    await client.save()


async def _tell(erasure: Erasure, about: Subject, reason: str, *, by: Staff) -> None:
    """The last entry of all, so that it can say which others it has emptied."""
    subjects = {topic: sorted(ids) for topic, ids in erasure.subjects.items()}
    told: Changes = {"reason": ("", reason), **await erase_about(subjects, erasure.entries)}
    await note(by, "anonymise", about, told)
