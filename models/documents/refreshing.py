"""Pricing the lines of a document anew, by the catalogue of today."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple, Self

from models.catalogue import Article
from models.clients.client import Client
from models.database.transaction import transaction
from models.documents.line import LINE, DocumentLine
from models.documents.line_fields import LineKind
from models.documents.renting import Rented
from models.documents.sheet import LineEdits
from models.errors import Refused
from models.permissions import Permission, Staff
from models.records.journal import note

NOTHING_TO_REFRESH = "Tous les prix sont déjà ceux du catalogue."
OTHER_PRICES = "Le catalogue ou les lignes ont changé entre-temps : regardez les prix de nouveau."


class NewPrice(NamedTuple):
    """A line that costs something else by the catalogue."""

    key: str
    designation: str
    before: Decimal
    after: Decimal


class Refreshable(Rented):
    """A record whose lines can take the prices of today."""

    class Meta:
        abstract = True

    @property
    def refresh_refusal(self) -> str | None:
        """Why its prices cannot be brought up to date, or None."""
        if self.stage != "quote":
            return "Seuls les prix d’un devis s’actualisent."
        return self.lines_refusal

    async def new_prices(self) -> list[NewPrice]:
        """What its lines cost by the catalogue, where that is something else; nothing is saved."""
        return [new for _, new in await self._renewed(await self.lines_in_order())]

    async def refresh_prices(self, seen: Mapping[str, Decimal], *, by: Staff) -> Self:
        """Take these prices, by line, if they are still those of the catalogue; raises Refused."""
        by.need(Permission.DOCUMENTS)
        async with transaction():
            await Client.locked(self.client_id)
            document = await type(self).locked(self.id)
            if reason := document.refresh_refusal:
                raise Refused(reason)
            lines = await document.lines_in_order()
            told = {line.id: line.summary for line in lines}
            before = {str(line.key): line.typed() for line in lines}
            renewed = await document._renewed(lines)
            if not renewed:
                raise Refused(NOTHING_TO_REFRESH)
            if {new.key: new.after for _, new in renewed} != seen:
                raise Refused(OTHER_PRICES)
            for line, _ in renewed:
                line.derive()
                await line.save()
            await document.retotal()
            await document.write(document.own_totals(), by=by, action=None)
            changes = {
                f"{LINE}{line.position}": (told[line.id], line.summary) for line, _ in renewed
            }
            after = {str(line.key): line.typed() for line in lines}
            kept = document.kept_for_undoing(before, after, LineEdits())
            await note(by, "lines", document.about, changes | kept)
        return document

    async def _renewed(self, lines: list[DocumentLine]) -> list[tuple[DocumentLine, NewPrice]]:
        """The lines whose price changes, with their new one."""
        await self.prepare_prices()
        ids = [line.article_id for line in lines if line.article_id and line.is_priced]
        articles = {one.id: one for one in await Article.filter(id__in=ids, trashed_at=None)}
        found = []
        for line in lines:
            article, before = articles.get(line.article_id or 0), line.price
            if article and line.is_priced:
                self._renew(line, article)
            if line.price != before:
                named = line.designation.partition("\n")[0]
                found.append((line, NewPrice(str(line.key), named, before, line.price)))
        return found

    def _renew(self, line: DocumentLine, article: Article) -> None:
        """Leave a price that somebody has decided, or that is for another unit, as it is."""
        if line.is_price_own:
            return
        asked = article.asked(self._price_list)
        if line.kind == LineKind.RENTAL and asked.tariffs:
            line.tariffs = {period: str(price) for period, price in asked.tariffs.items()}
            self._use_tariffs(line)
        if not line.explanation and line.unit == article.unit:
            line.price = asked.price
