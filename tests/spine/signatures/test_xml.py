"""Signatures on XML: every one we make is confirmed by xmlsec1; of a stranger's nothing is valid by mistake."""

import random
import subprocess
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from signxml.algorithms import DigestAlgorithm, SignatureMethod
from signxml.signer import XMLSigner

from lienthong.connectors.trust.fake import FakeAuthority, Issued
from lienthong.spine.signatures import errors
from lienthong.spine.signatures.signing import Helpers
from lienthong.spine.signatures.tokens import OpenKey
from lienthong.spine.signatures.verdicts import Reason, Report, Verdict
from lienthong.spine.signatures.verification import verify
from lienthong.spine.signatures.xml_frame import DS
from lienthong.spine.signatures.xml_judging import judge_xml
from lienthong.spine.signatures.xml_signing import sign_xml
from tests.spine.signatures import desk
from tests.spine.signatures.wrapping import PLAIN, SHAPES, TRUE, wrapped

ENVELOPE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<e:edXML xmlns:e="urn:e" xmlns="urn:other"><e:edXMLEnvelope Id="phong-bi">'
    "<e:edXMLHeader><!-- ghi chú --><e:Tên>Xã Ia Tiêm</e:Tên>"
    '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#" Id="placeholder"/></e:edXMLHeader>'
    "</e:edXMLEnvelope><e:Tệp>QUJD</e:Tệp></e:edXML>"
).encode()
BOMB = '<!ENTITY l0 "lol">' + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))


def _signed(document: bytes, by: Issued, part: str = "", own: FakeAuthority | None = None) -> bytes:
    return sign_xml(document, desk.token(by), desk.helpers(own), at=datetime.now(UTC), part=part)


@cache
def letter() -> bytes:
    return _signed("<Thư><Số>1205</Số><Việc a='1'>Báo cáo\n cải cách</Việc></Thư>".encode(), desk.person())


@cache
def case() -> bytes:
    """With a signature over its part, within the part."""
    given = PLAIN.replace(
        b"</Case>", f'<ds:Signature xmlns:ds="{DS[1:-1]}" Id="placeholder"/></Case>'.encode()
    )
    return _signed(given, desk.person(), part="case-1")


def _many_references(signatures: int, each: int) -> bytes:
    reference = b'<Reference URI="#y"/>' * each
    one = (
        b'<Signature xmlns="'
        + DS[1:-1].encode()
        + b'"><SignedInfo>'
        + reference
        + b"</SignedInfo></Signature>"
    )
    return one * signatures


def _judged(content: bytes, by: FakeAuthority | None = None, at: datetime | None = None) -> Report:
    return judge_xml(content, (by or desk.authority()).trust(), at=at or datetime.now(UTC))


def _said(content: bytes, **more: Any) -> tuple[Verdict, tuple[Reason, ...]]:
    (one,) = _judged(content, **more).signatures
    return one.verdict, one.reasons


def _second_opinion(content: bytes, folder: Path) -> bool:
    """What xmlsec1 says: it must be told which attributes are names."""
    (folder / "x.xml").write_bytes(content)
    named = ["SignedProperties", "KeyInfo", "edXMLEnvelope", "Case"]
    names = [word for name in named for word in ("--id-attr:Id", name)]
    command = ["xmlsec1", "--verify", "--insecure", *names, str(folder / "x.xml")]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize("by", [desk.person, desk.agency])
@pytest.mark.parametrize(
    ("document", "part"), [(b"<a> <b/>\n<c d='1'>\xc3\xa0&#13;</c></a>", ""), (ENVELOPE, "phong-bi")]
)
def test_what_we_sign_is_confirmed_by_another_program(
    by: Any, document: bytes, part: str, tmp_path: Path
) -> None:
    made = _signed(document, by(), part)
    assert _second_opinion(made, tmp_path)
    assert not _second_opinion(made.replace(b'd="1"', b'd="2"').replace(b"Ia ", b"Ib "), tmp_path)


