"""The options of `python app.py serve`: where it listens, HTTPS, and whom it believes."""

from __future__ import annotations

import asyncio
import json
import shutil
import socket
import ssl
import subprocess
import urllib.error
import urllib.request
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from models.certificate import check_certificate
from models.config import read_settings
from models.errors import Refused
from pages.server import connection
from pages.web.connections import MOST_PER_ADDRESS
from tests.commands.conftest import Installation
from tests.processes import free_port
from tests.waiting import PATIENCE

pytestmark = pytest.mark.skipif(not shutil.which("openssl"), reason="openssl makes certificates")


@dataclass(frozen=True)
class Pair:
    certificate: Path
    key: Path

    def check(self, key: Path | None = None) -> None:
        names = {"COMPTOIR_CERTIFICATE": self.certificate, "COMPTOIR_KEY": key or self.key}
        check_certificate(read_settings({name: str(path) for name, path in names.items()}))


def make_pair(folder: Path, name: str, *options: str) -> Pair:
    """A certificate for this machine, which vouches for itself."""
    pair = Pair(folder / f"{name}.pem", folder / f"{name}.key")
    command = (
        *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-days", "2"),
        *("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"),
        *("-keyout", str(pair.key), "-out", str(pair.certificate), *(options or ("-nodes",))),
    )
    subprocess.run(command, check=True, capture_output=True)
    return pair


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Pair:
    return make_pair(tmp_path_factory.mktemp("https"), "desk")


def health(url: str, trusting: Path | None = None) -> Any:
    context = ssl.create_default_context(cafile=trusting) if trusting else None
    with urllib.request.urlopen(f"{url}/sante", timeout=PATIENCE, context=context) as answer:
        return json.load(answer)


def test_https_with_the_options(installation: Installation, pair: Pair) -> None:
    port = installation.port = free_port()
    options = ("--port", str(port), "--certificate", pair.certificate, "--key", pair.key)
    with installation.serving(*options) as said:
        assert f"https://127.0.0.1:{port}" in said.read_text()
        assert health(f"https://localhost:{port}", trusting=pair.certificate)["ready"]
        with pytest.raises((urllib.error.URLError, ConnectionError)):
            health(f"http://localhost:{port}")


def test_half_handshakes_keep_nobody_away(installation: Installation, pair: Pair) -> None:
    options = ("--certificate", pair.certificate, "--key", pair.key)
    with installation.serving(*options), ExitStack() as stack:
        for _ in range(MOST_PER_ADDRESS + 20):
            half = socket.create_connection(("127.0.0.1", installation.port))
            half.send(b"\x16\x03\x01")
            stack.enter_context(half)
        assert health(f"https://localhost:{installation.port}", pair.certificate)["ready"]


def test_https_with_the_environment(installation: Installation, pair: Pair) -> None:
    installation.environment |= {
        "COMPTOIR_CERTIFICATE": str(pair.certificate),
        "COMPTOIR_KEY": str(pair.key),
    }
    with installation.serving() as said:
        assert "https://" in said.read_text()
        url = f"https://127.0.0.1:{installation.port}"
        assert health(url, trusting=pair.certificate)["ready"]


def test_a_refused_certificate_ends_the_start(new_installation: Installation, pair: Pair) -> None:
    outcome = new_installation.run("serve", "--certificate", pair.certificate)
    assert outcome.code == 1
    assert outcome.complaint.startswith("Comptoir ne démarre pas. HTTPS demande")
    assert outcome.complaint.count("\n") == 1
    assert not new_installation.database.exists()


def test_a_pair_that_fits_is_served(pair: Pair) -> None:
    pair.check()
    check_certificate(read_settings({}))


def test_one_file_without_the_other_is_refused(pair: Pair, subtests: pytest.Subtests) -> None:
    for name in ("COMPTOIR_CERTIFICATE", "COMPTOIR_KEY"):
        with (
            subtests.test(name=name),
            pytest.raises(Refused, match="demande un certificat et sa clé"),
        ):
            check_certificate(read_settings({name: str(pair.certificate)}))


def test_a_missing_file_is_named(tmp_path: Path, pair: Pair) -> None:
    with pytest.raises(Refused, match=r"missing.* n’existe pas ou ne se lit pas"):
        pair.check(tmp_path / "missing")
    with pytest.raises(Refused, match="ne se lit pas"):
        pair.check(tmp_path)


def test_the_key_of_another_certificate_is_refused(tmp_path: Path, pair: Pair) -> None:
    with pytest.raises(Refused, match=r"other\.key.* n’est pas la clé du certificat .*desk\.pem"):
        pair.check(make_pair(tmp_path, "other").key)


def test_a_file_that_is_no_key_is_refused(pair: Pair) -> None:
    with pytest.raises(Refused, match=r"desk\.pem.* n’est pas une clé au format PEM"):
        pair.check(pair.certificate)


def test_a_file_that_is_no_certificate_is_refused(
    tmp_path: Path, pair: Pair, subtests: pytest.Subtests
) -> None:
    for content in ("", "nothing", "-----BEGIN CERTIFICATE-----\nx\n"):
        with subtests.test(content=content):
            (tmp_path / "no.pem").write_text(content)
            with pytest.raises(Refused, match=r"no\.pem.* n’est pas un certificat"):
                Pair(tmp_path / "no.pem", pair.key).check()


def test_a_key_with_a_password_is_refused_without_asking_for_it(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="protégée par un mot de passe"):
        make_pair(tmp_path, "locked", "-passout", "pass:secret").check()


def test_the_options_say_where_to_listen(installation: Installation) -> None:
    installation.environment["COMPTOIR_HOST"] = "192.0.2.1"  # nobody's
    installation.port = free_port()
    options = ("--host", "127.0.0.1", "--port", str(installation.port))
    with installation.serving(*options) as said:
        assert f"http://127.0.0.1:{installation.port}" in said.read_text()


def client_seen(proxy: str, sender: str) -> tuple[str, str]:
    """The client's address and scheme behind uvicorn, for a sender that names another."""
    seen: dict[str, Any] = {}

    async def application(scope: dict[str, Any], _receive: object, _send: object) -> None:
        seen.update(scope)

    options = connection(read_settings({"COMPTOIR_PROXY": proxy}), 100)
    config = uvicorn.Config(application, **options)
    config.load()
    headers = [(b"x-forwarded-for", b"198.51.100.7"), (b"x-forwarded-proto", b"https")]
    scope = {"type": "http", "client": (sender, 1), "scheme": "http", "headers": headers}
    asyncio.run(config.loaded_app(scope, None, None))
    return seen["client"][0], seen["scheme"]


@pytest.mark.parametrize(
    ("proxy", "sender", "believed"),
    [
        ("", "127.0.0.1", False),
        ("127.0.0.1", "127.0.0.1", True),
        ("127.0.0.1", "192.168.1.9", False),
        ("10.0.0.0/24", "10.0.0.8", True),
        ("10.0.0.0/24", "10.0.1.8", False),
    ],
)
def test_only_a_named_proxy_says_who_the_client_is(
    proxy: str, sender: str, believed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", "*")
    expected = ("198.51.100.7", "https") if believed else (sender, "http")
    assert client_seen(proxy, sender) == expected
