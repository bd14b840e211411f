"""Messages to a partner's address: signed as the specification says, never inwards, whatever the other side does."""

import re
import socket
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from tests.connectors.receiving import Receiver, running

from lienthong.config.ground.paths import ROOT
from lienthong.connectors.webhooks import client
from lienthong.connectors.webhooks.address import Address, Fault, read
from lienthong.connectors.webhooks.messages import headers_of, new_secret

SECRET, OLD = new_secret(), new_secret()
BODY = '{"id":"msg_1","type":"test","data":{"title":"Cấp giấy phép"}}'.encode()


@pytest.fixture
def receiver() -> Receiver:
    return Receiver()


@pytest.fixture
def url(receiver: Receiver) -> Iterator[str]:
    with running(receiver) as port:
        yield f"http://127.0.0.1:{port}/tin?a=1"


def sent(url: str, *keys: str) -> client.Answer:
    headers = headers_of(key="msg_1", sent=1634263200, body=BODY, keys=keys or (SECRET,))
    return client.post(url, headers=headers, body=BODY)


def test_a_message_is_signed_as_the_specification_says(receiver: Receiver, url: str) -> None:
    assert sent(url).is_taken
    (call,) = receiver.calls
    assert (call.path, call.body, call.key) == ("/tin?a=1", BODY, "msg_1")
    assert call.headers["content-type"] == "application/json; charset=utf-8"
    assert call.is_signed_with(SECRET)
    assert not call.is_signed_with(OLD)


def test_the_known_example_of_the_specification() -> None:
    """The test vector of the Standard Webhooks libraries."""
    headers = headers_of(
        key="msg_p5jXN8AQM9LWM0D4loKWxJek",
        sent=1614265330,
        body=b'{"test": 2432232314}',
        keys=["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"],
    )
    assert headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_two_secrets_are_valid_while_one_replaces_the_other(receiver: Receiver, url: str) -> None:
    sent(url, SECRET, OLD)
    (call,) = receiver.calls
    assert call.is_signed_with(SECRET)
    assert call.is_signed_with(OLD)


@pytest.mark.parametrize(
    ("fault", "status", "why"),
    [
        ("refuse", 500, ""),
        ("gone", 410, ""),
        ("late", 504, ""),
        ("redirect", 307, ""),
        ("reset", 0, "BROKEN"),
        ("garbage", 0, "GARBAGE"),
    ],
)
def test_whatever_is_answered_is_no_error_and_no_redirect_is_followed(
    receiver: Receiver, url: str, fault: str, status: int, why: str
) -> None:
    receiver.fault = fault
    answer = sent(url)
    assert (answer.status, answer.fault, answer.is_taken) == (status, why, False)
    assert [call.path for call in receiver.calls] == ["/tin?a=1"]


@pytest.mark.parametrize("fault", ["hang", "drip"])
def test_one_that_keeps_us_waiting_is_left(
    receiver: Receiver, url: str, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "SECONDS", 0.2)
    receiver.fault = fault
    answer = sent(url)
    assert (answer.status, answer.fault) == (0, "TIMEOUT")


def test_an_endless_answer_is_not_read(receiver: Receiver, url: str) -> None:
    receiver.fault = "endless"
    assert sent(url).status == 200


def test_nobody_there_is_an_answer_too() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert sent(f"http://127.0.0.1:{port}/").fault == "BROKEN"


@pytest.mark.parametrize(
    "there",
    [
        ["10.0.0.5"],
        ["93.184.216.34", "192.168.1.4"],
        ["169.254.169.254"],
        ["::ffff:10.0.0.1"],
        ["fd00::1"],
        ["64:ff9b::a00:1"],
        ["224.0.0.1"],
        ["100.64.0.1"],
        ["0.0.0.0"],
    ],
)
def test_a_name_that_leads_inwards_is_not_called_however_it_looked_before(
    there: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (place, 443)) for place in there]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: found)
    monkeypatch.setattr(socket, "create_connection", lambda *_a, **_k: pytest.fail("it was called"))
    assert sent("https://partner.example/tin").fault == Fault.INSIDE


