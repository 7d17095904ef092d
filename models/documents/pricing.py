"""What a document is made of in money: its lines, changed by several people, and its totals."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from models.clients.client import Client
from models.company import VatRate, depend_on_rates
from models.database.transaction import transaction
from models.documents.addressing import Addressed
from models.documents.clashes import clashes_among
from models.documents.kind import Status
from models.documents.line import LINE, DocumentLine
from models.documents.line_fields import is_priced
from models.documents.sheet import MOST_LINES, NO_RATE, LineEdits, Row, arranged
from models.documents.totals import Discount, Totals, Vat, read_discount, totals_of
from models.errors import Invalid, Refused
from models.french.wording import number, quoted
from models.permissions import Permission, Staff
from models.records.conflict import Conflict
from models.records.journal import note

if TYPE_CHECKING:
    from tortoise import fields

Rates = Mapping[str, Vat]


class Priced(Addressed):
    """A record with lines, which come to totals."""

    lines: fields.ReverseRelation[DocumentLine]
    discount: Any
    ht: Any
    vat: Any
    ttc: Any

    class Meta:
        abstract = True

    @classmethod
    def is_price(cls, name: str) -> bool:
        return name == "discount" or name.startswith(LINE)

    @property
    def lines_refusal(self) -> str | None:
        """Why its lines cannot be changed, or None."""
        if reason := self.edit_refusal:
            return reason
        if not self.is_open:
            return f"Ce document est {quoted(self.status_label)} : ses lignes ne changent plus."
        if self.stage == "quote" and self.status != Status.DRAFT:
            return "Ce devis est parti tel quel : faites-en une nouvelle version."
        return None

    @property
    def discount_spec(self) -> Discount:
        return read_discount(self.discount)

    async def lines_in_order(self) -> list[DocumentLine]:
        return await DocumentLine.filter(document_id=self.id).order_by("position", "id")

    async def totals(self) -> Totals:
        return totals_of_lines(await self.lines_in_order(), self.discount_spec)

    async def save_lines(self, edits: LineEdits, *, rates: Rates, by: Staff) -> Self:
        """Save what was typed into lines and only that; raises Invalid, Conflict or Refused."""
        by.need(Permission.DOCUMENTS)
        async with transaction():
            client = await Client.locked(self.client_id)
            document = await type(self).locked(self.id)
            if reason := document.lines_refusal:
                raise Refused(reason)
            stored = {str(line.key): line for line in await document.lines_in_order()}
            if clashes := clashes_among(stored, edits):
                raise Conflict(clashes, document.version)
            await document.prepare_prices()
            before = {key: line.typed() for key, line in stored.items()}
            is_lost = any(stored[key].source_id for key in edits.removed & stored.keys())
            changes = await document._take(edits, stored, rates)
            if changes:
                await document._line_up(edits, stored)
                await document.retotal()
                await document.write(document.own_totals(), by=by, action=None)
                if not is_lost:  # of what it was made of, which no row says
                    after = {key: line.typed() for key, line in stored.items()}
                    changes |= document.kept_for_undoing(before, after, edits)
                await note(by, "lines", document.about, changes)
                await document.after_lines(client, by=by)
        return document

    async def _take(
        self, edits: LineEdits, stored: dict[str, DocumentLine], rates: Rates
    ) -> dict[str, tuple[str, str]]:
        """Put the changed lines into `stored`, and the database as far as it has them already;
        what the journal tells of it."""
        changes: dict[str, tuple[str, str]] = {}
        last = max((line.position for line in stored.values()), default=0)
        for key in edits.removed & stored.keys():
            line = stored.pop(key)
            await self._let_go(line)
            changes[f"{LINE}{line.position}"] = (line.summary, "")
        for key, typed in edits.typed.items():
            known = stored.get(key)
            if known is None:
                last += 1
            line = known or DocumentLine(key=UUID(key), document_id=self.id, position=last)
            before = (line.summary, line.typed()) if known else ("", {})
            await self._retype(line, {**edits.base.get(key, {}), **typed}, typed, rates)
            stored[key] = line
            changes[f"{LINE}{line.position}"] = line.told_since(*before)
        if edits.order and not changes:
            changes["Ordre des lignes"] = ("", "modifié")
        if len(stored) > MOST_LINES:
            raise Refused(f"Un document compte {number(MOST_LINES)} lignes au plus.")
        return changes

    async def _retype(self, line: DocumentLine, row: Row, typed: Row, rates: Rates) -> None:
        merged = {**line.typed(), **(row if line.id is None else typed)}
        try:
            if reason := self.line_refusal(line):
                raise Invalid(dict.fromkeys(typed, reason))
            await self._rewrite(line, merged, typed, rates)
        except Invalid as invalid:
            errors = {f"{line.key}.{name}": text for name, text in invalid.errors.items()}
            raise Invalid(errors) from invalid

    async def _rewrite(self, line: DocumentLine, merged: Row, typed: Row, rates: Rates) -> None:
        values = DocumentLine.checked(merged)
        if is_priced(merged):
            self._take_rate(line, values, rates)
        line.update_from_dict(values)
        await self.price_line(line, typed)
        line.derive()
        await self.check_line(line)
        if line.id is not None:
            await line.save()

    def _take_rate(self, line: DocumentLine, values: dict[str, Any], rates: Rates) -> None:
        code = values["vat"]
        if line.id is not None and code == line.vat:
            return
        vat = rates.get(code)
        if vat is None:
            raise Invalid({"vat": NO_RATE})
        line.vat_rate, line.vat_category = vat.rate, vat.category

    def kept_for_undoing(
        self, before: Mapping[str, Row], after: Mapping[str, Row], edits: LineEdits
    ) -> dict[str, tuple[str, str]]:
        """What the journal keeps of rows beside what it tells, so that they can be put back."""
        return {}

    async def prepare_prices(self) -> None:
        """Read what finding the prices of lines needs, once for all of them."""

    async def price_line(self, line: DocumentLine, typed: Collection[str]) -> None:
        """Find the price of a line of which these fields were typed into."""

    def line_refusal(self, line: DocumentLine) -> str | None:
        """Why a line is not to be changed at all, or None."""
        return None

    async def check_line(self, line: DocumentLine) -> None:
        """Refuse a line that what hangs on it does not allow."""

    async def after_lines(self, client: Client, *, by: Staff) -> None:
        """Bring what it was made from in line with its lines, inside the open transaction."""

    async def _let_go(self, line: DocumentLine) -> None:
        if reason := self.line_refusal(line):
            raise Refused(reason)
        await line.delete()

    async def _line_up(self, edits: LineEdits, stored: dict[str, DocumentLine]) -> None:
        """Number the lines as wanted, and insert the new ones."""
        keys = arranged(list(stored), edits.order) if edits.order else list(stored)
        for position, line in enumerate((stored[key] for key in keys), 1):
            if line.position != position:
                line.position = position
                if line.id is not None:
                    await line.save(update_fields=["position"])
        await DocumentLine.bulk_create([line for line in stored.values() if line.id is None])

    async def store_totals(self) -> None:
        """Count its lines anew and keep what they come to, as a part of something else."""
        await self.retotal()
        self.derive()
        await self.save()

    async def take_content_of(self, other: Self) -> None:
        """Copy its lines, unless who makes this one chooses them."""
        if self.kind != "invoice":
            await self.add_lines(copy_of(line) for line in await other.lines_in_order())
            await self.store_totals()

    async def retotal(self) -> None:
        """Count its lines anew, inside the open transaction; who calls it writes the record."""
        totals = await self.totals()
        self.ht, self.vat, self.ttc = totals.ht, totals.vat, totals.ttc

    def own_totals(self) -> dict[str, Decimal]:
        return {"ht": self.ht, "vat": self.vat, "ttc": self.ttc}

    async def add_lines(self, lines: Iterable[DocumentLine]) -> None:
        """Insert new lines at the end, inside the open transaction."""
        first = 1 + await DocumentLine.filter(document_id=self.id).count()
        made = list(lines)
        for position, line in enumerate(made, first):
            line.document_id, line.position = self.id, position
            line.derive()
        await DocumentLine.bulk_create(made)


COPIED = (
    *("kind", "article_id", "reference", "designation", "quantity", "unit", "price", "discount"),
    *("vat", "vat_rate", "vat_category", "nature", "starts", "ends"),
    *("tariffs", "explanation", "is_price_own", "deducts_id"),
)


def copy_of(line: DocumentLine, **more: Any) -> DocumentLine:
    """A new line like this one, of no document yet."""
    return DocumentLine(**{**{name: getattr(line, name) for name in COPIED}, **more})


async def rates_on(day: date) -> dict[str, Vat]:
    """The rates of VAT that hold on that day, by code."""
    found = await VatRate.on(day)
    return {one.code: Vat(one.rate, one.code, str(one.category)) for one in found}


def totals_of_lines(lines: Iterable[DocumentLine], discount: Discount) -> Totals:
    nets: tuple[list[tuple[Vat, Decimal]], ...] = ([], [])
    for line in lines:
        if line.is_priced:
            nets[line.deducts_id is not None].append((line.vat_spec, line.net))
    return totals_of(nets[0], discount, nets[1])


async def _stands_on_a_line(rate: VatRate) -> bool:
    """Whether documents have this rate, which then stays as it is."""
    return await DocumentLine.exists(vat=rate.code)


depend_on_rates(_stands_on_a_line)