def test_a_signed_letter_is_valid_with_its_signer_and_its_proven_time() -> None:
    (one,) = _judged(letter()).signatures
    assert (one.verdict, one.reasons, one.signer, one.level) == (Verdict.VALID, (), "Siu H’Đoan", "B-T")
    assert one.stamped_at is not None
    assert one.claimed_at is not None
    assert one.is_test


def test_only_what_was_signed_is_handed_on() -> None:
    (one,) = _judged(_signed(ENVELOPE, desk.agency(), "phong-bi")).signatures
    assert (one.verdict, one.reasons) == (Verdict.UNKNOWN, (Reason.PART_ONLY,))
    assert "Xã Ia Tiêm" in one.signed[0]
    assert "QUJD" not in one.signed[0]
    assert "ghi chú" not in one.signed[0]


def test_a_part_with_nothing_to_read_around_it_is_all_there_is() -> None:
    assert _said(case()) == (Verdict.VALID, ())
    assert _judged(case()).signatures[0].signed == (TRUE,)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_wrapped_signature_is_never_valid(shape: str) -> None:
    (one,) = _judged(wrapped(case(), shape)).signatures
    assert one.verdict is not Verdict.VALID
    assert one.signed in ((), (TRUE,))


@pytest.mark.parametrize("place", ["<Note>999</Note>", "<Note/>", "<!-- --> 999", "<?show other.xsl?>"])
def test_what_is_added_beside_the_signed_part_is_found(place: str) -> None:
    verdict, _ = _said(case().replace(b"</Message>", place.encode() + b"</Message>"))
    assert verdict is (Verdict.VALID if "<?" in place else Verdict.UNKNOWN)


def test_an_instruction_beside_the_root_is_a_doubt() -> None:
    """xmlsec1 counts it as signed, our library does not look there."""
    content = letter().replace(b"<Th", b"<?xml-stylesheet href='other.xsl'?><Th", 1)
    assert _said(content) == (Verdict.UNKNOWN, (Reason.OTHER_KIND,))


def test_a_changed_word_is_proof_against_it() -> None:
    assert _said(letter().replace(b"1205", b"1206")) == (Verdict.INVALID, (Reason.CHANGED,))
    assert not _judged(letter().replace(b"1205", b"1206")).signatures[0].signed


def test_a_signature_by_another_key_is_forged() -> None:
    other = _signed(b"<x/>", desk.agency())
    mine, theirs = (etree.fromstring(one) for one in (letter(), other))
    path = f".//{DS}X509Certificate"
    mine.find(path).text = theirs.find(path).text
    assert _said(etree.tostring(mine, encoding="UTF-8"))[0] is Verdict.INVALID


def _old(document: bytes, **methods: Any) -> bytes:
    class Old(XMLSigner):
        def check_deprecated_methods(self) -> None:
            """Others still sign in this way."""

    root = etree.fromstring(document)
    made = Old(**methods).sign(root, key=desk.agency().key, cert=[desk.agency().certificate])
    return bytes(etree.tostring(made))


def test_sha_1_is_not_valid_and_the_reason_says_so() -> None:
    made = _old(
        b"<a>1</a>", signature_algorithm=SignatureMethod.RSA_SHA1, digest_algorithm=DigestAlgorithm.SHA1
    )
    assert _said(made) == (Verdict.INVALID, (Reason.SHA1,))


def test_a_plain_signature_of_today_s_methods_is_valid() -> None:
    verdict, reasons = _said(_old(b"<a>1</a>"))
    assert (verdict, reasons) == (Verdict.VALID, ())


@pytest.mark.parametrize(
    "transform",
    [
        "http://www.w3.org/TR/1999/REC-xpath-19991116",
        "http://www.w3.org/TR/1999/REC-xslt-19991116",
        "http://www.w3.org/2000/09/xmldsig#base64",
        "http://www.w3.org/2001/10/xml-exc-c14n#WithComments",
    ],
)
def test_a_transform_that_computes_is_a_doubt(transform: str) -> None:
    content = letter().replace(b"http://www.w3.org/2000/09/xmldsig#enveloped-signature", transform.encode())
    assert _said(content) == (Verdict.UNKNOWN, (Reason.OTHER_KIND,))


