"""The law's texts and the firm's own that stand on documents: dated, and for some clients only."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, ClassVar, Self

from tortoise import fields

from models.company.company import Company
from models.company.fields import VatRegime
from models.company.stages import CLIENT_KINDS, STAGES
from models.database.connection import one_at_a_time
from models.errors import Invalid
from models.french.money import amount
from models.french.text import clean_text
from models.french.wording import listed, today
from models.permissions import Permission, Staff
from models.records.draft import Draft
from models.records.field import Field, Typed
from models.records.reading import any_of, clean_date, one_of, shown_date
from models.records.undoing import Undoable

SUBJECTS: Mapping[str, str] = {
    "": "aucun",
    "PMT": "PMT – indemnité de recouvrement",
    "PMD": "PMD – pénalités",
    "AAB": "AAB – escompte",
}
"""The notes that an electronic invoice names by a code of UNTDID 4451."""
HAS_BEEN_SAID = "Ce texte a déjà valu : donnez-en une nouvelle version, qui vaudra à sa date."
ON_DEBITS = "Option pour le paiement de la taxe d’après les débits."
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Text:
    """A text as a document keeps it; `code` is that of a note of an electronic invoice, if any."""

    code: str
    title: str
    body: str
    is_printed: bool = True
    """Whether paper shows it, too."""


def _filled(company: Company) -> dict[str, str]:
    """What the words in braces stand for."""
    return {
        "indemnité": amount(company.indemnity),
        "pénalités": company.penalty_rate,
        "escompte": company.discount_text,
        "validité": str(company.quote_days),
        "règlement": company.terms.words,
        "médiateur": company.mediator,
        "débits": ON_DEBITS if company.vat_regime == VatRegime.DEBITS else "",
    }


WORDS = tuple(_filled(Company()))
NOTHING: Mapping[str, str] = MappingProxyType({})


def _body(text: str, _typed: Typed) -> str:
    body = clean_text(text)
    if unknown := [word for word in PLACEHOLDER.findall(body) if word not in WORDS]:
        known = listed([f"{{{word}}}" for word in WORDS])
        raise ValueError(f"{{{unknown[0]}}} n’est pas connu ici. Possibles : {known}.")
    return body


class Mention(Undoable):
    """A text under a name, from a day on. The latest one of a name counts, an empty one ends it."""

    slot = fields.CharField(20, default="", description="Nom court")
    subject = fields.CharField(3, default="", description="Note de la facture électronique")
    title = fields.CharField(120, default="", description="Titre")
    body = fields.CharField(4_000, default="", description="Texte")
    stages = fields.CharField(200, default="", description="Sur quels documents")
    clients = fields.CharField(40, default="", description="Pour quels clients")
    is_printed = fields.BooleanField(default=True, description="Imprimé")
    valid_from: date = fields.DateField(description="Valable depuis le")
    rank = fields.IntField(default=100)

    TOPIC: ClassVar[str] = "mention"
    HEADING: ClassVar[str] = "Textes des documents"
    EDITING: ClassVar[Permission] = Permission.SETTINGS
    FIELDS = (
        Field("title", is_required=True),
        Field("body", clean=_body, input_type="textarea"),
        Field("stages", clean=any_of(STAGES), choices=STAGES, input_type="several"),
        Field("clients", clean=any_of(CLIENT_KINDS), choices=CLIENT_KINDS, input_type="several"),
        Field("valid_from", clean=clean_date, show=shown_date, input_type="date", is_half=True),
        Field("slot", is_required=True, is_half=True),
        Field("subject", clean=one_of(SUBJECTS), choices=SUBJECTS, input_type="select"),
    )

    class Meta:
        table = "mention"
        unique_together = (("slot", "valid_from"),)

    # --- what it is -------------------------------------------------------------------------

    @property
    def caption(self) -> str:
        return self.title

    @property
    def has_begun(self) -> bool:
        """Whether documents may already say so."""
        return self.valid_from < today()

    def fits(self, stage: str, client_kind: str) -> bool:
        return (not self.stages or stage in self.stages.split(",")) and (
            not self.clients or client_kind in self.clients.split(",")
        )

    @classmethod
    async def on(cls, day: date) -> list[Self]:
        """The latest version of each text on that day, in the order of the paper."""
        begun = await cls.filter(valid_from__lte=day).order_by("valid_from", "id")
        latest = {one.slot: one for one in begun}
        return sorted(latest.values(), key=lambda one: (one.rank, one.id))

    def next_version(self) -> Draft:
        """A draft of what it is to be from today on; what it was remains for what was said."""
        draft = self.draft()
        if not self.has_begun:
            return draft
        draft.base["valid_from"] = draft.typed["valid_from"] = today().isoformat()
        draft.record_id, draft.version = None, 0
        return draft

    # --- saving -----------------------------------------------------------------------------

    @classmethod
    async def errors_among(cls, values: dict[str, Any], record_id: int | None) -> dict[str, str]:
        await one_at_a_time(cls.TOPIC)
        if record_id is not None and (await cls.get(id=record_id)).has_begun:
            raise Invalid({"body": HAS_BEEN_SAID})
        if record_id is None and values["valid_from"] < today():
            return {"valid_from": "Une nouvelle version vaut au plus tôt aujourd’hui."}
        same = cls.filter(slot=values["slot"], valid_from=values["valid_from"])
        if await same.exclude(id=record_id or 0).exists():
            return {"valid_from": "Une version de ce texte vaut déjà depuis ce jour."}
        return {}

    async def insert_once(self, *, by: Staff) -> Self:
        if before := await type(self).filter(slot=self.slot).order_by("-valid_from").first():
            self.rank, self.is_printed = before.rank, before.is_printed
        return await super().insert_once(by=by)


async def texts_for(
    kind: str, stage: str, client_kind: str, day: date, own: Mapping[str, str] = NOTHING
) -> list[Text]:
    """What a document of that day says to such a client (company, person, public); `own` are the
    words that stand for something else there."""
    company = await Company.current()
    filled = {**_filled(company), **own}
    texts = []
    for mention in await Mention.on(day):
        words = PLACEHOLDER.findall(mention.body)
        is_empty = not mention.body or (words and not any(filled[word] for word in words))
        if is_empty or not mention.fits(f"{kind}/{stage}", client_kind):
            continue
        body = PLACEHOLDER.sub(lambda found: filled[found[1]], mention.body).strip()
        texts.append(Text(mention.subject, mention.title, body, mention.is_printed))
    if kind == "invoice" and company.legal_line:
        texts.append(Text("REG", "", company.legal_line))
    return texts
