"""Small files of every accepted kind, and hostile ones by class."""

import io
import struct
import zipfile
import zlib

CONTENT_TYPES = ("[Content_Types].xml", b"<Types/>")
DOCX_PARTS = (CONTENT_TYPES, ("word/document.xml", b"<w:document/>"))
XLSX_PARTS = (CONTENT_TYPES, ("xl/workbook.xml", b"<workbook/>"))
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def archive(*parts: tuple[str, bytes], packed: bool = True) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as made:
        for name, content in parts:
            made.writestr(name, content)
    return kept.getvalue()


def png(width: int = 1, height: int = 1) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(b"\0\0")), (b"IEND", b"")]
    body = b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body


def jpeg(width: int = 1, height: int = 1) -> bytes:
    app = b"\xff\xe0" + struct.pack(">H", 16) + b"JFIF\0\1\1\0\0\1\0\1\0\0"
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\1\x11\0"
    return b"\xff\xd8" + app + frame + b"\xff\xd9"


def symlink() -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as made:
        link = zipfile.ZipInfo("link")
        link.external_attr = 0o120777 << 16
        made.writestr(link, "/etc/passwd")
    return kept.getvalue()


def encrypted() -> bytes:
    content = bytearray(archive(("a.txt", b"secret")))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def lying_about_size() -> bytes:
    """The directory and the header claim 10 bytes where ten million come out."""
    content = bytearray(archive(("a.txt", b"0" * 10_000_000)))
    claimed = struct.pack("<I", 10)
    content[22:26] = claimed
    place = content.index(b"PK\x01\x02")
    content[place + 24 : place + 28] = claimed
    return bytes(content)


def doubled_name() -> bytes:
    content = archive(("a.txt", b"one"), ("b.txt", b"two"))
    return content.replace(b"b.txt", b"a.txt")


def other_name_inside() -> bytes:
    """The directory names a.txt, the member's own header b.txt."""
    content = archive(("a.txt", b"one"))
    return content.replace(b"a.txt", b"b.txt", 1)


def related(kind: str, relation: str, target: str, *, outside: bool = True) -> bytes:
    """A Word file (docx) or workbook (xlsx) with one relation to something else."""
    parts, folder = (DOCX_PARTS, "word") if kind == "docx" else (XLSX_PARTS, "xl")
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    mode = ' TargetMode="External"' if outside else ""
    told = f'<Relationships><Relationship Id="r1" Type="{base}/{relation}" Target="{target}"{mode}/></Relationships>'
    return archive(*parts, (f"{folder}/_rels/document.xml.rels", told.encode()))


def with_field(*pieces: str) -> bytes:
    """A Word file with a field whose code is written in these pieces."""
    told = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    return archive(CONTENT_TYPES, ("word/document.xml", f"<w:document>{told}</w:document>".encode()))


def with_simple_field(code: str) -> bytes:
    told = f'<w:document><w:fldSimple w:instr="{code}"/></w:document>'
    return archive(CONTENT_TYPES, ("word/document.xml", told.encode()))


def ole(*streams: str, shift: int = 0) -> bytes:
    """An old office file: a header, then the records of a directory, each beginning with its name in UTF-16."""
    records = [
        name.encode("utf-16-le").ljust(64, b"\0") + struct.pack("<HB", 2 * len(name) + 2, 2) + bytes(61)
        for name in ("Root Entry", *streams)
    ]
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512 + shift, b"\0") + b"".join(records).ljust(
        1024, b"\0"
    )


RAR = b"Rar!\x1a\x07\x01\x00" + bytes(40)
SEVEN_ZIP = b"7z\xbc\xaf\x27\x1c" + bytes(40)
