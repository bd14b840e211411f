"""What goes over the line as JSON: replies, and the lines of their lists."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

OK: Final = "OK"
FAIL: Final = "FAIL"
DONE: Final = "0"
LONGEST: Final = 1_000
type Told = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A message that waits for its recipient. ``sha256`` and ``size`` are known where the node says them."""

    id: str
    message_type: str
    sender: str
    recipient: str
    status: str = "initial"
    status_words: str = ""
    created: str = ""
    updated: str = ""
    service_type: str = "eDoc"
    sha256: str = ""
    size: int | None = None
    version: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What became of a message that was sent, at one recipient."""

    sender_doc_id: str
    receiver_doc_id: str
    sender: str
    recipient: str
    send_status: str
    receive_status: str
    message_type: str = "edoc"
    service_type: str = "eDoc"
    send_words: str = ""
    receive_words: str = ""
    sent: str = ""
    received: str = ""
    title: str = ""
    notation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """A member of the axis; ``code102`` is its code by QCVN 102:2016, ``old_code`` one from before that."""

    code: str
    name: str
    id: str = ""
    parent: str = ""
    mail: str = ""
    mobile: str = ""
    fax: str = ""
    old_code: str = ""
    code102: str = ""


def reply(*, code: str = DONE, words: str = "", **more: Any) -> Told:
    """An answer; ``more`` are DocId, data, count. Clients read all three first fields, also of a success."""
    is_done = code == DONE
    return {
        "status": OK if is_done else FAIL,
        "ErrorCode": code,
        "ErrorDesc": words or ("Success" if is_done else ""),
        **more,
    }


def item(one: Item) -> Told:
    """In the names of both generations of clients."""
    return {
        "id": one.id,
        "docId": one.id,
        "status": one.status,
        "status_desc": one.status_words,
        "statusDesc": one.status_words,
        "created_time": one.created,
        "createdTime": one.created,
        "updated_time": one.updated,
        "updatedTime": one.updated,
        "messageType": one.message_type,
        "serviceType": one.service_type,
        "from": one.sender,
        "to": one.recipient,
        "contentSha256": one.sha256,
        "contentLength": one.size,
        "versionSdk": one.version,
    }


def item_in(told: Mapping[str, Any]) -> Item:
    """Raises ValueError."""
    size = text(told, "contentLength")
    return Item(
        id=needed(told, "docId", "id"),
        message_type=needed(told, "messageType"),
        sender=text(told, "from"),
        recipient=text(told, "to"),
        status=text(told, "status"),
        status_words=text(told, "status_desc", "statusDesc"),
        created=text(told, "created_time", "createdTime"),
        updated=text(told, "updated_time", "updatedTime"),
        service_type=text(told, "serviceType"),
        sha256=text(told, "contentSha256"),
        size=int(size) if size.isdecimal() and len(size) < 16 else None,
        version=text(told, "versionSdk"),
    )


def sent(one: Sent) -> Told:
    return {
        "senderDocId": one.sender_doc_id,
        "receiverDocId": one.receiver_doc_id,
        "fromCode": one.sender,
        "toCode": one.recipient,
        "serviceType": one.service_type,
        "messageType": one.message_type,
        "sendStatus": one.send_status,
        "sendStatusDesc": one.send_words,
        "receiveStatus": one.receive_status,
        "receiveStatusDesc": one.receive_words,
        "sentTime": one.sent,
        "receivedTime": one.received,
        "title": one.title,
        "notation": one.notation,
    }


def sent_in(told: Mapping[str, Any]) -> Sent:
    """Raises ValueError."""
    return Sent(
        sender_doc_id=needed(told, "senderDocId"),
        receiver_doc_id=text(told, "receiverDocId"),
        sender=text(told, "fromCode"),
        recipient=text(told, "toCode"),
        send_status=text(told, "sendStatus"),
        receive_status=text(told, "receiveStatus"),
        message_type=text(told, "messageType"),
        service_type=text(told, "serviceType"),
        send_words=text(told, "sendStatusDesc"),
        receive_words=text(told, "receiveStatusDesc"),
        sent=text(told, "sentTime"),
        received=text(told, "receivedTime"),
        title=text(told, "title"),
        notation=text(told, "notation"),
    )


def agency(one: Agency) -> Told:
    return {
        "id": one.id,
        "pid": one.parent,
        "code": one.code,
        "name": one.name,
        "mail": one.mail,
        "mobile": one.mobile,
        "fax": one.fax,
        "oldCode": one.old_code,
        "code102": one.code102,
    }


def agency_in(told: Mapping[str, Any]) -> Agency:
    """Raises ValueError."""
    return Agency(
        code=needed(told, "code"),
        name=text(told, "name"),
        id=text(told, "id"),
        parent=text(told, "pid", "pcode"),
        mail=text(told, "mail"),
        mobile=text(told, "mobile"),
        fax=text(told, "fax"),
        old_code=text(told, "oldCode"),
        code102=text(told, "code102"),
    )


def text(told: Mapping[str, Any], *names: str) -> str:
    """The first of these fields that says something. Raises ValueError for what is no text."""
    if not isinstance(told, Mapping):
        raise ValueError("no object")
    for name in names:
        value = told.get(name)
        if isinstance(value, dict | list):
            raise ValueError(name)
        if value not in (None, ""):
            return str(value)[:LONGEST]
    return ""


def needed(told: Mapping[str, Any], *names: str) -> str:
    """Raises ValueError when it lacks."""
    if not (value := text(told, *names)):
        raise ValueError(names[0])
    return value
