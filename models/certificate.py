"""The certificate and the key with which the server speaks HTTPS."""

from __future__ import annotations

import os
import ssl
from pathlib import Path

from models.config import Settings
from models.errors import Refused
from models.french.wording import quoted


def check_certificate(settings: Settings) -> None:
    """Refused with one sentence unless both files can be served, or there are none."""
    certificate, key = settings.certificate, settings.key
    if certificate is None and key is None:
        return
    if certificate is None or key is None:
        raise _refusal(
            "HTTPS demande un certificat et sa clé : --certificate et --key, "
            "ou COMPTOIR_CERTIFICATE et COMPTOIR_KEY"
        )
    for file in (certificate, key):
        if not os.access(file, os.R_OK) or file.is_dir():
            raise _refusal(f"Le fichier {quoted(str(file))} n’existe pas ou ne se lit pas")
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(certificate)
    except ssl.SSLError:
        raise _refusal(
            f"{quoted(str(certificate))} n’est pas un certificat au format PEM"
        ) from None
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(certificate, key, _no_password)
    except ssl.SSLError as error:
        raise _refusal(_what_is_wrong(certificate, key, error.reason)) from None


def _what_is_wrong(certificate: Path, key: Path, reason: str) -> str:
    if reason == "KEY_VALUES_MISMATCH":
        return f"{quoted(str(key))} n’est pas la clé du certificat {quoted(str(certificate))}"
    return f"{quoted(str(key))} n’est pas une clé au format PEM qui convient ({reason})"


def _no_password() -> str:
    """Without this, the start would wait for somebody to type."""
    raise _refusal("La clé de HTTPS est protégée par un mot de passe : il faut l’en libérer")


def _refusal(reason: str) -> Refused:
    return Refused(f"Comptoir ne démarre pas. {reason}.")
