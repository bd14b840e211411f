"""An attachment costs the memory of a piece of it, whatever its size."""

import hashlib
import io
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from tests.connectors.axis.examples import NEW, attachment

from lienthong.connectors.axis import edxml, sealing
from lienthong.connectors.axis.messages import Edoc

SIZE: Final = 30_000_000
MOST: Final = 4_000_000


@pytest.fixture
def large(tmp_path: Path) -> Edoc:
    path = tmp_path / "large.pdf"
    block = b"".join(hashlib.sha256(bytes((one,))).digest() for one in range(250)) * 125
    digest = hashlib.sha256()
    with path.open("wb") as out:
        for _ in range(SIZE // len(block)):
            out.write(block)
            digest.update(block)
    file = attachment(b"", open=lambda: path.open("rb"), size=path.stat().st_size, sha256=digest.hexdigest())
    return replace(NEW, attachments=(file,))


@contextmanager
def counted() -> Iterator[Callable[[], int]]:
    tracemalloc.start()
    try:
        yield lambda: tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_both_ways_cost_a_piece_of_a_large_attachment(large: Edoc, tmp_path: Path) -> None:
    path, into = tmp_path / "large.edxml", tmp_path / "into"
    into.mkdir()
    sign = sealing.signing(lambda content: content[:256], method=sealing.RSA_SHA256, certificate=b"")
    with counted() as peak, path.open("wb") as out:
        edxml.write(large, out, sign=sign)
        assert peak() < MOST
    with counted() as peak:
        told = edxml.read(path, into=into)
        assert peak() < MOST
    assert told.message == large
    assert path.stat().st_size > SIZE


def test_the_counting_would_notice_an_attachment_held_whole() -> None:
    with counted() as peak:
        held = io.BytesIO(bytes(2 * MOST))
        assert peak() > MOST
    del held
