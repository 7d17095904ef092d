"""What no row names is removed from the store, and nothing else ever is."""

from __future__ import annotations

import asyncio
import os
import time
from pathlib import Path

import pytest

from models.attachments import FILES, Attachment, Store, name_of, naming, store_at, sweep
from models.attachments.folder import Folder
from models.documents import Document
from models.records.record import RECORDS
from tests.factories import ANYBODY, make_client, make_document
from tests.papers_of_others import photo

pytestmark = pytest.mark.usefixtures("database")

A_DAY_AGO = 90_000
HASHES = {"file", "thumbnail", "pdf_hash", "xml_hash"}


def grow_old(store: Store, name: str) -> None:
    assert isinstance(store, Folder)
    then = time.time() - A_DAY_AGO
    os.utime(store.path / name[:2] / name[2:4] / name, (then, then))


async def test_only_what_nobody_names_and_nobody_has_just_put_there_goes() -> None:
    kept = await Attachment.receive("client", (await make_client()).id, "a", photo(), by=ANYBODY)
    await kept.remove(by=ANYBODY)
    issued = await make_document(await make_client(), "invoice")
    paper, forgotten = await FILES.put(b"%PDF-"), await FILES.put(b"broken off")
    await Document.filter(id=issued.id).update(pdf_hash=paper)
    fresh, again = await FILES.put(b"under way"), await FILES.put(b"put again")
    store = FILES.store
    for name in (kept.file, kept.thumbnail, paper, forgotten, again):
        grow_old(store, name)
    await FILES.put(b"put again")

    swept = await sweep(store)

    assert (swept.count, swept.size) == (1, len(b"broken off"))
    assert not await store.exists(forgotten)
    for name in (kept.file, kept.thumbnail, paper, fresh, again):
        assert await store.exists(name), "the trash, papers and uploads under way keep theirs"


async def test_a_file_that_is_put_while_it_is_swept_is_there_afterwards(tmp_path: Path) -> None:
    store, content = store_at(str(tmp_path)), b"old, and wanted again"
    name = name_of(content)
    for _ in range(50):
        await store.put(content)
        grow_old(store, name)
        await asyncio.gather(sweep(store), store.put(content), sweep(store))
        assert await store.exists(name)


async def test_an_object_store_is_swept_as_a_folder_is() -> None:
    store = store_at("memory:///")
    name = await store.put(b"forgotten")
    assert (await sweep(store)).count == 0, "it was put there just now"
    assert (await sweep(store, idle=0)).count == 1
    assert not await store.exists(name)


def test_every_column_that_names_a_file_is_known() -> None:
    found = {
        (model._meta.db_table, name)
        for model in RECORDS.values()
        for name in model._meta.fields_map
        if name in HASHES
    }
    assert found == naming()
