"""Whom the platform believes: what an operator names in a folder, or the demonstration's own authority."""

import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp
from django.utils.translation import override
from tests.spine.signatures import desk

from lienthong.config.environment import EnvironmentFault, read
from lienthong.connectors.listening import listening
from lienthong.connectors.trust import client
from lienthong.connectors.trust.fake import FakeAuthority, KeptAuthority
from lienthong.spine.signatures.errors import (
    CertificateDisowned,
    CertificateRevoked,
    CertificateUntrusted,
    StatusUnknown,
)
from lienthong.spine.signatures.judging import judge
from lienthong.spine.signatures.signing import Helpers, Wish, sign
from lienthong.spine.signatures.tokens import OpenKey
from lienthong.spine.signatures.trust import Trust, check_certificate
from lienthong.spine.signatures.verdicts import Verdict


def folder_of(authority: FakeAuthority, folder: Path) -> Path:
    for name in ("anchors", "between", "lists"):
        (folder / name).mkdir(parents=True)
    (folder / "anchors" / "root.pem").write_bytes(authority.root.certificate.public_bytes(Encoding.PEM))
    (folder / "between" / "ca.crt").write_bytes(authority.issuing.der)
    for number, content in enumerate(authority.lists()):
        (folder / "lists" / f"{number}.crl").write_bytes(content)
    return folder


def test_an_operator_s_folder_is_believed(tmp_path: Path, settings: object) -> None:
    authority = FakeAuthority()
    settings.LIENTHONG_TRUST_DIR = folder_of(authority, tmp_path / "trust")  # type: ignore[attr-defined]
    trust = client.current_trust()
    assert (trust.anchors, trust.between, len(trust.lists)) == (
        (authority.root.der,),
        (authority.issuing.der,),
        2,
    )
    check_certificate(authority.issue("Siu H’Đoan").der, trust, datetime.now(UTC))


def test_with_a_folder_the_demonstration_gives_no_time(tmp_path: Path, settings: object) -> None:
    settings.LIENTHONG_TRUST_DIR = folder_of(FakeAuthority(), tmp_path / "trust")  # type: ignore[attr-defined]
    assert client.current_helpers().ask_time is None


def test_in_production_nobody_is_believed_unnamed(settings: object) -> None:
    settings.PRODUCTION = True  # type: ignore[attr-defined]
    assert client.current_trust() == Trust(anchors=())
    assert client.current_helpers().ask_time is None


def test_the_demonstration_s_authority_is_made_once(tmp_path: Path) -> None:
    first, second = KeptAuthority(tmp_path / "a"), KeptAuthority(tmp_path / "a")
    assert first.root.der == second.root.der
    issued = first.issue("Siu H’Đoan")
    check_certificate(issued.der, second.trust(), datetime.now(UTC))


def test_its_keys_are_nobody_else_s_to_read(tmp_path: Path) -> None:
    KeptAuthority(tmp_path / "a")
    assert (tmp_path / "a").stat().st_mode & 0o077 == 0


def test_what_one_process_revokes_the_others_know(tmp_path: Path) -> None:
    first, second = KeptAuthority(tmp_path / "a"), KeptAuthority(tmp_path / "a")
    issued = first.issue("Siu H’Đoan")
    first.revoke(issued.certificate, datetime.now(UTC) - timedelta(hours=1))
    with pytest.raises(CertificateRevoked):
        check_certificate(issued.der, second.trust(), datetime.now(UTC))


def test_everything_it_makes_says_that_it_is_a_test(tmp_path: Path) -> None:
    authority = KeptAuthority(tmp_path / "a")
    assert all(client.is_test(one.der) for one in (authority.root, authority.issuing, authority.time))
    assert authority.trust().is_test


def _production(folder: Path, tmp_path: Path) -> dict[str, str]:
    from lienthong.config.ground.setup import new_seal_key

    return {
        "LIENTHONG_MODE": "production",
        "LIENTHONG_SECRET_KEY": "s" * 60,
        "LIENTHONG_DATA_KEY": "d" * 60,
        "LIENTHONG_SEAL_KEY": new_seal_key(),
        "LIENTHONG_PUBLIC_ORIGIN": "https://lienthong.example",
        "LIENTHONG_TRUST_DIR": str(folder),
        "LIENTHONG_FILES_DIR": str(tmp_path),
    }


def test_production_refuses_the_demonstration_s_authority(tmp_path: Path) -> None:
    folder = folder_of(FakeAuthority(), tmp_path / "trust")
    with pytest.raises(EnvironmentFault) as refusal:
        read(_production(folder, tmp_path))
    assert "LIENTHONG_TRUST_DIR" in str(refusal.value)


def test_production_takes_others(tmp_path: Path) -> None:
    (tmp_path / "trust" / "anchors").mkdir(parents=True)
    (tmp_path / "trust" / "anchors" / "notes.txt").write_text("no certificate")
    assert read(_production(tmp_path / "trust", tmp_path)).trust_dir == tmp_path / "trust"


