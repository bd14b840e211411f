"""Files that somebody could send to hurt us, each with what becomes of it: a reason, or read rightly ("")."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from tests.connectors.axis.examples import NEW, status, written

from lienthong.connectors.axis.edxml import Reason
from lienthong.connectors.axis.messages import StatusCode

type Case = tuple[str, Callable[[], bytes]]
RIGHT: Final = ""
BASE: Final = written(NEW)
DECLARED: Final = b'<?xml version="1.0" encoding="UTF-8"?>\n'
Q: Final = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
MB: Final = 1_000_000
CORPUS: dict[str, Case] = {}


def case(name: str, expected: str, make: Callable[[], bytes]) -> None:
    assert name not in CORPUS
    CORPUS[name] = (expected, make)


def put(old: bytes, new: bytes) -> Callable[[], bytes]:
    assert old in BASE, old
    return lambda: BASE.replace(old, new, 1)


def before(end: bytes, new: bytes) -> Callable[[], bytes]:
    return put(end, new + end)


def doctype(inside: str, use: str = "") -> Callable[[], bytes]:
    told = DECLARED + f"<!DOCTYPE edXML [{inside}]>".encode()
    return lambda: (
        told + BASE.removeprefix(DECLARED).replace(b"<edXML:Place>", f"<edXML:Place>{use}".encode(), 1)
    )


LAUGHS = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10 if at else "ha"}">' for at in range(10))
case("billion laughs", Reason.DOCTYPE, doctype(LAUGHS, "&l9;"))
case("quadratic blow-up", Reason.DOCTYPE, doctype(f'<!ENTITY a "{"a" * 50_000}">', "&a;" * 5_000))
case("a cycle of entities", Reason.DOCTYPE, doctype('<!ENTITY a "&b;"><!ENTITY b "&a;">', "&a;"))
case("a file as entity", Reason.DOCTYPE, doctype('<!ENTITY x SYSTEM "file:///etc/passwd">', "&x;"))
case("an address as entity", Reason.DOCTYPE, doctype('<!ENTITY x SYSTEM "http://192.0.2.1/">', "&x;"))
case("a parameter entity", Reason.DOCTYPE, doctype('<!ENTITY % x SYSTEM "http://192.0.2.1/"> %x;'))
case("an attribute by default", Reason.DOCTYPE, doctype('<!ATTLIST edXML a CDATA "b">'))
case(
    "an external DTD",
    Reason.DOCTYPE,
    lambda: BASE.replace(b"<edXML ", b'<!DOCTYPE edXML SYSTEM "http://192.0.2.1/a.dtd"><edXML ', 1),
)
case("an empty DOCTYPE", Reason.DOCTYPE, lambda: BASE.replace(b"<edXML ", b"<!DOCTYPE edXML><edXML ", 1))
case("an entity nobody declared", Reason.MALFORMED, put(b"<edXML:Place>", b"<edXML:Place>&xxe;"))
case(
    "an inclusion",
    RIGHT,
    put(
        b"</edXML:OtherInfo>",
        b'<i:include xmlns:i="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/></edXML:OtherInfo>',
    ),
)
case(
    "a style sheet and a schema elsewhere",
    RIGHT,
    lambda: BASE.replace(
        b"<edXML ",
        b'<?xml-stylesheet href="http://192.0.2.1/a.xsl"?><edXML xmlns:s="http://www.w3.org/2001/XMLSchema-instance" '
        b's:schemaLocation="a http://192.0.2.1/a.xsd" ',
        1,
    ),
)

case("a hundred thousand levels", Reason.TOO_MANY, put(b"</edXML:OtherInfo>", b"<a>" * 100_000))
case("a million elements", Reason.TOO_MANY, put(b"</edXML:OtherInfo>", b"<a/>" * MB + b"</edXML:OtherInfo>"))
case("a huge field", Reason.TOO_LARGE, put(b"<edXML:Place>", b"<edXML:Place>" + b"a" * 8 * MB))
case("a large field", Reason.TOO_LARGE, put(b"<edXML:Place>", b"<edXML:Place>" + b"a" * 30_000))
case("a huge attribute", Reason.TOO_LARGE, put(b"<edXML:Place>", b'<edXML:Place a="' + b"a" * 8 * MB + b'">'))
case("a huge comment", Reason.TOO_LARGE, put(b"<edXML:Place>", b"<!--" + b"a" * 8 * MB + b"--><edXML:Place>"))
case(
    "a huge instruction",
    Reason.TOO_LARGE,
    put(b"<edXML:Place>", b"<?a " + b"a" * 8 * MB + b"?><edXML:Place>"),
)
case("a huge name", Reason.TOO_LARGE, put(b"<edXML:Place>", b"<" + b"a" * 8 * MB + b"/><edXML:Place>"))
case("a huge tag that never ends", Reason.TOO_LARGE, put(b"<edXML:Place>", b"<a " + b" " * 8 * MB))
case(
    "eight megabytes of spaces",
    Reason.TOO_LARGE,
    before(b"<edXML:OtherInfo>", b" " * 8 * MB),
)
case(
    "five million letters by number",
    Reason.TOO_LARGE,
    put(b"<edXML:Place>", b"<edXML:Place>" + b"&#65;" * 5 * MB),
)
case(
    "two million small comments",
    RIGHT,
    put(b"<edXML:OtherInfo>", b"<!---->" * 2 * MB + b"<edXML:OtherInfo>"),
)
case(
    "a million prefixes",
    Reason.TOO_LARGE,
    lambda: BASE.replace(
        b"</edXML:OtherInfo>",
        b"".join(b'<a xmlns:p%d="u"/>' % at for at in range(MB)) + b"</edXML:OtherInfo>",
    ),
)
case(
    "thirty thousand attributes",
    RIGHT,
    lambda: BASE.replace(
        b"<edXML:Place>", b"<edXML:Place " + b" ".join(b'a%d=""' % at for at in range(30_000)) + b">", 1
    ),
)
case("an attribute twice", Reason.MALFORMED, put(b"<edXML:Place>", b'<edXML:Place a="" a="">'))


def attachments(many: int, reference: bool = True) -> Iterator[bytes]:
    yield BASE.split(b"<edXML:Reference>", 1)[0]
    for at in range(many if reference else 0):
        yield b"<edXML:Reference><edXML:ContentId>cid:%d</edXML:ContentId></edXML:Reference>" % at
    yield b"</edXML:edXMLManifest></edXML:edXMLBody></edXML:edXMLEnvelope><AttachmentEncoded>"
    for at in range(many):
        yield b"<Attachment><ContentId>cid:%d</ContentId><AttachmentName>a%d.txt</AttachmentName>" % (at, at)
        yield b"<ContentTransferEncoded>YQ==</ContentTransferEncoded></Attachment>"
    yield b"</AttachmentEncoded></edXML>"


case("ten thousand attachments", Reason.TOO_MANY, lambda: b"".join(attachments(10_000)))
case("two hundred attachments", RIGHT, lambda: b"".join(attachments(200)))
case("an attachment too many", Reason.TOO_MANY, lambda: b"".join(attachments(201, reference=False)))

ENVELOPE = re.compile(rb"<edXML:edXMLEnvelope.*</edXML:edXMLEnvelope>", re.DOTALL)
FOUND = ENVELOPE.search(BASE)
assert FOUND is not None
WHOLE = FOUND[0]
OTHER = WHOLE.replace(b"000.00.05.H21", b"000.00.99.H21")


def twice(name: bytes) -> Callable[[], bytes]:
    found = re.search(rb"<edXML:" + name + rb"[ >].*?</edXML:" + name + rb">", BASE, re.DOTALL)
    assert found is not None
    return lambda: BASE.replace(found[0], found[0] * 2, 1)


for once in (
    b"edXMLEnvelope",
    b"edXMLHeader",
    b"edXMLBody",
    b"MessageHeader",
    b"TraceHeaderList",
    b"edXMLManifest",
):
    case(f"two of {once.decode()}", Reason.AMBIGUOUS, twice(once))
for field in (
    b"From",
    b"DocumentId",
    b"Code",
    b"Subject",
    b"OtherInfo",
    b"Bussiness",
    b"BussinessDocType",
    b"OrganName",
):
    case(f"two of {field.decode()}", Reason.AMBIGUOUS, twice(field))
SIGNATURE = (
    b'<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo/><Object>%s</Object></Signature>'
)
case(
    "the signed envelope in a signature",
    Reason.AMBIGUOUS,
    before(b"</edXML:edXMLHeader>", SIGNATURE % OTHER),
)
case("the envelope in an envelope", Reason.AMBIGUOUS, before(b"</edXML:edXMLBody>", OTHER))
case(
    "the envelope beside the envelope",
    Reason.AMBIGUOUS,
    before(b"<AttachmentEncoded>", OTHER),
)
case("the envelope before the envelope", Reason.AMBIGUOUS, lambda: BASE.replace(WHOLE, OTHER + WHOLE))
case(
    "the envelope under a wrapper",
    Reason.AMBIGUOUS,
    lambda: BASE.replace(WHOLE, b"<Wrapper>" + WHOLE + b"</Wrapper>"),
)
case("a document in a document", Reason.AMBIGUOUS, lambda: BASE.replace(WHOLE, BASE.removeprefix(DECLARED)))
case("an envelope in an attachment", Reason.AMBIGUOUS, put(b"<Attachment>", b"<Attachment>" + OTHER))
case(
    "another header in a field",
    Reason.AMBIGUOUS,
    put(b"<edXML:OtherInfo>", b"<edXML:OtherInfo><MessageHeader/>"),
)
HOPS = re.search(rb"<edXML:TraceHeaderList>.*</edXML:TraceHeaderList>", BASE, re.DOTALL)
assert HOPS is not None
MOVED = BASE.replace(HOPS[0], b"").replace(b"<edXML:edXMLBody>", b"<edXML:edXMLBody>" + HOPS[0])
case("hops in the body", Reason.AMBIGUOUS, lambda: MOVED)
case(
    "another business beside",
    Reason.AMBIGUOUS,
    put(b"</edXML:edXMLHeader>", b"<Bussiness/></edXML:edXMLHeader>"),
)
case(
    "two signatures",
    Reason.AMBIGUOUS,
    put(b"</edXML:edXMLHeader>", b"<Signature/><Signature/></edXML:edXMLHeader>"),
)
case("a field of text and elements", Reason.AMBIGUOUS, put(b"<edXML:Subject>", b"<edXML:Subject><a/>"))
case("a comment in a field", RIGHT, lambda: BASE.replace("Kết quả".encode(), "Kết<!-- x --> quả".encode(), 1))
case(
    "a file referenced twice",
    Reason.AMBIGUOUS,
    put(
        b"</edXML:edXMLManifest>",
        b"<edXML:Reference><edXML:ContentId>cid:1</edXML:ContentId></edXML:Reference></edXML:edXMLManifest>",
    ),
)
case("two files of one id", Reason.AMBIGUOUS, lambda: BASE.replace(b"cid:2", b"cid:1"))
case("a file without an id", Reason.AMBIGUOUS, lambda: BASE.replace(b"<ContentId>cid:1</ContentId>", b""))
case(
    "a file that was not brought",
    Reason.ATTACHMENT,
    lambda: BASE.replace(b"<ContentId>cid:1<", b"<ContentId>cid:9<"),
)
case(
    "a file of nothing",
    Reason.ATTACHMENT,
    lambda: re.sub(rb"<edXML:ContentTransfer.*?Encoded>", b"", BASE, count=2),
)
case(
    "a content twice",
    Reason.AMBIGUOUS,
    put(b"</edXML:ContentTransferEncoded>", b"</edXML:ContentTransferEncoded><ContentTransferEncoded/>"),
)
case(
    "elements in a content",
    Reason.ATTACHMENT,
    put(b"</edXML:ContentTransferEncoded>", b"<a/></edXML:ContentTransferEncoded>"),
)
case(
    "a content in a field",
    RIGHT,
    put(b"<edXML:OtherInfo>", b"<edXML:OtherInfo><ContentTransferEncoded>!</ContentTransferEncoded>"),
)

ORGANS = {
    "an id that is a path": "../../etc", "an id that hides": "000.00\u202e.H21", "an id of lines": "A&#10;B",
    "an id of 200 letters": "1" * 200, "an id with marks": "&lt;script>",
}  # fmt: skip
for name, said in ORGANS.items():
    case(name, Reason.ORGAN, put(b"<edXML:OrganId>000.00.00.H21<", f"<edXML:OrganId>{said}<".encode()))
case("no sender", RIGHT, put(b"<edXML:OrganId>000.00.05.H21<", b"<edXML:OrganId>null<"))
NO_ANSWER = re.sub(b"<edXML:ResponseFor>.*</edXML:ResponseFor>", b"", written(status(StatusCode.REGISTERED)))
case("a status without its document", Reason.NO_EDXML, lambda: NO_ANSWER)

case("a lone surrogate by number", Reason.MALFORMED, put(b"<edXML:Place>", b"<edXML:Place>&#xD800;"))
case("a lone surrogate", Reason.MALFORMED, put(b"<edXML:Place>", b"<edXML:Place>\xed\xa0\x80"))
case("an overlong letter", Reason.MALFORMED, put(b"<edXML:Place>", b"<edXML:Place>\xc0\xbc"))
case("what is no letter", Reason.MALFORMED, put(b"<edXML:Place>", "<edXML:Place>\uffff".encode()))
case("Latin-1 that says UTF-8", Reason.MALFORMED, put("Sở".encode(), "Só".encode("latin-1")))
for said in ("windows-1258", "ISO-8859-1", "UTF-7", "cp037", "rot13", "no-such"):
    case(f"says {said}", Reason.ENCODING, put(b'"UTF-8"', f'"{said}"'.encode()))
case("UTF-32", Reason.MALFORMED, lambda: BASE.decode().encode("utf-32"))
case("UTF-16 cut in a letter", Reason.MALFORMED, lambda: BASE.decode().encode("utf-16")[:-1])
for cut in (1, 20, 60, 400, len(BASE) // 2, len(BASE) - 1):
    case(f"cut after {cut}", Reason.MALFORMED, lambda cut=cut: BASE[:cut])  # type: ignore[misc]
case("something behind", Reason.MALFORMED, lambda: BASE + WHOLE)
case("nothing", Reason.MALFORMED, lambda: b"")
case("spaces", Reason.MALFORMED, lambda: b" \n" * 100)
case("a page", Reason.NO_EDXML, lambda: b"<html><body>502</body></html>")
case("much before", Reason.MALFORMED, lambda: b"x" * 5_000 + BASE)
case("another namespace", Reason.NO_EDXML, lambda: BASE.replace(Q.encode(), b"urn:other"))
case("a prefix nobody declared", Reason.MALFORMED, put(b"<edXML:Place>", b"<no:a/><edXML:Place>"))
case("the root alone", Reason.NO_EDXML, lambda: f'<edXML xmlns="{Q}"/>'.encode())
case("no header", Reason.NO_EDXML, lambda: f'<edXML xmlns="{Q}"><edXMLEnvelope/></edXML>'.encode())
