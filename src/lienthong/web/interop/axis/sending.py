"""A client sends a message, fetches one, says what became of it, and asks for the receipt of what it sent."""

import base64
import io
from collections.abc import Iterator
from functools import partial
from typing import Any, BinaryIO, Final, cast

from django.http import FileResponse, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase

from lienthong.connectors.axis import wire
from lienthong.domain.axis import actions, queries
from lienthong.domain.axis.actions import Arrival
from lienthong.domain.axis.queries import MessageState
from lienthong.spine import clock
from lienthong.spine.files.queries import FileRow, get_file, open_content
from lienthong.web.interop.axis.caller import Caller
from lienthong.web.interop.axis.lists import wanted_of

PART: Final = "file_doc"
OUTCOMES: Final = frozenset({"done", "fail", "processing"})
NONE: Final = "Không có văn bản này"
HASH: Final = f"{wire.PREFIX}hash-file"
PIECE: Final = 3 * 64 * 1024
"""Bytes read at once; a multiple of three, as base64 counts."""


def send(request: HttpRequest, caller: Caller) -> dict[str, Any]:
    """The file as the body, or as one part of a form. The same file again is answered with the same DocId."""
    content = _content(request)
    if content is None:
        return wire.reply(code="102", words="Thiếu tệp văn bản")
    stated = caller.told.stated_hash
    key = actions.take(
        content=content,
        arrival=Arrival(neighbour=caller.neighbour.id, wanted=wanted_of(caller), stated=caller.told.agency),
        is_announced=lambda digest: not stated or wire.same_hash(stated, digest),
        by=caller.by,
        at=clock.now(),
    )
    row = queries.get_message(key)
    if row and row.state is MessageState.CONFLICT:
        return wire.reply(code="409", words=row.reason, DocId=key)
    return wire.reply(DocId=key, Receipt=_receipt(row.id) if row else None)


def _content(request: HttpRequest) -> BinaryIO | None:
    """Read piece by piece, never as a whole."""
    if (request.content_type or "").startswith("multipart/"):
        return cast("BinaryIO | None", request.FILES.get(PART) or next(iter(request.FILES.values()), None))
    if hasattr(request, "_body"):
        return io.BytesIO(request.body)
    return cast(BinaryIO, request)


def _receipt(message: int) -> dict[str, str] | None:
    """What a neighbour keeps as proof: the statement, its detached CMS, the node's certificate."""
    ours = next((row for row in queries.list_receipts(message) if row.is_ours), None)
    if ours is None:
        return None
    parts = {"statement": ours.statement, "signature": ours.signature, "certificate": ours.certificate}
    return {name: base64.b64encode(part).decode() for name, part in parts.items()}


def receipt(request: HttpRequest, caller: Caller) -> dict[str, Any]:
    del request
    row = queries.get_message(caller.told.doc_id)
    told = _receipt(row.id) if row and row.neighbour == caller.neighbour.id else None
    return wire.reply(Receipt=told) if told else wire.reply(code="404", words=NONE)


def download(request: HttpRequest, caller: Caller) -> HttpResponseBase | dict[str, Any]:
    """The very bytes that came to this node. Another's message is none."""
    del request
    kept = _kept_for(caller)
    if kept is None:
        return wire.reply(code="404", words=NONE)
    answer = FileResponse(open_content(kept), content_type=wire.OCTETS)
    answer.headers["Content-Length"] = str(kept.size)
    answer.headers[HASH] = wire.stated(kept.digest)
    return answer


def enclose(request: HttpRequest, caller: Caller) -> HttpResponseBase | dict[str, Any]:
    """The same bytes within a JSON answer, which older clients know alone; encoded as they go out."""
    del request
    kept = _kept_for(caller)
    if kept is None:
        return wire.reply(code="404", words=NONE)
    answer = StreamingHttpResponse(wire.enclosing(_pieces(kept)), content_type="application/json")
    answer.headers[HASH] = wire.stated(kept.digest)
    return answer


def _kept_for(caller: Caller) -> FileRow | None:
    leg = queries.find_for(caller.neighbour.id, caller.told.doc_id)
    return get_file(leg.message.file or 0) if leg else None


def _pieces(kept: FileRow) -> Iterator[bytes]:
    with open_content(kept) as content:
        yield from iter(partial(content.read, PIECE), b"")


def update_status(request: HttpRequest, caller: Caller) -> dict[str, Any]:
    del request
    outcome = caller.told.fields.get("status", "").lower()
    if outcome not in OUTCOMES:
        return wire.reply(code="106", words="Trạng thái phải là done, fail hoặc processing")
    actions.acknowledge(
        neighbour=caller.neighbour.id, key=caller.told.doc_id, outcome=outcome, by=caller.by, at=clock.now()
    )
    return wire.reply()
