"""Files of a record: what is taken, what is refused, and what is kept of it."""

from __future__ import annotations

import io
import zipfile

import pytest
from PIL import Image

from models.attachments import FILES, Attachment, attachment
from models.clients import Client
from models.errors import Refused
from models.permissions import Role, Staff
from models.records import Changed, JournalEntry
from tests.factories import ANYBODY, make_client, make_document
from tests.papers_of_others import office_file, pdf_file, photo
from tests.pictures import unfolding

pytestmark = pytest.mark.usefixtures("database")


async def keep(client: Client, name: str, content: bytes) -> Attachment:
    return await Attachment.receive("client", client.id, name, content, by=ANYBODY)


async def stored() -> set[str]:
    return {name async for name in FILES.store.names()}


async def test_a_photo_is_kept_upright_without_where_it_was_taken() -> None:
    client = await make_client()
    for kind, ending in (("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp")):
        sent = photo(kind)
        assert b"Secret 48.39" in sent

        kept = await keep(client, f"IMG_1.{ending}", sent)

        content = await kept.content()
        assert b"Secret" not in content, kind
        with Image.open(io.BytesIO(content)) as picture:
            assert picture.format == kind
            assert picture.size == (60, 120), "as it was held"
            assert not picture.getexif()
            assert "xmp" not in picture.info
        with Image.open(io.BytesIO(await FILES.get(kept.thumbnail))) as small:
            assert small.format == "WEBP"
        assert (kept.name, kept.size, kept.pages) == (f"IMG_1.{ending}", len(content), 1)


async def test_a_paper_says_how_many_pages_it_has_and_shows_them() -> None:
    paper = await keep(await make_client(), "contrat", pdf_file("Un", "Deux"))

    assert (paper.name, paper.pages) == ("contrat.pdf", 2)
    for page in (1, 2):
        with Image.open(io.BytesIO(await paper.picture_of_page(page))) as picture:
            assert picture.format == "WEBP"
            assert picture.width == 1_100
    for page in (0, 3):
        with pytest.raises(Refused):
            await paper.picture_of_page(page)


async def test_what_an_office_suite_writes_is_kept_as_it_is() -> None:
    client = await make_client()
    for ending in ("docx", "xlsx", "odt", "ods"):
        content = office_file(ending)
        kept = await keep(client, f"liste.{ending}", content)
        assert await kept.content() == content, ending
        assert (kept.is_image, kept.is_paper, kept.thumbnail) == (False, False, ""), ending


