"""What travels on the document axis: a document with its attachments, or a status of one sent before.

Field names are those of QCVN 102:2016/BTTTT in English. Codes and ids of organisations and documents are opaque here:
real traffic knows the four groups of QĐ 20/2020, older three groups and plain names, and ids in the form
``000.00.00.H21,2021/10/15,12/BC-UBND`` beside UUIDs.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import BinaryIO


class Business(StrEnum):
    """What a document message wants (BussinessDocType, the standard's own spelling)."""

    NEW = "0"
    RECALL = "1"
    UPDATE = "2"
    REPLACE = "3"


class StatusCode(StrEnum):
    ARRIVED = "01"
    REFUSED = "02"
    REGISTERED = "03"
    ASSIGNED = "04"
    IN_PROCESS = "05"
    FINISHED = "06"
    ASKED_BACK = "13"
    AGREED = "15"
    DECLINED = "16"


@dataclass(frozen=True, kw_only=True)
class Organization:
    organ_id: str
    name: str = ""
    in_charge: str = ""
    address: str = ""
    email: str = ""
    telephone: str = ""
    fax: str = ""
    website: str = ""


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """A file of a document: ``open`` gives its own bytes (never the ZIP around them) as often as it is called."""

    name: str
    content_type: str
    open: Callable[[], BinaryIO] = field(compare=False)
    description: str = ""
    size: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Trace:
    """One hop. Messages that really travel leave ``organ_id`` out now and then: "" here."""

    organ_id: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Staff:
    department: str = ""
    name: str = ""
    mobile: str = ""
    email: str = ""


@dataclass(frozen=True, kw_only=True)
class Answered:
    """An earlier document that a message speaks of (ResponseFor)."""

    organ_id: str
    code: str
    dated: date | None
    document_id: str


@dataclass(frozen=True, kw_only=True)
class ReceiverChange:
    organ_id: str
    added: bool


@dataclass(frozen=True, kw_only=True)
class Replaced:
    document_id: str
    organ_ids: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Edoc:
    """A document on its way: new, or the recall, update or replacement of earlier ones.

    ``number`` and ``notation`` make the code "12/BC-UBND" together; ``priority`` is 0 to 4, ``steering`` 1 to 3 as in
    the standard. ``receivers`` belong to an update, ``replaced`` to a replacement, ``answers`` of a recall name what
    is withdrawn. ``copies`` (PromulgationAmount), ``typist`` (TyperNotation) and ``is_directing`` (Direction) stand on
    paper too.
    """

    sender: Organization
    recipients: tuple[Organization, ...]
    document_id: str
    number: str
    notation: str
    place: str
    dated: date | None
    type_name: str
    subject: str
    type_code: str = "2"
    type_detail: str = ""
    content: str = ""
    competence: str = ""
    signer_position: str = ""
    signer_name: str = ""
    due: date | None = None
    priority: int = 0
    sphere: str = ""
    pages: int = 0
    copies: int = 0
    typist: str = ""
    is_directing: bool = False
    steering: str = "1"
    places: tuple[str, ...] = ()
    appendixes: tuple[str, ...] = ()
    answers: tuple[Answered, ...] = ()
    tasks: tuple[str, ...] = ()
    business: Business = Business.NEW
    reason: str = ""
    paper_follows: bool = False
    staff: Staff = Staff()
    document_changes: bool = False
    receivers: tuple[ReceiverChange, ...] = ()
    replaced: tuple[Replaced, ...] = ()
    traces: tuple[Trace, ...] = ()
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Status:
    """What became of a document at its recipient, or (13) that its sender asks for it back."""

    sender: Organization
    recipients: tuple[Organization, ...]
    about: Answered
    code: StatusCode
    at: datetime
    description: str = ""
    staff: Staff = Staff()
    traces: tuple[Trace, ...] = ()


type Message = Edoc | Status
