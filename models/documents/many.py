"""What is done to many documents, each in a transaction of its own."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from models.database.bulk import Progress, silently
from models.database.transaction import transaction
from models.documents.document import Document
from models.errors import Refused
from models.french.wording import number, plural
from models.permissions import Permission, Staff
from models.records.journal import Subject, note

MOST_AT_ONCE = 200


@dataclass(frozen=True)
class Sifted:
    """Of many documents, those to which it can be done, and why not to each of the others."""

    able: tuple[Document, ...]
    unable: tuple[tuple[Document, str], ...]


@dataclass(frozen=True)
class Many:
    """Something that is done to many: why not to a document, or None, and its verb."""

    permission: Permission
    refusal: Callable[[Document], Awaitable[str | None]]
    verb: Callable[[Document, Staff], Awaitable[object]]

    async def sift(self, ids: Sequence[int]) -> Sifted:
        """Raises Refused for more than are done at once."""
        reasons = [(one, await self.refusal(one)) for one in await few(ids)]
        return Sifted(
            tuple(document for document, reason in reasons if reason is None),
            tuple((document, reason) for document, reason in reasons if reason is not None),
        )

    async def do(
        self, documents: Sequence[Document], *, by: Staff, progress: Progress = silently
    ) -> Sifted:
        """Do it to each that still allows it; what is done when `progress` raises stays done."""
        by.need(self.permission)
        done: list[Document] = []
        refused: list[tuple[Document, str]] = []
        for place, document in enumerate(documents):
            progress(place)
            try:
                await self.verb(document, by)
            except Refused as refusal:
                refused.append((document, str(refusal)))
            else:
                done.append(document)
        return Sifted(tuple(done), tuple(refused))


async def few(ids: Sequence[int]) -> list[Document]:
    """These documents in this order; Refused if they are more than are taken at once."""
    if len(ids) > MOST_AT_ONCE:
        raise Refused(
            f"Au plus {number(MOST_AT_ONCE)} documents à la fois : "
            f"la sélection en compte {number(len(ids))}."
        )
    found = {one.id: one for one in await Document.with_ids(ids)}
    return [found[id_] for id_ in dict.fromkeys(ids) if id_ in found]


async def note_export(count: int, *, by: Staff) -> None:
    """Tell the journal that somebody has taken so many documents along."""
    by.need(Permission.EXPORT)
    by.need(Permission.PRICES)
    async with transaction():
        await note(by, "export", Subject(Document.TOPIC, 0, plural(count, "document")))


async def _discard_refusal(document: Document) -> str | None:
    return document.discard_refusal


async def _issue_refusal(document: Document) -> str | None:
    return document.issue_refusal or await document.missing_reason()


DISCARD_MANY = Many(
    Permission.DOCUMENTS, _discard_refusal, lambda document, by: document.discard(by=by)
)
ISSUE_MANY = Many(Permission.ISSUE, _issue_refusal, lambda document, by: document.issue(by=by))