async def test_what_is_not_taken_is_said_and_leaves_nothing_behind(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client = await make_client()
    html = b"<html><script>alert(1)</script>"
    for name, content, sentence in (
        ("vide.jpg", b"", "est vide"),
        ("dessin.svg", b"<svg xmlns='x' onload='alert(1)'/>", "Ce genre de fichier"),
        ("photo.jpg", html, "Ce genre de fichier"),
        ("photo.pdf", html, "Ce genre de fichier"),
        ("x.exe", b"MZ" + bytes(100), "Ce genre de fichier"),
        ("photo.heic", b"\x00\x00\x00\x18ftypheic" + bytes(40), "HEIC"),
        ("facture.pdf.exe", pdf_file("Un"), "est en réalité un fichier PDF"),
        ("page.html", photo("JPEG"), "est en réalité un fichier JPEG"),
        ("bombe.png", unfolding(20_000, 20_000), "trop grande"),
        ("coupee.jpg", photo("JPEG", (2_000, 2_000))[:4_000], "abîmée"),
        ("archive.zip", _zip({"a.txt": b"x"}), "Ce genre de fichier"),
        ("macros.docx", _zip({"word/document.xml": b"", "word/vbaProject.bin": b""}), "Ce genre"),
        ("fausse.docx", b"PK\x03\x04 rien", "Ce genre de fichier"),
    ):
        with pytest.raises(Refused, match=sentence):
            await keep(client, name, content)
    monkeypatch.setattr(attachment, "MOST_BYTES", 1_000)
    with pytest.raises(Refused, match="trop lourd"):
        await keep(client, "lourd.pdf", b"%PDF-" + bytes(1_000))
    assert not await Attachment.exists()
    assert not await stored()


async def test_a_name_is_only_a_name() -> None:
    client = await make_client()
    for number, (sent, kept) in enumerate(
        {
            "../../etc/passwd.png": "passwd.png",
            "C:\\Users\\Paul\\photo.PNG": "photo.PNG",
            "a\x00b\n\u202egnp.png": "",
            'x"><img src=x>.png': "ximg src=x.png",
            "photo.jpg": "photo.png",
            "....": "fichier.png",
            "": "fichier.png",
            "Devis n° 2026.12": "Devis n° 2026.12.png",
            f"{'n' * 300}.png": "",
        }.items()
    ):
        found = await keep(client, sent, photo("PNG", (20 + number, 20)))
        assert not set(found.name) & set('/\\<>"\x00\n\u202e'), sent
        assert len(found.name) <= 200
        assert found.name.lower().endswith(".png")
        assert not kept or found.name == kept, sent


async def test_the_same_file_is_kept_once_and_so_much_per_record(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one, other = await make_client(), await make_client()
    kept = await keep(one, "contrat.pdf", pdf_file("Un"))
    with pytest.raises(Refused, match="déjà là"):
        await keep(one, "copie.pdf", pdf_file("Un"))
    assert (await keep(other, "contrat.pdf", pdf_file("Un"))).file == kept.file

    monkeypatch.setattr(attachment, "MOST_FILES", 2)
    await keep(one, "avenant.pdf", pdf_file("Deux"))
    with pytest.raises(Refused, match="fichiers au plus"):
        await keep(one, "suite.pdf", pdf_file("Trois"))
    await kept.remove(by=ANYBODY)
    suite = await keep(one, "suite.pdf", pdf_file("Trois"))
    with pytest.raises(Refused, match="fichiers au plus"):
        await Attachment.restore_many([kept.id], by=ANYBODY)
    monkeypatch.setattr(attachment, "MOST_TOGETHER", 3 * suite.size)
    monkeypatch.setattr(attachment, "MOST_FILES", 200)
    with pytest.raises(Refused, match="en tout au plus"):
        await keep(one, "trop.pdf", pdf_file("Quatre") + bytes(2 * suite.size))


async def test_a_file_is_renamed_trashed_and_brought_back_and_the_journal_says_so(
    heard: list[Changed],
) -> None:
    client = await make_client()
    kept = await keep(client, "IMG_0001.jpg", photo("JPEG"))
    draft = kept.draft()
    draft.typed["name"] = "Nacelle/avant"
    await Attachment.amend(draft, by=ANYBODY)
    await Attachment.remove_many([kept.id], by=ANYBODY)

    (found,) = await Attachment.of("client", client.id)
    assert (found.name, found.is_trashed) == ("avant.jpg", True)
    await Attachment.restore_many([kept.id], by=ANYBODY)
    (found,) = await Attachment.of("client", client.id)
    assert not found.is_trashed
    actions = [one.action for one in await JournalEntry.filter(topic="attachment").order_by("id")]
    assert actions == ["create", "amend", "trash", "restore"]
    assert Changed("attachment", frozenset([kept.id])) in heard


async def test_who_may_edit_adds_and_who_may_delete_removes() -> None:
    client = await make_client()
    reader, counter = Staff("Louise", Role.READER), Staff("Karim", Role.COUNTER)
    with pytest.raises(Refused, match="modifier les fiches"):
        await Attachment.receive("client", client.id, "a.png", photo("PNG"), by=reader)
    kept = await Attachment.receive("client", client.id, "a.png", photo("PNG"), by=counter)
    with pytest.raises(Refused, match="supprimer"):
        await kept.remove(by=counter)


async def test_a_record_has_files_only_while_it_is_there() -> None:
    client = await make_client()
    await Client.remove_many([client.id], by=ANYBODY)
    for topic, record_id, sentence in (
        ("client", client.id, "corbeille"),
        ("client", 999, "n’existe plus"),
        ("account", 1, "n’a pas de fichiers"),
        ("rien", 1, "n’a pas de fichiers"),
    ):
        with pytest.raises(Refused, match=sentence):
            await Attachment.receive(topic, record_id, "a.png", photo("PNG"), by=ANYBODY)
    document = await make_document(await make_client())
    kept = await Attachment.receive("document", document.id, "a.png", photo("PNG"), by=ANYBODY)
    assert kept.record_id == document.id


def _zip(members: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return made.getvalue()
