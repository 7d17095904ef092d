"""Issuing: a number, a date, and from then on nothing of it changes."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Self

from tortoise import fields

from models.catalogue import Nature
from models.clients.client import IDENTITY, Client
from models.clients.fields import ClientKind
from models.company import Company, VatRate, take_number, texts_for
from models.database.transaction import transaction
from models.documents.billing import INVOICE
from models.documents.closed_days import closed_reason
from models.documents.crediting import Creditable
from models.documents.einvoice_states import first_state
from models.documents.kind import Status
from models.errors import Refused
from models.french.countries import is_france
from models.french.postal import Postal
from models.french.wording import listed, local_day, lowered, today
from models.permissions import Permission, Staff
from models.records.children import Child

if TYPE_CHECKING:
    from models.documents.line import DocumentLine


PAID = "2"
"""How BT-23 ends where an invoice is issued as it is paid."""
ADDRESS = ("street", "postcode", "city")
RATE = ("label", "reason", "vatex")


@dataclass(frozen=True)
class Missing:
    """What keeps an invoice from being issued, and where it is filled in."""

    text: str
    path: str
    field: str = ""
    """Of the client, whose form the page of the document opens."""


class Issuable(Creditable):
    """An invoice or a credit note on its way to the client."""

    due_on: Any
    frame: Any
    frozen: Any
    payment_mode = fields.CharField(20, default="", db_default="", description="Mode de règlement")
    """That of the firm where nobody says otherwise, from when it is issued."""

    class Meta:
        abstract = True

    @property
    def issue_refusal(self) -> str | None:
        """Why it is no question of issuing it, or None; what is missing is another question."""
        if self.kind != "invoice" or self.status != Status.DRAFT or self.is_trashed:
            return "Seul un brouillon de facture ou d’avoir s’émet."
        return None

    async def missing(self) -> list[Missing]:
        """All that has to be filled in before it can be issued."""
        company, client = await Company.current(), await self.payer()
        lines = [line for line in await self.lines_in_order() if line.is_priced]
        found = [Missing(one.text, one.path) for one in await company.missing()]
        found += lacking(client, self.addressed.get("billing"))
        found += [Missing(text, "") for text in self._lacking(lines)]
        return found

    async def missing_reason(self) -> str | None:
        """The same as a sentence, or None."""
        texts = listed([lowered(one.text) for one in await self.missing()])
        return f"Avant d’émettre, il manque : {texts}." if texts else None

    def _lacking(self, lines: list[DocumentLine]) -> list[str]:
        texts = []
        if not lines:
            texts.append("Une ligne au moins, avec son prix")
        if self.ttc < 0:
            texts.append("Un total qui n’est pas négatif : un avoir se fait sur la facture")
        if self.due_on and self.due_on < today() and not self.is_credit_note:
            texts.append("Une échéance qui n’est pas passée")
        if len({line.vat for line in lines if line.vat_category == "O"}) and any(
            line.vat_category != "O" for line in lines
        ):
            texts.append("Le hors champ de la TVA sur une facture à part")
        reasons = {(line.vat_category, line.vat_rate): set[str]() for line in lines}
        for line in lines:
            reasons[line.vat_category, line.vat_rate].add(line.vat)
        if any(len(codes) > 1 for codes in reasons.values()):
            texts.append("Un seul motif par sorte d’exonération")
        return texts

    async def issue(
        self, *, by: Staff, paid_on_the_spot: bool = False, at: datetime | None = None
    ) -> Self:
        """Give it its number and freeze it, in one transaction; Refused while anything is missing.

        Of several people who issue it at the same time one wins. `at` is another moment than now,
        for whoever brings in what was issued elsewhere, in its order.
        """
        by.need(Permission.ISSUE)
        async with transaction():
            client = await Client.locked(self.client_id)
            draft = await type(self).locked(self.id)
            if reason := draft.issue_refusal:
                raise Refused(reason)
            if reason := await draft.missing_reason():
                raise Refused(reason)
            moment = at or datetime.now(UTC)
            day = local_day(moment)
            if reason := await closed_reason(day):
                raise Refused(reason)
            if draft.is_credit_note:
                await draft.settle_credit(by=by)
            company = await Company.current()
            kept, payer = await draft.kept_on(day), await draft.payer()
            values = {
                "status": Status.ISSUED,
                "issued_at": moment,
                "dated_on": day,
                "due_on": day
                if paid_on_the_spot
                else draft.due_on or payer.terms(company.terms).due_on(day),
                "payment_mode": "" if draft.is_credit_note else kept["payment_mode"],
                "type_code": draft.type_code or INVOICE,
                "frame": draft.frame or await draft.derived_frame(paid_on_the_spot),
                "frozen": kept,
                "einvoice": first_state(kept["buyer"]),
            }
            # Last, since whoever issues meanwhile waits for it.
            values["number"] = await take_number(draft.kind, draft.stage, day)
            await draft.write(values, by=by, action="issue")
            await draft.recount(client)
        return draft

    async def payer(self) -> Client:
        """Whom it names as the buyer: the client, or its head office."""
        return await (await Client.get(id=self.client_id)).payer()

    async def kept_on(self, day: date) -> dict[str, Any]:
        """What it keeps once it is issued: both sides, the law and the terms of its day."""
        company, client = await Company.current(), await self.payer()
        terms = client.terms(company.terms)
        own = {"règlement": terms.words}
        own |= {"escompte": client.discount_text} if client.discount_text else {}
        texts = await texts_for(self.kind, self.stage, str(client.kind), day, own)
        codes = {line.vat for line in await self.lines_in_order() if line.is_priced}
        rates = await VatRate.filter(code__in=list(codes))
        kept = self.kept_addresses(await Client.get(id=self.client_id), client)
        return {
            "seller": await company.identity(),
            **kept,
            "buyer": buyer_of(client) | kept["buyer"],
            "texts": [asdict(text) for text in texts],
            "terms": terms.words,
            "mandate": client.mandate,
            "payment_mode": self.payment_mode or client.payment_mode or company.payment_mode,
            "rates": {rate.code: {name: getattr(rate, name) for name in RATE} for rate in rates},
        }

    @property
    def is_paid_on_the_spot(self) -> bool:
        return bool(self.frame.endswith(PAID))

    async def derived_frame(self, is_paid: bool) -> str:
        """BT-23 of EN 16931 as France asks for it: goods, services or both, and how it is paid."""
        lines = [line for line in await self.lines_in_order() if line.is_priced]
        natures = {line.nature for line in lines if not line.deducts_id}
        letter = "M" if len(natures) > 1 else "B" if natures == {Nature.GOODS} else "S"
        is_final = any(line.deducts_id for line in lines)
        return f"{letter}{2 if is_paid else 4 if is_final else 1}"


def lacking(client: Client, billing: Child | None = None) -> list[Missing]:
    """What an invoice has to say of its client and the card does not hold."""
    needs_siren = client.kind == ClientKind.COMPANY and is_france(client.country)
    postal = Postal.of(billing or client)
    address = next((name for name in ADDRESS if not getattr(postal, name)), "")
    asked = (
        (client.name, "Le nom du client", "name"),
        (not address, "L’adresse postale du client", "" if billing else address),
        (client.siren or not needs_siren, "Le SIREN du client", "siren"),
    )
    return [Missing(text, client.path, field) for is_there, text, field in asked if not is_there]


def buyer_of(client: Client) -> dict[str, str]:
    """What an invoice keeps of its client."""
    kept = (*IDENTITY, "kind", "code", "siren", "email")
    return {name: str(getattr(client, name) or "") for name in kept}
