"""Whose signature: the head's own right, dated mandates, and what keys and certificates say."""

from datetime import datetime, timedelta

import pytest
from cryptography.x509 import load_der_x509_certificate

from lienthong.domain.documents import actions, errors, queries
from lienthong.domain.documents.queries import Kind, State
from lienthong.domain.documents.rules.signing import is_deputy, lines_of, plain_title
from lienthong.domain.organisations import actions as organisations
from lienthong.spine.clock.rules import ZONE
from lienthong.spine.signatures import holders
from lienthong.spine.signatures.errors import (
    CertificateRevoked,
    KeyLocked,
    NoKey,
    NoTime,
    NotYourKey,
    PinTooShort,
    WrongPin,
)
from lienthong.spine.signatures.queries import key_of, list_keys
from tests.domain.documents.office import AGENCY, AT, FOUNDER, LOADED, PIN, Office, give_key, mandate
from tests.spine.signatures import desk

DAY = AT.date()
UBND = "TM. ỦY BAN NHÂN DÂN"


@pytest.mark.parametrize(
    ("form", "is_committee", "head", "title", "lines", "own"),
    [
        ("", False, "Giám đốc Sở", "Giám đốc Sở", (), "Giám đốc"),
        ("", True, "Chủ tịch UBND huyện", "Chủ tịch UBND huyện", (UBND,), "Chủ tịch"),
        ("KT", False, "Giám đốc Sở", "Phó Giám đốc Sở", ("KT. Giám đốc",), "Phó Giám đốc"),
        ("KT", True, "Chủ tịch", "Phó Chủ tịch UBND thành phố", (UBND, "KT. Chủ tịch"), "Phó Chủ tịch"),
        ("TL", True, "Chủ tịch", "Chánh Văn phòng", ("TL. Chủ tịch",), "Chánh Văn phòng"),
        ("TUQ", False, "Giám đốc", "Trưởng phòng", ("TUQ. Giám đốc",), "Trưởng phòng"),
        ("Q", False, "Giám đốc", "Phó Giám đốc", (), "Q. Giám đốc"),
    ],
)
def test_the_lines_above_a_signature(
    form: str, is_committee: bool, head: str, title: str, lines: tuple[str, ...], own: str
) -> None:
    """Decree 30/2020/NĐ-CP, article 13 and Appendix I."""
    assert lines_of(form, is_committee=is_committee, head=head, title=title) == (lines, own)


def test_titles_lose_the_agency_and_tell_a_deputy() -> None:
    assert plain_title("Phó Chủ tịch UBND thành phố") == "Phó Chủ tịch"
    assert plain_title("Trưởng ban") == "Trưởng ban"
    assert is_deputy("Phó Giám đốc Sở")
    assert not is_deputy("Giám đốc Sở")


def test_a_deputy_signs_only_under_a_mandate_of_that_day_and_kind(snv: Office) -> None:
    def names(kind: Kind) -> list[str]:
        return [one.account for one in queries.list_signatories(AGENCY, kind, DAY)]

    assert names(Kind.LETTER) == [snv.head.account]
    mandate(snv.deputy, limits=("Công văn",))
    assert names(Kind.LETTER) == [snv.head.account, snv.deputy.account]
    assert names(Kind.DECISION) == [snv.head.account]
    assert queries.find_signatory(snv.deputy.account, AGENCY, Kind.LETTER, DAY.replace(year=2023)) is None


def test_the_mandate_stands_on_the_paper(snv: Office) -> None:
    mandate(snv.deputy)
    document = snv.issued(signer=snv.deputy.account)
    words = desk.words(snv.paper(document))
    lines = ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Nguyễn Hữu Thọ")
    places = [words.find(line) for line in lines]
    assert 0 < places[0] < places[1] < places[2]


def test_a_mandate_that_fell_signs_nothing_any_more(snv: Office) -> None:
    right = mandate(snv.deputy)
    document = snv.to_sign(signer=snv.deputy.account)
    organisations.revoke_signing(authority=right, on=DAY, by=FOUNDER, at=LOADED + timedelta(hours=1))
    with pytest.raises(errors.SignatoryUnfit):
        actions.sign(read=actions.Read(document, 1), pin=PIN, helpers=desk.helpers(), by=snv.deputy, at=AT)
    assert snv.row(document).state is State.TO_SIGN


