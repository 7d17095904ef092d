"""What a client receives: the document as it is once it is sent."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest

from models.attachments import FILES
from models.documents import Document, Status
from models.errors import Invalid, Refused
from models.mail import OutgoingMail
from models.printing import file_name, pdf_of, send_document
from tests.factories import ANYBODY, make_client, make_document, set_up_firm
from tests.post_office import set_up_mail

pytestmark = pytest.mark.usefixtures("database")

TO = ["client@example.com"]
LINE = {"designation": "Nacelle", "price": "100"}


async def quote(*lines: dict[str, str]) -> Document:
    await set_up_firm()
    await set_up_mail(25)
    return await make_document(await make_client(), "rental", "quote", lines=lines)


async def test_a_draft_quote_goes_out_as_the_one_that_has_its_number() -> None:
    draft = await quote(LINE)
    sent = await send_document(draft, TO, "Devis", "Bonjour", by=ANYBODY)

    assert sent.status == Status.SENT
    assert sent.number
    (attached,) = (await OutgoingMail.get()).attachments
    assert attached["name"] == file_name(sent, "pdf") == f"Devis de location {sent.number}.pdf"
    content = await FILES.get(attached["hash"])
    assert content == await pdf_of(await Document.get(id=sent.id))
    with pikepdf.open(BytesIO(content)) as pdf, pdf.open_metadata() as said:
        assert sent.number in said["dc:title"]


async def test_a_quote_that_cannot_go_out_stays_a_draft(subtests: pytest.Subtests) -> None:
    draft = await quote(LINE)
    with pytest.raises(Invalid):
        await send_document(draft, ["nobody"], "Devis", "Bonjour", by=ANYBODY)
    empty = await quote()
    with pytest.raises(Refused, match="Ajoutez d’abord une ligne"):
        await send_document(empty, TO, "Devis", "Bonjour", by=ANYBODY)

    assert not await OutgoingMail.exists()
    for one in (draft, empty):
        with subtests.test(lines=bool(one is draft)):
            current = await Document.get(id=one.id)
            assert (current.status, current.number) == (Status.DRAFT, None)


async def test_what_is_no_draft_quote_is_sent_as_it_stands() -> None:
    draft = await quote(LINE)
    accepted = await draft.move("accept", by=ANYBODY)
    assert (await send_document(accepted, TO, "x", "y", by=ANYBODY)).status == Status.ACCEPTED
    order = await make_document(await make_client(), "rental", lines=[LINE])
    assert (await send_document(order, TO, "x", "y", by=ANYBODY)).status == order.status
