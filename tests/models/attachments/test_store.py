"""Files are kept by their hash: once, whole, through a killed process, in a folder or elsewhere."""

from __future__ import annotations

import asyncio
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from models.attachments import FILES, Lost, Store, carry, name_of, store_at
from models.attachments.folder import ABANDONED, UNFINISHED
from models.database import Outage
from tests.processes import ROOT, clean_environment
from tests.waiting import wait_until

MEMORY = "memory:///"
WRITER = """
import asyncio, sys
from models.attachments import store_at
async def main():
    store = store_at(sys.argv[1])
    for number in range(1_000_000):
        await store.put(bytes(200_000) + str(number).encode())
asyncio.run(main())
"""


def stores(folder: Path) -> dict[str, Store]:
    return {"folder": store_at(str(folder / "files")), "bucket": store_at(MEMORY)}


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


async def named(store: Store) -> set[str]:
    return {name async for name in store.names()}


async def test_what_is_put_comes_back_by_its_hash(tmp_path: Path) -> None:
    for kind, store in stores(tmp_path).items():
        for content in (b"", b"un bon de retour", bytes(range(256)) * 5_000):
            name = await store.put(content)
            assert name == name_of(content), kind
            assert await store.get(name) == content, kind
            assert await store.exists(name), kind
        assert len(await named(store)) == 3, kind


async def test_the_same_content_is_kept_once_whoever_puts_it(tmp_path: Path) -> None:
    for kind, store in stores(tmp_path).items():
        names = await asyncio.gather(*(store.put(b"photo" * 1_000) for _ in range(8)))
        assert await named(store) == set(names), kind
        assert len(set(names)) == 1, kind
    assert files_in(tmp_path / "files" / UNFINISHED) == []


async def test_what_is_not_there_is_said_and_no_name_leads_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("not a file of the firm")
    for kind, store in stores(tmp_path).items():
        missing = name_of(b"missing")
        assert not await store.exists(missing), kind
        with pytest.raises(Lost, match="plus là"):
            await store.get(missing)
        for name in ("../secret", "", "a" * 63, "A" * 64, f"../{missing}", "/etc/passwd"):
            with pytest.raises(Lost, match="n’existe pas"):
                await store.get(name)


async def test_a_damaged_file_is_never_given_out_and_can_be_put_again(tmp_path: Path) -> None:
    store = store_at(str(tmp_path))
    name = await store.put(b"un bon de retour")
    (path,) = files_in(tmp_path)
    path.write_bytes(b"un bon")
    with pytest.raises(Lost, match="abîmé"):
        await store.get(name)
    await store.put(b"un bon de retour")
    assert await store.get(name) == b"un bon de retour"


async def test_files_are_their_owners_alone(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        await store_at(str(tmp_path / "files")).put(b"x")
    finally:
        os.umask(before)
    for path in (tmp_path / "files", *files_in(tmp_path)):
        assert not stat.S_IMODE(path.stat().st_mode) & 0o077, path


async def test_a_disk_that_takes_nothing_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "files").write_text("in the way")
    with pytest.raises(Outage, match="ne peuvent pas être lus ou enregistrés"):
        await store_at(str(tmp_path / "files")).put(b"x")


async def test_a_store_that_does_not_answer_is_said_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in {
        "AWS_ENDPOINT_URL": "http://127.0.0.1:1",
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_REGION": "eu-west-3",
    }.items():
        monkeypatch.setenv(name, value)
    store = store_at("s3://bucket/files")
    with pytest.raises(Outage, match="pas accessibles pour l’instant"):
        await store.put(b"x")


async def test_only_what_is_missing_is_carried_and_what_is_damaged_is_named(tmp_path: Path) -> None:
    source, target = store_at(str(tmp_path / "source")), store_at(MEMORY)
    names = [await source.put(content) for content in (b"one", b"two", b"three")]
    await target.put(b"one")
    await target.put(b"only there")
    (damaged,) = (one for one in files_in(tmp_path / "source") if one.name == names[2])
    damaged.write_bytes(b"thre")

    carried = await carry(source, target)

    assert (carried.count, carried.size, carried.lost) == (1, 3, [names[2]])
    assert await named(target) == {*names[:2], name_of(b"only there")}
    assert (await carry(target, source)).count == 1, "and back, what only the other has"


def test_a_killed_process_leaves_whole_files_and_what_it_left_is_swept(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(tmp_path)], cwd=ROOT, env=clean_environment()
    )
    try:
        assert wait_until(lambda: len(files_in(tmp_path)) > 20)
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
    for path in files_in(tmp_path):
        assert path.parent.name == UNFINISHED or name_of(path.read_bytes()) == path.name

    left = tmp_path / UNFINISHED / "left"
    left.write_bytes(b"half a fi")
    fresh = tmp_path / UNFINISHED / "fresh"
    fresh.write_bytes(b"of a process that is at it")
    long_ago = time.time() - 2 * ABANDONED
    os.utime(left, (long_ago, long_ago))
    FILES.open(str(tmp_path))
    assert not left.exists()
    assert fresh.exists()


async def test_the_loop_goes_on_while_files_are_kept(tmp_path: Path) -> None:
    store = store_at(str(tmp_path))
    beats = 0

    async def beat() -> None:
        nonlocal beats
        while True:
            beats += 1
            await asyncio.sleep(0)

    beating = asyncio.create_task(beat())
    await store.put(bytes(20_000_000))
    beating.cancel()
    assert beats > 20
