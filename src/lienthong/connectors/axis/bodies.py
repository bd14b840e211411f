"""What goes over the line as JSON: replies, and the lines of their lists."""

from collections.abc import Collection, Mapping
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A line of the list that nodes keep alike (getSynchronizeUnit): what was deleted stays in it, and divisions that
    are no agency stand beside agencies.
    """

    code: str
    name: str
    id: str = ""
    parent: str = ""
    mail: str = ""
    center: str = ""
    version: str = ""
    modified: str = ""
    is_deleted: bool = False
    is_agency: bool = True


def reply(*, code: str = DONE, words: str = "", **more: Any) -> Told:
    """An answer; ``more`` are DocId, data, count. Clients read all three first fields, also of a success."""
    is_done = code == DONE
    return {
        "status": OK if is_done else FAIL,
        "ErrorCode": code,
        "ErrorDesc": words or ("Success" if is_done else ""),
        **more,
    }


type Names = Mapping[str, tuple[str, ...]]
"""By field its names on the line, of both generations of clients: all are written, the first that is there is read."""

_ITEM: Final[Names] = {
    "id": ("docId", "id"),
    "message_type": ("messageType",),
    "sender": ("from",),
    "recipient": ("to",),
    "status": ("status",),
    "status_words": ("status_desc", "statusDesc"),
    "created": ("created_time", "createdTime"),
    "updated": ("updated_time", "updatedTime"),
    "service_type": ("serviceType",),
    "sha256": ("contentSha256",),
    "size": ("contentLength",),
    "version": ("versionSdk",),
}
_SENT: Final[Names] = {
    "sender_doc_id": ("senderDocId",),
    "receiver_doc_id": ("receiverDocId",),
    "sender": ("fromCode",),
    "recipient": ("toCode",),
    "service_type": ("serviceType",),
    "message_type": ("messageType",),
    "send_status": ("sendStatus",),
    "send_words": ("sendStatusDesc",),
    "receive_status": ("receiveStatus",),
    "receive_words": ("receiveStatusDesc",),
    "sent": ("sentTime",),
    "received": ("receivedTime",),
    "title": ("title",),
    "notation": ("notation",),
}
_AGENCY: Final[Names] = {
    "id": ("id",),
    "parent": ("pid",),
    "code": ("code",),
    "name": ("name",),
    "mail": ("mail",),
    "mobile": ("mobile",),
    "fax": ("fax",),
    "old_code": ("oldCode",),
    "code102": ("code102",),
}
_REGISTERED: Final[Names] = {**_AGENCY, "parent": ("pid", "pcode")}
"""Who registers an agency calls the one above it otherwise than the list does."""


_UNIT: Final[Names] = {
    "id": ("id",),
    "parent": ("pid",),
    "code": ("code",),
    "name": ("name",),
    "mail": ("mail",),
    "center": ("centerCode",),
    "version": ("version",),
    "modified": ("modifyDate",),
    "is_deleted": ("deleted",),
    "is_agency": ("isAgency",),
}
_YES, _NO = frozenset({"true", "1", "yes", "y"}), frozenset({"false", "0", "no", "n"})


def item(one: Item) -> Told:
    return _written(one, _ITEM)


def item_in(told: Mapping[str, Any]) -> Item:
    """Raises ValueError."""
    given = _read(told, _ITEM, needs=("id", "message_type"))
    size = given["size"]
    return Item(**given | {"size": int(size) if size.isdecimal() and len(size) < 16 else None})


def sent(one: Sent) -> Told:
    return _written(one, _SENT)


def sent_in(told: Mapping[str, Any]) -> Sent:
    """Raises ValueError."""
    return Sent(**_read(told, _SENT, needs=("sender_doc_id",)))


def agency(one: Agency) -> Told:
    return _written(one, _AGENCY)


def agency_in(told: Mapping[str, Any]) -> Agency:
    """Raises ValueError."""
    return Agency(**_read(told, _REGISTERED, needs=("code",)))


def unit(one: Unit) -> Told:
    return _written(one, _UNIT)


def unit_in(told: Mapping[str, Any]) -> Unit:
    """Truths come as true, 1 or words; one that is not told is the usual one. Raises ValueError."""
    given = _read(told, _UNIT, needs=("code",))
    is_deleted, is_agency = _truth(given["is_deleted"], usual=False), _truth(given["is_agency"], usual=True)
    return Unit(**given | {"is_deleted": is_deleted, "is_agency": is_agency})


def _truth(told: str, *, usual: bool) -> bool:
    """Raises ValueError for what is neither."""
    word = told.strip().lower()
    if word and word not in _YES | _NO:
        raise ValueError(word)
    return word in _YES if word else usual


def _written(one: Item | Sent | Agency | Unit, names: Names) -> Told:
    return {name: getattr(one, field) for field, own in names.items() for name in own}


def _read(told: Mapping[str, Any], names: Names, *, needs: Collection[str]) -> Told:
    """Raises ValueError for what is no text, and where one that it ``needs`` is not there."""
    return {field: (needed if field in needs else text)(told, *own) for field, own in names.items()}


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
