"""The archive's envelope: one line of header, then AES-256-GCM over numbered chunks, the last one marked.

The header line ``LIENTHONG-BACKUP 1 SALT CHECK`` is bound to every chunk. SALT (32 bytes, hexadecimal)
makes the key of this archive from the data key by HKDF-SHA256; CHECK (8 bytes) tells a wrong key from a
damaged file. The nonce of a chunk is its number and whether it is the last (the STREAM construction):
chunks can be neither swapped nor left out nor cut off at the end without being noticed.
"""

import io
import secrets
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MAGIC = "LIENTHONG-BACKUP"
VERSION = "1"
CHUNK = 256 * 1024
TAG = 16
_HEADER_BYTES = len(f"{MAGIC} {VERSION} {'0' * 64} {'0' * 16}\n")


class ArchiveFault(Exception):
    """The archive cannot be written, read or put back; the message is one sentence for the operator."""


class Sealer(io.RawIOBase):
    """Encrypts what is written to it into ``target``. Only ``finish`` makes the archive whole."""

    def __init__(self, target: IO[bytes], data_key: str) -> None:
        salt = secrets.token_bytes(32)
        key, check = _keys(data_key, salt)
        self._header = f"{MAGIC} {VERSION} {salt.hex()} {check.hex()}\n".encode()
        self._cipher = AESGCM(key)
        self._target = target
        self._waiting = bytearray()
        self._number = 0
        target.write(self._header)

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        """Keeps at least one byte back, because the last chunk is sealed differently."""
        self._waiting += data
        while len(self._waiting) > CHUNK:
            self._seal(bytes(self._waiting[:CHUNK]), last=False)
            del self._waiting[:CHUNK]
        return len(data)

    def finish(self) -> None:
        self._seal(bytes(self._waiting), last=True)
        self._waiting.clear()

    def _seal(self, chunk: bytes, *, last: bool) -> None:
        self._target.write(self._cipher.encrypt(_nonce(self._number, last=last), chunk, self._header))
        self._number += 1


class Opener(io.RawIOBase):
    """Decrypts ``source``; gives no byte that was not sealed by this key, in this order, in this archive.

    Raises ArchiveFault at once for a foreign file or key, and at the first damaged or missing chunk.
    """

    def __init__(self, source: IO[bytes], data_key: str) -> None:
        self._header = source.read(_HEADER_BYTES)
        salt, check = _read_header(self._header)
        key, expected = _keys(data_key, salt)
        if check != expected:
            raise ArchiveFault(
                "the archive was made with another LIENTHONG_DATA_KEY, or its first line was changed"
            )
        self._cipher = AESGCM(key)
        self._source = source
        self._next = source.read(CHUNK + TAG)
        self._open = memoryview(b"")
        self._number = 0
        self._ended = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if not self._open and not self._ended:
            self._open = memoryview(self._unseal())
        count = min(len(buffer), len(self._open))
        buffer[:count] = self._open[:count]
        self._open = self._open[count:]
        return count

    def _unseal(self) -> bytes:
        chunk, self._next = self._next, self._source.read(CHUNK + TAG)
        self._ended = not self._next
        try:
            plain = self._cipher.decrypt(_nonce(self._number, last=self._ended), chunk, self._header)
        except (InvalidTag, ValueError) as refusal:
            place = f"at byte {_HEADER_BYTES + self._number * (CHUNK + TAG)}"
            raise ArchiveFault(f"the archive is cut off or was changed {place}") from refusal
        self._number += 1
        return plain


def _keys(data_key: str, salt: bytes) -> tuple[bytes, bytes]:
    """The archive's own key and its check value."""
    made = HKDF(algorithm=SHA256(), length=40, salt=salt, info=b"lienthong.backup.1").derive(
        data_key.encode()
    )
    return made[:32], made[32:]


def _read_header(line: bytes) -> tuple[bytes, bytes]:
    words = line.decode("ascii", "replace").split()
    if len(words) < 2 or words[0] != MAGIC:
        raise ArchiveFault("the file is no archive of Lienthong")
    if words[1] != VERSION:
        raise ArchiveFault(f"the archive has format {words[1][:8]}, this release reads format {VERSION}")
    try:
        salt, check = (bytes.fromhex(word) for word in words[2:])
    except ValueError as refusal:
        raise ArchiveFault("the archive's first line is damaged") from refusal
    return salt, check


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11) + bytes([last])
