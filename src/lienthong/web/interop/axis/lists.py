"""Agencies of the axis, what waits for a client and what became of what it sent; agencies that it names itself."""

import json
from collections.abc import Sequence
from typing import Any, Final

from django.http import HttpRequest

from lienthong.connectors.axis import wire
from lienthong.domain.axis import actions, queries
from lienthong.domain.axis.queries import LegRow, LegState, MessageRow, MessageState, OrganRow, Wanted
from lienthong.spine import clock
from lienthong.web.interop.axis.caller import Caller

TIME: Final = "%Y/%m/%d %H:%M:%S"
LONGEST_BODY: Final = 65_536
STATUSES: Final = {
    LegState.WAITING: "initial",
    LegState.TAKEN: "processing",
    LegState.DONE: "done",
    LegState.DEAD: "fail",
}


def agencies(request: HttpRequest, caller: Caller) -> dict[str, Any]:
    """Both codes of each, whichever generation of clients asks."""
    del request, caller
    rows = [
        wire.agency(
            wire.Agency(
                id=row.code,
                code=row.code,
                name=row.name,
                parent=row.parent,
                mail=row.mail,
                old_code=row.other,
                code102=row.code,
            )
        )
        for row in queries.list_known(clock.today())
    ]
    return wire.reply(data=rows)


def units(request: HttpRequest, caller: Caller) -> dict[str, Any]:
    """The same for who keeps a list alike with ours: what is gone stands in it as deleted."""
    del request, caller
    rows = [
        wire.unit(
            wire.Unit(
                id=row.code,
                code=row.code,
                name=row.name,
                parent=row.parent,
                mail=row.mail,
                modified=f"{clock.local(gone_at):{TIME}}" if gone_at else "",
                is_deleted=gone_at is not None,
            )
        )
        for row, gone_at in queries.list_kept(clock.today())
    ]
    return wire.reply(data=rows)


def wanted_of(caller: Caller) -> Wanted:
    return Wanted.STATUS if caller.told.message_type == Wanted.STATUS.value else Wanted.DOCUMENT


def received(request: HttpRequest, caller: Caller) -> dict[str, Any]:
    """Everything that it has not said "done" to, the oldest first."""
    del request
    legs = queries.list_for(caller.neighbour.id, wanted_of(caller))
    return wire.reply(data=[wire.item(_item(leg)) for leg in legs])


def _item(leg: LegRow) -> wire.Item:
    message = leg.message
    return wire.Item(
        id=message.key,
        message_type=message.wanted.value,
        sender=message.sender,
        recipient=leg.recipients[0],
        status=STATUSES[leg.state],
        created=f"{clock.local(leg.made_at):{TIME}}",
        updated=f"{clock.local(leg.taken_at or leg.made_at):{TIME}}",
        sha256=message.digest,
        size=message.size,
    )


def sent(request: HttpRequest, caller: Caller) -> dict[str, Any]:
    """A line for each recipient; what was set aside says why."""
    del request
    rows = queries.list_from(caller.neighbour.id, wanted_of(caller))
    return wire.reply(data=[wire.sent(one) for row, legs in rows for one in _fates(row, legs)])


def _fates(row: MessageRow, legs: Sequence[LegRow]) -> list[wire.Sent]:
    by_organ = {organ: leg for leg in legs for organ in leg.recipients}
    return [_fate(row, organ, by_organ.get(organ)) for organ in row.recipients or ("",)]


def _fate(row: MessageRow, organ: str, leg: LegRow | None) -> wire.Sent:
    is_open = row.state in {MessageState.TAKEN, MessageState.ROUTED, MessageState.TWICE}
    fate = STATUSES[leg.state] if leg else ("initial" if row.state is MessageState.TAKEN else "fail")
    return wire.Sent(
        sender_doc_id=row.key,
        receiver_doc_id=leg.remote or row.key if leg else "",
        sender=row.sender or row.stated,
        recipient=organ,
        send_status="done" if is_open else "fail",
        send_words=row.reason,
        receive_status=fate,
        receive_words=leg.fault if leg else "",
        message_type=row.wanted.value,
        sent=f"{clock.local(row.real_at):{TIME}}",
        received=f"{clock.local(leg.done_at):{TIME}}" if leg and leg.done_at else "",
        title=row.subject,
        notation=row.code,
    )


def count_documents(request: HttpRequest, caller: Caller) -> dict[str, Any]:
    del request
    return wire.reply(count=queries.count_for(caller.neighbour.id, Wanted.DOCUMENT))


def count_statuses(request: HttpRequest, caller: Caller) -> dict[str, Any]:
    del request
    return wire.reply(count=queries.count_for(caller.neighbour.id, Wanted.STATUS))


def register(request: HttpRequest, caller: Caller) -> dict[str, Any]:
    """An agency that it serves, with its code, name and the code above it."""
    told = _body(request)
    if told is None:
        return wire.reply(code="105", words="Nội dung phải là một đối tượng JSON có code và name")
    organ = OrganRow(
        _text(told, "code102") or _text(told, "code"),
        _text(told, "oldCode") or (_text(told, "code") if _text(told, "code102") else ""),
        _text(told, "name"),
        _text(told, "pcode") or _text(told, "pid"),
        _text(told, "mail"),
    )
    actions.register_organ(neighbour=caller.neighbour.id, organ=organ, by=caller.by, at=clock.now())
    return wire.reply()


def delete(request: HttpRequest, caller: Caller) -> dict[str, Any]:
    told = _body(request) or {}
    code = caller.told.fields.get("agencycode") or _text(told, "AgencyCode")
    if not actions.delete_organ(neighbour=caller.neighbour.id, code=code, by=caller.by, at=clock.now()):
        return wire.reply(code="404", words="Không có đơn vị này")
    return wire.reply()


def _body(request: HttpRequest) -> dict[str, Any] | None:
    try:
        told = json.loads(request.read(LONGEST_BODY))
    except (ValueError, RecursionError):
        return None
    return told if isinstance(told, dict) else None


def _text(told: dict[str, Any], name: str) -> str:
    value = told.get(name)
    return value.strip()[:300] if isinstance(value, str) else ""
