"""What strangers have signed, where no list speaks of their certificates: issuers are asked, and believed as little."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from lienthong.connectors.trust.fake import new_key
from lienthong.spine.signatures.preparing import SIGNER
from lienthong.spine.signatures.signing import Helpers, Wish, sign
from lienthong.spine.signatures.tokens import OpenKey
from lienthong.spine.signatures.trust import Trust
from lienthong.spine.signatures.verdicts import Reason, Report, Verdict
from lienthong.spine.signatures.verification import verify
from lienthong.spine.signatures.xml_signing import sign_xml
from tests.spine.signatures.desk import FakeAuthority, Issued, paper

KINDS = pytest.mark.parametrize("kind", ["pdf", "xml"])


class Line:
    """To the issuer: what is answered, and how often somebody asked."""

    def __init__(self, answer: Callable[[bytes], bytes | None]) -> None:
        self.answer, self.asked = answer, list[tuple[bytes, bytes]]()

    def __call__(self, issuer: bytes, request: bytes) -> bytes | None:
        self.asked.append((issuer, request))
        return self.answer(request)


def signed(kind: str, authority: FakeAuthority, issued: Issued | None = None) -> bytes:
    """As others sign: nothing in the file speaks of its certificates."""
    one = issued or authority.issue("Người ở xa")
    token = OpenKey.of(one.der, one.key_der, (authority.issuing.der,))
    bare, at = Helpers(authority.trust(), None), datetime.now(UTC)
    return (
        sign_xml(b"<a>1</a>", token, bare, at=at)
        if kind == "xml"
        else sign(paper(), Wish(SIGNER), token, bare, at=at)
    )


def lists_missing(authority: FakeAuthority) -> Trust:
    """The root's list is there; of what the authority below has issued nobody speaks."""
    return replace(authority.trust(), lists=tuple(authority.lists())[:1])


def told(content: bytes, trust: Trust, ask: Line | None) -> tuple[Verdict | None, tuple[Reason, ...]]:
    report: Report = verify(content, trust, at=datetime.now(UTC), ask=ask)
    return report.verdict, report.signatures[0].reasons


@KINDS
def test_an_issuer_answers_where_no_list_speaks(kind: str) -> None:
    authority = FakeAuthority()
    content, line = signed(kind, authority), Line(authority.answer_status)
    assert told(content, lists_missing(authority), None) == (Verdict.UNKNOWN, (Reason.STATUS_UNKNOWN,))
    assert told(content, lists_missing(authority), line) == (Verdict.VALID, ())
    assert {issuer for issuer, _ in line.asked} == {authority.issuing.der, authority.root.der}


@KINDS
def test_what_its_issuer_revoked_is_not_valid(kind: str) -> None:
    authority = FakeAuthority()
    issued = authority.issue("Người ở xa")
    content, line = signed(kind, authority, issued), Line(authority.answer_status)
    authority.revoke(issued.certificate)
    verdict, reasons = told(content, lists_missing(authority), line)
    assert verdict is not Verdict.VALID
    assert set(reasons) <= {Reason.REVOKED, Reason.REVOKED_LATER}


@KINDS
@pytest.mark.parametrize("fault", ["unknown", "old", "wrong signer"])
def test_an_answer_that_proves_nothing_leaves_the_doubt(fault: str, kind: str) -> None:
    authority = FakeAuthority()
    content = signed(kind, authority)
    authority.status_fault = fault
    verdict, reasons = told(content, lists_missing(authority), Line(authority.answer_status))
    assert (verdict, reasons) == (Verdict.UNKNOWN, (Reason.STATUS_UNKNOWN,))


@pytest.mark.parametrize("answer", [None, b"", b"\x30\x03\x0a\x01\x06", b"%PDF" * 1_000])
def test_silence_and_rubbish_leave_the_doubt(answer: bytes | None) -> None:
    authority = FakeAuthority()
    verdict, reasons = told(signed("pdf", authority), lists_missing(authority), Line(lambda _: answer))
    assert (verdict, reasons) == (Verdict.UNKNOWN, (Reason.STATUS_UNKNOWN,))


def test_an_answer_about_somebody_else_says_nothing() -> None:
    authority, line = FakeAuthority(), Line(lambda _: kept[0])
    asking = Line(authority.answer_status)
    told(signed("pdf", authority), lists_missing(authority), asking)
    kept = [answer for _, request in asking.asked if (answer := authority.answer_status(request))]
    other = signed("pdf", authority)
    assert told(other, lists_missing(authority), line) == (Verdict.UNKNOWN, (Reason.STATUS_UNKNOWN,))


def test_nobody_is_asked_where_the_lists_speak() -> None:
    authority, line = FakeAuthority(), Line(lambda _: None)
    assert told(signed("pdf", authority), authority.trust(), line) == (Verdict.VALID, ())
    assert line.asked == []


def test_nobody_is_asked_about_what_anybody_may_have_made_up() -> None:
    """Its name says who issued it, its signature does not."""
    authority, forger, line = FakeAuthority(), FakeAuthority(), Line(lambda _: None)
    own = replace(forger.issuing, certificate=authority.issuing.certificate)
    issued = authority.issue("Người ở xa", by=replace(own, key=new_key()))
    token = OpenKey.of(issued.der, issued.key_der, (authority.issuing.der,))
    content = sign(paper(), Wish(SIGNER), token, _careless(authority, issued), at=datetime.now(UTC))
    verdict, _ = told(content, lists_missing(authority), line)
    assert verdict is not Verdict.VALID
    assert all(issuer == authority.root.der for issuer, _ in line.asked)


def _careless(authority: FakeAuthority, issued: Issued) -> Helpers:
    """Believes the forged certificate itself, so that it signs."""
    return Helpers(replace(authority.trust(), anchors=(authority.root.der, issued.der)), None)


def test_a_file_that_cannot_be_read_asks_nothing() -> None:
    authority = FakeAuthority()
    line = Line(authority.answer_status)
    for content in (b"", b"<a", b"%PDF-1.7 nothing", signed("pdf", authority)[:4_000]):
        assert verify(content, lists_missing(authority), at=datetime.now(UTC), ask=line).verdict in (
            None,
            Verdict.UNKNOWN,
        )
    assert line.asked == []
