"""Signing with a device at the desk: what comes back is believed only of the right key and version."""

from dataclasses import replace

import pytest

from lienthong.connectors.trust.fake import Issued
from lienthong.domain.documents import actions
from lienthong.domain.documents.actions import enrolling
from lienthong.domain.documents.errors import AnotherVersion, DocumentNotFound, NotYours, OtherName
from lienthong.domain.documents.queries import State
from lienthong.spine.actor import Actor
from lienthong.spine.signatures import holders
from lienthong.spine.signatures.errors import CertificateRevoked, CertificateUntrusted, NoKey, TokenSilent
from lienthong.spine.signatures.holders import TokenKind
from lienthong.spine.signatures.queries import key_of
from lienthong.spine.signatures.verdicts import Verdict
from tests.domain.documents.office import AGENCY, AT, Office, office
from tests.spine.signatures import desk

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _trusting_the_desk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(enrolling, "current_trust", desk.authority().trust)
    monkeypatch.setattr(enrolling, "current_status", lambda: None)


@pytest.fixture
def snv() -> Office:
    return office(with_keys=False)


@pytest.fixture
def signing() -> Office:
    """With keys that are kept here."""
    return office()


@pytest.fixture
def token(snv: Office) -> Issued:
    issued = desk.authority().issue("SIU H’ĐOAN", "Sở Nội vụ")
    actions.enrol_device(certificate=issued.der, handle="token-1", by=snv.head, at=AT)
    return issued


def _begun(snv: Office, document: int) -> actions.Started:
    read = actions.Read(document, 1)
    return actions.begin(read=read, kind=TokenKind.BRIDGE, helpers=desk.helpers(), by=snv.head, at=AT)


def _begun_seal(document: int, by: Actor) -> actions.Started:
    kind = TokenKind.BRIDGE
    return actions.begin_seal(document=document, kind=kind, helpers=desk.helpers(), by=by, at=AT)


def test_what_the_device_made_enters_the_paper(snv: Office, token: Issued) -> None:
    document = snv.to_sign()
    started = _begun(snv, document)
    assert started.handle == "token-1"
    made = desk.token(token).sign(started.parts[0].content)
    actions.finish(started=started, made=[made], helpers=desk.helpers(), by=snv.head, at=AT)
    assert snv.row(document).state is State.SIGNED
    assert desk.judged(snv.paper(document)).verdict is Verdict.VALID


def test_the_work_of_another_key_does_not(snv: Office, token: Issued) -> None:
    document = snv.to_sign()
    started = _begun(snv, document)
    made = desk.token(desk.person()).sign(started.parts[0].content)
    with pytest.raises(TokenSilent):
        actions.finish(started=started, made=[made], helpers=desk.helpers(), by=snv.head, at=AT)
    assert snv.row(document).state is not State.SIGNED


def test_neither_does_it_once_the_document_was_written_anew(snv: Office, token: Issued) -> None:
    document = snv.to_sign()
    started = _begun(snv, document)
    made = desk.token(token).sign(started.parts[0].content)
    other = replace(started, base=2)
    with pytest.raises(AnotherVersion):
        actions.finish(started=other, made=[made], helpers=desk.helpers(), by=snv.head, at=AT)


def test_nor_by_somebody_else(snv: Office, token: Issued) -> None:
    document = snv.to_sign()
    started = _begun(snv, document)
    made = desk.token(token).sign(started.parts[0].content)
    with pytest.raises(NotYours):
        actions.finish(started=started, made=[made], helpers=desk.helpers(), by=snv.deputy, at=AT)


def test_a_key_that_was_ended_meanwhile_signs_nothing(snv: Office, token: Issued) -> None:
    document = snv.to_sign()
    started = _begun(snv, document)
    made = desk.token(token).sign(started.parts[0].content)
    actions.end(key=started.key, reason="bị mất", by=snv.head, at=AT)
    with pytest.raises(NoKey):
        actions.finish(started=started, made=[made], helpers=desk.helpers(), by=snv.head, at=AT)


