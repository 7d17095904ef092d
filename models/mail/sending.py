"""Handing a message to the mail server, and saying in French what became of it."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime
from email.utils import make_msgid

import aiosmtplib as smtp

from models.errors import Invalid, Refused
from models.french.email_and_web import clean_email
from models.mail.message import Message
from models.mail.server import MailServer, Security
from models.permissions import Permission, Staff

TIMEOUT = 20.0
"""Seconds for each step: who waits for a test message is at the screen."""
UNWRITABLE = "Ce message ne peut pas être écrit : vérifiez les adresses et l’objet."
TRIAL = "Message d’essai de Comptoir"
TRIAL_BODY = "Ce message montre que Comptoir peut envoyer du courrier par votre serveur."


class Unsent(Refused):
    """A message that the server has not taken; `is_final` where trying again changes nothing."""

    def __init__(self, sentence: str, *, is_final: bool = False) -> None:
        super().__init__(sentence)
        self.is_final = is_final


def new_message_id(server: MailServer) -> str:
    """A name for a message that no other one has."""
    return make_msgid(domain=server.sender.rpartition("@")[2] or None)


async def send(message: Message, server: MailServer) -> None:
    """Hand a message to the server; raises Unsent."""
    if reason := server.refusal:
        raise Unsent(reason)
    try:
        await smtp.send(
            message.by(server),
            hostname=server.host,
            port=server.port,
            username=server.user or None,
            password=server.password or None,
            use_tls=server.security == Security.TLS,
            start_tls=server.security == Security.STARTTLS,
            timeout=TIMEOUT,
        )
    except (smtp.SMTPException, OSError, ValueError) as error:
        raise _unsent(error, server) from error


def _unsent(error: Exception, server: MailServer) -> Unsent:
    where = f"Le serveur {server.host}, port {server.port},"
    match error:
        case smtp.SMTPAuthenticationError():
            return Unsent(f"{where} refuse l’identifiant ou le mot de passe.")
        case smtp.SMTPRecipientsRefused():
            refused = ", ".join(one.recipient for one in error.recipients)
            is_final = all(one.code >= 500 for one in error.recipients)
            return Unsent(f"{where} refuse le destinataire {refused}.", is_final=is_final)
        case smtp.SMTPSenderRefused():
            return Unsent(f"{where} refuse l’adresse d’expédition {server.sender}.")
        case smtp.SMTPException() if "STARTTLS" in str(error):
            return Unsent(f"{where} ne connaît pas ce chiffrement : essayez un autre.")
        case smtp.SMTPException() if "AUTH" in str(error):
            return Unsent(
                f"{where} ne prend pas d’identifiant ainsi : changez le chiffrement, ou laissez "
                "l’identifiant vide."
            )
        case smtp.SMTPTimeoutError():
            return Unsent(f"{where} ne répond pas : vérifiez le nom, le port et le chiffrement.")
        case smtp.SMTPDataError():
            return Unsent(
                f"{where} refuse le message (code {error.code}).", is_final=error.code >= 500
            )
        case ssl.SSLError():
            return _unencrypted(where)
        case smtp.SMTPConnectError() | OSError() if _is_about_tls(error):
            return _unencrypted(where)
        case smtp.SMTPConnectError() | smtp.SMTPServerDisconnected() | OSError():
            return Unsent(f"{where} est injoignable : vérifiez le nom, le port et le chiffrement.")
        case ValueError():
            return Unsent(
                "Ce message ne peut pas être écrit : vérifiez adresses et objet.", is_final=True
            )
        case _:
            return Unsent(f"{where} n’a pas pris le message : réessayez plus tard.")


def _is_about_tls(error: BaseException) -> bool:
    cause = error.__cause__ or error.__context__
    return isinstance(cause, ssl.SSLError)


def _unencrypted(where: str) -> Unsent:
    return Unsent(
        f"{where} n’accepte pas cette connexion chiffrée : vérifiez le chiffrement, le port et le "
        "certificat du serveur."
    )


async def send_trial(to: str, *, by: Staff) -> None:
    """Send a message to see whether the server takes it; raises Invalid, or Unsent with why not."""
    by.need(Permission.SETTINGS)
    try:
        address = clean_email(to)
    except ValueError as error:
        raise Invalid({"to": str(error)}) from None
    if not address:
        raise Invalid({"to": "Indiquez à quelle adresse l’envoyer."})
    server = await MailServer.current()
    name = new_message_id(server)
    await send(Message((address,), TRIAL, TRIAL_BODY, name, datetime.now(UTC)), server)
