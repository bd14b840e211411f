"""Messages as they really travel: what is odd is read all the same, and told."""

import base64
import io
import re
import zipfile
from datetime import date
from pathlib import Path

import pytest
from tests.connectors.axis.examples import AT, NEW, PDF, Reading, status, written

from lienthong.connectors.axis import edxml
from lienthong.connectors.axis.edxml import Reason, Signed, Unreadable, Warning
from lienthong.connectors.axis.messages import Business, Edoc, Organization, Status, StatusCode, Trace

Q = "http://www.mic.gov.vn/TBT/QCVN_102_2016"


def old_style(namespace: str = Q) -> bytes:
    """Written by hand: no prefix, links to attachments, a raw file, older codes, a UUID, no hops, spaces around."""
    file = base64.encodebytes(PDF).decode()
    return f"""<?xml version="1.0"?>
<edXML xmlns="{namespace}" xmlns:xlink="http://www.w3.org/1999/xlink">
 <edXMLEnvelope>
  <edXMLHeader>
   <MessageHeader>
    <From><OrganId> 00.05.H21 </OrganId><OrganName>Sở Nội vụ</OrganName></From>
    <To><OrganId>vxp.saas.03</OrganId></To>
    <To><OrganId>vxp.saas.03</OrganId></To>
    <Code><CodeNumber>7</CodeNumber><CodeNotation>CV-SNV</CodeNotation></Code>
    <PromulgationInfo><Place>Pleiku</Place><PromulgationDate>2021-10-15T00:00:00</PromulgationDate></PromulgationInfo>
    <Subject>V/v báo cáo</Subject>
    <DueDate>31/10/2021</DueDate>
    <OtherInfo><Priority>0</Priority><PageAmount>một</PageAmount></OtherInfo>
    <Unknown><Subject>not ours</Subject></Unknown>
   </MessageHeader>
   <TraceHeaderList>
    <TraceHeader><OrganId>null</OrganId><Timestamp>2021/10/15 09:30:00</Timestamp></TraceHeader>
    <TraceHeader><Timestamp>2021/10/15 09:30:00.123</Timestamp></TraceHeader>
    <Bussiness>
     <DocumentId>1b4e28ba-2fa1-11d2-883f-0016d3cca427</DocumentId><BussinessDocType>0</BussinessDocType>
    </Bussiness>
   </TraceHeaderList>
  </edXMLHeader>
  <edXMLBody><edXMLManifest>
   <Reference xlink:href="cid:tep1">
    <AttachmentName>công văn.pdf</AttachmentName><ContentType>application/pdf</ContentType>
   </Reference>
  </edXMLManifest></edXMLBody>
 </edXMLEnvelope>
 <AttachmentEncoded><Attachment><ContentId>tep1</ContentId><ContentTransferEncoded>
{file}
 </ContentTransferEncoded></Attachment></AttachmentEncoded>
</edXML>
""".encode()


@pytest.mark.parametrize("namespace", [Q, "http://www.e-doc.vn/Schema/", "http://www.go.vn/eDoc"])
def test_a_message_of_an_older_kind_is_read(namespace: str, read: Reading) -> None:
    told = read(old_style(namespace))
    message = told.message
    assert isinstance(message, Edoc)
    assert message.sender == Organization(organ_id="00.05.H21", name="Sở Nội vụ")
    assert [one.organ_id for one in message.recipients] == ["vxp.saas.03"]
    assert message.document_id == "1b4e28ba-2fa1-11d2-883f-0016d3cca427"
    assert (message.dated, message.due, message.pages) == (date(2021, 10, 15), date(2021, 10, 31), 0)
    assert (message.subject, message.business) == ("V/v báo cáo", Business.NEW)
    assert message.traces == (Trace(organ_id="", at=AT), Trace(organ_id="", at=AT))
    (file,) = message.attachments
    with file.open() as content:
        assert content.read() == PDF
    assert (file.name, file.size) == ("công văn.pdf", len(PDF))
    old = {Warning.OLD_NAMESPACE} if namespace != Q else set()
    assert set(told.warnings) == old | {Warning.RAW_PAYLOAD, Warning.NO_ORGAN_ID}


