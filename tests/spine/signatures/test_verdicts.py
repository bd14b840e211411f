"""What is said of a file from a stranger: valid, invalid, or that nobody can say; never valid by mistake."""

import random
import zlib
from datetime import UTC, datetime, timedelta

import pytest

from lienthong.connectors.trust.fake import FakeAuthority
from lienthong.spine.signatures.confined import MOST_BYTES
from lienthong.spine.signatures.preparing import AGENCY, SIGNER, fill
from lienthong.spine.signatures.signing import Helpers, Wish, sign
from lienthong.spine.signatures.tokens import OpenKey
from lienthong.spine.signatures.verdicts import Reason, Report, Verdict
from lienthong.spine.signatures.verification import verify
from tests.spine.signatures import desk
from tests.spine.signatures.desk import NOW, authority, judged, verdicts
from tests.spine.signatures.hostile import (
    archived,
    bomb,
    overlaid,
    rewritten_field,
    with_another_page,
    with_hidden_field,
    with_other_ranges,
    with_two_of_one_name,
)


def _by(own: FakeAuthority, content: bytes | None = None, place: str = SIGNER) -> tuple[bytes, desk.Issued]:
    issued = own.issue("Đinh Hmưk")
    key = OpenKey.of(issued.der, issued.key_der, (own.issuing.der,))
    now = datetime.now(UTC)
    return sign(content or desk.paper(), Wish(place), key, desk.helpers(own), at=now), issued


def test_a_file_without_signatures_has_no_verdict() -> None:
    assert judged(desk.paper()) == Report()
    assert judged(desk.paper()).verdict is None


def test_a_changed_byte_is_proof_against_it() -> None:
    content = bytearray(desk.sealed())
    content[content.index(b"/Title") + 30] ^= 1
    assert verdicts(judged(bytes(content)))["agency"][0] is Verdict.INVALID


def test_who_signs_with_a_certificate_of_his_own_making_is_not_believed() -> None:
    made, _ = _by(FakeAuthority())
    (one,) = judged(made).signatures
    assert (one.verdict, one.reasons) == (Verdict.UNKNOWN, (Reason.UNTRUSTED,))


def test_a_certificate_revoked_before_the_signature_makes_it_invalid() -> None:
    own = FakeAuthority()
    made, issued = _by(own)
    own.revoke(issued.certificate, datetime.now(UTC) - timedelta(days=3))
    assert verdicts(judged(made, own, at=datetime.now(UTC)))["signer"] == (Verdict.INVALID, (Reason.REVOKED,))


def test_one_revoked_afterwards_does_no_harm_since_the_time_is_proven() -> None:
    own = FakeAuthority()
    made, issued = _by(own)
    own.revoke(issued.certificate, datetime.now(UTC) + timedelta(hours=1))
    assert judged(made, own, at=datetime.now(UTC) + timedelta(hours=2)).verdict is Verdict.VALID


def test_a_certificate_that_has_expired_since_is_no_matter_either() -> None:
    own = FakeAuthority()
    issued = own.issue("Đinh Hmưk", until=datetime.now(UTC) + timedelta(days=2))
    key = OpenKey.of(issued.der, issued.key_der, (own.issuing.der,))
    made = sign(desk.paper(), Wish(SIGNER), key, desk.helpers(own), at=datetime.now(UTC))
    assert judged(made, own, at=datetime.now(UTC) + timedelta(days=4)).verdict is Verdict.VALID


def test_nobody_can_say_when_lists_are_old() -> None:
    made, _ = _by(own := FakeAuthority())
    own.lists_from = datetime.now(UTC) - timedelta(days=20)
    later = datetime.now(UTC) + timedelta(days=30)
    assert verdicts(judged(made, own, at=later))["signer"] == (Verdict.UNKNOWN, (Reason.STATUS_UNKNOWN,))


def test_one_doubtful_signature_makes_the_file_doubtful() -> None:
    made = sign(desk.numbered(), Wish(AGENCY), *_stranger(), at=NOW)
    report = judged(made)
    assert [one.verdict for one in report.signatures] == [Verdict.VALID, Verdict.UNKNOWN]
    assert report.verdict is Verdict.UNKNOWN


def _stranger() -> tuple[OpenKey, Helpers]:
    own = FakeAuthority()
    issued = own.issue("Kẻ lạ")
    return OpenKey.of(issued.der, issued.key_der, (own.issuing.der,)), desk.helpers(own)


def test_entries_after_the_agency_has_signed_are_found() -> None:
    """The field is written with the same library that fills fields, past our own refusal."""
    report = judged(rewritten_field(desk.sealed(), "number", "9999"))
    assert verdicts(report)["agency"] == (Verdict.INVALID, (Reason.ADDED,))


