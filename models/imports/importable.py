"""What can be imported: each noun declares its columns, how cells are read, and who is the same."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, ClassVar

from models.imports.columns import Fields, Headings
from models.imports.pointing import pointed_to
from models.permissions import Permission
from models.records.changing_many import Changeable
from models.records.children import Children
from models.records.field import Typed

Facts = Mapping[str, Any]
"""What the cells are read by that lies in the database; it goes to other processes."""
Probe = tuple[str, str]
"""A column of the table, and what a record would hold there that may be the same."""


class Mode(StrEnum):
    """What becomes of a row that is there already."""

    IGNORE = "ignore"
    FILL = "fill"
    REPLACE = "replace"
    CREATE = "create"


CHANGING = (Mode.FILL, Mode.REPLACE)
MODE_LABELS: Mapping[str, str] = {
    Mode.IGNORE: "Ignorer",
    Mode.FILL: "Compléter les vides",
    Mode.REPLACE: "Remplacer",
    Mode.CREATE: "Créer quand même",
}


UNSAID = "N’est pas repris : cela ne va pas avec le reste de la ligne."


@dataclass(frozen=True)
class Sameness:
    """A reason for which two are held to be one, and what is done then unless somebody says so.

    One that is `sure` leaves no room for another. One that is `once` is had by each record for one
    row only; one that is `unique` counts where a single record has it. Of two rows of a file only
    those `in_file` are compared.
    """

    words: str
    mode: Mode
    sure: bool = False
    once: bool = False
    unique: bool = False
    in_file: bool = True
    may_create: bool = True


@dataclass(frozen=True)
class Key:
    """What something is known by; two with an equal one are the same, for the reason `kind`."""

    kind: str
    text: str


@dataclass
class Read:
    """A row as the form would hold it; what was put right, and what is wrong, by its field."""

    given: dict[str, str]
    said: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    assumed: set[str] = field(default_factory=set)
    """Fields that no cell says, but another one lets think: nothing that is there makes way."""


@dataclass(frozen=True)
class Further:
    """What a further sheet can hold: one of `kind` on each row, and whose it is; `links` are the
    columns that tell that, each with the field of the first sheet that it repeats."""

    kind: Children
    headings: Headings
    links: Mapping[str, str]
    called: Sequence[str] = ()
    """What the name of such a sheet says, folded."""
    beside: Mapping[str, str] = field(default_factory=dict)
    """By a column that is no field, the field before whose text it stands, as « Prénom »."""


class Importable(ABC):
    """How records of one noun come in."""

    model: ClassVar[type[Changeable]]
    permission: ClassVar[Permission]
    headings: ClassVar[Headings]
    samenesses: ClassVar[Mapping[str, Sameness]]
    """By the kind of a key, the likeliest first."""
    called_by: ClassVar[frozenset[str]] = frozenset()
    """Fields that say what it is called: « Null » is a name like any other."""
    fixed: ClassVar[frozenset[str]] = frozenset()
    """Fields of which nothing is changed in a record that is there."""
    unique: ClassVar[tuple[str, str, str]] = ("", "", "")
    """A column that no two records have in common, the field that it comes from, and how that is
    said."""
    further: ClassVar[Sequence[Further]] = ()
    """What other sheets of the same file can hold."""
    tells: ClassVar[Mapping[str, str]] = {}
    """By a field that is stored otherwise than the column has it, what to say of that."""
    examples: ClassVar[str]
    """Some headings, for who has no file yet."""

    @property
    def topic(self) -> str:
        return self.model.TOPIC

    def offered(self) -> Mapping[str, str]:
        """What a column can be, with its label."""
        return {one.name: one.label for one in self.headings.known}

    def settled(self, fields: Fields) -> Fields:
        """The columns once all of them are matched, where one says what another means."""
        return fields

    def label_of(self, name: str) -> str:
        """What a field is called on screen."""
        return self.model.label_of(name)

    async def facts(self) -> Facts:
        """What `read` needs of the database."""
        return {}

    @abstractmethod
    def read(self, texts: Typed, facts: Facts) -> Read:
        """The cells of a row, by their fields, as the form would hold them."""

    @abstractmethod
    def begun(self, given: Typed) -> dict[str, str]:
        """The form of a new record with what a row has said."""

    def unsaid(self, given: Typed, typed: Typed) -> dict[str, str]:
        """What to say of cells that a new record has no use for, by their field."""
        fields = {one.name: one for one in self.model.FIELDS}
        apart = [name for name in given if name in fields and not fields[name].applies(typed)]
        return dict.fromkeys(apart, UNSAID)

    @abstractmethod
    def keys(self, values: Mapping[str, Any]) -> Sequence[Key]:
        """What a record with these values is known by."""

    @abstractmethod
    def probes(self, values: Mapping[str, Any]) -> Sequence[Probe]:
        """Where in the table to look for who may be the same."""

    def is_unchanged(self, name: str, given: str, stored: str) -> bool:
        """Whether a cell says what is stored, in the words of our own export."""
        return given == stored

    def numbered(self, values: dict[str, Any], record_id: int) -> dict[str, Any]:
        """What a table stores of a new record, once its id is known."""
        return {**values, "id": record_id}

    def hanging(self, values: Mapping[str, Any]) -> Any:
        """What hangs on a new record that stores these values, worked out without a database."""
        return None

    async def inserted(  # noqa: B027 - most nouns have nothing
        self, new: Sequence[tuple[int, Any]]
    ) -> None:
        """Keep what hangs on new records, each given by its id, inside the open transaction."""

    async def used(self, ids: Sequence[int]) -> set[int]:
        """Those of these records that something else has come to hang on."""
        return await pointed_to(self.model, ids)

    @abstractmethod
    def template(self) -> bytes:
        """A workbook that has the headings, and nothing under them."""


IMPORTABLES: dict[str, Importable] = {}
"""By their topic, in the order of the screen."""


def import_of(importable: Importable) -> None:
    """Sign up."""
    IMPORTABLES[importable.topic] = importable