@pytest.mark.parametrize("uri", ["http://127.0.0.1:1/x", "file:///etc/passwd", "#xpointer(/)"])
def test_what_lies_elsewhere_is_not_fetched(uri: str) -> None:
    assert _said(letter().replace(b'URI=""', f'URI="{uri}"'.encode())) == (
        Verdict.UNKNOWN,
        (Reason.OTHER_KIND,),
    )


def test_nor_of_a_plain_signature() -> None:
    content = _old(b"<a>1</a>").replace(b'URI=""', b'URI="http://127.0.0.1:1/x"')
    assert _said(content) == (Verdict.UNKNOWN, (Reason.OTHER_KIND,))


def test_a_secret_shared_by_two_proves_nothing_to_a_third() -> None:
    content = letter().replace(
        b"http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256",
        b"http://www.w3.org/2001/04/xmldsig-more#hmac-sha256",
    )
    assert _said(content) == (Verdict.UNKNOWN, (Reason.OTHER_KIND,))


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE a [<!ENTITY b "c">]>',
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE a SYSTEM "http://127.0.0.1:1/a.dtd">',
        '<!DOCTYPE a [<!ENTITY % b SYSTEM "http://127.0.0.1:1/b"> %b;]>',
        "<!DOCTYPE a ["
        + '<!ENTITY l0 "lol">'
        + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
        + "]>",
    ],
)
def test_a_file_with_a_doctype_is_refused(head: str) -> None:
    content = letter().replace(b"?>\n", b"?>\n" + head.encode(), 1)
    assert _judged(content) == Report(faults=(Reason.DOCTYPE,))


@pytest.mark.parametrize("content", [b"<a", b"<a></b>", b"<", b"<a>" * 9_000, b"\xff\xfe<\0", b"<?xml"])
def test_what_is_no_xml_is_a_doubt(content: bytes) -> None:
    assert _judged(content).verdict is Verdict.UNKNOWN


def test_a_file_without_signatures_has_no_verdict() -> None:
    assert _judged(b"<a/>").verdict is None


def _by(own: FakeAuthority) -> tuple[bytes, Issued]:
    issued = own.issue("Đinh Hmưk")
    key = OpenKey.of(issued.der, issued.key_der, (own.issuing.der,))
    return sign_xml(b"<a>1</a>", key, desk.helpers(own), at=datetime.now(UTC)), issued


def test_a_stranger_s_authority_is_not_believed() -> None:
    assert _said(_by(FakeAuthority())[0]) == (Verdict.UNKNOWN, (Reason.UNTRUSTED,))


def test_a_certificate_revoked_before_the_proven_time_makes_it_invalid() -> None:
    own = FakeAuthority()
    made, issued = _by(own)
    own.revoke(issued.certificate, datetime.now(UTC) - timedelta(days=3))
    assert _said(made, by=own) == (Verdict.INVALID, (Reason.REVOKED,))


def test_one_revoked_afterwards_does_no_harm() -> None:
    own = FakeAuthority()
    made, issued = _by(own)
    own.revoke(issued.certificate, datetime.now(UTC) + timedelta(hours=1))
    assert _said(made, by=own, at=datetime.now(UTC) + timedelta(hours=2)) == (Verdict.VALID, ())


def test_without_a_proven_time_a_revoked_one_is_a_doubt() -> None:
    own = FakeAuthority()
    issued = own.issue("Đinh Hmưk")
    key = OpenKey.of(issued.der, issued.key_der, (own.issuing.der,))
    made = sign_xml(b"<a>1</a>", key, Helpers(own.trust()), at=datetime.now(UTC))
    assert _said(made, by=own) == (Verdict.VALID, ())
    own.revoke(issued.certificate, datetime.now(UTC))
    assert _said(made, by=own) == (Verdict.UNKNOWN, (Reason.REVOKED_LATER,))


def test_nobody_can_say_when_lists_are_old() -> None:
    own = FakeAuthority()
    made, _ = _by(own)
    own.lists_from = datetime.now(UTC) - timedelta(days=20)
    assert _said(made, by=own) == (Verdict.UNKNOWN, (Reason.STATUS_UNKNOWN,))


