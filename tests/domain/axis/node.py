"""Our node with two departments, a ministry's node above it, and a client below."""

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from lienthong.connectors.axis import edxml
from lienthong.connectors.axis.bodies import Item
from lienthong.connectors.axis.fake import TIME, FakeNode, Held, running
from lienthong.connectors.axis.messages import (
    Answered,
    Attachment,
    Business,
    Edoc,
    Message,
    Organization,
    Status,
    StatusCode,
)
from lienthong.domain.axis import jobs
from lienthong.domain.correspondence import actions, queries
from lienthong.domain.correspondence.queries import SendingRow, organ_of
from lienthong.domain.organisations.actions import set_official_code
from lienthong.domain.organisations.queries import Scheme
from tests.domain.correspondence.office import TODAY, Room, paper, room
from tests.domain.documents.office import AGENCY, AT, FOUNDER, LOADED, OTHER
from tests.faults.drain import drain

MINISTRY, OFFICE = "000.00.00.G09", "000.00.00.G22"
SNV, STC = "000.00.03.H21", "000.00.06.H21"
US, THEM = "gialai", "bonoivu"


def edoc(number: str = "7816", **changes: Any) -> Edoc:
    """A letter of the ministry to Sở Nội vụ."""
    given: dict[str, Any] = {
        "sender": Organization(organ_id=MINISTRY, name="Bộ Nội vụ"),
        "recipients": (Organization(organ_id=SNV, name="Sở Nội vụ"),),
        "document_id": f"{MINISTRY},2021/10/14,{number}/BNV-CCHC",
        "number": number,
        "notation": "BNV-CCHC",
        "place": "Hà Nội",
        "dated": date(2021, 10, 14),
        "type_name": "Công văn",
        "subject": "đôn đốc báo cáo cải cách hành chính",
        "signer_name": "Trần Thị Thử",
        "attachments": (attachment(),),
    }
    return Edoc(**given | changes)


def attachment(name: str = "van-ban.pdf", content: bytes | None = None) -> Attachment:
    kept = paper() if content is None else content
    return Attachment(
        name=name,
        content_type="application/pdf",
        open=lambda: BytesIO(kept),
        size=len(kept),
        sha256=hashlib.sha256(kept).hexdigest(),
    )


def recall(of: Edoc, reason: str = "Ban hành nhầm") -> Edoc:
    return edoc(
        "7817",
        business=Business.RECALL,
        reason=reason,
        answers=(about(of),),
        attachments=(),
    )


def about(of: Edoc) -> Answered:
    return Answered(
        organ_id=of.sender.organ_id,
        code=f"{of.number}/{of.notation}",
        dated=of.dated,
        document_id=of.document_id,
    )


def status(of: Edoc, code: StatusCode, words: str = "", sender: str = MINISTRY) -> Status:
    """A word of the ministry on a document of ours."""
    return Status(
        sender=Organization(organ_id=sender, name="Bộ Nội vụ"),
        recipients=(Organization(organ_id=of.sender.organ_id),),
        about=about(of),
        code=code,
        at=AT,
        description=words,
    )


def written(message: Message) -> bytes:
    out = BytesIO()
    edxml.write(message, out)
    return out.getvalue()


def read(content: bytes) -> Message:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "message")
        path.write_bytes(content)
        return edxml.read(path, into=Path(folder)).message


@dataclass
class Node:
    """``above`` is the node of the ministry; ``room`` the clerks of Sở Nội vụ and Sở Tài chính."""

    room: Room
    above: FakeNode
    sent: int = field(default=0)

    def put(self, message: Message | bytes, kind: str = "", to: str = SNV) -> str:
        """It waits for us above; gives its id there."""
        content = message if isinstance(message, bytes) else written(message)
        kind = kind or ("status" if isinstance(message, Status) else "edoc")
        self.sent += 1
        item = Item(
            id=f"bnv-{self.sent:04}",
            message_type=kind,
            sender=MINISTRY,
            recipient=to,
            created=TIME,
            updated=TIME,
            sha256=hashlib.sha256(content).hexdigest(),
            size=len(content),
        )
        self.above.room.held.append(Held(item, content, f"{THEM}-{self.sent}"))
        return item.id

    def work(self, at: datetime = AT) -> None:
        """As often as it takes until nothing moves any more on its own."""
        for _round in range(2):
            drain()
            exchange(at)
            while jobs.read_all(at):
                pass
            drain()
        exchange(at)

    def got(self, kind: str = "edoc") -> list[Message]:
        """What the ministry holds of ours."""
        return [
            read(one.content)
            for one in self.above.room.held
            if one.item.message_type == kind and self.above.room.homes.get(one.item.recipient) == THEM
        ]

    def statuses(self) -> list[StatusCode]:
        return [one.code for one in self.got("status") if isinstance(one, Status)]

    def arriving(self, agency: str = AGENCY) -> list[SendingRow]:
        return queries.list_arriving(agency)

    def send_out(self, document: int = 0, *organs: str) -> SendingRow:
        """Sở Nội vụ sends an issued document to the ministry; its sending."""
        made = document or self.room.plainly_issued()
        outside = dict.fromkeys(organs or (MINISTRY,), "Bộ Nội vụ")
        actions.send(document=made, recipients=[], outside=outside, by=self.room.clerk, at=AT)
        self.work()
        return next(row for row in queries.list_sendings(made) if organ_of(row.recipient) in outside)

    def sending(self, row: SendingRow) -> SendingRow:
        found = queries.find_sending(row.id)
        assert found
        return found


def exchange(at: datetime) -> None:
    jobs.hand_on_all(at)
    jobs.fetch_all(at)


@contextmanager
def node(settings: Any) -> Iterator[Node]:
    above = FakeNode()
    above.member(US, SNV, STC, "H21.03", "000.00.00.H21")
    above.member(THEM, MINISTRY, OFFICE)
    with running(above, US, "000.00.00.H21") as access:
        host = access.endpoint.partition("://")[2]
        settings.LIENTHONG_AXIS_URL = f"http://{US}:{access.secret}@{host}?agency=000.00.00.H21"
        made = room(with_keys=False)
        for agency, code in ((AGENCY, SNV), (OTHER, STC), ("GL", "000.00.00.H21")):
            set_official_code(
                code=agency,
                scheme=Scheme.QCVN102,
                official_code=code,
                on=date(2021, 7, 1),
                by=FOUNDER,
                at=LOADED,
            )
        exchange(AT)
        yield Node(made, above)


__all__ = ["TODAY", "Node", "attachment", "edoc", "node", "recall", "status", "written"]
