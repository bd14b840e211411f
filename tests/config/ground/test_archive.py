"""The envelope gives back what went in, or nothing."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lienthong.config.ground import archive
from lienthong.config.ground.archive import CHUNK, TAG, ArchiveFault, Opener, Sealer

KEY = "the data key of a test " * 3


def sealed(content: bytes, key: str = KEY) -> bytes:
    target = io.BytesIO()
    sealer = Sealer(target, key)
    for start in range(0, len(content), 100_000):
        sealer.write(content[start : start + 100_000])
    sealer.finish()
    return target.getvalue()


def opened(whole: bytes, key: str = KEY) -> bytes:
    return io.BufferedReader(Opener(io.BytesIO(whole), key)).read()


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 7])
def test_what_went_in_comes_out(size: int) -> None:
    content = bytes(range(256)) * (size // 256 + 1)
    assert opened(sealed(content[:size])) == content[:size]


def test_two_archives_of_one_content_share_nothing_but_the_name() -> None:
    first, second = sealed(b"same"), sealed(b"same")
    assert first[:18] == second[:18] == b"LIENTHONG-BACKUP 1"
    assert first[18:] != second[18:]
    assert b"same" not in first


def test_another_key_is_told_as_such() -> None:
    with pytest.raises(ArchiveFault, match="another LIENTHONG_DATA_KEY"):
        opened(sealed(b"secret"), KEY + "!")


@pytest.mark.parametrize("whole", [b"", b"\x89PNG\r\n", b"PK\x03\x04" + bytes(200), "Xin chào".encode() * 30])
def test_a_foreign_file_is_told_as_such(whole: bytes) -> None:
    with pytest.raises(ArchiveFault, match="no archive of Lienthong"):
        opened(whole)


def test_a_later_format_is_told_as_such() -> None:
    with pytest.raises(ArchiveFault, match="format 2"):
        opened(sealed(b"x").replace(b"BACKUP 1", b"BACKUP 2", 1))


def test_chunks_cannot_be_swapped_left_out_or_cut_off() -> None:
    whole = sealed(bytes(4 * CHUNK))
    head = archive._HEADER_BYTES
    first, *rest = (whole[at : at + CHUNK + TAG] for at in range(head, len(whole), CHUNK + TAG))
    for bent in ([rest[0], first, *rest[1:]], [first, *rest[1:]], [first, *rest[:-1]], [first], []):
        with pytest.raises(ArchiveFault, match="cut off or was changed"):
            opened(whole[:head] + b"".join(bent))


@settings(max_examples=200, deadline=None)
@given(position=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_any_flipped_bit_is_found(position: float, bit: int) -> None:
    whole = bytearray(WHOLE)
    whole[int(position * len(whole))] ^= 1 << bit
    with pytest.raises(ArchiveFault):
        opened(bytes(whole))


@settings(max_examples=100, deadline=None)
@given(length=st.integers(0, 100_000))
def test_any_shortening_is_found(length: int) -> None:
    with pytest.raises(ArchiveFault):
        opened(WHOLE[: min(length, len(WHOLE) - 1)])


WHOLE = sealed(bytes(100_000))
