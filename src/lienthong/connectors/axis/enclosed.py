"""A file inside a JSON answer: ``data`` in base64, however large, written and read piece by piece."""

import binascii
import json
import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from lienthong.connectors.axis.bodies import reply

LONGEST: Final = 1 << 16
"""So much may stand around the file."""
_DATA: Final = re.compile(rb'"data"\s*:\s*"')
_ESCAPES: Final = (
    (rb"\/", b"/"), (rb"\n", b""), (rb"\r", b""), (rb"\u003d", b"="), (rb"\u003D", b"="),
    (rb"\u002b", b"+"), (rb"\u002B", b"+"), (rb"\u002f", b"/"), (rb"\u002F", b"/"),
)  # fmt: skip
_LONGEST_ESCAPE: Final = 6


def enclosing(content: Iterable[bytes]) -> Iterator[bytes]:
    """The answer to getEdoc: a success with the whole file as ``data``."""
    told = json.dumps(reply(data=""))
    yield told[:-2].encode()
    rest = b""
    for piece in content:
        whole = rest + piece
        cut = len(whole) - len(whole) % 3
        rest = whole[cut:]
        yield b64encode(whole[:cut])
    yield b64encode(rest) + told[-2:].encode()


class Enclosed:
    """Takes the answer piece by piece and hands the file on; ``rest`` is the answer without it.

    Every method raises ValueError.
    """

    def __init__(self, write: Callable[[bytes], object]) -> None:
        self._write, self._around, self._inside, self._pending = write, b"", False, b""
        self.has_file = False

    def take(self, piece: bytes) -> None:
        if self._inside:
            self._take_data(piece)
            return
        self._around += piece
        found = None if self.has_file else _DATA.search(self._around)
        if found:
            data, self._around = self._around[found.end() :], self._around[: found.end()]
            self._inside = self.has_file = True
            self._take_data(data)
        if len(self._around) > LONGEST:
            raise ValueError("too much around the file")

    def _take_data(self, piece: bytes) -> None:
        data, quote, behind = piece.partition(b'"')
        self._decode(data, is_last=bool(quote))
        if quote:
            self._inside = False
            self._around += quote
            self.take(behind)

    def _decode(self, data: bytes, *, is_last: bool) -> None:
        whole = self._pending + data
        cut = len(whole)
        if not is_last and (at := whole.rfind(b"\\", -_LONGEST_ESCAPE)) >= 0:
            cut = at
        ready, late = _plain(whole[:cut]), whole[cut:]
        if not is_last:
            late = ready[len(ready) - len(ready) % 4 :] + late
            ready = ready[: len(ready) - len(ready) % 4]
        self._pending = late
        self._write(binascii.a2b_base64(ready, strict_mode=True) if ready else b"")

    def rest(self) -> Any:
        if self._inside:
            raise ValueError("the file has no end")
        return json.loads(self._around)


def _plain(data: bytes) -> bytes:
    """Some writers of JSON escape what base64 is made of."""
    if b"\\" in data:
        for escaped, plain in _ESCAPES:
            data = data.replace(escaped, plain)
    return data
