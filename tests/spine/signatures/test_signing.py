"""One letter on its way: the leader signs, number and day come in, the clerk signs for the agency."""

import subprocess
from datetime import UTC, datetime, timedelta
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from pypdf import PdfReader

from lienthong.connectors.trust.fake import FakeAuthority, new_key
from lienthong.spine.signatures import errors
from lienthong.spine.signatures.preparing import AGENCY, SIGNER, fill, list_places
from lienthong.spine.signatures.signing import CORNER, Helpers, Wish, sign
from lienthong.spine.signatures.stamping import Look
from lienthong.spine.signatures.tokens import OpenKey
from lienthong.spine.signatures.trust import Trust
from lienthong.spine.signatures.verdicts import Verdict
from tests.spine.signatures import desk
from tests.spine.signatures.desk import NOW, agency, authority, helpers, judged, paper, person, token


def test_a_paper_is_prepared_with_places_for_what_comes_later() -> None:
    assert list_places(paper()) == ["number", "day", "month", "signer", "agency"]


def test_every_signature_stays_valid_and_the_last_covers_all() -> None:
    report = judged(desk.sealed())
    assert [(one.place, one.verdict, one.is_last_word) for one in report.signatures] == [
        ("signer", Verdict.VALID, False),
        ("agency", Verdict.VALID, True),
    ]
    assert report.verdict is Verdict.VALID


def test_another_program_says_the_same() -> None:
    assert desk.second_opinion(desk.sealed()) == [("signer", True, False), ("agency", True, True)]


