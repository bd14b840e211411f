"""edXML as QCVN 102:2016/BTTTT has it, in the very bytes of its canonical form.

Namespace declarations stand where canonical XML would put them and nothing else needs rewriting, so the digest of what
is written is the digest that an enveloped signature signs: it is taken while writing, whatever the size.
"""

import hashlib
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePath
from typing import BinaryIO, Final
from xml.sax.saxutils import escape

from lienthong.connectors.axis import limits
from lienthong.connectors.axis.errors import Unwritable
from lienthong.connectors.axis.messages import (
    Answered,
    Attachment,
    Business,
    Edoc,
    Message,
    Organization,
    Staff,
    Status,
    Trace,
)
from lienthong.connectors.axis.packing import pack
from lienthong.spine.clock import local

NAMESPACE: Final = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
DECLARATION: Final = b'<?xml version="1.0" encoding="UTF-8"?>\n'
_ROOT: Final = f'<edXML xmlns="{NAMESPACE}">'
_ENVELOPE: Final = f'<edXML:edXMLEnvelope xmlns:edXML="{NAMESPACE}"><edXML:edXMLHeader>'
_NAMES: Final = uuid.UUID("6f1d4c3e-9c0b-5d0e-8a57-2f6c1e0b7a10")
type Sign = Callable[[bytes], bytes]


@dataclass(frozen=True, slots=True)
class Written:
    sha256: str
    size: int


def write(message: Message, into: BinaryIO, *, sign: Sign | None = None) -> Written:
    """The same message gives the same bytes.

    ``sign`` gets the SHA-256 digest of the canonical document and gives its Signature element, whose only reference is
    the whole document (URI="") by the enveloped-signature transform and canonical XML, inclusive or exclusive. Then
    the attachments are read twice. Raises Unwritable.
    """
    limits.check(message)
    signature = sign(_digest(message)) if sign else b""
    out = _Sink(into)
    out.write(DECLARATION)
    _document(message, out.write, signature)
    return Written(out.sha256.hexdigest(), out.size)


class _Sink:
    def __init__(self, into: BinaryIO) -> None:
        self._into, self.sha256, self.size = into, hashlib.sha256(), 0

    def write(self, data: bytes) -> None:
        self._into.write(data)
        self.sha256.update(data)
        self.size += len(data)


def _digest(message: Message) -> bytes:
    digest = hashlib.sha256()
    _document(message, digest.update, b"")
    return digest.digest()


def _document(message: Message, write: Callable[[bytes], object], signature: bytes) -> None:
    header = _message_header(message) + _traces(message)
    write(f"{_ROOT}{_ENVELOPE}{header}".encode())
    write(signature)
    write(b"</edXML:edXMLHeader>")
    if isinstance(message, Edoc):
        write(_body(message).encode())
    write(b"</edXML:edXMLEnvelope>")
    if isinstance(message, Edoc) and message.attachments:
        _attachments(message.attachments, write)
    write(b"</edXML>")


def element(name: str, content: str, prefix: str = "edXML:") -> str:
    return f"<{prefix}{name}>{content}</{prefix}{name}>"


def text(value: str) -> str:
    return escape(value, {"\r": "&#xD;"})


def _field(name: str, value: str, prefix: str = "edXML:") -> str:
    return element(name, text(value), prefix)


def _optional(name: str, value: str) -> str:
    return _field(name, value) if value else ""


def _day(name: str, day: date | None) -> str:
    return _field(name, f"{day:%Y/%m/%d}") if day else ""


def _moment(name: str, at: datetime) -> str:
    return _field(name, f"{local(at):%Y/%m/%d %H:%M:%S}")


def _group(name: str, *fields: str) -> str:
    """Left out when it would be empty."""
    content = "".join(fields)
    return element(name, content) if content else ""


def _message_header(message: Message) -> str:
    content = _document_header(message) if isinstance(message, Edoc) else _status_header(message)
    return element("MessageHeader", content)


def _organization(name: str, one: Organization) -> str:
    return element(
        name,
        _field("OrganId", one.organ_id)
        + _optional("OrganizationInCharge", one.in_charge)
        + _optional("OrganName", one.name)
        + _optional("OrganAdd", one.address)
        + _optional("Email", one.email)
        + _optional("Telephone", one.telephone)
        + _optional("Fax", one.fax)
        + _optional("Website", one.website),
    )


def _document_header(one: Edoc) -> str:
    return "".join(
        (
            _organization("From", one.sender),
            *(_organization("To", recipient) for recipient in one.recipients),
            _field("DocumentId", one.document_id),
            _group("Code", _optional("CodeNumber", one.number), _optional("CodeNotation", one.notation)),
            _group("PromulgationInfo", _optional("Place", one.place), _day("PromulgationDate", one.dated)),
            _group(
                "DocumentType",
                _optional("Type", one.type_code),
                _optional("TypeDetail", one.type_detail),
                _optional("TypeName", one.type_name),
            ),
            _field("Subject", one.subject),
            _optional("Content", one.content),
            _group(
                "SignerInfo",
                _optional("Competence", one.competence),
                _optional("Position", one.signer_position),
                _optional("FullName", one.signer_name),
            ),
            _day("DueDate", one.due),
            _other(one),
            *(_answered(answer) for answer in one.answers),
            _group("ResponseForTask", *(_field("TaskCode", code) for code in one.tasks)),
            _field("SteeringType", one.steering),
            _group("ToPlaces", *(_field("Place", place) for place in one.places)),
        )
    )