@pytest.mark.parametrize("prefix", ["edXML", "ns2", "Q-1"])
def test_a_prefix_may_be_any(prefix: str, read: Reading) -> None:
    content = (
        written(NEW)
        .replace(b"edXML:", f"{prefix}:".encode())
        .replace(b"xmlns:edXML=", f"xmlns:{prefix}=".encode())
    )
    assert read(content).message == NEW


def test_everything_may_have_a_prefix_also_the_root(read: Reading) -> None:
    content = re.sub(rb"<(/?)(\w+)([ >])", rb"<\1e:\2\3", old_style()).replace(b"xmlns=", b"xmlns:e=")
    assert b"<e:edXML xmlns:e=" in content
    assert read(content).message == read(old_style()).message


@pytest.mark.parametrize(
    "stray", [b"1212", b"\x00\x17", "rác".encode(), b"--boundary\r\n\r\n", b"\xef\xbb\xbf\xef\xbb\xbf"]
)
def test_stray_bytes_before_the_xml_are_passed_over_and_told(stray: bytes, read: Reading) -> None:
    told = read(stray + written(NEW))
    assert (told.message, told.warnings) == (NEW, (Warning.STRAY_BYTES,))


@pytest.mark.parametrize("before", [b"\xef\xbb\xbf", b"\n\n ", b"\xef\xbb\xbf\r\n"])
def test_a_byte_order_mark_or_an_empty_line_is_nothing_odd(before: bytes, read: Reading) -> None:
    assert read(before + written(NEW)) == edxml.Read(NEW, ())


def test_utf_16_is_read(read: Reading) -> None:
    text = written(NEW).decode().replace('encoding="UTF-8"', 'encoding="UTF-16"')
    assert read(text.encode("utf-16")) == edxml.Read(NEW, ())


def test_what_says_utf_16_and_is_utf_8_is_read_and_told(read: Reading) -> None:
    content = written(NEW).replace(b'encoding="UTF-8"', b'encoding="utf-16"')
    assert read(content) == edxml.Read(NEW, (Warning.SAYS_UTF16,))


def _signature(algorithm: str) -> bytes:
    return (
        f'<Signature><SignedInfo><SignatureMethod Algorithm="{algorithm}"/><Reference URI=""/></SignedInfo>'
        "<SignatureValue>AAAA</SignatureValue></Signature></edXML:edXMLHeader>"
    ).encode()


def test_a_signature_is_told_and_an_old_one_is_warned_of(read: Reading) -> None:
    old = _signature("http://www.w3.org/2000/09/xmldsig#rsa-sha1")
    told = read(written(NEW).replace(b"</edXML:edXMLHeader>", old))
    assert told == edxml.Read(NEW, (Warning.SHA1_SIGNATURE,), Signed.SHA1)
    new = _signature("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256")
    assert read(written(NEW).replace(b"</edXML:edXMLHeader>", new)) == edxml.Read(NEW, (), Signed.OTHERWISE)


