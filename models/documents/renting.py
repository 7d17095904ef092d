"""What rental lines cost: by the tariffs of their article and their own time, unless decided."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from typing import Any, Self

from models.catalogue import Article, RentalRules, RentalSettings, billable, cheapest
from models.clients.client import Client
from models.database.transaction import transaction
from models.documents.line import LINE, DocumentLine
from models.documents.line_fields import LineKind
from models.documents.undoing_lines import LinesUndoable
from models.errors import Refused
from models.permissions import Permission, Staff
from models.records.journal import note

WHOLE_TIME = "flat"
"""The unit of a price for the whole time."""
PRICED_BY_TIME = ("starts_at", "ends_at")
PRICED_BY = ("discount", *PRICED_BY_TIME)
"""What changes as long as the lines do."""


class Rented(LinesUndoable):
    """A record whose rental lines take their time from it, where they have none of their own."""

    starts_at: Any
    ends_at: Any
    client_id: int
    _rules = RentalRules()
    _price_list = ""

    class Meta:
        abstract = True

    async def prepare_prices(self) -> None:
        self._rules = (await RentalSettings.current()).rules
        self._price_list = (await Client.get(id=self.client_id)).price_list

    async def price_line(self, line: DocumentLine, typed: Collection[str]) -> None:
        if line.kind != LineKind.RENTAL:
            line.tariffs, line.explanation, line.is_price_own = {}, "", False
            return
        usual = await self._take_tariffs(line, typed)
        if "price" in typed and line.tariffs:
            line.is_price_own = line.price not in {usual, self._offered(line)}
        self._use_tariffs(line)

    async def _take_tariffs(self, line: DocumentLine, typed: Collection[str]) -> Decimal | None:
        """Keep the tariffs of a newly chosen article; its price in the catalogue."""
        if "article_id" not in typed or line.article_id is None:
            return None
        article = await Article.get_or_none(id=line.article_id)
        if article is None:
            return None
        asked = article.asked(self._price_list)
        line.tariffs = {period: str(price) for period, price in asked.tariffs.items()}
        return asked.price

    def _offered(self, line: DocumentLine) -> Decimal | None:
        offer = self._offer_for(line)
        return offer[0] if offer else None

    def _use_tariffs(self, line: DocumentLine) -> None:
        offer = self._offer_for(line)
        line.explanation = offer[1] if offer else ""
        if offer and not line.is_price_own:
            line.price, line.unit = offer[0], WHOLE_TIME

    def _offer_for(self, line: DocumentLine) -> tuple[Decimal, str] | None:
        """What a line costs by its tariffs, and how that is made up."""
        starts, ends = line.starts or self.starts_at, line.ends or self.ends_at
        if not line.tariffs or not starts or not ends or ends <= starts:
            return None
        tariffs = {period: Decimal(price) for period, price in line.tariffs.items()}
        offer = cheapest(tariffs, billable(starts, ends, self._rules))
        return (offer.price, offer.explanation) if offer else None

    async def return_to_tariff(self, key: str, *, by: Staff) -> Self:
        """Give up a price that somebody has decided; raises Refused."""
        by.need(Permission.DOCUMENTS)
        async with transaction():
            document = await type(self).locked(self.id)
            if reason := document.lines_refusal:
                raise Refused(reason)
            line = await DocumentLine.get_or_none(key=key, document_id=self.id)
            if line is None or not line.tariffs:
                raise Refused("Cette ligne n’a pas de tarif.")
            before, line.is_price_own = line.summary, False
            await document._reprice([line])
            await document.write(document.own_totals(), by=by, action=None)
            changes = {f"{LINE}{line.position}": (before, line.summary)}
            await note(by, "lines", document.about, changes)
        return document

    @classmethod
    async def errors_among(cls, values: dict[str, Any], record_id: int | None) -> dict[str, str]:
        errors = await super().errors_among(values, record_id)
        stored = await cls.get_or_none(id=record_id) if record_id else None
        reason = stored.lines_refusal if stored else None
        if stored is None or reason is None:
            return errors
        changed = [one for one in PRICED_BY if values.get(one) != getattr(stored, one)]
        return {**dict.fromkeys(changed, reason), **errors}

    async def follow_up(self, changed: Collection[str]) -> None:
        if {*PRICED_BY_TIME} & set(changed):
            await self._reprice_all()
        elif "discount" not in changed:
            return
        await self.store_totals()

    async def _reprice_all(self) -> None:
        """Bring its rental lines in line with its new time, inside the open transaction."""
        lines = await self.lines_in_order()
        await self._reprice([line for line in lines if line.kind == LineKind.RENTAL])

    async def _reprice(self, lines: list[DocumentLine]) -> None:
        await self.prepare_prices()
        for line in lines:
            self._use_tariffs(line)
            line.derive()
            await line.save()
        await self.retotal()