def test_a_page_put_over_another_is_found() -> None:
    report = judged(overlaid(desk.sealed()))
    assert {one.verdict for one in report.signatures} == {Verdict.INVALID}
    assert all(Reason.ADDED in one.reasons for one in report.signatures)


def test_a_signature_that_the_form_hides_is_not_passed_over() -> None:
    report = judged(with_hidden_field(desk.signed()))
    assert report.verdict is Verdict.UNKNOWN
    assert verdicts(report)["signer"] == (Verdict.UNKNOWN, (Reason.OTHER_KIND,))


def test_nor_one_that_bears_another_s_name() -> None:
    report = judged(with_two_of_one_name(desk.sealed()))
    assert [one.place for one in report.signatures] == ["signer", "signer"]
    assert report.verdict is not Verdict.VALID


def test_a_second_page_is_found() -> None:
    assert judged(with_another_page(desk.sealed())).verdict is Verdict.INVALID


@pytest.mark.parametrize("shift", [-1, 1, 40])
def test_a_gap_that_is_wider_than_the_signature_is_found(shift: int) -> None:
    report = judged(with_other_ranges(desk.signed(), shift))
    assert report.verdict is not Verdict.VALID


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7", b"GIF89a", b"%PDF-1.7\n" + bytes(9_000), zlib.compress(bytes(999))]
)
def test_what_is_no_pdf_is_a_doubt(content: bytes) -> None:
    assert judged(content).faults == (Reason.UNREADABLE,)


def test_a_cut_off_file_is_never_valid() -> None:
    whole = desk.sealed()
    for share in (0.3, 0.6, 0.9, 0.999):
        assert judged(whole[: int(len(whole) * share)]).verdict is not Verdict.VALID


def _signed_places(content: bytes) -> list[int]:
    """All places of bytes that the last signature covers."""
    at = content.rindex(b"/ByteRange")
    numbers = content[content.index(b"[", at) + 1 : content.index(b"]", at)].split()
    start, first, second, rest = map(int, numbers)
    return [*range(start, first), *range(second, second + rest)]


def _never_valid(share: int, samples: int) -> None:
    """Of a thousand bytes drawn once, the ``share``-th ``samples``."""
    whole = desk.sealed()
    chance = random.Random(751)
    drawn = [(place, chance.randrange(8)) for place in chance.sample(_signed_places(whole), 1_000)]
    for place, bit in drawn[share * samples : (share + 1) * samples]:
        content = bytearray(whole)
        content[place] ^= 1 << bit
        assert judged(bytes(content)).verdict is not Verdict.VALID, f"byte {place}"


def test_no_changed_byte_is_ever_called_valid() -> None:
    _never_valid(0, 25)


@pytest.mark.whole
@pytest.mark.sampled(all=4)
@pytest.mark.parametrize("share", range(20))
def test_no_changed_byte_of_a_thousand_is_ever_called_valid(share: int) -> None:
    """A long run draws some shares, ``--whole`` takes all of them."""
    _never_valid(share, 50)


def test_the_program_beside_us_says_the_same() -> None:
    assert verify(desk.sealed(), authority().trust(), at=NOW, seconds=120) == judged(desk.sealed())


def test_a_file_that_takes_too_long_is_a_doubt() -> None:
    assert verify(desk.sealed(), authority().trust(), at=NOW, seconds=0.01).faults == (Reason.TOO_MUCH_WORK,)


def test_so_is_one_that_is_too_large() -> None:
    assert verify(bytes(MOST_BYTES + 1), authority().trust(), at=NOW).faults == (Reason.TOO_MUCH_WORK,)


def test_a_bomb_exhausts_its_own_process_only() -> None:
    report = verify(bomb(desk.sealed()), authority().trust(), at=NOW, seconds=120)
    assert report.verdict is not Verdict.VALID


def test_a_report_survives_its_way_between_processes() -> None:
    report = judged(desk.sealed())
    assert Report.of(report.told()) == report


def test_filling_is_allowed_to_whoever_has_the_paper_before_the_agency_signs() -> None:
    assert judged(fill(desk.signed(), desk.ENTRIES)).verdict is Verdict.VALID


def test_a_time_stamp_of_the_whole_file_is_judged_for_itself() -> None:
    report = judged(archived(desk.sealed()))
    assert [(one.is_time_stamp, one.verdict) for one in report.signatures] == [
        (False, Verdict.VALID),
        (False, Verdict.VALID),
        (True, Verdict.VALID),
    ]


def test_and_breaks_with_the_file() -> None:
    content = bytearray(archived(desk.signed()))
    content[content.index(b"/Title") + 30] ^= 1
    assert {one.verdict for one in judged(bytes(content)).signatures} == {Verdict.INVALID}
