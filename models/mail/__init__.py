from models.mail.outbox import Outbox, SendingState
from models.mail.outgoing import OutgoingMail, post
from models.mail.postman import Carrier, Postman, send_waiting
from models.mail.sending import Unsent, send_trial
from models.mail.server import SECURITY_WORDS, MailServer, Security

__all__ = [
    "SECURITY_WORDS",
    "Carrier",
    "MailServer",
    "Outbox",
    "OutgoingMail",
    "Postman",
    "Security",
    "SendingState",
    "Unsent",
    "post",
    "send_trial",
    "send_waiting",
]