def test_without_a_device_nothing_begins(snv: Office) -> None:
    with pytest.raises(NoKey):
        _begun(snv, snv.to_sign())


def test_a_device_with_another_name_is_not_taken_into_use(snv: Office) -> None:
    issued = desk.authority().issue("Nguyễn Văn Khác")
    with pytest.raises(OtherName):
        actions.enrol_device(certificate=issued.der, handle="x", by=snv.head, at=AT)


def test_nor_one_of_an_authority_that_nobody_knows(snv: Office) -> None:
    issued = desk.FakeAuthority().issue("Siu H’Đoan")
    with pytest.raises(CertificateUntrusted):
        actions.enrol_device(certificate=issued.der, handle="x", by=snv.head, at=AT)


def test_nor_for_a_substitute(snv: Office) -> None:
    with pytest.raises(NotYours):
        substitute = replace(snv.deputy, acting_for=snv.head.account)
        actions.enrol_device(certificate=b"", handle="x", by=substitute, at=AT)


def _agency_s(snv: Office) -> Issued:
    issued = desk.authority().issue("SỞ NỘI VỤ")
    actions.enrol_agency_device(certificate=issued.der, handle="token-9", by=snv.clerk, at=AT)
    return issued


def test_the_agency_s_device_seals_what_it_numbers(signing: Office) -> None:
    seal, document = _agency_s(signing), signing.signed()
    started = _begun_seal(document, signing.clerk)
    assert (started.seals, signing.row(document).state) == (True, State.NUMBERED)
    made = desk.token(seal).sign(started.parts[0].content)
    actions.finish(started=started, made=[made], helpers=desk.helpers(), by=signing.clerk, at=AT)
    assert signing.row(document).state is State.ISSUED
    report = desk.judged(signing.paper(document))
    assert [(one.verdict, one.is_last_word) for one in report.signatures] == [
        (Verdict.VALID, False),
        (Verdict.VALID, True),
    ]


def test_what_was_declined_keeps_its_number_and_is_sealed_by_asking_again(signing: Office) -> None:
    seal, document = _agency_s(signing), signing.signed()
    first, second = (_begun_seal(document, signing.clerk) for _ in range(2))
    assert (signing.row(document).number, first.base) == (1, second.base)
    made = desk.token(seal).sign(second.parts[0].content)
    actions.finish(started=second, made=[made], helpers=desk.helpers(), by=signing.clerk, at=AT)
    assert signing.row(document).state is State.ISSUED


def test_a_revoked_device_uses_no_number(signing: Office) -> None:
    seal, document = _agency_s(signing), signing.signed()
    desk.authority().revoke(seal.certificate)
    with pytest.raises(CertificateRevoked):
        _begun_seal(document, signing.clerk)
    assert (signing.row(document).state, signing.row(document).number) == (State.SIGNED, None)


def test_nobody_but_the_clerk_seals_with_it(signing: Office) -> None:
    _agency_s(signing)
    document = signing.signed()
    for other in (signing.head, signing.writer, signing.stranger):
        with pytest.raises((NotYours, DocumentNotFound)):
            _begun_seal(document, other)
    with pytest.raises(NotYours):
        actions.enrol_agency_device(certificate=b"", handle="x", by=signing.head, at=AT)
    assert signing.row(document).state is State.SIGNED


def test_the_agency_s_device_bears_the_agency_s_name(signing: Office) -> None:
    with pytest.raises(OtherName):
        actions.enrol_agency_device(
            certificate=desk.authority().issue("Sở Tài chính").der, handle="x", by=signing.clerk, at=AT
        )


def test_a_new_device_ends_the_one_before(snv: Office, token: Issued) -> None:
    other = desk.authority().issue("Siu H’Đoan")
    key = actions.enrol_device(certificate=other.der, handle="token-2", by=snv.head, at=AT)
    found = key_of(holders.account(snv.head.account), TokenKind.BRIDGE)
    assert found is not None
    assert (found.id, AGENCY) == (key, snv.head.agency)
