"""Attachments that somebody could send to hurt us, added to the hostile messages."""

import base64
import io
import re
import struct
import zipfile
from collections.abc import Callable

from tests.connectors.axis.examples import PDF
from tests.connectors.axis.hostile import BASE, CORPUS, MB, RIGHT, case, put

from lienthong.connectors.axis.edxml import Reason

__all__ = ["BASE", "CORPUS"]


def payload(content: bytes, name: str = "a.pdf") -> Callable[[], bytes]:
    return lambda: encoded(base64.b64encode(content), name)


def encoded(text: bytes, name: str = "a.pdf") -> bytes:
    one = re.sub(rb"(?<=QCVN_102_2016\">)UEs[^<]*", lambda _: text, BASE, count=1)
    return one.replace(b"412-bc-snv.pdf", name.encode())


def zipped(*entries: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return out.getvalue()


case("a ZIP", Reason.MALFORMED, lambda: zipped(("a.edxml", BASE)))
NAMES = {
    "a path": "../../x.pdf", "a path of Windows": "..\\x.pdf", "an absolute path": "/etc/cron.d/x",
    "a name of 300 letters": "a" * 300 + ".pdf", "a name turned round": "ab\u202efdp.exe", "dots": "..",
    "an unseen letter": "a\u200b.pdf", "a line in a name": "a&#10;b.pdf", "a letter of nobody": "a\ue000.pdf",
    "no name": "",
}  # fmt: skip
for name, said in NAMES.items():
    case(
        name,
        Reason.NAME,
        lambda said=said: re.sub(
            rb"(?<=AttachmentName>)412-bc-snv.pdf", said.encode().replace(b"\\", rb"\\"), BASE
        ),  # type: ignore[misc]
    )
case("NUL in a name", Reason.MALFORMED, put(b"412-bc-snv.pdf", b"a\x00.pdf"))
case("NUL in a name by number", Reason.MALFORMED, put(b"412-bc-snv.pdf", b"a&#0;.pdf"))
case("letters that are none", Reason.BASE64, lambda: encoded(b"UEs*" * 100))
case("letters beyond ASCII", Reason.BASE64, lambda: encoded("ộ".encode() * 100))
case("an end in the middle", Reason.BASE64, lambda: encoded(b"YQ==YQ=="))
case("an end in the middle of a line", Reason.BASE64, lambda: encoded(b"YQ==\n" + b"YWFh" * 100_000))
case("one letter left", Reason.BASE64, lambda: encoded(b"YWFhY"))
case("only an end", Reason.BASE64, lambda: encoded(b"===="))
case(
    "spaces everywhere", RIGHT, lambda: encoded(b" \r\n".join(bytes((one,)) for one in base64.b64encode(PDF)))
)
case("a section of text", RIGHT, lambda: encoded(b"<![CDATA[" + base64.b64encode(PDF) + b"]]>"))
case(
    "letters by number",
    RIGHT,
    lambda: encoded(b"".join(b"&#%d;" % one for one in base64.b64encode(PDF * 2_000))),
)

ZEROS = zipped(("a.pdf", bytes(100 * MB)))
case("a bomb", Reason.BOMB, payload(ZEROS))


def lying(content: bytes, size: int) -> bytes:
    """The directory and the entry say another size than what comes out."""
    at = content.rindex(b"PK\x01\x02")
    told = content[: at + 24] + struct.pack("<L", size) + content[at + 28 :]
    return told[:22] + struct.pack("<L", size) + told[26:]


case("a bomb that says it is small", Reason.ARCHIVE, payload(lying(ZEROS, 1_000)))
case(
    "a bomb in a bomb",
    Reason.NESTED,
    payload(zipped(("a.zip", zipped(("b", bytes(100 * MB))) * 40)), "a.pdf"),
)
case(
    "an archive in an archive",
    Reason.NESTED,
    payload(zipped(("a.zip", zipped(("b.zip", zipped(("c.txt", b"1")))))), "a.zip"),
)
case("an archive that is no document", Reason.NESTED, payload(zipped(("a.pdf", zipped(("c.txt", b"1"))))))
case("a directory without an end", Reason.ARCHIVE, payload(zipped(("a.pdf", PDF))[:-10]))
case("an archive cut", Reason.ARCHIVE, payload(zipped(("a.pdf", PDF))[:100]))
case(
    "another check sum",
    Reason.ARCHIVE,
    payload(zipped(("a.pdf", PDF), method=zipfile.ZIP_STORED).replace(b"noi", b"toi", 1)),
)
case("packed with LZMA", Reason.ARCHIVE, payload(zipped(("a.pdf", PDF), method=zipfile.ZIP_LZMA)))


def encrypted(content: bytes) -> bytes:
    at = content.rindex(b"PK\x01\x02")
    flagged = bytearray(content)
    flagged[6] |= 1
    flagged[at + 8] |= 1
    return bytes(flagged)


case("an encrypted archive", Reason.ARCHIVE, payload(encrypted(zipped(("a.pdf", PDF)))))
LINK = zipfile.ZipInfo("a.pdf")
LINK.external_attr, LINK.create_system = 0o120777 << 16, 3
case("a link to another file", RIGHT, payload(zipped((LINK, b"/etc/passwd"))))
case("fifty thousand entries", Reason.BOMB, payload(zipped(*((f"{at:020}", b"") for at in range(50_000)))))
