"""What the stand-in of a ministry's node sends when the demonstration starts, and a document that goes there.

``data/demo/axis.json`` is invented from the first line to the last. The worker fetches and answers as it would with the
axis's own node.
"""

import hashlib
import json
from datetime import date, datetime
from io import BytesIO
from typing import Any, Final

from lienthong.config.demo_documents import actor_of
from lienthong.config.ground.paths import DATA
from lienthong.connectors.axis import edxml, standin
from lienthong.connectors.axis.messages import Attachment, Edoc, Organization
from lienthong.domain.axis import actions as axis
from lienthong.domain.axis.queries import OrganRow
from lienthong.domain.correspondence import actions
from lienthong.domain.correspondence.queries import list_sendings
from lienthong.domain.documents.queries import list_issued
from lienthong.spine.pdf import OfficialPaper, Paragraph, Signature, typeset

FILE: Final = DATA / "demo" / "axis.json"
CLERK, AGENCY = "levanthu.snv", "GL-SNV"
MINISTRY: Final = "000.00.00.G09"


def play(*, until: datetime) -> None:
    """Running twice changes nothing."""
    folder = standin.folder()
    folder.mkdir(parents=True, exist_ok=True)
    for told in json.loads(FILE.read_text(encoding="utf-8")):
        path = folder / f"{told['number']}.edxml"
        if not path.exists():
            draft = path.with_suffix(".part")
            with draft.open("wb") as out:
                edxml.write(_message(told), out)
            draft.rename(path)
    _know_axis(until)
    _send_one(until)


def _message(told: dict[str, Any]) -> Edoc:
    dated = date.fromisoformat(told["dated"])
    sheet = OfficialPaper(
        agency=told["agency"],
        superior="",
        number=f"{told['number']}/{told['notation']}",
        place="Hà Nội",
        day=dated,
        abstract=told["subject"],
        body=[Paragraph(line) for line in told["body"]],
        signature=Signature(told["position"], told["signer"]),
    )
    paper = typeset(sheet.template, sheet.data())
    return Edoc(
        sender=Organization(organ_id=told["organ"], name=told["agency"]),
        recipients=tuple(Organization(organ_id=one) for one in told["to"]),
        document_id=f"{told['organ']},{dated:%Y/%m/%d},{told['number']}/{told['notation']}",
        number=told["number"],
        notation=told["notation"],
        place="Hà Nội",
        dated=dated,
        type_name=told["kind"],
        subject=told["subject"],
        signer_position=told["position"],
        signer_name=told["signer"],
        priority=told["priority"],
        pages=1,
        attachments=(
            Attachment(
                name=f"{told['number']}_{told['notation']}.pdf",
                content_type="application/pdf",
                open=lambda: BytesIO(paper),
                size=len(paper),
                sha256=hashlib.sha256(paper).hexdigest(),
            ),
        ),
    )


def _know_axis(at: datetime) -> None:
    """What the worker would ask in its first minute."""
    above = axis.know_parent(system=standin.SYSTEM, name=standin.NAME, organ="000.00.00.H21", at=at)
    organs = [OrganRow(code, code.rpartition(".")[2], name) for code, name in standin.OFFICES.items()]
    axis.note_organs(neighbour=above, organs=organs, is_whole=False)


def _send_one(at: datetime) -> None:
    """The clerk sends the newest document of Sở Nội vụ to the ministry too."""
    issued = list_issued(AGENCY, limit=1)
    if issued and not any(row.is_to_outside for row in list_sendings(issued[0].id)):
        outside = {MINISTRY: standin.OFFICES[MINISTRY]}
        by = actor_of(CLERK, at)
        actions.send(document=issued[0].id, recipients=[], outside=outside, by=by, at=at)
