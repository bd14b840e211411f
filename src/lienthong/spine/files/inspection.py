"""Whether a content is what its name says, and harmless to open. Nothing is unpacked to disk."""

import contextlib
import re
import stat
import struct
import zipfile
import zlib
from pathlib import Path
from typing import BinaryIO

import puremagic

from lienthong.spine.files.errors import (
    ContentContradictsName,
    Encrypted,
    HoldsMacros,
    NestedArchive,
    PictureTooLarge,
    ReachesOut,
    UnpacksTooLarge,
    UnsafeArchive,
)
from lienthong.spine.files.office import refuse_active
from lienthong.spine.files.rules import (
    MOST_MEMBERS,
    MOST_PIXELS,
    MOST_RATIO,
    MOST_UNPACKED,
    RATIO_FROM,
    FileType,
    Mark,
)
from lienthong.spine.files.sealed import SEALED, marks_of

_HEAD = 8_192
_AT_ONCE = 1 << 20
_END_RECORD = 22
_ARCHIVES = (b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_MAIN_PARTS = {
    FileType.DOCX: "word/document.xml",
    FileType.XLSX: "xl/workbook.xml",
    FileType.PPTX: "ppt/presentation.xml",
}
_MARKED = {HoldsMacros: Mark.MACROS, ReachesOut: Mark.REACHES_OUT}
_BEGINS = {FileType.PDF: b"%PDF-", FileType.PNG: b"\x89PNG\r\n\x1a\n", FileType.JPEG: b"\xff\xd8\xff"}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_TEXTS = (FileType.CSV, FileType.TEXT, FileType.XML, FileType.TYPST)


def inspect(path: Path, promised: FileType, *, as_it_came: bool = False) -> frozenset[Mark]:
    """What is to be told of a content that is a ``promised``. Raises a FileRefused unless it is, and harmless; with
    ``as_it_came`` what acts by itself is marked instead.

    An edXML message is kept as it came, readable or not: only the node on the document axis ever reads it.
    """
    if promised is FileType.EDXML:
        return frozenset()
    if promised in SEALED:
        marks = marks_of(path, promised)
        if marks is None:
            raise ContentContradictsName(extension=promised.endings[0])
        if not as_it_came and Mark.MACROS in marks:
            raise HoldsMacros
        return marks
    try:
        _refuse(path, promised)
    except (HoldsMacros, ReachesOut) as active:
        if not as_it_came:
            raise
        return frozenset({_MARKED[type(active)]})
    return frozenset()


def _refuse(path: Path, promised: FileType) -> None:
    with path.open("rb") as content:
        if promised in _TEXTS:
            is_true = _is_text(content, promised)
        elif promised in (FileType.ZIP, *_MAIN_PARTS):
            is_true = _is_archive(content, promised)
        else:
            is_true = _is_binary(content, promised)
    if not is_true:
        raise ContentContradictsName(extension=promised.endings[0])


def _is_binary(content: BinaryIO, promised: FileType) -> bool:
    head = content.read(_HEAD)
    if not head.startswith(_BEGINS[promised]) or not _sniffed(head) & set(promised.endings):
        return False
    content.seek(0)
    pixels = {FileType.PNG: _png_pixels, FileType.JPEG: _jpeg_pixels}.get(promised)
    if pixels and pixels(content) > MOST_PIXELS:
        raise PictureTooLarge(megapixels=MOST_PIXELS // 1_000_000)
    return True


def _sniffed(head: bytes) -> set[str]:
    with contextlib.suppress(puremagic.PureError, ValueError):
        return {match.extension for match in puremagic.magic_string(head)}
    return set()


def _is_text(content: BinaryIO, promised: FileType) -> bool:
    """UTF-8 without control letters; XML also begins like XML and declares no document type (no entities)."""
    try:
        text = content.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    if _CONTROL.search(text):
        return False
    return promised is not FileType.XML or (text.lstrip().startswith("<") and "<!DOCTYPE" not in text.upper())


def _is_archive(content: BinaryIO, promised: FileType) -> bool:
    """True when the parts fit the promise. Raises UnsafeArchive and its kinds, HoldsMacros, ReachesOut."""
    if content.read(4) not in (b"PK\x03\x04", b"PK\x05\x06"):
        return False
    try:
        with zipfile.ZipFile(content) as archive:
            _refuse_odd_frame(content, archive)
            _refuse_odd_members(archive)
            _refuse_bombs(archive, _size(content))
            names = set(archive.namelist())
            if promised in _MAIN_PARTS and _MAIN_PARTS[promised] in names:
                refuse_active(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, struct.error, ValueError) as fault:
        raise UnsafeArchive from fault
    if promised is FileType.ZIP:
        return True
    return {"[Content_Types].xml", _MAIN_PARTS[promised]} <= names


def _refuse_odd_frame(content: BinaryIO, archive: zipfile.ZipFile) -> None:
    """Nothing before the first member and nothing behind the end: two readers must see the same archive."""
    first = min((member.header_offset for member in archive.infolist()), default=0)
    content.seek(-_END_RECORD - len(archive.comment), 2)
    if first or content.read(4) != b"PK\x05\x06":
        raise UnsafeArchive


def _refuse_odd_members(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    names = [member.filename for member in members]
    if len(members) > MOST_MEMBERS:
        raise UnpacksTooLarge
    if len(set(names)) < len(names) or any(_is_slippery(name) for name in names):
        raise UnsafeArchive
    if any(stat.S_ISLNK(member.external_attr >> 16) for member in members):
        raise UnsafeArchive
    if any(member.flag_bits & 1 for member in members):
        raise Encrypted


def _is_slippery(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return not name or name[0] in "/\\" or ":" in parts[0] or ".." in parts or "\0" in name


def _refuse_bombs(archive: zipfile.ZipFile, packed: int) -> None:
    """Counts what really comes out, whatever the directory claims."""
    most = min(MOST_UNPACKED, max(RATIO_FROM, packed * MOST_RATIO))
    if sum(member.file_size for member in archive.infolist()) > most:
        raise UnpacksTooLarge
    left = most
    for member in archive.infolist():
        with archive.open(member) as part:
            begin = piece = part.read(_AT_ONCE)
            if begin.startswith(_ARCHIVES) and "/embeddings/" not in member.filename:
                raise NestedArchive
            while piece:
                left -= len(piece)
                if left < 0:
                    raise UnpacksTooLarge
                piece = part.read(_AT_ONCE)


def _size(content: BinaryIO) -> int:
    return content.seek(0, 2)


def _png_pixels(content: BinaryIO) -> int:
    header = content.read(24)
    if len(header) < 24:
        return 0
    width, height = struct.unpack(">II", header[16:24])
    return int(width) * int(height)


def _jpeg_pixels(content: BinaryIO) -> int:
    """From the frame header: segments are walked, never decoded. 0 when there is none."""
    content.seek(2)
    while len(marker := content.read(4)) == 4 and marker[0] == 0xFF:
        (length,) = struct.unpack(">H", marker[2:])
        if 0xC0 <= marker[1] <= 0xCF and marker[1] not in (0xC4, 0xC8, 0xCC):
            frame = content.read(5)
            height, width = struct.unpack(">HH", frame[1:]) if len(frame) == 5 else (0, 0)
            return int(width) * int(height)
        content.seek(length - 2, 1)
    return 0