def test_it_connects_to_the_very_place_that_was_looked_at(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that answers otherwise when it is asked a second time finds nobody asking for it."""
    asked: list[str] = []
    real = socket.getaddrinfo

    def look_up(host: str, *more: Any, **words: Any) -> Any:
        asked.append(host)
        return real("127.0.0.1" if host == "localhost" else host, *more, **words)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    with running(receiver) as port:
        assert sent(f"http://localhost:{port}/tin").is_taken
    (call,) = receiver.calls
    assert call.headers["host"] == f"localhost:{port}"
    assert asked.count("localhost") == 1


def test_this_machine_is_no_partner_in_production(receiver: Receiver, url: str, settings: Any) -> None:
    settings.PRODUCTION = True
    assert sent(url).fault == Fault.NOT_HTTPS
    assert sent(url.replace("http:", "https:")).fault == Fault.INSIDE
    assert receiver.calls == []


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("", Fault.UNREADABLE),
        ("tin.example", Fault.UNREADABLE),
        ("https://", Fault.UNREADABLE),
        ("https://a b.example/", Fault.UNREADABLE),
        ("https://a.example/\r\nX: y", Fault.UNREADABLE),
        ("https://a.example/#x", Fault.UNREADABLE),
        ("https://me:secret@a.example/", Fault.UNREADABLE),
        ("https://a.example:99999/", Fault.UNREADABLE),
        ("https://a..example/", Fault.UNREADABLE),
        ("http://a.example/", Fault.NOT_HTTPS),
        ("ftp://a.example/", Fault.NOT_HTTPS),
        ("http://localhost.a.example/", Fault.NOT_HTTPS),
        ("https://10.1.2.3/", Fault.INSIDE),
        ("https://[fd00::1]/", Fault.INSIDE),
        ("https://169.254.169.254/latest", Fault.INSIDE),
        ("https://2130706433/", Fault.INSIDE),
        ("https://mayin/", Fault.INSIDE),
        ("https://db.internal/", Fault.INSIDE),
        ("https://x.local./", Fault.INSIDE),
    ],
)
def test_an_address_that_cannot_be_a_partners_is_refused(url: str, fault: Fault) -> None:
    assert read(url) is fault


@pytest.mark.parametrize("url", ["https://hà.example/tin", "https://a.example:8443", "http://localhost:9/x"])
def test_an_address_is_read(url: str) -> None:
    address = read(url)
    assert isinstance(address, Address)
    assert address.host.isascii()
    assert address.target.startswith("/")


def _certificate(tmp_path: Path, name: str) -> tuple[Path, ssl.SSLContext]:
    key, now = generate_private_key(SECP256R1()), datetime.now(UTC)
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    made = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, SHA256())
    )
    file = tmp_path / "server.pem"
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(private + made.public_bytes(Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return file, context


@pytest.mark.parametrize(
    ("name", "is_known", "fault"),
    [("localhost", True, ""), ("localhost", False, "CERTIFICATE"), ("other.example", True, "CERTIFICATE")],
)
def test_only_the_host_that_proves_its_name_is_told(
    receiver: Receiver,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    is_known: bool,
    fault: str,
) -> None:
    file, context = _certificate(tmp_path, name)
    trusting = ssl.create_default_context(cafile=str(file) if is_known else None)
    monkeypatch.setattr(ssl, "create_default_context", lambda: trusting)
    with running(receiver, context) as port:
        answer = sent(f"https://localhost:{port}/tin")
    assert (answer.fault, answer.is_taken) == (fault, not fault)


def test_the_example_of_the_manual_checks_a_signature(receiver: Receiver, url: str) -> None:
    manual = (ROOT / "docs" / "howto" / "api.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", manual, re.DOTALL)
    told: dict[str, Any] = {}
    exec(compile(example, "api.md", "exec"), told)
    sent(url, SECRET)
    (call,) = receiver.calls
    check = told["check"]
    assert check([SECRET], call.headers, call.body, now=1634263200 + 60)["id"] == "msg_1"
    assert check([OLD, SECRET], call.headers, call.body, now=1634263200)["type"] == "test"
    for wrong in (
        {"secrets": [OLD]},
        {"body": call.body + b" "},
        {"now": 1634263200 + 301},
        {"headers": call.headers | {"webhook-id": "msg_2"}},
    ):
        good = {"secrets": [SECRET], "headers": call.headers, "body": call.body, "now": 1634263200}
        with pytest.raises(ValueError, match=r"signature|old"):
            check(**(good | wrong))
