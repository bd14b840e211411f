"""The tree of a message as our values."""

import contextlib
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from lienthong.connectors.axis.errors import Reason, Unreadable
from lienthong.connectors.axis.limits import is_organ
from lienthong.connectors.axis.messages import (
    Answered,
    Attachment,
    Business,
    Edoc,
    Message,
    Organization,
    ReceiverChange,
    Replaced,
    Staff,
    Status,
    StatusCode,
    Trace,
)
from lienthong.connectors.axis.parsing import Node
from lienthong.spine.clock import ZONE

DAYS: Final = ("%Y/%m/%d", "%Y-%m-%d", "%d/%m/%Y")
MOMENTS: Final = ("%Y/%m/%d %H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%d/%m/%Y %H:%M:%S")
LONGEST: Final = 20_000


class Warning(StrEnum):
    """What is odd in a message that was read all the same."""

    STRAY_BYTES = "stray_bytes"
    """Bytes before the XML declaration, passed over."""
    OLD_NAMESPACE = "old_namespace"
    SAYS_UTF16 = "says_utf16"
    """Says that it is UTF-16 and is UTF-8."""
    SHA1_SIGNATURE = "sha1_signature"
    RAW_PAYLOAD = "raw_payload"
    """An attachment without the ZIP around it."""
    NOT_IN_MANIFEST = "not_in_manifest"
    NO_ORGAN_ID = "no_organ_id"
    """A hop, the sender or a recipient without an id."""
    BAD_DATE = "bad_date"
    """A day or time that is none: left out."""
    LACKS_FIELD = "lacks_field"
    """The standard demands what is empty: recipient, subject, id, notation or kind of business."""


def understood(envelope: Node, files: tuple[Attachment, ...], warnings: list[Warning]) -> Message:
    """Adds to ``warnings``. Raises Unreadable."""
    reader = _Reader(envelope.one("edXMLHeader"), warnings)
    if next(reader.header.all("StatusCode"), None):
        return reader.status()
    return reader.document(files)


