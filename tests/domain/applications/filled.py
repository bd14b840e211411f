"""A procedure that is filed online, and applications to it as far as a test needs them."""

from dataclasses import replace
from datetime import datetime
from io import BytesIO
from typing import Any
from uuid import UUID

from lienthong.domain.applications import actions, queries
from lienthong.domain.applications.queries import Sheet, Whole
from lienthong.domain.procedures.rules.record import Record
from lienthong.spine import clock
from lienthong.spine.actor import ANONYMOUS, Actor
from tests.domain.cases.running import CITY, PLAIN, hour, procedure
from tests.domain.plans.running import PDF

AT = hour("15/10 08:30")
FORM: dict[str, Any] = {
    "title": "Đơn đề nghị cấp giấy phép",
    "type": "object",
    "x-paper": 1,
    "x-about": ["nha.dia_chi"],
    "properties": {
        "nha": {
            "type": "object",
            "title": "Ngôi nhà",
            "properties": {
                "dia_chi": {"type": "string", "title": "Địa chỉ", "maxLength": 200},
                "ham": {"type": "boolean", "title": "Có tầng hầm không?"},
            },
            "required": ["dia_chi", "ham"],
            "if": {"properties": {"ham": {"const": True}}, "required": ["ham"]},
            "then": {
                "properties": {"so_ham": {"type": "integer", "title": "Số tầng hầm", "minimum": 1}},
                "required": ["so_ham"],
            },
        },
        "lien_ke": {
            "type": "array",
            "title": "Nhà liền kề",
            "maxItems": 2,
            "items": {
                "type": "object",
                "properties": {"chu": {"type": "string", "title": "Chủ nhà"}},
                "required": ["chu"],
            },
        },
    },
    "required": ["nha"],
}
ONLINE: Record = replace(PLAIN, form=FORM)
PEOPLE: dict[str, dict[str, Any]] = {
    "whose": {"whose": "SELF"},
    "applicant": {"name": "Rơ Châm H’Yưn", "number": "064190004321", "birth": "1990-05-12"},
    "contact": {"phone": "0905118172", "address": "Làng Plei Ốp, phường Hoa Lư"},
}
HOUSE = {"dia_chi": "Thửa 112, phường Hoa Lư", "ham": False}


def version() -> int:
    return procedure(ONLINE)


def begun(version: int, by: Actor = ANONYMOUS, at: datetime = AT, owner: str = CITY) -> UUID:
    return actions.begin(version=version, owner=owner, by=by, at=at).key


def told(
    key: UUID, page: str, given: Any, sheet: Sheet = Sheet.FORM, *, is_seen: bool = True, at: datetime = AT
) -> None:
    actions.answer(application=key, sheet=sheet, page=page, given=given, is_seen=is_seen, at=at)


def filled(
    version: int, *, owner: str = CITY, at: datetime = AT, by: Actor = ANONYMOUS, **people: dict[str, Any]
) -> UUID:
    """All but sent."""
    key = begun(version, by, owner=owner, at=at)
    for page, given in (PEOPLE | people).items():
        told(key, page, given, Sheet.PEOPLE, at=at)
    told(key, "nha", HOUSE, at=at)
    told(key, "lien_ke", [{"chu": "Siu Blưn"}], at=at)
    attached(key, at=at)
    return key


def attached(
    key: UUID, name: str = "ban-ve.pdf", content: bytes = PDF, paper: int = 2, at: datetime = AT
) -> list[Any]:
    files = [(BytesIO(content), name)]
    return actions.attach(application=key, paper=paper, files=files, by=ANONYMOUS, at=at)


def whole(key: UUID) -> Whole:
    return queries.get_whole(queries.get_application(key), clock.local(AT).date())


def sent(key: UUID, at: datetime = AT) -> actions.Sent:
    return actions.send(application=key, by=ANONYMOUS, at=at)
