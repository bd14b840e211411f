"""What the standard allows in a field; checked before anything is written."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from lienthong.connectors.axis.errors import Unwritable
from lienthong.connectors.axis.messages import Answered, Business, Edoc, Message, Organization, Staff, Status
from lienthong.spine.clock import local

LARGEST_ATTACHMENT: Final = 512 * 1024 * 1024
MOST_ATTACHMENTS: Final = 200
LONGEST_NAME: Final = 255
LONGEST_ORGAN: Final = 100
"""The standard has thirteen; older codes and plain names are longer."""
USUAL: Final = 250
LONG: Final = 4_000
PRIORITIES: Final = range(5)
STEERINGS: Final = ("1", "2", "3")
_NO_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_IN_PATHS: Final = frozenset('/\\:*?"<>|')
type Field = tuple[str, str, int]


def check(message: Message) -> None:
    """Raises Unwritable, which names the first field that does not fit."""
    for name, value, longest in _fields(message):
        _fit(name, value, longest)
    _recipients(message)
    for trace in message.traces:
        _organ("TraceHeader", trace.organ_id, may_lack=True)
    if isinstance(message, Edoc):
        _document(message)
    else:
        _organ("ResponseFor", message.about.organ_id)


def _fit(name: str, value: str, longest: int) -> None:
    if len(value) > longest:
        raise Unwritable(name, f"{len(value)} of {longest} letters")
    if value != value.strip():
        raise Unwritable(name, "begins or ends with a space")
    if _NO_XML.search(value):
        raise Unwritable(name, "holds what XML cannot carry")


def is_organ(code: str) -> bool:
    """Whether it can be the id of an organisation: one short line, no path and nothing that cannot be seen."""
    return (
        0 < len(code) <= LONGEST_ORGAN
        and code.strip() == code
        and not code.startswith(".")
        and not _IN_PATHS & set(code)
        and all(letter == " " or unicodedata.category(letter)[0] not in "CZ" for letter in code)
    )


def is_file_name(name: str) -> bool:
    """Whether it can be shown and offered again: no path, nothing hidden, no end of line."""
    return (
        0 < len(name) <= LONGEST_NAME
        and name.strip(". ") != ""
        and not set("/\\") & set(name)
        and all(unicodedata.category(letter)[0] != "C" for letter in name)
    )


def _organ(name: str, code: str, *, may_lack: bool = False) -> None:
    if not (is_organ(code) or (may_lack and code == "")) or code.lower() == "null":
        raise Unwritable(name, f"OrganId {code[:LONGEST_ORGAN]!r}")


def _recipients(message: Message) -> None:
    codes = [one.organ_id for one in message.recipients]
    for code in codes:
        _organ("To", code)
    _organ("From", message.sender.organ_id)
    if not codes or len(set(codes)) < len(codes):
        raise Unwritable("To", "nobody" if not codes else "the same twice")


def _document(one: Edoc) -> None:
    if not one.subject:
        raise Unwritable("Subject", "lacks")
    if not one.document_id:
        raise Unwritable("DocumentId", "lacks")
    if one.priority not in PRIORITIES:
        raise Unwritable("Priority", str(one.priority))
    if one.steering not in STEERINGS:
        raise Unwritable("SteeringType", one.steering)
    if one.pages < 0 or one.copies < 0:
        raise Unwritable("PageAmount" if one.pages < 0 else "PromulgationAmount", "below nothing")
    if one.dated and one.traces and one.dated > max(_days(one)):
        raise Unwritable("PromulgationDate", "in the future")
    _business(one)
    _files(one)


def _days(one: Edoc) -> list[date]:
    return [local(trace.at).date() for trace in one.traces]


def _business(one: Edoc) -> None:
    if one.business is Business.RECALL and not one.answers:
        raise Unwritable("ResponseFor", "a recall names what is withdrawn")
    _only(one, Business.UPDATE, "BussinessDocumentInfo", bool(one.receivers or one.document_changes))
    _only(one, Business.REPLACE, "ReplacementInfoList", bool(one.replaced))
    for code in (*(change.organ_id for change in one.receivers), *_replaced_organs(one)):
        _organ("Bussiness", code)
    for answer in one.answers:
        _organ("ResponseFor", answer.organ_id, may_lack=True)


def _replaced_organs(one: Edoc) -> Iterator[str]:
    for replaced in one.replaced:
        yield from replaced.organ_ids


def _only(one: Edoc, business: Business, name: str, is_there: bool) -> None:
    if (one.business is business) != is_there:
        raise Unwritable(name, "lacks" if one.business is business else "belongs to another business")


def _files(one: Edoc) -> None:
    if len(one.attachments) > MOST_ATTACHMENTS:
        raise Unwritable("Attachment", f"{len(one.attachments)} of {MOST_ATTACHMENTS}")
    for file in one.attachments:
        if not is_file_name(file.name):
            raise Unwritable("AttachmentName", file.name[:LONGEST_NAME])
        if file.size > LARGEST_ATTACHMENT:
            raise Unwritable("Attachment", f"{file.name}: {file.size} bytes")
        if not file.content_type:
            raise Unwritable("ContentType", f"{file.name}: lacks")


def _fields(message: Message) -> Iterator[Field]:
    yield from _of_organization("From", message.sender)
    for recipient in message.recipients:
        yield from _of_organization("To", recipient)
    yield from _of_staff(message.staff)
    if isinstance(message, Status):
        yield from _of_answers((message.about,))
        yield "Description", message.description, LONG
    else:
        yield from _of_document(message)
        yield from _of_answers(message.answers)


def _of_organization(name: str, one: Organization) -> Iterator[Field]:
    yield f"{name}.OrganizationInCharge", one.in_charge, 200
    yield f"{name}.OrganName", one.name, 200
    yield f"{name}.OrganAdd", one.address, 250
    yield f"{name}.Email", one.email, 100
    yield f"{name}.Telephone", one.telephone, 50
    yield f"{name}.Fax", one.fax, 50
    yield f"{name}.Website", one.website, 100


def _of_staff(one: Staff) -> Iterator[Field]:
    yield "StaffInfo.Department", one.department, USUAL
    yield "StaffInfo.Staff", one.name, USUAL
    yield "StaffInfo.Mobile", one.mobile, 50
    yield "StaffInfo.Email", one.email, 100


def _of_answers(answers: Sequence[Answered]) -> Iterator[Field]:
    for answer in answers:
        yield "ResponseFor.Code", answer.code, 50
        yield "ResponseFor.DocumentId", answer.document_id, USUAL


def _of_document(one: Edoc) -> Iterator[Field]:
    yield "DocumentId", one.document_id, USUAL
    yield "CodeNumber", one.number, 11
    yield "CodeNotation", one.notation, 30
    yield "PromulgationInfo.Place", one.place, 50
    yield "Type", one.type_code, 10
    yield "TypeDetail", one.type_detail, 10
    yield "TypeName", one.type_name, 100
    yield "Subject", one.subject, 500
    yield "Content", one.content, 500
    yield "Competence", one.competence, 50
    yield "Position", one.signer_position, 100
    yield "FullName", one.signer_name, 50
    yield "SphereOfPromulgation", one.sphere, 100
    yield "TyperNotation", one.typist, 10
    yield "BussinessDocReason", one.reason, 500
    for name, values in (("Appendix", one.appendixes), ("TaskCode", one.tasks), ("ToPlaces", one.places)):
        for value in values:
            _lacks(name, value)
            yield name, value, 500
    for replaced in one.replaced:
        _lacks("ReplacementInfo.DocumentId", replaced.document_id)
        yield "ReplacementInfo.DocumentId", replaced.document_id, USUAL
    for file in one.attachments:
        yield "AttachmentName", file.name, LONGEST_NAME
        yield "Attachment.Description", file.description, 500
        yield "ContentType", file.content_type, 200


def _lacks(name: str, value: str) -> None:
    if not value:
        raise Unwritable(name, "lacks")