class _Lists(BaseHTTPRequestHandler):
    content = b""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.content)

    def log_message(self, *_: object) -> None:
        """Tests read what came."""


@pytest.fixture
def address() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Lists)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/ca.crl"
    server.shutdown()
    server.server_close()
    thread.join()


def test_lists_come_from_where_the_operator_says(tmp_path: Path, settings: object, address: str) -> None:
    authority = FakeAuthority()
    folder = folder_of(authority, tmp_path / "trust")
    (folder / "lists.txt").write_text(f"{address}\nfile:///etc/passwd\n")
    settings.LIENTHONG_TRUST_DIR = folder  # type: ignore[attr-defined]
    issued = authority.issue("Siu H’Đoan")
    authority.revoke(issued.certificate, datetime.now(UTC) - timedelta(hours=1))
    _Lists.content = list(authority.lists())[1]
    assert client.fetch_lists() == 1
    with pytest.raises(CertificateRevoked):
        check_certificate(issued.der, client.current_trust(), datetime.now(UTC))


def test_what_is_no_list_replaces_none(tmp_path: Path, settings: object, address: str) -> None:
    folder = folder_of(FakeAuthority(), tmp_path / "trust")
    (folder / "lists.txt").write_text(f"{address}\nhttp://127.0.0.1:1/x.crl\n")
    settings.LIENTHONG_TRUST_DIR = folder  # type: ignore[attr-defined]
    _Lists.content = b"<html>sign in to the network first</html>"
    assert client.fetch_lists() == 0
    assert len(client.current_trust().lists) == 2


def test_a_time_stamp_authority_that_does_not_answer_is_an_error_of_the_line() -> None:
    with pytest.raises(OSError, match="no time"):
        client._ask_time("http://127.0.0.1:1/", b"")


def test_revocation_lists_are_real_ones() -> None:
    for content in FakeAuthority().lists():
        found = x509.load_der_x509_crl(content)
        assert found.next_update_utc is not None


class _Status:
    """An authority's own answers, on a line."""

    def __init__(self, authority: FakeAuthority) -> None:
        self.authority, self.fault, self.released = authority, "", threading.Event()

    def __call__(self, environ: Any, start_response: Any) -> list[bytes]:
        answer = self.authority.answer_status(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])))
        start_response("200 OK", [("Content-Type", "application/ocsp-response")])
        return [answer * (1_000 if self.fault == "endless" else 1)]


@pytest.fixture
def answering(tmp_path: Path, settings: object) -> Iterator[_Status]:
    """A folder without lists for what the authority below issues: it answers itself."""
    authority = FakeAuthority()
    folder = folder_of(authority, tmp_path / "trust")
    (folder / "lists" / "1.crl").unlink()
    stand_in = _Status(authority)
    with listening(stand_in) as line:
        (folder / "ocsp.txt").write_text(
            f"ca.crt http://{line}/\nroot.pem file:///etc/passwd\nnone.crt http://x/\n"
        )
        settings.LIENTHONG_TRUST_DIR = folder  # type: ignore[attr-defined]
        yield stand_in


def _check(issued: Any) -> None:
    helpers = client.current_helpers()
    check_certificate(issued.der, helpers.trust, datetime.now(UTC), helpers.ask_status)


def test_an_issuer_that_the_operator_names_is_asked_about_a_certificate(answering: _Status) -> None:
    issued = answering.authority.issue("Siu H’Đoan")
    _check(issued)
    with pytest.raises(StatusUnknown):
        check_certificate(issued.der, client.current_trust(), datetime.now(UTC))
    answering.authority.revoke(issued.certificate, datetime.now(UTC) - timedelta(hours=1))
    with pytest.raises(CertificateRevoked):
        _check(issued)


def test_a_certificate_that_its_issuer_disowns_signs_nothing(answering: _Status) -> None:
    answering.authority.status_fault = "unknown"
    with override("vi"), pytest.raises(CertificateDisowned, match="không có chứng thư số"):
        _check(answering.authority.issue("Siu H’Đoan"))


@pytest.mark.parametrize("fault", ["old", "wrong signer"])
def test_an_answer_that_proves_nothing_is_none(fault: str, answering: _Status) -> None:
    answering.authority.status_fault = fault
    with pytest.raises(StatusUnknown):
        _check(answering.authority.issue("Siu H’Đoan"))


@pytest.mark.parametrize("fault", ["reset", "endless"])
def test_neither_is_one_that_does_not_come_or_does_not_end(fault: str, answering: _Status) -> None:
    answering.fault = fault
    with pytest.raises(StatusUnknown):
        _check(answering.authority.issue("Siu H’Đoan"))