def test_the_frame_of_the_file_is_sound(tmp_path: Path) -> None:
    file = tmp_path / "sealed.pdf"
    file.write_bytes(desk.sealed())
    told = subprocess.run(["qpdf", "--check", file], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr


def test_each_signature_bears_proven_time_and_what_a_later_check_needs() -> None:
    for one in judged(desk.sealed()).signatures:
        assert one.level == "B-LT"
        assert one.stamped_at is not None
        assert NOW.replace(microsecond=0) <= one.stamped_at <= datetime.now(UTC)  # stamps count whole seconds


def test_what_a_later_check_needs_is_in_the_file_itself() -> None:
    bare = Trust(anchors=(authority().root.der,))
    from lienthong.spine.signatures.judging import judge

    assert judge(desk.sealed(), bare, at=NOW).verdict is Verdict.VALID


def test_each_step_adds_to_the_file_and_changes_nothing_of_it() -> None:
    steps = [paper(), desk.signed(), desk.numbered(), desk.sealed()]
    for before, after in pairwise(steps):
        assert after.startswith(before)


def test_number_and_day_stand_on_the_line_in_the_paper_s_own_font() -> None:
    words = desk.words(desk.sealed())
    assert "Số: 1205 /SNV-CCHC" in words
    assert "ngày 05 tháng 3 năm 2021" in words
    fields = PdfReader(BytesIO(desk.sealed())).get_form_text_fields()
    assert fields == {"number": "1205", "day": "05", "month": "3"}


def test_the_signature_says_whose_it_is() -> None:
    leader, seal = judged(desk.sealed()).signatures
    assert (leader.signer, leader.organisation) == ("Siu H’Đoan", "Sở Nội vụ")
    assert (seal.signer, seal.organisation) == ("Sở Nội vụ", "UBND tỉnh Gia Lai")
    assert leader.is_test


def test_number_and_day_are_locked_once_the_agency_has_signed() -> None:
    with pytest.raises(errors.PlaceTaken):
        fill(desk.sealed(), {"number": "9999"})


@pytest.mark.parametrize("kind", ["P-256", "RSA-3072"])
def test_keys_of_both_kinds_sign(kind: desk.Kind) -> None:
    signer = authority().issue("Rơ Châm Yến", key=new_key(kind))
    made = sign(paper(), Wish(SIGNER), token(signer), helpers(), at=NOW)
    assert judged(made).verdict is Verdict.VALID


def test_an_attachment_bears_the_agency_s_signature_at_its_upper_right_corner() -> None:
    lines = ("1205/SNV-CCHC", "05/03/2021 08:15:01 +07:00")
    made = sign(paper(), Wish(CORNER, Look(lines=lines)), token(agency()), helpers(), at=NOW)
    assert "1205/SNV-CCHC 05/03/2021 08:15:01 +07:00" in desk.words(made)
    (field,) = (
        annotation.get_object()
        for annotation in PdfReader(BytesIO(made)).pages[0]["/Annots"]  # type: ignore[attr-defined]
        if annotation.get_object().get("/T") == CORNER
    )
    left, _, _, top = field["/Rect"]
    assert left > 595 / 2
    assert top > 842 - 20
    assert judged(made).verdict is Verdict.VALID


def test_the_corner_is_no_place_on_a_paper_that_bears_signatures() -> None:
    with pytest.raises(errors.PlaceTaken):
        sign(desk.signed(), Wish(CORNER), token(agency()), helpers(), at=NOW)


def test_it_signs_no_place_twice() -> None:
    with pytest.raises(errors.PlaceTaken):
        sign(desk.signed(), Wish(SIGNER), token(person()), helpers(), at=NOW)


def test_it_refuses_a_place_that_the_paper_lacks() -> None:
    with pytest.raises(errors.PlaceMissing):
        sign(paper(), Wish("somewhere"), token(person()), helpers(), at=NOW)
    with pytest.raises(errors.PlaceMissing):
        fill(paper(), {"somewhere": "1"})


class _Watched:
    """A token that remembers being asked."""

    def __init__(self, key: OpenKey) -> None:
        self.certificate, self.chain, self._key = key.certificate, key.chain, key
        self.asked = 0

    def sign(self, content: bytes) -> bytes:
        self.asked += 1
        return self._key.sign(content)


def _refused(by: FakeAuthority, issued: object, refusal: type[Exception], at: datetime = NOW) -> None:
    assert isinstance(issued, desk.Issued)
    watched = _Watched(OpenKey.of(issued.der, issued.key_der, (by.issuing.der,)))
    with pytest.raises(refusal):
        sign(paper(), Wish(SIGNER), watched, helpers(by), at=at)
    assert watched.asked == 0


def test_a_revoked_certificate_never_signs() -> None:
    own = FakeAuthority()
    issued = own.issue("Đinh Hmưk")
    own.revoke(issued.certificate)
    _refused(own, issued, errors.CertificateRevoked, at=datetime.now(UTC))


def test_nor_does_one_below_a_revoked_authority() -> None:
    own = FakeAuthority()
    issued = own.issue("Đinh Hmưk")
    own.revoke(own.issuing.certificate)
    _refused(own, issued, errors.CertificateRevoked, at=datetime.now(UTC))


def test_an_expired_certificate_never_signs() -> None:
    issued = authority().issue("Đinh Hmưk", until=NOW - timedelta(days=1))
    _refused(authority(), issued, errors.CertificateExpired)


def test_nor_does_one_that_is_not_valid_yet() -> None:
    issued = authority().issue("Đinh Hmưk", since=NOW + timedelta(days=1))
    _refused(authority(), issued, errors.CertificateExpired)


def test_nor_one_of_an_authority_that_nobody_named() -> None:
    stranger = FakeAuthority()
    _refused(authority(), stranger.issue("Đinh Hmưk"), errors.CertificateUntrusted)


def test_nor_one_that_is_meant_for_something_else() -> None:
    issued = authority().issue("Máy chủ", purpose="time")
    _refused(authority(), issued, errors.CertificateUnfit)


def test_nor_one_whose_status_nobody_can_tell() -> None:
    own = FakeAuthority()
    own.lists_from = datetime.now(UTC) - timedelta(days=30)
    _refused(own, own.issue("Đinh Hmưk"), errors.StatusUnknown)


@pytest.mark.parametrize("fault", ["reject", "wrong"])
def test_without_good_time_nothing_is_signed(fault: str) -> None:
    own = FakeAuthority()
    issued = own.issue("Đinh Hmưk")
    own.fault = fault
    key = OpenKey.of(issued.der, issued.key_der, (own.issuing.der,))
    with pytest.raises(errors.NoTime):
        sign(paper(), Wish(SIGNER), key, helpers(own), at=NOW)


def test_time_from_who_may_not_give_it_is_no_time() -> None:
    own = FakeAuthority()
    issued = own.issue("Đinh Hmưk")
    own.time = own.issue("TSA")
    key = OpenKey.of(issued.der, issued.key_der, (own.issuing.der,))
    with pytest.raises(errors.NoTime):
        sign(paper(), Wish(SIGNER), key, helpers(own), at=NOW)


def test_a_silent_time_stamp_authority_is_a_refusal_too() -> None:
    def silent(_: bytes) -> bytes:
        raise TimeoutError

    with pytest.raises(errors.NoTime):
        sign(paper(), Wish(SIGNER), token(person()), Helpers(authority().trust(), silent), at=NOW)


def test_what_a_token_returns_is_checked_before_it_enters_the_paper() -> None:
    class Broken(_Watched):
        def sign(self, content: bytes) -> bytes:
            return super().sign(content + b"!")

    with pytest.raises(errors.TokenSilent):
        sign(paper(), Wish(SIGNER), Broken(token(person())), helpers(), at=NOW)


def test_weak_keys_are_not_even_opened() -> None:
    from cryptography.hazmat.primitives.asymmetric import rsa

    weak = authority().issue("Đinh Hmưk", key=rsa.generate_private_key(public_exponent=65537, key_size=2048))
    with pytest.raises(ValueError, match="3072"):
        OpenKey.of(weak.der, weak.key_der)


def test_without_a_time_stamp_authority_the_level_is_the_basic_one() -> None:
    made = sign(paper(), Wish(AGENCY), token(agency()), Helpers(authority().trust()), at=NOW)
    (one,) = judged(made).signatures
    assert (one.level, one.stamped_at, one.verdict) == ("B-B", None, Verdict.VALID)
