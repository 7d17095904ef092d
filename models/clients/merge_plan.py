"""Several clients side by side, before they become one: which stays, and what it takes over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from models.clients.client import Client
from models.clients.dependents import count_moving
from models.clients.merge import Merge
from models.errors import Refused
from models.french.wording import Noun, number
from models.permissions import Staff
from models.records.children import Children
from models.records.field import Typed

MOST = 8
BOTH = 0
"""In the place of a client: what all of them say, below each other."""
TOO_MANY = f"{number(MOST)} fiches au plus se fusionnent à la fois."
TOO_FEW = "Il faut deux fiches pour une fusion : les autres sont fusionnées ou supprimées."


TOGETHER = (
    ("Adresse postale", ("street", "street2", "postcode", "city")),
    ("SIRET, SIREN", ("siret", "siren")),
    ("Échéance", ("due_rule", "due_days", "due_month_day")),
    ("Mode de règlement", ("payment_mode", "mandate", "mandate_on", "iban")),
)
"""Fields that come from one client, or make no sense."""
WITH_ADDRESS = "country"


@dataclass(frozen=True)
class MergeRow:
    """What they say differently: each in its words, and whose stays."""

    label: str
    names: tuple[str, ...]
    texts: Mapping[int, str]
    chosen: int

    @property
    def name(self) -> str:
        return self.names[0]


class MergePlan:
    """What is chosen while the clients are compared."""

    def __init__(self, clients: Sequence[Client]) -> None:
        self.clients = {client.id: client for client in clients}
        self._typed = {client.id: client.typed() for client in clients}
        self._chosen: dict[str, int] = {}
        self.stays_id = clients[0].id

    @classmethod
    async def of(cls, ids: Collection[int]) -> Self:
        """These clients, the oldest first; Refused if they are too few or too many."""
        if len(set(ids)) > MOST:
            raise Refused(TOO_MANY)
        clients = [one for one in await Client.with_ids(ids) if not one.is_trashed]
        if len(clients) < 2:
            raise Refused(TOO_FEW)
        return cls(clients)

    async def anew(self) -> Self:
        """The same with the clients as they are now."""
        plan = await type(self).of(list(self.clients))
        if self.stays_id in plan.clients:
            plan.stays_id, plan._chosen = self.stays_id, dict(self._chosen)
        return plan

    @property
    def stays(self) -> Client:
        return self.clients[self.stays_id]

    @property
    def going(self) -> list[Client]:
        return [one for one in self.clients.values() if one.id != self.stays_id]

    def keep(self, client_id: int) -> None:
        """Have this one stay, with its own texts where it has some."""
        self.stays_id = client_id
        self._chosen.clear()

    def choose(self, name: str, client_id: int) -> None:
        self._chosen[name] = client_id

    @property
    def rows(self) -> list[MergeRow]:
        """Where one text has to be chosen."""
        return [row for row in self._all_rows() if len({*row.texts.values()} - {""}) > 1]

    def _all_rows(self) -> list[MergeRow]:
        kind = self._typed[self._whose(("kind",))]["kind"]
        typed = {**self._typed[self.stays_id], "kind": kind}
        applying = [field.name for field in Client.FIELDS if field.applies(typed)]
        together = {name: (label, names) for label, names in TOGETHER for name in names}
        parts = dict.fromkeys(
            together.get(name, (Client.label_of(name), (name,)))
            for name in applying
            if name != WITH_ADDRESS
        )
        return [self._row(label, names) for label, names in parts]

    def _row(self, label: str, names: tuple[str, ...]) -> MergeRow:
        texts = {id_: _said(typed, names) for id_, typed in self._typed.items()}
        said = list(dict.fromkeys(filter(None, texts.values())))
        both = "\n".join(said)
        if names == ("notes",) and len(said) > 1 and len(both) <= (Client.length_of("notes") or 0):
            texts[BOTH] = both
        whose = self._chosen.get(names[0], BOTH) if BOTH in texts else self._whose(names)
        return MergeRow(label, names, texts, whose)

    def _whose(self, names: tuple[str, ...]) -> int:
        """Whose text stays: what is empty is filled."""
        in_turn = (self.stays_id, *self._typed)
        first = next((one for one in in_turn if _said(self._typed[one], names)), self.stays_id)
        return self._chosen.get(names[0], first)

    # --- what comes of it -------------------------------------------------------------------

    async def moving(self) -> list[tuple[Noun, int]]:
        """How many of what go over to the one that stays."""
        added: Counter[Noun] = Counter()
        for kind, _, keys in self._joined():
            added[kind.noun] += len(keys)
        children = [(noun, count) for noun, count in added.items() if count]
        return [*await count_moving([one.id for one in self.going]), *children]

    async def carry_out(self, *, by: Staff, seen: Mapping[int, int] | None = None) -> list[Merge]:
        """Merge them as it is chosen, if those that go are as they are here, or of the versions
        `seen`; raises Invalid, Conflict or Refused."""
        texts = {one.id: self._texts_of(one.id) for one in self.going}
        for row in self.rows:
            if row.chosen == BOTH:
                texts[self.going[0].id][row.name] = row.texts[BOTH]
        places: Counter[str] = Counter()
        for kind, id_, keys in self._joined():
            own = len(kind.keys(self._typed[self.stays_id]))
            for key in keys:
                places[kind.name] += 1
                names = kind.names_of(key)
                texts[id_] |= {name: self._typed[id_].get(name, "") for name in names}
                texts[id_][kind.name_of(key)] = str(own + places[kind.name])
        versions = seen or {one.id: one.version for one in self.going}
        return await Client.merge(self.stays.draft(), versions, texts, by=by)

    def _texts_of(self, client_id: int) -> dict[str, str]:
        """What of this client's own texts stays."""
        names = [name for row in self._all_rows() if row.chosen == client_id for name in row.names]
        if "city" in names:
            names.append(WITH_ADDRESS)
        return {name: self._typed[client_id][name] for name in names}

    def _joined(self) -> list[tuple[Children, int, list[str]]]:
        """The children that go over, by their keys: of equal ones one."""
        joined = []
        for kind in Client.CHILDREN:
            own = self._typed[self.stays_id]
            known = [kind.of(own, key) for key in kind.keys(own)]
            for one in self.going:
                typed, keys = self._typed[one.id], []
                for key in kind.keys(typed):
                    if (texts := kind.of(typed, key)) not in known:
                        known.append(texts)
                        keys.append(key)
                joined.append((kind, one.id, keys))
        return joined


def _said(typed: Typed, names: tuple[str, ...]) -> str:
    """What stands in these fields, in one line; what does not apply says nothing."""
    applying = {field.name for field in Client.FIELDS if field.applies(typed)}
    said = [name for name in names if name in applying and typed[name]]
    return ", ".join(Client.worded(name, typed[name]) for name in said)