class _Reader:
    def __init__(self, header: Node, warnings: list[Warning]) -> None:
        self.header, self._lists = header.one("MessageHeader"), header.one("TraceHeaderList")
        self._warnings = warnings

    def status(self) -> Status:
        about = next((self._answered(one) for one in self.header.all("ResponseFor")), None)
        traces = self._traces()
        at = self._moment(self.header.get("Timestamp")) or next((one.at for one in reversed(traces)), None)
        if about is None or at is None:
            raise Unreadable(Reason.NO_EDXML, "ResponseFor" if about is None else "Timestamp")
        named = self._recipients()
        return Status(
            sender=self._organization(self.header.one("From")),
            recipients=named or (Organization(organ_id=about.organ_id),),
            about=about,
            code=_code(self.header.get("StatusCode")),
            at=at,
            description=_text(self.header, "Description"),
            staff=_staff(self.header.one("StaffInfo")),
            traces=traces,
        )

    def document(self, files: tuple[Attachment, ...]) -> Edoc:
        header, business = self.header, self._lists.one("Bussiness")
        other, kind = header.one("OtherInfo"), header.one("DocumentType")
        place, signer, code = header.one("PromulgationInfo"), header.one("SignerInfo"), header.one("Code")
        change = business.one("BussinessDocumentInfo")
        return Edoc(
            sender=self._organization(header.one("From")),
            recipients=self._someone(self._recipients()),
            document_id=self._needed(header.get("DocumentId") or business.get("DocumentId")),
            number=_text(code, "CodeNumber"),
            notation=self._needed(_text(code, "CodeNotation")),
            place=_text(place, "Place"),
            dated=self._day(place.get("PromulgationDate")),
            type_code=_text(kind, "Type"),
            type_detail=_text(kind, "TypeDetail"),
            type_name=_text(kind, "TypeName"),
            subject=self._needed(_text(header, "Subject")),
            content=_text(header, "Content"),
            competence=_text(signer, "Competence"),
            signer_position=_text(signer, "Position"),
            signer_name=_text(signer, "FullName"),
            due=self._day(header.get("DueDate")),
            priority=_number(other.get("Priority")),
            sphere=_text(other, "SphereOfPromulgation"),
            typist=_text(other, "TyperNotation"),
            copies=_number(other.get("PromulgationAmount")),
            pages=_number(other.get("PageAmount")),
            is_directing=other.get("Direction").lower() in ("true", "1"),
            appendixes=_texts(other.one("Appendixes"), "Appendix"),
            answers=tuple(self._answered(one) for one in header.all("ResponseFor")),
            tasks=_texts(header.one("ResponseForTask"), "TaskCode"),
            steering=header.get("SteeringType") or "1",
            places=_texts(header.one("ToPlaces"), "Place"),
            business=self._business_kind(business),
            reason=_text(business, "BussinessDocReason"),
            paper_follows=business.get("Paper") == "1",
            staff=_staff(business.one("StaffInfo")),
            document_changes=change.get("DocumentInfo") == "1",
            receivers=tuple(self._change(one) for one in change.one("ReceiverList").all("Receiver")),
            replaced=self._replaced(business),
            traces=self._traces(),
            attachments=files,
        )

    def _business_kind(self, business: Node) -> Business:
        said = self._needed(business.get("BussinessDocType"))
        try:
            return Business(said or "0")
        except ValueError as fault:
            raise Unreadable(Reason.CODE, f"BussinessDocType {said[:20]}") from fault

    def _needed(self, value: str) -> str:
        if not value:
            self._warnings.append(Warning.LACKS_FIELD)
        return _bounded(value)

    def _organ(self, code: str) -> str:
        """As it was written; nothing where it says nothing."""
        if code.lower() in ("", "null"):
            self._warnings.append(Warning.NO_ORGAN_ID)
            return ""
        if not is_organ(code):
            raise Unreadable(Reason.ORGAN, repr(code[:100]))
        return code

    def _organization(self, node: Node) -> Organization:
        return Organization(
            organ_id=self._organ(node.get("OrganId")),
            name=_text(node, "OrganName"),
            in_charge=_text(node, "OrganizationInCharge"),
            address=_text(node, "OrganAdd"),
            email=_text(node, "Email"),
            telephone=_text(node, "Telephone"),
            fax=_text(node, "Fax"),
            website=_text(node, "Website"),
        )

    def _recipients(self) -> tuple[Organization, ...]:
        """Each once, however often it is named."""
        named = [self._organization(one) for one in self.header.all("To")]
        return tuple({one.organ_id: one for one in reversed(named)}.values())[::-1]

    def _someone(self, named: tuple[Organization, ...]) -> tuple[Organization, ...]:
        if not named:
            self._warnings.append(Warning.LACKS_FIELD)
        return named

    def _answered(self, node: Node) -> Answered:
        return Answered(
            organ_id=self._organ(node.get("OrganId")),
            code=_text(node, "Code"),
            dated=self._day(node.get("PromulgationDate")),
            document_id=_text(node, "DocumentId"),
        )

    def _change(self, node: Node) -> ReceiverChange:
        return ReceiverChange(
            organ_id=self._organ(node.get("OrganId")), added=node.get("ReceiverType") == "1"
        )

    def _replaced(self, business: Node) -> tuple[Replaced, ...]:
        return tuple(
            Replaced(
                document_id=_text(one, "DocumentId"),
                organ_ids=tuple(self._organ(code.text) for code in one.one("OrganIdList").all("OrganId")),
            )
            for one in business.one("ReplacementInfoList").all("ReplacementInfo")
        )

    def _traces(self) -> tuple[Trace, ...]:
        """Hops whose time cannot be read are left out."""
        read = (
            (one.get("OrganId"), self._moment(one.get("Timestamp"))) for one in self._lists.all("TraceHeader")
        )
        return tuple(Trace(organ_id=self._organ(code), at=at) for code, at in read if at)

    def _day(self, said: str) -> date | None:
        moment = _parsed(said.partition("T")[0].partition(" ")[0], DAYS)
        if said and moment is None:
            self._warnings.append(Warning.BAD_DATE)
        return moment.date() if moment else None

    def _moment(self, said: str) -> datetime | None:
        moment = _parsed(said.partition(".")[0], MOMENTS) or _parsed(said, DAYS)
        if moment is None:
            self._warnings.append(Warning.BAD_DATE)
        return moment


def _parsed(said: str, forms: tuple[str, ...]) -> datetime | None:
    for form in forms:
        with contextlib.suppress(ValueError):
            return datetime.strptime(said, form).replace(tzinfo=ZONE)
    return None


def _code(said: str) -> StatusCode:
    try:
        return StatusCode(said.zfill(2))
    except ValueError as fault:
        raise Unreadable(Reason.CODE, f"StatusCode {said[:20]}") from fault


def _bounded(value: str) -> str:
    if len(value) > LONGEST:
        raise Unreadable(Reason.TOO_LARGE, "field")
    return value


def _text(node: Node, name: str) -> str:
    return _bounded(node.get(name))


def _texts(node: Node, name: str) -> tuple[str, ...]:
    return tuple(_bounded(one.text) for one in node.all(name) if one.text)


def _number(said: str) -> int:
    return int(said) if said.isdecimal() and len(said) < 7 else 0


def _staff(node: Node) -> Staff:
    return Staff(
        department=_text(node, "Department"),
        name=_text(node, "Staff"),
        mobile=_text(node, "Mobile"),
        email=_text(node, "Email"),
    )
