from models.mail.outgoing import MailState, OutgoingMail, post
from models.mail.postman import Carrier, Postman, send_waiting
from models.mail.sending import Unsent, send_trial
from models.mail.server import SECURITY_WORDS, MailServer, Security

__all__ = [
    "SECURITY_WORDS",
    "Carrier",
    "MailServer",
    "MailState",
    "OutgoingMail",
    "Postman",
    "Security",
    "Unsent",
    "post",
    "send_trial",
    "send_waiting",
]
