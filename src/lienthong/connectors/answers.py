"""What another machine answers is read only so far as any honest answer goes."""

import httpx


def read_whole(answer: httpx.Response, largest: int) -> bytes:
    """The bytes of a streamed answer. Raises ValueError when it is larger, with the rest unread."""
    content = bytearray()
    for piece in answer.iter_bytes():
        content += piece
        if len(content) > largest:
            raise ValueError("too large")
    return bytes(content)
