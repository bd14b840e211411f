"""An attachment's way out: its bytes into a ZIP of one entry, in base64, piece by piece in constant memory."""

import binascii
import hashlib
import zipfile
from collections.abc import Callable
from typing import BinaryIO, Final

PIECE: Final = 1 << 18
PACKED: Final = (".pdf", ".docx", ".xlsx", ".pptx", ".zip", ".png", ".jpg", ".jpeg")
"""Pressed already: pressing them again costs time and wins nothing."""


def pack(content: BinaryIO, entry: str, write: Callable[[bytes], object]) -> str:
    """Gives the SHA-256 of what was packed. The same content under the same name gives the same bytes.

    Some ZIP readers in use (Java's stream) take sizes behind the data only from a deflated entry; so it is always
    deflated.
    """
    out, digest = _Base64(write), hashlib.sha256()
    level = 0 if entry.lower().endswith(PACKED) else 1
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive,
        archive.open(entry, "w") as part,
    ):
        while piece := content.read(PIECE):
            digest.update(piece)
            part.write(piece)
    out.close()
    return digest.hexdigest()


class _Base64:
    """A file that cannot be sought: what is written leaves in base64 without line breaks."""

    def __init__(self, write: Callable[[bytes], object]) -> None:
        self._write, self._rest = write, b""

    def write(self, data: bytes) -> int:
        whole = self._rest + data
        cut = len(whole) - len(whole) % 3
        self._rest = whole[cut:]
        self._write(binascii.b2a_base64(whole[:cut], newline=False))
        return len(data)

    def flush(self) -> None:
        """Whole triples have left already."""

    def close(self) -> None:
        self._write(binascii.b2a_base64(self._rest, newline=False))
        self._rest = b""
