"""What we send is the standard's, to the letter, and signed where somebody signs."""

import hashlib
import io
import shutil
import subprocess
import zipfile
from base64 import b64decode
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.x509.oid import NameOID
from tests.connectors.axis import examples
from tests.connectors.axis.examples import AT, MESSAGES, NEW, PDF, attachment, status, written

from lienthong.connectors.axis import edxml, sealing
from lienthong.connectors.axis.messages import Business, Edoc, Organization, Replaced, StatusCode

Q = "{http://www.mic.gov.vn/TBT/QCVN_102_2016}"
HEADER = ["From", "To", "To", "DocumentId", "Code", "PromulgationInfo", "DocumentType", "Subject", "Content"]
HEADER += ["SignerInfo", "DueDate", "OtherInfo", "ResponseFor", "ResponseForTask", "SteeringType", "ToPlaces"]


def header(content: bytes) -> ET.Element:
    found = ET.fromstring(content).find(f"{Q}edXMLEnvelope/{Q}edXMLHeader/{Q}MessageHeader")
    assert found is not None
    return found


def names(node: ET.Element) -> list[str]:
    return [child.tag.removeprefix(Q) for child in node]


def test_a_document_has_the_fields_of_the_standard_in_their_order() -> None:
    assert names(header(written(NEW))) == HEADER


def test_the_prefix_is_the_one_that_receivers_demand() -> None:
    text = written(NEW).decode()
    assert text.startswith(
        '<?xml version="1.0" encoding="UTF-8"?>\n<edXML xmlns="http://www.mic.gov.vn/TBT/QCVN_102_2016">'
    )
    assert "<edXML:MessageHeader>" in text and "<AttachmentEncoded><Attachment><ContentId>cid:1<" in text


def test_dates_are_local_with_slashes() -> None:
    head = header(written(replace(NEW, traces=())))
    assert head.findtext(f"{Q}PromulgationInfo/{Q}PromulgationDate") == "2021/10/15"
    late = replace(status(StatusCode.ARRIVED), at=datetime(2021, 10, 15, 18, tzinfo=UTC))
    assert header(written(late)).findtext(f"{Q}Timestamp") == "2021/10/16 01:00:00"


def test_an_attachment_is_base64_of_a_zip_of_one_entry() -> None:
    found = ET.fromstring(written(NEW)).find(f"{Q}AttachmentEncoded/{Q}Attachment")
    assert found is not None
    with zipfile.ZipFile(
        io.BytesIO(b64decode(found.findtext(f"{Q}ContentTransferEncoded") or ""))
    ) as archive:
        (entry,) = archive.infolist()
        assert archive.read(entry) == PDF
    stem, dot, ending = entry.filename.partition(".")
    assert (len(stem), dot, ending) == (36, ".", "pdf")
    assert entry.compress_type == zipfile.ZIP_DEFLATED


def test_it_tells_the_hash_and_size_of_what_it_wrote() -> None:
    out = io.BytesIO()
    told = edxml.write(NEW, out)
    assert told == edxml.Written(hashlib.sha256(out.getvalue()).hexdigest(), len(out.getvalue()))


@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_is_the_same_bytes_every_time(name: str) -> None:
    assert written(MESSAGES[name]) == written(MESSAGES[name])


def test_a_status_names_its_recipients_only_beside_the_sender_of_the_document() -> None:
    assert "To" not in names(header(written(status(StatusCode.REGISTERED))))
    assert names(header(written(status(StatusCode.ASKED_BACK)))).count("To") == 2


def test_only_an_update_and_a_replacement_tell_theirs() -> None:
    for name, message in MESSAGES.items():
        text = written(message).decode()
        assert ("BussinessDocumentInfo" in text) == (name == "update")
        assert ("ReplacementInfoList" in text) == (name == "replace")


def test_a_file_that_is_not_the_one_announced_is_not_sent() -> None:
    other = replace(attachment(), open=lambda: io.BytesIO(b"another"))
    with pytest.raises(edxml.Unwritable, match="not the file"):
        written(replace(NEW, attachments=(other,)))


