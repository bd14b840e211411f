"""Hands a letter over once: to the mail server of ``LIENTHONG_MAIL_URL``, or to the pigeon-hole when there is
none.
"""

import smtplib
import ssl
from dataclasses import replace
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from django.conf import settings
from django.db import transaction

from lienthong.connectors.mail import fake
from lienthong.connectors.mail.messages import Letter
from lienthong.connectors.mail.models import KeptLetter
from lienthong.spine.place.mode import is_training, training_words

TIMEOUT_SECONDS = 20


@transaction.atomic
def send(letter: Letter) -> bool:
    """True when handed over now, False when that key was handed over before.

    The key's row is written first and rolled back when the server refuses, so a retry tries again. Raises
    OSError or smtplib.SMTPException; who calls from a job lets it be retried.
    """
    letter = _marked(letter)
    if not settings.LIENTHONG_MAIL_URL or is_training():
        return fake.keep(letter)
    _, first = KeptLetter.objects.get_or_create(key=letter.key)
    if first:
        _deliver(letter, urlsplit(settings.LIENTHONG_MAIL_URL))
    return first


def _marked(letter: Letter) -> Letter:
    """In a place for practice every letter says so, in its subject and above its first line."""
    words = training_words()
    if not words:
        return letter
    return replace(letter, subject=f"[{words}] {letter.subject}", body=f"{words}\n\n{letter.body}")


def _deliver(letter: Letter, server: SplitResult) -> None:
    with _connection(server) as smtp:
        if server.username:
            smtp.login(unquote(server.username), unquote(server.password or ""))
        smtp.send_message(_message(letter))


def _connection(server: SplitResult) -> smtplib.SMTP:
    host, port = server.hostname or "localhost", server.port
    if server.scheme == "smtps":
        return smtplib.SMTP_SSL(
            host, port or 465, timeout=TIMEOUT_SECONDS, context=ssl.create_default_context()
        )
    smtp = smtplib.SMTP(host, port or 587, timeout=TIMEOUT_SECONDS)
    if parse_qs(server.query).get("tls") == ["1"]:
        smtp.starttls(context=ssl.create_default_context())
    return smtp


def _message(letter: Letter) -> EmailMessage:
    message = EmailMessage()
    message["From"] = settings.LIENTHONG_MAIL_FROM
    message["To"] = letter.to
    message["Subject"] = letter.subject
    message["Date"] = formatdate()
    message["Message-ID"] = make_msgid(domain=settings.LIENTHONG_MAIL_FROM.rpartition("@")[2])
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.body)
    return message
