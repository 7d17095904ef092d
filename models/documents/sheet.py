"""The lines of one document while somebody types into them: a draft of all of them together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from models.documents.line import DocumentLine
from models.documents.line_fields import LineKind, is_priced
from models.documents.totals import Discount, Totals, Vat, net_of, totals_of
from models.records import Clash

MOST_LINES = 1_000
Row = dict[str, str]

NO_RATE = "Ce taux de TVA n’existe pas, ou plus."


@dataclass(frozen=True)
class LineEdits:
    """What was typed since `base`: rows changed or new, rows taken away, and the order.

    `typed` holds of a stored row only the fields that were typed into, of a new one all of them.
    """

    base: Mapping[str, Row] = field(default_factory=dict)
    typed: Mapping[str, Row] = field(default_factory=dict)
    removed: frozenset[str] = frozenset()
    order: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.typed or self.removed or self.order)


@dataclass
class Sheet:
    """Rows as text, by key, in their order; `base` is what the database holds of them."""

    rates: Mapping[str, Vat]
    rows: dict[str, Row] = field(default_factory=dict)
    base: dict[str, Row] = field(default_factory=dict)
    deducted: frozenset[str] = frozenset()
    """The rows that take a down payment off."""
    refused: dict[str, Row] = field(default_factory=dict)
    """What the database would not take of a row, until it is typed into again."""
    _stored: dict[str, Row] = field(default_factory=dict)
    _nets: dict[str, tuple[Row, tuple[Vat, Decimal] | None]] = field(default_factory=dict)

    @classmethod
    def of(cls, lines: Iterable[DocumentLine], rates: Mapping[str, Vat]) -> Sheet:
        sheet = cls(rates)
        sheet.rebase(lines)
        return sheet

    # --- typing -----------------------------------------------------------------------------

    def type(self, key: str, name: str, text: str) -> None:
        """Take what was typed into a field; what is not in the form is left alone."""
        if key in self.rows and name in self.rows[key]:
            self.rows[key][name] = text
            self.refused.pop(key, None)

    def add(self, key: str, row: Mapping[str, str], after: str | None = None) -> None:
        """A new row, behind another one or at the end; one that is there already is typed into."""
        UUID(key)  # which names it in the database
        if key in self.rows:
            for name, text in row.items():
                self.type(key, name, text)
            return
        blank = {**DocumentLine().typed(), "nature": ""}  # which follows from what it is
        self.rows[key] = {name: row.get(name, text) for name, text in blank.items()}
        if after in self.rows:
            keys = [one for one in self.rows if one != key]
            keys.insert(keys.index(after) + 1, key)
            self.arrange(keys)

    def remove(self, key: str) -> None:
        self.rows.pop(key, None)

    def arrange(self, keys: Sequence[str]) -> None:
        """Put the rows into this order; those that it does not name stay behind their neighbour."""
        self.rows = {key: self.rows[key] for key in arranged(list(self.rows), keys)}

    # --- what it comes to -------------------------------------------------------------------

    def net(self, key: str) -> Decimal | None:
        """A row without VAT, None while it cannot be told."""
        counted = self._counted(key)
        return counted[1] if counted else None

    def totals(self, discount: Discount | None = None) -> Totals:
        """Of the rows that can be read."""
        nets: tuple[list[tuple[Vat, Decimal]], ...] = ([], [])
        for key in self.rows:
            if counted := self._counted(key):
                nets[key in self.deducted].append(counted)
        return totals_of(nets[0], discount, nets[1])

    def _counted(self, key: str) -> tuple[Vat, Decimal] | None:
        row = self.rows[key]
        seen, result = self._nets.get(key, ({}, None))
        if seen != row:
            result = self._count(row)
            self._nets[key] = (dict(row), result)
        return result

    def _count(self, row: Row) -> tuple[Vat, Decimal] | None:
        values = DocumentLine.readable(row)
        vat = self.rates.get(row["vat"])
        if not is_priced(row) or vat is None or not {"quantity", "price", "discount"} <= {*values}:
            return None
        return vat, net_of(values["quantity"], values["price"], values["discount"])

    def errors(self, key: str) -> dict[str, str]:
        """What is wrong with a row, field by field."""
        row = self.rows[key]
        errors = DocumentLine.errors_in(row) | self.refused.get(key, {})
        if is_priced(row) and row["vat"] not in self.rates:
            errors["vat"] = NO_RATE
        return errors

    def overtaken(self, key: str) -> Row:
        """What others have saved of a row where somebody types, field by field."""
        stored, base = self._stored.get(key, {}), self.base.get(key, {})
        changed = self._changed(key)
        return {
            name: text
            for name, text in stored.items()
            if name in changed and text != base[name] and text != changed[name]
        }

    # --- what is to be saved ----------------------------------------------------------------

    def is_blank(self, key: str) -> bool:
        """Whether a row is new and says nothing yet: it is not worth being kept."""
        row = self.rows[key]
        says = row["designation"] or row["reference"] or row["price"].strip("0, ")
        return key not in self.base and not says and row["kind"] != LineKind.SUBTOTAL

    @property
    def edits(self) -> LineEdits:
        """What can be saved of it: rows that are wrong or blank stay behind."""
        typed = {key: changed for key in self.rows if (changed := self._changed(key))}
        ready = {
            key: row
            for key, row in typed.items()
            if not self.is_blank(key) and not self.errors(key)
        }
        kept = [key for key in self.rows if key in self.base or key in ready]
        known = [key for key in self.base if key in self.rows]
        is_moved = [key for key in kept if key in self.base] != known or kept != [*known, *ready]
        return LineEdits(
            base={key: self.base[key] for key in (*ready, *self._removed) if key in self.base},
            typed=ready,
            removed=self._removed,
            order=tuple(kept) if is_moved else (),
        )

    @property
    def _removed(self) -> frozenset[str]:
        return frozenset(self.base.keys() - self.rows.keys())

    def _changed(self, key: str) -> Row:
        base = self.base.get(key, {})
        return {name: text for name, text in self.rows[key].items() if text != base.get(name)}

    def settle(self, clash: Clash, chosen: str) -> None:
        """End a clash, of a field as « key.field » or of a whole row: this was chosen."""
        key, _, field_name = clash.name.partition(".")
        if field_name:
            self.base[key][field_name] = clash.stored
            self.rows[key][field_name] = chosen
        elif chosen == clash.stored:
            self.rows[key] = dict(self.base[key])

    def note_base(self, key: str, name: str, text: str) -> None:
        """A field was typed into when it held this, which may have changed since."""
        if key in self.base and name in self.base[key]:
            self.base[key][name] = text

    def refuse(self, errors: Mapping[str, str]) -> None:
        """Keep back the rows that the database does not take, each error as « key.field »."""
        for place, sentence in errors.items():
            key, _, name = place.partition(".")
            self.refused.setdefault(key, {})[name] = sentence

    def rebase(self, lines: Iterable[DocumentLine], saved: LineEdits | None = None) -> None:
        """Take over what the database holds now, in the fields that nobody has typed into here.

        What was just `saved` is nobody else's, however it is written now.
        """
        known = list(lines)
        own_words = saved.typed if saved else {}
        for key, typed in own_words.items():
            self.base[key] = {**self.base.get(key, {}), **typed}
        stored = {str(line.key): line.typed() for line in known}
        self.deducted = frozenset(str(line.key) for line in known if line.deducts_id)
        self._stored = stored
        mine = {key: self._changed(key) for key in self.rows}
        before, gone = self.base, self._removed
        rows = {key: {**row, **mine.get(key, {})} for key, row in stored.items() if key not in gone}
        own = {
            key: row
            for key, row in self.rows.items()
            if key not in stored and (key not in self.base or mine[key])
        }
        order = list(self.rows)
        # What both have changed keeps its base, so that saving still finds the clash.
        self.base = {
            key: row
            | {
                name: before[key][name]
                for name, text in mine.get(key, {}).items()
                if key in before and text != row[name] and name not in own_words.get(key, {})
            }
            for key, row in stored.items()
        }
        self.rows = {**rows, **own}
        if own:
            self.arrange([key for key in order if key in self.rows])


def arranged(keys: Sequence[str], wanted: Sequence[str]) -> list[str]:
    """These keys as wanted; each that is not named stays behind the one that it stood behind."""
    order = [key for key in dict.fromkeys(wanted) if key in set(keys)]
    named = set(order)
    for place, key in enumerate(keys):
        if key not in named:
            order.insert(order.index(keys[place - 1]) + 1 if place else 0, key)
            named.add(key)
    return order