WRONG: list[tuple[str, dict[str, Any]]] = [
    ("Subject", {"subject": ""}),
    ("Subject", {"subject": "a" * 501}),
    ("Subject", {"subject": " vì"}),
    ("Subject", {"subject": "a\x00b"}),
    ("Subject", {"subject": "a\ud800b"}),
    ("Subject", {"subject": "a\ufffeb"}),
    ("Content", {"content": "a" * 501}),
    ("CodeNumber", {"number": "1" * 12}),
    ("CodeNotation", {"notation": "a" * 31}),
    ("PromulgationInfo.Place", {"place": "a" * 51}),
    ("TypeName", {"type_name": "a" * 101}),
    ("FullName", {"signer_name": "a" * 51}),
    ("SphereOfPromulgation", {"sphere": "a" * 101}),
    ("TyperNotation", {"typist": "a" * 11}),
    ("Priority", {"priority": 5}),
    ("SteeringType", {"steering": "0"}),
    ("PageAmount", {"pages": -1}),
    ("DocumentId", {"document_id": ""}),
    ("PromulgationDate", {"dated": date(2021, 10, 16)}),
    ("To", {"recipients": ()}),
    ("To", {"recipients": (examples.CITY, examples.CITY)}),
    ("To", {"recipients": (Organization(organ_id="../x"),)}),
    ("To.OrganName", {"recipients": (Organization(organ_id="A", name="a" * 201),)}),
    ("From.OrganAdd", {"sender": Organization(organ_id="A", address="a" * 251)}),
    ("From", {"sender": Organization(organ_id="null")}),
    ("ResponseFor", {"business": Business.RECALL, "answers": ()}),
    ("BussinessDocumentInfo", {"business": Business.UPDATE}),
    ("BussinessDocumentInfo", {"document_changes": True}),
    ("ReplacementInfoList", {"business": Business.REPLACE}),
    ("ReplacementInfoList", {"replaced": (Replaced(document_id="x"),)}),
    ("AttachmentName", {"attachments": (attachment(name="../../etc/passwd"),)}),
    ("AttachmentName", {"attachments": (attachment(name="a\u202efdp.exe"),)}),
    ("ContentType", {"attachments": (attachment(content_type=""),)}),
    ("Attachment", {"attachments": (attachment(size=513 * 1024 * 1024),)}),
    ("Attachment", {"attachments": (attachment(),) * 201}),
    ("ToPlaces", {"places": ("",)}),
]


@pytest.mark.parametrize(("field", "change"), WRONG)
def test_what_the_standard_does_not_allow_is_named_before_a_byte_is_written(
    field: str, change: dict[str, Any]
) -> None:
    out = io.BytesIO()
    with pytest.raises(edxml.Unwritable) as refused:
        edxml.write(replace(NEW, **change), out)
    assert (refused.value.field, out.getvalue()) == (field, b"")


def test_the_longest_that_the_standard_allows_is_written() -> None:
    longest = replace(NEW, subject="ư" * 500, number="1" * 11, notation="Đ" * 30, place="a" * 50)
    assert "ư" * 500 in written(longest).decode()


def _made_by(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> tuple[str, Callable[[bytes], bytes]]:
    if isinstance(key, rsa.RSAPrivateKey):
        return sealing.RSA_SHA256, lambda content: key.sign(content, padding.PKCS1v15(), hashes.SHA256())

    def side_by_side(content: bytes) -> bytes:
        r, s = decode_dss_signature(key.sign(content, ec.ECDSA(hashes.SHA256())))
        return r.to_bytes(32) + s.to_bytes(32)

    return sealing.ECDSA_SHA256, side_by_side


@pytest.fixture(scope="module", params=["RSA", "P-256"])
def signing(request: pytest.FixtureRequest) -> tuple[edxml.Sign, x509.Certificate]:
    is_rsa = request.param == "RSA"
    key = rsa.generate_private_key(65537, 2048) if is_rsa else ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "So Noi vu")])
    builder = x509.CertificateBuilder(name, name, key.public_key(), 1, AT, AT + timedelta(days=36_500))
    certificate = builder.sign(key, hashes.SHA256())

    method, raw = _made_by(key)
    der = certificate.public_bytes(serialization.Encoding.DER)
    return sealing.signing(raw, method=method, certificate=der), certificate


type Verify = Callable[[bytes], bool]


@pytest.fixture
def verify(tmp_path: Path, signing: tuple[edxml.Sign, x509.Certificate]) -> Verify:
    program = shutil.which("xmlsec1")
    if program is None:
        pytest.skip("xmlsec1 is not here")
    pem = tmp_path / "certificate.pem"
    pem.write_bytes(signing[1].public_bytes(serialization.Encoding.PEM))

    def verified(content: bytes) -> bool:
        path = tmp_path / "signed.edxml"
        path.write_bytes(content)
        # No kind of key is named: "ecdsa" in xmlsec1 1.2 is "ec" in 1.3, and neither starts with the other word.
        asked = [program, "--verify", "--trusted-pem", str(pem), str(path)]
        return subprocess.run(asked, capture_output=True, check=False).returncode == 0

    return verified


ODD = replace(NEW, subject="dòng\rmới\tvà <thẻ> & \"nháy\" 'đơn' ]]>", attachments=(attachment(b""),))


@pytest.mark.parametrize("message", [NEW, ODD, examples.REPLACE, status(StatusCode.REFUSED)])
def test_a_signed_message_verifies_in_xmlsec1(
    message: Edoc, verify: Verify, signing: tuple[edxml.Sign, x509.Certificate]
) -> None:
    assert verify(written(message, signing[0]))


def test_one_changed_letter_is_noticed(verify: Verify, signing: tuple[edxml.Sign, x509.Certificate]) -> None:
    content = written(NEW, signing[0])
    assert not verify(content.replace(b"<edXML:PageAmount>9", b"<edXML:PageAmount>8"))
    at = content.rindex(b"</edXML:ContentTransferEncoded>") - 20
    assert not verify(content[:at] + (b"A" if content[at : at + 1] != b"A" else b"B") + content[at + 1 :])
