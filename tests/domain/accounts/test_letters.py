"""Letters: written in Vietnamese, with a link that opens, delivered once."""

import smtplib
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import resolve
from tests.factories.people import ADMIN, AT, person
from tests.spine.outbox.workers import wait_for, worker

from lienthong.connectors.mail import client, fake
from lienthong.connectors.mail.messages import Letter
from lienthong.domain.accounts import actions, jobs
from lienthong.domain.accounts.facts import PasswordResetAsked, PersonInvited

pytestmark = pytest.mark.django_db


def _link(body: str) -> str:
    return next(word for word in body.split() if word.startswith("http")).split("/", 3)[3]


def test_an_invitation_letter_opens_the_page_for_choosing_a_password() -> None:
    account = actions.invite(
        username="hoa.snv", full_name="Trần Thị Hoa", email="hoa@x.example", by=ADMIN, at=AT
    )
    jobs.send_invitation(PersonInvited(account), AT)
    letter = fake.list_letters()[0]
    assert (letter.to, letter.subject) == ("hoa@x.example", "Tài khoản của bạn trên Lienthong")
    assert "hoa.snv" in letter.body
    assert "7 ngày" in letter.body
    path = "/" + _link(letter.body)
    assert resolve(path).url_name == "password_by_link"
    assert "Trần Thị Hoa" in Client().get(path).content.decode()


def test_a_letter_is_delivered_once_however_often_the_fact_is_handled() -> None:
    account = person(email="an@x.example")
    for _ in range(3):
        jobs.send_reset(PasswordResetAsked(account.public_id), AT)
    assert fake.count_letters() == 1


def test_no_letter_to_somebody_closed_in_the_meantime() -> None:
    account = person(email="an@x.example")
    actions.disable(account=account.public_id, reason="x", by=ADMIN, at=AT)
    jobs.send_reset(PasswordResetAsked(account.public_id), AT)
    assert fake.count_letters() == 0


class _Server:
    """Stands in for smtplib.SMTP."""

    sent: list[EmailMessage]
    logins: list[tuple[str, str]]

    def __init__(self, fault: Exception | None = None) -> None:
        self.sent, self.logins, self.fault, self.secured = [], [], fault, False

    def __call__(self, *_args: Any, **_options: Any) -> "_Server":
        return self

    def __enter__(self) -> "_Server":
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def starttls(self, **_: Any) -> None:
        self.secured = True

    def login(self, user: str, password: str) -> None:
        self.logins.append((user, password))

    def send_message(self, message: EmailMessage) -> None:
        if self.fault:
            raise self.fault
        self.sent.append(message)


LETTER = Letter(to="an@x.example", subject="Chào anh Ẩn", body="Xin chào.\n", key="k1")


def test_it_speaks_smtp_with_the_server_named(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    server = _Server()
    monkeypatch.setattr(smtplib, "SMTP", server)
    settings.LIENTHONG_MAIL_URL = "smtp://gui%40thu:m%40t@mail.example:587/?tls=1"
    settings.LIENTHONG_MAIL_FROM = "lienthong@gialai.example"
    assert [client.send(LETTER), client.send(LETTER)] == [True, False]
    assert (server.secured, server.logins, len(server.sent)) == (True, [("gui@thu", "m@t")], 1)
    message = server.sent[0]
    assert (message["To"], message["From"], message["Subject"]) == (
        "an@x.example",
        "lienthong@gialai.example",
        "Chào anh Ẩn",
    )
    assert fake.count_letters() == 0  # a real server's letters are not copied into the database


def test_a_refused_letter_can_be_tried_again(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.LIENTHONG_MAIL_URL = "smtps://mail.example"
    server = _Server(fault=smtplib.SMTPServerDisconnected("gone"))
    monkeypatch.setattr(smtplib, "SMTP_SSL", server)
    with pytest.raises(smtplib.SMTPException):
        client.send(LETTER)
    server.fault = None
    assert client.send(LETTER) is True


@pytest.mark.django_db(transaction=True)
def test_an_invitation_travels_through_the_worker(tmp_path: Path) -> None:
    with worker(tmp_path):
        actions.invite(username="hoa.snv", full_name="Hoa", email="hoa@x.example", by=ADMIN, at=AT)
        wait_for(lambda: fake.count_letters() == 1, 60)
    assert "hoa.snv" in fake.list_letters()[0].body
