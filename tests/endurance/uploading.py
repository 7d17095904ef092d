"""A clerk who sends files to clients, and reads what was kept of them."""

from __future__ import annotations

import os
import random
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import ClassVar

from PIL import Image

from models.attachments import name_of
from models.config import FILES_FOLDER
from tests.endurance.book import Book
from tests.endurance.clerk import Clerk
from tests.endurance.figures import Stopwatch
from tests.endurance.robot import Account
from tests.endurance.tab import NotSeen

PATH = "/api/fichiers"
THERE_ALREADY = "Ce fichier est déjà là"
PHOTOS = 0.3
"""The share of files that are photos, which the server draws anew."""
SIZES = (2_000, 200_000, 2_000_000)
"""Bytes of the others."""
READ_AGAIN = 2
PHOTO = (1600, 1200)


@dataclass
class SentFile:
    """A file that somebody has sent; its `hash` once it is known as what it is kept."""

    name: str
    content: bytes
    client_id: int
    hash: str = ""
    is_sent: bool = False
    is_told: bool = False
    id: int = 0
    """The number under which it is kept, if the server has lived to say it."""


@dataclass
class Uploads(Book):
    """All files of one run, and the folder in which the server keeps them."""

    NOUN: ClassVar[str] = "files sent"
    folder: Path = field(default_factory=Path)
    sent: dict[str, SentFile] = field(default_factory=dict)

    def begin(self, name: str, content: bytes, client_id: int, hash_: str) -> SentFile:
        self.sent[name] = file = SentFile(name, content, client_id, hash_)
        return file

    def check(self, database: sqlite3.Connection) -> None:
        found: dict[str, list[tuple[int, int, str]]] = {}
        for name, id_, record_id, file, thumbnail in database.execute(
            "SELECT name, id, record_id, file, thumbnail FROM attachment"
        ):
            found.setdefault(name, []).append((id_, record_id, file))
            for kept in filter(None, (file, thumbnail)):
                if not self._path(kept).is_file():
                    self.broken[name] = f"{name}: its row names {kept}, which is not there"
        for one in self.sent.values():
            self._check_one(one, found.get(one.name, []))

    def _check_one(self, one: SentFile, rows: Sequence[tuple[int, int, str]]) -> None:
        if len(rows) > 1:
            self.broken[one.name] = f"{one.name} is there {len(rows)} times"
        if one.is_told and {row[1] for row in rows} != {one.client_id}:
            self.lost[one.name] = f"{one.name} of {one.client_id}, kept as {one.id}: {rows}"
        if rows and not one.is_sent:
            self.broken[one.name] = f"{one.name} was never sent"
        if rows and one.hash and rows[0][2] != one.hash:
            self.broken[one.name] = f"{one.name} is kept as {rows[0][2]}, not {one.hash}"

    def orphans(self, database: sqlite3.Connection, naming: set[tuple[str, str]]) -> list[str]:
        """What lies in the folder without a row that names it."""
        named = {
            name
            for table, column in naming
            for (name,) in database.execute(f"SELECT {column} FROM {table}")
        }
        kept = {path.name: path for path in self._stored()}
        return [f"orphan: {path}" for name, path in kept.items() if name not in named]

    def _stored(self) -> list[Path]:
        files = self.folder / FILES_FOLDER
        return [path for path in files.rglob("*") if path.is_file()]

    def age(self, seconds: float) -> int:
        """Let all that lies there be older; how many files that are."""
        stored = self._stored()
        for path in stored:
            past = path.stat().st_mtime - seconds
            os.utime(path, (past, past))
        return len(stored)

    def _path(self, name: str) -> Path:
        return self.folder / FILES_FOLDER / name[:2] / name[2:4] / name


class UploadingClerk(Clerk):
    """Sends one file after the other, and asks for what it is told is kept."""

    LONGEST_WRITE = 0.3

    def __init__(
        self,
        number: int,
        url: str,
        account: Account,
        chance: random.Random,
        watch: Stopwatch,
        uploads: Uploads,
        clients: Sequence[int],
    ) -> None:
        super().__init__(number, url, account, chance, watch)
        self._uploads = uploads
        self._clients = clients

    async def do(self, serial: int) -> None:
        is_photo = self.chance.random() < PHOTOS
        content = self._photo() if is_photo else self._paper()
        ending = "jpg" if is_photo else "pdf"
        name = f"envoi {self.number:02d} {serial:04d}.{ending}"
        client_id = self._clients[serial % len(self._clients)]
        hash_ = "" if is_photo else name_of(content)
        file = self._uploads.begin(name, content, client_id, hash_)
        await self.insist(
            partial(self._send, file),
            pressed=lambda: setattr(file, "is_sent", True),
            told=lambda: None,
        )
        known = [one for one in self._uploads.sent.values() if one.id]
        for one in self.chance.sample(known, min(READ_AGAIN, len(known))):
            await self.insist(partial(self._read, one), pressed=lambda: None, told=lambda: None)

    def _photo(self) -> bytes:
        """A JPEG that nobody else has sent."""
        picture = Image.frombytes("RGB", (64, 48), self.chance.randbytes(64 * 48 * 3))
        written = BytesIO()
        picture.resize(PHOTO).save(written, "JPEG")
        return written.getvalue()

    def _paper(self) -> bytes:
        """What calls itself a PDF, and is kept as it comes."""
        return b"%PDF-1.7\n" + self.chance.randbytes(self.chance.choice(SIZES))

    async def _send(self, file: SentFile) -> None:
        self.robot.on_submit()
        address = f"{PATH}?de=client&id={file.client_id}&nom={file.name.replace(' ', '%20')}"
        status, answer = await self.robot.send(address, file.content)
        if status == 200:
            file.id = int(answer["id"])
        elif not str(answer.get("detail", "")).startswith(THERE_ALREADY):
            raise NotSeen(f"{file.name} is answered by {status}: {answer}")
        file.is_told = True
        self._uploads.confirmed += 1

    async def _read(self, file: SentFile) -> None:
        """What the server gives out is what it keeps, and what was sent unless it is redrawn."""
        status, content = await self.robot.fetch(f"{PATH}/{file.id}")
        if status != 200:
            raise NotSeen(f"{file.name} is answered by {status}")
        file.hash = file.hash or name_of(content)
        if name_of(content) != file.hash:
            raise NotSeen(f"{file.name} is read as {name_of(content)}, not {file.hash}")
