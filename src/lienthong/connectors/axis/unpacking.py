"""An attachment's way in: from base64, out of the ZIP around it where there is one, to a file under a name of ours."""

import binascii
import contextlib
import hashlib
import struct
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import BinaryIO, Final

from lienthong.connectors.axis.errors import Reason, Unreadable
from lienthong.connectors.axis.limits import LARGEST_ATTACHMENT
from lienthong.connectors.axis.packing import PIECE

MOST_RATIO: Final = 200  # unpacked to packed; pages of text stay below 50
RATIO_FROM: Final = 16 * 1024 * 1024
LARGEST_DIRECTORY: Final = 1 << 20
END: Final = struct.Struct("<4s4H2LH")
LONGEST_END: Final = END.size + 0xFFFF
ZIP: Final = b"PK\x03\x04"
EMPTY_ZIP: Final = b"PK\x05\x06"
ENCRYPTED: Final = 0x1
OFFICE: Final = frozenset({"[Content_Types].xml", "mimetype"})
ARCHIVES: Final = (".zip", ".rar", ".7z", ".gz", ".tar", ".tgz", ".bz2", ".xz", ".jar")
OFFICE_NAMES: Final = (".docx", ".xlsx", ".pptx", ".docm", ".xlsm", ".odt", ".ods", ".odp", ".dotx")
_SPACES: Final = b" \t\r\n"
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    struct.error,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class Unpacked:
    path: Path
    size: int
    sha256: str
    was_raw: bool
    """It came without the ZIP that the standard puts around it."""


class _Kept:
    """A file that is written; its size, hash and first bytes are known without opening it again."""

    def __init__(self, path: Path, most: int) -> None:
        self.path, self._most = path, most
        self.size, self.head, self._sha256 = 0, b"", hashlib.sha256()
        self._out: BinaryIO = path.open("xb")

    def put(self, content: bytes) -> None:
        self.size += len(content)
        if self.size > self._most:
            raise Unreadable(Reason.TOO_LARGE, "attachment")
        if len(self.head) < len(ZIP):
            self.head = (self.head + content[: len(ZIP)])[: len(ZIP)]
        self._sha256.update(content)
        self._out.write(content)

    def close(self) -> None:
        self._out.close()

    @property
    def is_zip(self) -> bool:
        return self.head in (ZIP, EMPTY_ZIP)

    @property
    def sha256(self) -> str:
        return self._sha256.hexdigest()


class Payload:
    """Takes the text of one attachment piece by piece. Every method raises Unreadable."""

    def __init__(self, path: Path) -> None:
        self._kept, self._rest, self._is_over = _Kept(path, LARGEST_ATTACHMENT), b"", False
        self._inside = path.with_suffix(".inside")

    def take(self, text: str) -> None:
        data = self._rest + _letters(text)
        cut = len(data) - len(data) % 4
        self._rest = data[cut:]
        if self._is_over and data:
            raise Unreadable(Reason.BASE64, "goes on after its end")
        self._is_over = data[:cut].endswith(b"=")
        self._put(data[:cut])

    def _put(self, data: bytes) -> None:
        try:
            content = binascii.a2b_base64(data, strict_mode=True) if data else b""
        except binascii.Error as fault:
            raise Unreadable(Reason.BASE64, str(fault)) from fault
        self._kept.put(content)

    def close(self) -> None:
        if self._rest:
            self._put(self._rest + b"=" * (-len(self._rest) % 4))
            self._rest = b""
        self._kept.close()

    def discard(self) -> None:
        self._kept.close()
        self._kept.path.unlink(missing_ok=True)
        self._inside.unlink(missing_ok=True)

    def unpack(self, name: str) -> Unpacked:
        """The file named ``name``: what the ZIP holds, or the content itself where there is none around it."""
        inside = _taken_out(self._kept, self._inside, name) if self._kept.is_zip else None
        if inside:
            self._inside.replace(self._kept.path)
        kept = inside or self._kept
        if kept.is_zip:
            _refuse_nested(self._kept.path, name, was_raw=inside is None)
        return Unpacked(self._kept.path, kept.size, kept.sha256, inside is None)


def _letters(text: str) -> bytes:
    try:
        return text.encode("ascii").translate(None, _SPACES)
    except UnicodeEncodeError as fault:
        raise Unreadable(Reason.BASE64, "letters that are none of base64") from fault


def _taken_out(around: _Kept, inside: Path, name: str) -> _Kept | None:
    """The only entry of a ZIP, or None when that ZIP is the attachment itself."""
    try:
        with around.path.open("rb") as content:
            entries = _bounded_entries(content)
            return (
                _take_out(content, entries[0], inside, around.size) if _is_wrapping(entries, name) else None
            )
    except _BROKEN as fault:
        raise Unreadable(Reason.ARCHIVE, type(fault).__name__) from fault


def _bounded_entries(content: BinaryIO) -> list[zipfile.ZipInfo]:
    """Entries of an archive whose directory is short enough to be read. Raises Unreadable."""
    content.seek(0, 2)
    content.seek(-min(content.tell(), LONGEST_END), 2)
    tail = content.read()
    at = tail.rfind(EMPTY_ZIP)
    if at < 0 or len(tail) - at < END.size:
        raise Unreadable(Reason.ARCHIVE, "no end")
    size = END.unpack_from(tail, at)[5]
    if size > LARGEST_DIRECTORY:
        raise Unreadable(Reason.BOMB, "directory")
    with zipfile.ZipFile(content) as archive:
        return archive.infolist()


def _is_wrapping(entries: list[zipfile.ZipInfo], name: str) -> bool:
    """A ZIP of one file, unless that ZIP is itself the file which was announced."""
    if len(entries) != 1 or entries[0].is_dir():
        return False
    return not name.lower().endswith(".zip") or entries[0].filename.lower().endswith(".zip")


def _take_out(content: BinaryIO, entry: zipfile.ZipInfo, into: Path, packed: int) -> _Kept:
    if entry.flag_bits & ENCRYPTED:
        raise Unreadable(Reason.ARCHIVE, "encrypted")
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Unreadable(Reason.ARCHIVE, f"method {entry.compress_type}")
    most = min(LARGEST_ATTACHMENT, max(RATIO_FROM, packed * MOST_RATIO))
    if entry.file_size > most:
        raise Unreadable(Reason.BOMB, f"{packed} bytes hold {entry.file_size}")
    kept = _Kept(into, most)
    with contextlib.closing(kept), zipfile.ZipFile(content) as archive, archive.open(entry) as part:
        while piece := part.read(PIECE):
            kept.put(piece)
    return kept


def _refuse_nested(path: Path, name: str, *, was_raw: bool) -> None:
    """An archive is taken where the name says that it is one, and none inside it."""
    try:
        with path.open("rb") as content:
            names = {entry.filename for entry in _bounded_entries(content)}
    except _BROKEN as fault:
        raise Unreadable(Reason.ARCHIVE, type(fault).__name__) from fault
    ending = PurePath(name).suffix.lower()
    if any(inner.lower().endswith(ARCHIVES) for inner in names):
        raise Unreadable(Reason.NESTED, name)
    if ending != ".zip" and ending not in OFFICE_NAMES and not was_raw and not names & OFFICE:
        raise Unreadable(Reason.NESTED, name)