def _ask(answering: _Status) -> bytes | None:
    issuer, issued = answering.authority.issuing.certificate, answering.authority.issue("Người ở xa")
    request = ocsp.OCSPRequestBuilder().add_certificate(issued.certificate, issuer, SHA1()).build()
    return client.ask_issuer(answering.authority.issuing.der, request.public_bytes(Encoding.DER))


def test_about_a_stranger_s_certificate_only_an_issuer_that_was_named_is_asked(answering: _Status) -> None:
    told = ocsp.load_der_ocsp_response(_ask(answering) or b"")
    assert told.certificate_status is ocsp.OCSPCertStatus.GOOD
    assert client.ask_issuer(answering.authority.root.der, b"0") is None
    assert client.ask_issuer(FakeAuthority().issuing.der, b"0") is None


def test_an_answer_is_remembered_and_so_is_silence(
    answering: _Status, monkeypatch: pytest.MonkeyPatch
) -> None:
    issuer, issued = answering.authority.issuing.certificate, answering.authority.issue("Người ở xa")
    request = ocsp.OCSPRequestBuilder().add_certificate(issued.certificate, issuer, SHA1()).build()
    asked = (answering.authority.issuing.der, request.public_bytes(Encoding.DER))
    first = client.ask_issuer(*asked)
    answering.fault = "reset"
    assert first
    assert client.ask_issuer(*asked) == first
    assert _ask(answering) is None
    answering.fault = ""
    assert _ask(answering) is None
    monkeypatch.setattr(client, "monotonic", lambda: time.monotonic() + client.SILENCE_LIVES)
    assert _ask(answering)


def test_nobody_answers_for_another_s_certificates(answering: _Status) -> None:
    """Then the lists decide, as when there is no answer."""
    own = FakeAuthority()
    helpers = client.current_helpers()

    def ask(*asked: bytes) -> bytes | None:
        certificate, issuer = map(x509.load_der_x509_certificate, asked)
        request = ocsp.OCSPRequestBuilder().add_certificate(certificate, issuer, SHA1()).build()
        return answering.authority.answer_status(request.public_bytes(Encoding.DER))

    issued = own.issue("Siu H’Đoan")
    check_certificate(issued.der, own.trust(), datetime.now(UTC), ask)
    with pytest.raises(CertificateUntrusted):
        check_certificate(issued.der, helpers.trust, datetime.now(UTC), ask)


def test_a_batch_asks_once_about_each_certificate_even_a_silent_issuer(answering: _Status) -> None:
    answering.fault = "reset"
    helpers, issued = client.current_helpers(), answering.authority.issue("Siu H’Đoan")
    for fault in ("reset", ""):
        answering.fault = fault
        with pytest.raises(StatusUnknown):
            check_certificate(issued.der, helpers.trust, datetime.now(UTC), helpers.ask_status)
    _check(issued)


def test_with_a_fresh_list_a_silent_issuer_does_no_harm() -> None:
    def silent(*_: bytes) -> bytes | None:
        raise OSError("no answer")

    own = FakeAuthority()
    check_certificate(own.issue("Siu H’Đoan").der, own.trust(), datetime.now(UTC), silent)


def test_what_a_list_says_is_not_unsaid_by_an_answer(answering: _Status, tmp_path: Path) -> None:
    authority = answering.authority
    issued = authority.issue("Siu H’Đoan")
    authority.revoke(issued.certificate, datetime.now(UTC) - timedelta(hours=1))
    (tmp_path / "trust" / "lists" / "1.crl").write_bytes(list(authority.lists())[1])
    authority.revoked.clear()
    with pytest.raises(CertificateRevoked):
        _check(issued)


def test_the_demonstration_answers_about_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = KeptAuthority(tmp_path / "a")
    monkeypatch.setattr(client, "demonstration", lambda: own)
    issued = own.issue("Siu H’Đoan")
    bare = Trust((own.root.der,), (own.issuing.der,), (next(iter(own.lists())),))
    check_certificate(issued.der, bare, datetime.now(UTC), client.current_status())
    KeptAuthority(tmp_path / "a").revoke(issued.certificate, datetime.now(UTC) - timedelta(hours=1))
    with pytest.raises(CertificateRevoked):
        check_certificate(issued.der, bare, datetime.now(UTC), client.current_status())


def test_what_was_answered_lies_in_the_signed_paper_for_later_checks(answering: _Status) -> None:
    own = answering.authority
    issued = own.issue("Siu H’Đoan")
    key = OpenKey.of(issued.der, issued.key_der, (own.issuing.der,))
    asking = client.current_helpers()
    made = sign(
        desk.paper(),
        Wish("signer"),
        key,
        Helpers(asking.trust, own.answer_time, asking.ask_status),
        at=datetime.now(UTC),
    )
    (one,) = judge(made, asking.trust, at=datetime.now(UTC)).signatures
    assert (one.verdict, one.reasons, one.level) == (Verdict.VALID, (), "B-LT")