def test_a_wrong_pin_signs_nothing_and_uses_no_number(snv: Office) -> None:
    document = snv.to_sign()
    read = actions.Read(document, 1)
    for pin, refusal in (("000000", WrongPin), ("", errors.PinMissing)):
        with pytest.raises(refusal):
            actions.sign(read=read, pin=pin, helpers=desk.helpers(), by=snv.head, at=AT)
    signed = snv.signed()
    with pytest.raises(WrongPin):
        actions.issue(document=signed, pin="000000", helpers=desk.helpers(), by=snv.clerk, at=AT)
    assert snv.row(signed).number is None
    for _ in range(3):
        with pytest.raises(WrongPin):
            actions.issue(document=signed, pin="000000", helpers=desk.helpers(), by=snv.clerk, at=AT)
    with pytest.raises(KeyLocked):
        actions.issue(document=signed, pin="000000", helpers=desk.helpers(), by=snv.clerk, at=AT)


def test_a_revoked_certificate_signs_nothing(snv: Office) -> None:
    authority = desk.FakeAuthority()
    give_key(holders.account(snv.head.account), snv.head.name, authority)
    key = key_of(holders.account(snv.head.account))
    assert key
    authority.revoke(load_der_x509_certificate(key.certificate))
    document = snv.to_sign()
    with pytest.raises(CertificateRevoked):
        actions.sign(
            read=actions.Read(document, 1), pin=PIN, helpers=desk.helpers(authority), by=snv.head, at=AT
        )
    assert snv.row(document).state is State.TO_SIGN


def test_without_time_it_stays_numbered_and_is_sealed_by_asking_again(snv: Office) -> None:
    authority = desk.FakeAuthority()
    give_key(holders.agency(AGENCY), "Sở Nội vụ", authority)
    document = snv.signed()
    authority.fault = "reject"
    with pytest.raises(NoTime):
        actions.issue(document=document, pin=PIN, helpers=desk.helpers(authority), by=snv.clerk, at=AT)
    assert (snv.row(document).state, snv.row(document).code) == (State.NUMBERED, "01/SNV-CCHC")
    authority.fault = ""
    actions.issue(document=document, pin=PIN, helpers=desk.helpers(authority), by=snv.clerk, at=AT)
    assert (snv.row(document).state, snv.row(document).code) == (State.ISSUED, "01/SNV-CCHC")


def test_a_paper_of_last_year_is_set_and_signed_anew(snv: Office) -> None:
    document = snv.signed()
    new_year = datetime(2022, 1, 4, 9, tzinfo=ZONE)
    with pytest.raises(errors.YearPassed):
        actions.issue(document=document, pin=PIN, helpers=desk.helpers(), by=snv.clerk, at=new_year)
    assert snv.row(document).number is None


def test_a_key_of_ones_own_is_made_used_and_ended(snv: Office) -> None:
    with pytest.raises(PinTooShort):
        actions.enrol_own(pin="123", by=snv.writer, at=AT)
    key = actions.enrol_own(pin="trời xanh", by=snv.writer, at=AT)
    mine = holders.account(snv.writer.account)
    assert [row.id for row in list_keys(mine)] == [key]
    with pytest.raises(errors.NotYours):
        actions.end(key=key, reason="Mất", by=snv.head, at=AT)
    actions.end(key=key, reason="Mất máy", by=snv.writer, at=AT)
    assert list_keys(mine) == []


def test_the_agencys_key_is_the_clerks_alone(snv: Office) -> None:
    key = actions.enrol_agency(pin="mây trắng", by=snv.clerk, at=AT)
    for other in (snv.head, snv.writer, snv.stranger):
        with pytest.raises(errors.NotYours):
            actions.end(key=key, reason="x", by=other, at=AT)
    with pytest.raises(errors.NotYours):
        actions.enrol_agency(pin="mây trắng", by=snv.head, at=AT)


def test_without_a_key_nothing_is_signed(snv: Office) -> None:
    document = snv.to_sign()
    key = key_of(holders.account(snv.head.account))
    assert key
    actions.end(key=key.id, reason="Hết hạn", by=snv.head, at=AT)
    with pytest.raises((NoKey, NotYourKey)):
        actions.sign(read=actions.Read(document, 1), pin=PIN, helpers=desk.helpers(), by=snv.head, at=AT)
