"""What another machine answers is read only so far as any honest answer goes."""

import json
from typing import Any

import httpx


def read_whole(answer: httpx.Response, largest: int) -> bytes:
    """The bytes of a streamed answer. Raises ValueError when it is larger, with the rest unread."""
    content = bytearray()
    for piece in answer.iter_bytes():
        content += piece
        if len(content) > largest:
            raise ValueError("too large")
    return bytes(content)


def read_json(
    http: httpx.Client, method: str, path: str, *, largest: int, silent: type[Exception], **more: Any
) -> Any:
    """What was answered to one call. Raises ``silent``, with what happened, for whatever is no answer."""
    try:
        with http.stream(method, path, **more) as answer:
            content = read_whole(answer, largest) if answer.is_success else None
        if content is None:
            raise silent(f"{path}: HTTP {answer.status_code}")
        return json.loads(content)
    except (httpx.HTTPError, ValueError) as fault:
        raise silent(f"{path}: {type(fault).__name__}") from fault