def zipped(*entries: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return out.getvalue()


def with_file(payload: bytes, name: str) -> bytes:
    """The old-style message with this content under this name."""
    encoded = base64.b64encode(payload)
    content = re.sub(rb"(?<=Encoded>)\n[^<]*", lambda _: encoded, old_style())
    return content.replace("công văn.pdf".encode(), name.encode())


DOCX = zipped(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w/>"))
ONE = zipped(("bieu.txt", b"1"))


@pytest.mark.parametrize(
    ("payload", "name", "expected", "is_raw"),
    [
        (PDF, "a.pdf", PDF, True),
        (zipped(("0a1b.pdf", PDF)), "a.pdf", PDF, False),
        (zipped(("../../0a1b.pdf", PDF)), "a.pdf", PDF, False),
        (DOCX, "a.docx", DOCX, True),
        (zipped(("0a1b.docx", DOCX)), "a.docx", DOCX, False),
        (ONE, "a.zip", ONE, True),
        (zipped(("0a1b.zip", ONE)), "a.zip", ONE, False),
        (b"", "a.txt", b"", True),
        (zipped(("a.txt", b"")), "a.txt", b"", False),
    ],
)
def test_a_file_comes_out_of_the_zip_around_it_if_there_is_one(
    payload: bytes, name: str, expected: bytes, is_raw: bool, read: Reading
) -> None:
    told = read(with_file(payload, name))
    assert isinstance(told.message, Edoc)
    (file,) = told.message.attachments
    with file.open() as content:
        assert content.read() == expected
    assert (Warning.RAW_PAYLOAD in told.warnings) == is_raw


def test_base64_may_be_broken_anywhere_and_lack_its_end(read: Reading) -> None:
    encoded = base64.b64encode(zipped(("a.pdf", PDF + b"1")))
    assert encoded.endswith(b"=")
    spaced = b"\r\n\t ".join(encoded.rstrip(b"=")[at : at + 7] for at in range(0, len(encoded), 7))
    content = re.sub(rb"(?<=Encoded>)\n[^<]*", lambda _: spaced, old_style())
    assert isinstance(message := read(content).message, Edoc)
    assert message.attachments[0].size == len(PDF) + 1


def test_attachments_stand_in_the_order_of_the_manifest_and_others_behind(read: Reading) -> None:
    content = written(NEW)
    bare = re.sub(rb"<edXML:Reference>.*?</edXML:Reference>", b"", content, count=1)
    told = read(bare)
    assert isinstance(told.message, Edoc)
    assert [one.name for one in told.message.attachments] == ["bieu-01.txt", "412-bc-snv.pdf"]
    assert told.warnings == (Warning.NOT_IN_MANIFEST,)


def test_a_status_goes_to_who_sent_the_document(read: Reading) -> None:
    content = written(status(StatusCode.REGISTERED)).replace(b">03<", b">3<")
    message = read(content).message
    assert isinstance(message, Status)
    assert (message.code, message.recipients) == (
        StatusCode.REGISTERED,
        (Organization(organ_id="000.00.05.H21"),),
    )


def test_a_day_that_is_none_is_left_out_and_told(read: Reading) -> None:
    told = read(written(NEW).replace(b">2021/10/15<", b">2021/02/30<"))
    assert isinstance(told.message, Edoc)
    assert (told.message.dated, told.warnings) == (None, (Warning.BAD_DATE,))


def test_what_lacks_is_told(read: Reading) -> None:
    told = read(re.sub(rb"<edXML:Subject>.*?</edXML:Subject>", b"", written(NEW)))
    assert isinstance(told.message, Edoc)
    assert (told.message.subject, told.warnings) == ("", (Warning.LACKS_FIELD,))


def test_a_document_to_nobody_and_a_status_without_its_time_are_read(read: Reading) -> None:
    told = read(re.sub(rb"<edXML:To>.*?</edXML:To>", b"", written(NEW)))
    assert isinstance(told.message, Edoc)
    assert (told.message.recipients, told.warnings) == ((), (Warning.LACKS_FIELD,))
    late = read(
        re.sub(rb"<edXML:Timestamp>.*?</edXML:Timestamp>", b"", written(status(StatusCode.ARRIVED)), count=1)
    )
    assert isinstance(late.message, Status)
    assert (late.message.at, late.warnings) == (AT, (Warning.BAD_DATE,))


def test_what_another_message_left_in_the_folder_is_not_overwritten(read: Reading, tmp_path: Path) -> None:
    read(written(NEW))
    with pytest.raises(FileExistsError):
        edxml.read(tmp_path / "message.edxml", into=tmp_path / "into-1")


def test_files_have_names_of_ours_in_the_folder_that_was_given(read: Reading, tmp_path: Path) -> None:
    read(written(NEW))
    assert sorted(path.name for path in (tmp_path / "into-1").iterdir()) == ["attachment-1", "attachment-2"]


def test_of_a_refused_message_no_file_is_left(read: Reading, tmp_path: Path) -> None:
    with pytest.raises(Unreadable):
        read(with_file(zipped(("a.zip", zipped(("b.zip", ONE)))), "a.zip"))
    assert list((tmp_path / "into-1").iterdir()) == []


def test_a_kind_of_business_or_status_that_is_not_known_is_refused(read: Reading) -> None:
    for content in (
        written(NEW).replace(b"DocType>0<", b"DocType>7<"),
        written(status(StatusCode.REGISTERED)).replace(b">03<", b">09<"),
    ):
        with pytest.raises(Unreadable) as refused:
            read(content)
        assert refused.value.reason is Reason.CODE