def test_a_time_stamp_of_another_signature_proves_nothing() -> None:
    mine, theirs = (etree.fromstring(one) for one in (letter(), _signed(b"<x/>", desk.person())))
    path = ".//{*}EncapsulatedTimeStamp"
    mine.find(path).text = theirs.find(path).text
    verdict, reasons = _said(etree.tostring(mine, encoding="UTF-8"))
    assert verdict is not Verdict.VALID
    assert reasons


def test_a_revoked_certificate_signs_nothing() -> None:
    own = FakeAuthority()
    _, issued = _by(own)
    own.revoke(issued.certificate, datetime.now(UTC) - timedelta(hours=1))
    key = OpenKey.of(issued.der, issued.key_der, (own.issuing.der,))
    with pytest.raises(errors.CertificateRevoked):
        sign_xml(b"<a/>", key, desk.helpers(own), at=datetime.now(UTC))


def test_a_key_that_answers_with_another_signature_is_not_believed() -> None:
    class Confused:
        certificate, chain = desk.person().der, (desk.authority().issuing.der,)

        def sign(self, content: bytes) -> bytes:
            return desk.token(desk.person()).sign(content + b" ")

    with pytest.raises(errors.TokenSilent):
        sign_xml(b"<a/>", Confused(), desk.helpers(), at=datetime.now(UTC))


@pytest.mark.parametrize("document", [b"", b"%PDF", b"<!DOCTYPE a><a/>", b"<a/><b/>"])
def test_what_is_no_xml_is_not_signed(document: bytes) -> None:
    with pytest.raises(errors.NoXml):
        _signed(document, desk.person())


def test_a_second_signature_over_another_part_leaves_the_first_alone() -> None:
    two = PLAIN.replace(b"</Message>", b'<Case Id="case-9"><Fee>7</Fee></Case></Message>')
    made = _signed(_signed(two, desk.person(), "case-1"), desk.agency(), "case-9")
    assert [(one.reasons, one.signer) for one in _judged(made).signatures] == [
        ((Reason.PART_ONLY,), "Siu H’Đoan"),
        ((Reason.PART_ONLY,), "Sở Nội vụ"),
    ]


def test_the_program_beside_us_says_the_same() -> None:
    trust, at = desk.authority().trust(), datetime.now(UTC)
    assert verify(letter(), trust, at=at, seconds=120) == judge_xml(letter(), trust, at=at)


@pytest.mark.whole
@pytest.mark.parametrize(
    "content",
    [
        b"<a>" + b"<b/>" * 4_000_000 + b"</a>",
        b"<a " + b" ".join(b'x%d="1"' % n for n in range(400_000)) + b"/>",
        b"<a>" + b'<b Id="x"/>' * 500_000 + _many_references(19, 49) + b"</a>",
        b"<a>" + b"&#65;" * 4_000_000 + b"</a>",
    ],
    ids=["elements", "attributes", "references", "letters"],
)
def test_a_file_that_is_much_work_exhausts_its_own_process_only(content: bytes) -> None:
    report = verify(content, desk.authority().trust(), at=datetime.now(UTC), seconds=120)
    assert report.verdict is not Verdict.VALID


def _never_valid(samples: int) -> None:
    whole, chance = letter(), random.Random(751)
    covered = [
        *range(whole.index(b"<Th") + 1, whole.index(b"<ds:Signature")),
        *range(whole.index(b"<ds:SignedInfo") + 1, whole.index(b"</ds:SignedInfo")),
    ]
    for place in (chance.choice(covered) for _ in range(samples)):
        content = bytearray(whole)
        content[place] ^= 1 << chance.randrange(8)
        assert _judged(bytes(content)).verdict is not Verdict.VALID, f"byte {place}"


def test_no_changed_byte_is_ever_called_valid() -> None:
    _never_valid(60)


@pytest.mark.whole
def test_no_changed_byte_of_a_thousand_is_ever_called_valid() -> None:
    _never_valid(1_000)
