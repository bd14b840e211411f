"""Messages of the axis between agencies of the demonstration; people and figures are invented."""

import hashlib
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from itertools import count
from pathlib import Path
from typing import Any

from lienthong.connectors.axis import edxml
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
from lienthong.spine.clock import ZONE

AT = datetime(2021, 10, 15, 9, 30, tzinfo=ZONE)
PDF = b"%PDF-1.7\n" + b"noi dung van ban\n" * 40 + b"%%EOF\n"
HOME = Organization(
    organ_id="000.00.05.H21",
    name="Sở Nội vụ",
    in_charge="Ủy ban nhân dân tỉnh Gia Lai",
    address="03 Hai Bà Trưng, Pleiku, Gia Lai",
    email="snv@gialai.example",
    telephone="02690000001",
    fax="02690000002",
    website="https://snv.gialai.example",
)
PROVINCE = Organization(organ_id="000.00.00.H21", name="Ủy ban nhân dân tỉnh Gia Lai")
CITY = Organization(organ_id="000.00.31.H21", name="Ủy ban nhân dân thành phố Pleiku")
CLERK = Staff(
    department="Văn phòng Sở", name="Rơ Châm Phương", mobile="0905000001", email="vt@snv.gialai.example"
)
EARLIER = Answered(
    organ_id="000.00.00.H21",
    code="1522/UBND-NC",
    dated=date(2021, 10, 1),
    document_id="000.00.00.H21,2021/10/01,1522/UBND-NC",
)


def attachment(content: bytes = PDF, name: str = "412-bc-snv.pdf", **more: Any) -> Attachment:
    return Attachment(
        **{
            "name": name,
            "content_type": "application/pdf",
            "open": lambda: io.BytesIO(content),
            "size": len(content),
            "sha256": hashlib.sha256(content).hexdigest(),
            **more,
        }
    )


NEW = Edoc(
    sender=HOME,
    recipients=(PROVINCE, CITY),
    document_id="000.00.05.H21,2021/10/15,412/BC-SNV",
    number="412",
    notation="BC-SNV",
    place="Gia Lai",
    dated=date(2021, 10, 15),
    type_code="2",
    type_detail="1",
    type_name="Báo cáo",
    subject="Kết quả cải cách hành chính quý III & nhiệm vụ quý IV năm 2021",
    content="Tổng hợp 17 huyện, thị xã, thành phố",
    competence="KT. GIÁM ĐỐC",
    signer_position="PHÓ GIÁM ĐỐC",
    signer_name="Kpă Thuyên",
    due=date(2021, 10, 30),
    priority=1,
    sphere="Cải cách hành chính",
    typist="NTM",
    copies=12,
    pages=9,
    is_directing=False,
    appendixes=("Biểu số 01", "Biểu số 02"),
    answers=(EARLIER,),
    tasks=("NV-2021-0007",),
    steering="3",
    places=("Như trên", "Lưu: VT, CCHC"),
    business=Business.NEW,
    reason="Văn bản điện tử mới",
    paper_follows=True,
    staff=CLERK,
    traces=(Trace(organ_id="000.00.05.H21", at=AT),),
    attachments=(attachment(), attachment(b"bieu so 01", "bieu-01.txt", content_type="text/plain")),
)
WITHDRAWN = Answered(
    organ_id=HOME.organ_id, code="412/BC-SNV", dated=date(2021, 10, 15), document_id=NEW.document_id
)
RECALL = replace(
    NEW,
    business=Business.RECALL,
    reason="Gửi nhầm bản dự thảo",
    answers=(WITHDRAWN,),
    paper_follows=False,
    attachments=(),
)
UPDATE = replace(
    NEW,
    business=Business.UPDATE,
    reason="Bổ sung nơi nhận",
    document_changes=True,
    receivers=(
        ReceiverChange(organ_id="000.00.32.H21", added=True),
        ReceiverChange(organ_id=CITY.organ_id, added=False),
    ),
)
REPLACE = replace(
    NEW,
    document_id="000.00.05.H21,2021/10/15,415/BC-SNV",
    number="415",
    business=Business.REPLACE,
    reason="Sai số liệu biểu 01",
    replaced=(
        Replaced(document_id=NEW.document_id, organ_ids=(PROVINCE.organ_id, CITY.organ_id)),
        Replaced(document_id="000.00.05.H21,2021/10/12,409/BC-SNV"),
    ),
)
WORDS = {
    StatusCode.ARRIVED: "",
    StatusCode.REFUSED: "Siu H’Lan - Văn thư: thiếu phụ lục 02",
    StatusCode.REGISTERED: "Siu H’Lan - Văn thư: số đến 1033",
    StatusCode.ASSIGNED: "Chánh Văn phòng - phân công Phòng Nội chính",
    StatusCode.IN_PROCESS: "Phòng Nội chính: đang xử lý",
    StatusCode.FINISHED: "Phòng Nội chính: đã tham mưu trả lời",
    StatusCode.ASKED_BACK: "Rơ Châm Phương - Văn thư: gửi nhầm bản dự thảo",
    StatusCode.AGREED: "Siu H’Lan - Văn thư: đồng ý",
    StatusCode.DECLINED: "Siu H’Lan - Văn thư: văn bản đã được xử lý",
}


def status(code: StatusCode) -> Status:
    """From the province about the report, or (13) from the department that takes it back."""
    is_back = code is StatusCode.ASKED_BACK
    return Status(
        sender=HOME if is_back else PROVINCE,
        recipients=(PROVINCE, CITY) if is_back else (Organization(organ_id=HOME.organ_id),),
        about=WITHDRAWN,
        code=code,
        at=AT,
        description=WORDS[code],
        staff=CLERK if is_back else Staff(name="Siu H’Lan"),
        traces=(Trace(organ_id="000.00.00.H21", at=AT),),
    )


MESSAGES: dict[str, Message] = {
    "new": NEW,
    "recall": RECALL,
    "update": UPDATE,
    "replace": REPLACE,
    **{f"status {code}": status(code) for code in StatusCode},
}


def written(message: Message, sign: edxml.Sign | None = None) -> bytes:
    out = io.BytesIO()
    edxml.write(message, out, sign=sign)
    return out.getvalue()


type Reading = Callable[[bytes], edxml.Read]


def read_in(folder: Path) -> Reading:
    """Each message into a folder of its own: into-1, into-2."""
    numbers = count(1)

    def read(content: bytes) -> edxml.Read:
        path, into = folder / "message.edxml", folder / f"into-{next(numbers)}"
        path.write_bytes(content)
        into.mkdir()
        return edxml.read(path, into=into)

    return read