def _other(one: Edoc) -> str:
    return element(
        "OtherInfo",
        _field("Priority", str(one.priority))
        + _optional("SphereOfPromulgation", one.sphere)
        + _optional("TyperNotation", one.typist)
        + _optional("PromulgationAmount", str(one.copies or ""))
        + _optional("PageAmount", str(one.pages or ""))
        + _field("Direction", "true" if one.is_directing else "false")
        + _group("Appendixes", *(_field("Appendix", name) for name in one.appendixes)),
    )


def _answered(one: Answered) -> str:
    return element(
        "ResponseFor",
        _field("OrganId", one.organ_id)
        + _optional("Code", one.code)
        + _day("PromulgationDate", one.dated)
        + _optional("DocumentId", one.document_id),
    )


def _staff(one: Staff) -> str:
    return _group(
        "StaffInfo",
        _optional("Department", one.department),
        _optional("Staff", one.name),
        _optional("Mobile", one.mobile),
        _optional("Email", one.email),
    )


def _status_header(one: Status) -> str:
    """Whom it goes to is who sent the document; others are named."""
    named = () if one.recipients == (Organization(organ_id=one.about.organ_id),) else one.recipients
    return "".join(
        (
            _organization("From", one.sender),
            *(_organization("To", recipient) for recipient in named),
            _answered(one.about),
            _staff(one.staff),
            _field("StatusCode", one.code),
            _optional("Description", one.description),
            _moment("Timestamp", one.at),
        )
    )


def _traces(message: Message) -> str:
    business = _business(message) if isinstance(message, Edoc) else ""
    return _group("TraceHeaderList", *(_trace(one) for one in message.traces), business)


def _trace(one: Trace) -> str:
    return element("TraceHeader", _optional("OrganId", one.organ_id) + _moment("Timestamp", one.at))


def _business(one: Edoc) -> str:
    return element(
        "Bussiness",
        _field("DocumentId", one.document_id)
        + _field("BussinessDocType", one.business)
        + _optional("BussinessDocReason", one.reason)
        + _field("Paper", _flag(one.paper_follows))
        + _staff(one.staff)
        + (_update(one) if one.business is Business.UPDATE else "")
        + (_replacement(one) if one.business is Business.REPLACE else ""),
    )


def _flag(value: bool) -> str:
    return "1" if value else "0"


def _update(one: Edoc) -> str:
    changes = (
        element("Receiver", _field("OrganId", change.organ_id) + _field("ReceiverType", _flag(change.added)))
        for change in one.receivers
    )
    return element(
        "BussinessDocumentInfo",
        _field("DocumentInfo", _flag(one.document_changes))
        + _field("DocumentReceiver", _flag(bool(one.receivers)))
        + _group("ReceiverList", *changes),
    )


def _replacement(one: Edoc) -> str:
    return element(
        "ReplacementInfoList",
        "".join(
            element(
                "ReplacementInfo",
                _field("DocumentId", replaced.document_id)
                + _group("OrganIdList", *(_field("OrganId", code) for code in replaced.organ_ids)),
            )
            for replaced in one.replaced
        ),
    )


def _body(one: Edoc) -> str:
    references = "".join(
        element(
            "Reference",
            _field("ContentId", content_id)
            + _field("ContentType", file.content_type)
            + _optional("Description", file.description)
            + _field("AttachmentName", file.name),
        )
        for content_id, file in _numbered(one.attachments)
    )
    manifest = f'<edXML:edXMLManifest version="1.0">{references}</edXML:edXMLManifest>'
    return element("edXMLBody", manifest)


def _numbered(files: tuple[Attachment, ...]) -> Iterator[tuple[str, Attachment]]:
    for number, file in enumerate(files, 1):
        yield f"cid:{number}", file


def _attachments(files: tuple[Attachment, ...], write: Callable[[bytes], object]) -> None:
    write(b"<AttachmentEncoded>")
    for content_id, file in _numbered(files):
        told = (
            _field("ContentId", content_id, "")
            + _field("AttachmentName", file.name, "")
            + (_field("Description", file.description, "") if file.description else "")
            + _field("ContentType", file.content_type, "")
        )
        write(f'<Attachment>{told}<edXML:ContentTransferEncoded xmlns:edXML="{NAMESPACE}">'.encode())
        with file.open() as content:
            digest = pack(content, _entry(content_id, file), write)
        if digest != file.sha256:
            raise Unwritable("Attachment", f"{file.name}: not the file that was announced")
        write(b"</edXML:ContentTransferEncoded></Attachment>")
    write(b"</AttachmentEncoded>")


def _entry(content_id: str, file: Attachment) -> str:
    """UUID.ext, the same for the same file in the same place."""
    ending = PurePath(file.name).suffix
    return f"{uuid.uuid5(_NAMES, f'{content_id} {file.sha256}')}{ending if ending.isascii() else ''}"
