"""A file within JSON is whole, wherever its pieces are cut and however its writer escapes."""

import base64
import json
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lienthong.connectors.axis import wire
from lienthong.connectors.axis.enclosed import LONGEST, Enclosed

FILE = bytes(range(256)) * 3 + b"1"


def read(pieces: Iterable[bytes]) -> tuple[bytes, object]:
    found = bytearray()
    enclosed = Enclosed(found.extend)
    for piece in pieces:
        enclosed.take(piece)
    return bytes(found), enclosed.rest()


@pytest.mark.parametrize("sizes", [(), (0,), (1, 1, 1, 1), (100, 7), (3, 3)])
def test_what_is_enclosed_is_json_with_the_file(sizes: tuple[int, ...]) -> None:
    pieces = [bytes(range(size)) for size in sizes]
    told = json.loads(b"".join(wire.enclosing(pieces)))
    assert base64.b64decode(told.pop("data")) == b"".join(pieces)
    assert told == wire.reply()


@given(st.binary(max_size=400), st.integers(1, 50))
def test_it_is_read_as_it_was_enclosed_wherever_it_is_cut(content: bytes, size: int) -> None:
    whole = b"".join(wire.enclosing([content]))
    pieces = [whole[at : at + size] for at in range(0, len(whole), size)]
    assert read(pieces) == (content, wire.reply(data=""))


@pytest.mark.parametrize("size", [1, 2, 3, 5, 6, 7, 64, 10_000])
def test_escapes_of_other_writers_are_undone(size: int) -> None:
    data = base64.encodebytes(FILE).decode()
    assert "=" in data and "/" in data and "+" in data
    for ours, theirs in (("/", r"\/"), ("=", r"\u003d"), ("+", r"\u002B"), ("\n", r"\r\n")):
        data = data.replace(ours, theirs)
    whole = f'{{"ErrorDesc": "the \\"data\\": \\"x", "data" : "{data}", "ErrorCode": "0"}}'.encode()
    assert json.loads(whole)["ErrorDesc"] == 'the "data": "x'
    content, rest = read(whole[at : at + size] for at in range(0, len(whole), size))
    assert (content, rest) == (FILE, {"ErrorDesc": 'the "data": "x', "data": "", "ErrorCode": "0"})


def test_an_answer_without_a_file_is_the_answer() -> None:
    assert read([json.dumps(wire.reply(code="404", data=None)).encode()]) == (
        b"",
        wire.reply(code="404", data=None),
    )


@pytest.mark.parametrize(
    "answer",
    [
        b'{"data": "YWJj', b'{"data": "YWJ"}', b'{"data": "YW J"}', b'{"data": "YQ==YQ=="}', b'{"data": "YWJj" "x"}',
        b'{"data": "\\u0041WJj"}', b"<html>", b"", b"{" * (LONGEST + 1),
    ],
)  # fmt: skip
def test_what_is_none_is_noticed(answer: bytes) -> None:
    with pytest.raises(ValueError):
        read([answer])
